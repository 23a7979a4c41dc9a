"""In a later meeting the group's screen and the phones know what is still open from before."""

import datetime

import pytest

from prompts.language.words import load_words
from sessions import commands as do
from workshop.live.live_workshop import JoinAccess
from workshop.terminal.audience.view_of_state import Around, audience_view
from workshop.web.views.view_context import PerStateCache, Viewer
from workshop.web.views.view_registry import VIEWS

DAY = datetime.date(2026, 4, 1)


@pytest.fixture
def later(rooms):
    """The second meeting, with an agreement that has a date and one with words for it."""
    room = rooms.new()
    room.join("Ditte")
    room.ask(do.AddNextStep("Ditte", "Finder en makker", DAY, "Fire navne"))
    room.ask(do.AddNextStep("Jens", "Ringer til hospitalet", None, "En aftale", due_words="snarest"))
    room.ask(do.CloseWorkshop())
    room.ask(do.StartMeeting("opfoelgning"))
    return room


def shown(room, method):
    around = Around(JoinAccess("http://x", "secret", "ABC234"), room.clock.now())
    return audience_view(room.state(), method, load_words("da"), around).content


def test_they_are_listed_while_there_are_no_new_ones(later, method) -> None:
    later.go_to("nye-aftaler")
    (group,) = shown(later, method).groups
    assert group.heading == "Ingen nye aftaler i dag endnu. 2 aftaler fra før er åbne."
    assert [(item.text, item.note) for item in group.items] == [
        ("Finder en makker", "Ditte · 1. april 2026"),
        ("Ringer til hospitalet", "Jens · snarest"),
    ]


def test_the_phones_have_them_too(later, method) -> None:
    later.go_to("nye-aftaler")
    state, row = later.state(), later.state().current()
    viewer = Viewer(
        state, method, next(iter(state.participants)), row, method.activity(row.activity), PerStateCache()
    )
    part = VIEWS.of("agree").part(viewer)
    assert [(step.what, step.due or step.due_words) for step in part.next_steps] == [
        ("Finder en makker", "2026-04-01"),
        ("Ringer til hospitalet", "snarest"),
    ]


def test_the_end_tells_them_apart_from_the_new_ones(later, method) -> None:
    later.go_to("nye-aftaler")
    later.ask(do.AddNextStep("Mette", "Skriver til alle", DAY, "En mail"))
    later.ask(do.CloseWorkshop())
    listed = {group.heading: [item.text for item in group.items] for group in shown(later, method).groups}
    assert listed == {
        "Det har vi aftalt": ["Skriver til alle"],
        "Åbne aftaler fra før": ["Finder en makker", "Ringer til hospitalet"],
    }
