"""Every number that the group and its phones see, against a count of the session's own tables."""

from __future__ import annotations

import pytest
from checked_numbers import Checked
from scripted_group import ScriptedGroup

from prompts.methods.loading import load_method
from prompts.methods.model import Kind
from sessions import commands as do
from sessions.model import StepStatus

SHEETS = [sheet.key for sheet in load_method().first_sheets()]
LATER = [sheet.key for sheet in load_method().follow_up_sheets()]


def kinds_of(room):
    return {str(room.method.activity(row.activity).kind) for row in room.state().run_sheet()} - {Kind.PRESENT}


@pytest.mark.wide(short=1)
@pytest.mark.parametrize("sheet", SHEETS)
def test_every_number_of_a_run_sheet_is_the_one_in_the_tables(rooms, sheet: str) -> None:
    room = rooms.new(run_sheet=sheet)
    checked = Checked(room)
    group = ScriptedGroup(room, checked)
    for row in room.state().run_sheet():
        group.play(row.activity)
    assert {kind for kind, _ in checked.seen} == kinds_of(room)


@pytest.mark.wide
@pytest.mark.parametrize("sheet", LATER)
def test_every_number_of_a_follow_up_is_that_meetings_own(rooms, sheet: str) -> None:
    """The second follow-up: what the first one settled is not asked about again."""
    room = rooms.new(run_sheet="60")
    held_by(room, lambda _: None)
    room.ask(do.CloseWorkshop())
    room.ask(do.StartMeeting("opfoelgning-30"))
    held_by(room, lambda _: None)
    room.ask(do.CloseWorkshop())
    checked = Checked(room)
    room.ask(do.StartMeeting(sheet))
    held_by(room, checked)
    assert {kind for kind, _ in checked.seen} == kinds_of(room)
    assert {row.status for row in room.state().next_steps} >= {StepStatus.DONE, StepStatus.UNDER_WAY}


def held_by(room, check):
    group = ScriptedGroup(room, check)
    for row in room.state().run_sheet():
        group.play(row.activity)
