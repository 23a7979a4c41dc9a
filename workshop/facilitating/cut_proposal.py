"""What to skip when the group is late, in the method's order; never an activity that must stay."""

from __future__ import annotations

from dataclasses import dataclass

from prompts.methods.model import Method
from sessions.model import ActivityStatus, ScheduledActivity
from sessions.state import State


@dataclass(frozen=True, slots=True)
class CutProposal:
    """The activities that may be skipped, in order, and the ids that together cover the delay."""

    candidates: tuple[ScheduledActivity, ...]
    chosen: tuple[str, ...]


def cut_proposal(state: State, method: Method, minutes_late: float) -> CutProposal:
    """Propose which waiting activities to skip, to save `minutes_late`."""
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
