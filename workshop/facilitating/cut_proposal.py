"""What to leave out when the group is late: the method says in which order, never what must stay."""

from __future__ import annotations

from dataclasses import dataclass

from prompts.methods.model import Method
from sessions.model import ActivityStatus, ScheduledActivity
from sessions.state import State


@dataclass(frozen=True, slots=True)
class CutProposal:
    """What may be left out, first to go first, and the ids that together cover the delay."""

    candidates: tuple[ScheduledActivity, ...]
    chosen: tuple[str, ...]


def cut_proposal(state: State, method: Method, minutes_late: float) -> CutProposal:
    """Propose what to skip of what is still waiting, to win `minutes_late`."""
    waiting = [row for row in state.run_sheet() if row.status is ActivityStatus.WAITING]
    spare = [row for row in waiting if method.activity(row.activity).cut_order]
    spare.sort(key=lambda row: (method.activity(row.activity).cut_order, row.position))
    chosen: list[str] = []
    won = 0.0
    for row in spare:
        if won >= minutes_late:
            break
        chosen.append(row.id)
        won += row.minutes
    return CutProposal(tuple(spare), tuple(chosen))
