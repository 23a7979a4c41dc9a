"""Before the day phones can write initiatives from a link: hidden, with their group, and no clock runs."""

from __future__ import annotations

import pytest

from prompts.language.words import load_words
from sessions import commands as do
from sessions.errors import ActivityClosedError, NothingToCollectError
from sessions.model import ActivityStatus, WorkshopStatus
from workshop.facilitating.telling.collecting_words import collecting_words
from workshop.web.views.kinds import collect
from workshop.web.views.participant_view import clock_part
from workshop.web.views.view_context import PerStateCache, Viewer


@pytest.fixture
def early(room):
    room.anna, room.bo = room.join("Anna"), room.join("Bo")
    room.ask(do.ChangeAlias("Anna", "Hjemmeplejen"), room.anna)
    room.ask(do.ChangeAlias("Bo", "2"), room.bo)
    return room


def row_of(room):
    return next(row for row in room.state().run_sheet() if row.activity == "skriv-tiltag")


def test_what_is_written_early_is_there_on_the_day_with_its_group(early, rooms) -> None:
    with pytest.raises(ActivityClosedError):
        early.ask(do.WriteCard("For tidligt"), early.anna)
    early.ask(do.CollectEarly())
    row = row_of(early)
    early.ask(do.WriteCard("Ny vagtplan", activity=row.id), early.anna)
    early.ask(do.WriteCard("Fælles kalender"), early.bo)
    room = rooms.again(early)
    state = room.state()
    assert {card.text: card.origin for card in state.cards} == {
        "Ny vagtplan": "Hjemmeplejen",
        "Fælles kalender": "",
    }
    assert (state.workshop.status, state.current()) == (WorkshopStatus.LOBBY, None)
    assert collecting_words(state, room.method, load_words()) == "Indsamlingen er åben: 2 tiltag"
    room.ask(do.OpenNext())
    with pytest.raises(ActivityClosedError):
        room.ask(do.WriteCard("Midt i velkomsten"), early.anna)
    assert not row_of(room).input_open
    room.go_to("skriv-tiltag")
    room.ask(do.WriteCard("På dagen"), early.anna)
    card = next(card for card in room.state().cards if card.text == "På dagen")
    assert (card.number, card.origin) == (3, "")
    with pytest.raises(NothingToCollectError):
        room.ask(do.CollectEarly())


def test_a_phone_sees_its_own_cards_only_and_no_clock(early) -> None:
    early.ask(do.CollectEarly())
    early.ask(do.WriteCard("Ny vagtplan"), early.anna)
    state, row = early.state(), row_of(early)
    activity = early.method.activity("skriv-tiltag")
    bo = state.participants.get(early.bo)
    part = collect.part(Viewer(state, early.method, bo, row, activity, PerStateCache()))
    assert (part.mine, part.others, part.count) == ((), (), None)
    assert clock_part(row, activity, early.clock.now()).minutes == 0
    assert row.status is ActivityStatus.WAITING
    early.ask(do.CollectEarly(False))
    with pytest.raises(ActivityClosedError):
        early.ask(do.WriteCard("For sent"), early.bo)
    early.undo()
    early.ask(do.WriteCard("Åben igen"), early.bo)
