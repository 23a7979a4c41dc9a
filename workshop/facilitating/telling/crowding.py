"""Whether a run sheet is long enough for the people who come, and what to do where it is not."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sessions.rules.people import active_count
from sessions.state import State
from workshop.machine.folders import PRACTICE

if TYPE_CHECKING:  # the first screen is painted before methods are read
    from prompts.language.words import Words
    from prompts.methods.model import Method
    from prompts.methods.run_sheets import RunSheet


def crowding(method: Method, sheet: RunSheet, people: int, words: Words) -> str:
    """A sentence where `people` are more than `sheet` is long enough for; else an empty text."""
    from prompts.methods.capacity import has_room_for, people_of, proposed_sheet

    if has_room_for(method, sheet, people):
        return ""
    told = {"n": people, "most": people_of(method, sheet)}
    longer = None if sheet.for_employees else proposed_sheet(method, people)
    if longer is None:
        return words("terminal.crowding.two-tables", **told)
    return words("terminal.crowding.longer", longer=longer.title, **told)


def crowding_in_lobby(session: Path, state: State, method: Method, words: Words) -> str:
    """The same for those who have joined, before the first activity; then it is too late to choose.

    The people of a demo and of a rehearsal are not warned of.
    """
    if state.current() is not None or session.parent.name == PRACTICE:
        return ""
    try:
        sheet = method.run_sheet(state.workshop.run_sheet)
    except KeyError:
        return ""
    return crowding(method, sheet, active_count(state), words)
