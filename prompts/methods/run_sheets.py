"""Run sheets and packs of a method: which activities are held, in what order, for how long."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

USUAL = "120"
"""The run sheet of a workshop for which none was chosen, in a method that has it."""


@dataclass(frozen=True, slots=True)
class PlannedActivity:
    """An activity and the whole minutes that a run sheet gives it."""

    activity: str
    minutes: int


@dataclass(frozen=True, slots=True)
class RunSheet:
    """The activities chosen for a length, in order. `key` is what `--run-sheet` takes.

    `follow_up` says that it is for a follow-up meeting, `initiatives` how many a group gets through with it
    (0: not said), `for_employees` that
    it is not for leaders but for a group of employees. `after_days` is how long after the first meeting a
    follow-up with it is meant to be held (0: at any time).
    """

    key: str
    minutes: int
    title: str
    summary: str
    plan: tuple[PlannedActivity, ...]
    follow_up: bool = False
    initiatives: int = 0
    for_employees: bool = False
    after_days: int = 0


def usual_sheet(sheets: Sequence[RunSheet]) -> RunSheet | None:
    """The one of `sheets` to take where nobody chose: `USUAL`, else the first; None where there is none."""
    return next((sheet for sheet in sheets if sheet.key == USUAL), sheets[0] if sheets else None)


def follow_up_sheet(sheets: Sequence[RunSheet], days: int | None = None) -> RunSheet | None:
    """The one of a method's `sheets` for a follow-up held `days` after the first meeting.

    That is the one meant for the nearest time; the first where no time is known or none says when it is meant
    for; None where the method has none.
    """
    timed = [sheet for sheet in sheets if sheet.after_days]
    if days is None or not timed:
        return sheets[0] if sheets else None
    return min(timed, key=lambda sheet: abs(sheet.after_days - days))


@dataclass(frozen=True, slots=True)
class Pack:
    """Activities that can be added to a run sheet together, before the workshop or during it.

    `short` says in a few words what it asks; `after` names the activities it may follow,
    depending on which of them a run sheet has; `source_line` says where it comes from, and may be empty.
    `language` is that of its words: the method's, unless the pack does not speak it.
    """

    key: str
    title: str
    short: str
    summary: str
    plan: tuple[PlannedActivity, ...]
    after: tuple[str, ...]
    source_line: str = ""
    language: str = ""

    @property
    def minutes(self) -> int:
        """The length of the whole pack in minutes."""
        return sum(planned.minutes for planned in self.plan)
