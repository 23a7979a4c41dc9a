"""What people think about in the lobby."""

from __future__ import annotations

from prompts.language.words import Words
from prompts.methods.model import Method
from sessions.queries.agreements import open_steps
from sessions.state import State


def lobby_question(state: State, method: Method, words: Words) -> str:
    """The method's question before the day; at a later meeting which one it is, and what it comes back to.

    A pack alone that needs nothing of the method's written first says what it is about.
    """
    meeting = state.workshop.meeting
    if meeting <= 1:
        pack = next((pack for pack in method.packs if pack.key == state.workshop.run_sheet), None)
        by_itself = pack is not None and method.run_sheet(pack.key).plan == pack.plan
        return pack.summary if pack is not None and by_itself else method.before_the_day
    n = len(open_steps(state))
    if n:
        return words("meetings.lobby-agreements", meeting=meeting, n=n)
    return words("meetings.lobby", meeting=meeting)
