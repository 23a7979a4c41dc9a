"""What to leave out when the group is late, in the method's order; never an activity that must stay."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

from prompts.methods.model import Activity, Category, Kind, Method
from sessions.model import ActivityStatus, ScheduledActivity
from sessions.state import State
from sessions.tallies.tally import distribution


@dataclass(frozen=True, slots=True)
class Cut:
    """A waiting activity that can be skipped, or held in `keeps` minutes for `only` these categories."""

    row: ScheduledActivity
    keeps: int = 0
    only: tuple[Category, ...] = ()

    @property
    def saves(self) -> int:
        """The minutes that are won."""
        return self.row.minutes - self.keeps


@dataclass(frozen=True, slots=True)
class CutProposal:
    """What can be cut, in order, and the ids of the activities that together cover the delay."""

    candidates: tuple[Cut, ...]
    chosen: tuple[str, ...]


def cut_proposal(state: State, method: Method, minutes_late: float) -> CutProposal:
    """Propose what to cut of the waiting activities, to save `minutes_late`."""
    waiting = [row for row in state.run_sheet() if row.status is ActivityStatus.WAITING]
    found: list[tuple[int, int, Cut]] = []
    for row in waiting:
        activity = method.activity(row.activity)
        if activity.cut_order:
            found.append((activity.cut_order, row.position, Cut(row)))
        elif activity.narrow_order and (narrowed := _narrowed(state, method, row, activity)) is not None:
            found.append((activity.narrow_order, row.position, narrowed))
    cuts = tuple(cut for _, _, cut in sorted(found, key=lambda each: each[:2]))
    chosen: list[Cut] = []
    for cut in cuts:
        if _won(chosen) >= minutes_late:
            break
        chosen.append(cut)
    for cut in reversed(chosen):  # a long one at the end may have made a short one needless
        without = [each for each in chosen if each is not cut]
        if _won(without) >= minutes_late:
            chosen = without
    return CutProposal(cuts, tuple(cut.row.id for cut in chosen))


def _won(cuts: Iterable[Cut]) -> int:
    return sum(cut.saves for cut in cuts)


def _narrowed(state: State, method: Method, row: ScheduledActivity, activity: Activity) -> Cut | None:
    """The activity for the categories that have cards; None where all of them have some, or none has."""
    decks = (
        other.deck
        for other in method.activities
        if other.kind is Kind.PLACE and other.category_set == activity.category_set
    )
    counts = {each.category: each.count for each in distribution(state, activity, next(decks, ""))}
    only = tuple(category for category in activity.categories if counts.get(category.key))
    keeps = math.ceil(row.minutes * len(only) / max(1, len(activity.categories)))
    return Cut(row, keeps, only) if only and keeps < row.minutes else None
