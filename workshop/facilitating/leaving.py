"""What becomes of the phones when the facilitator leaves."""

from __future__ import annotations

from prompts.language.words import Words
from workshop.facilitating.ports import OpenWorkshop
from workshop.live.live_workshop import LiveWorkshop

CLOSED = "closed"


def what_leaving_does(session: OpenWorkshop, words: Words) -> str:
    """Whether the workshop goes on, and else whether phones lose the minutes or wait."""
    if session.others:
        return words("terminal.leave.others", n=session.others)
    if session.is_kept:
        return words("terminal.leave.kept")
    return words("terminal.leave.minutes" if _has_ended(session.live) else "terminal.leave.detail")


def _has_ended(live: LiveWorkshop) -> bool:
    return live.state.workshop.status == CLOSED
