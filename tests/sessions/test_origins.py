"""A card that another group brought keeps that group's name in the session and wherever its text stands."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest

from exports.formats import json_format, markdown
from exports.minutes import build_minutes
from exports.reading.minutes_file import read_minutes
from exports.reading.rows import RowsOfMinutes
from prompts.language.words import load_words
from sessions import commands as do
from sessions.errors import TextTooLongError
from sessions.state import State
from workshop.live.live_workshop import JoinAccess
from workshop.terminal.audience.view_of_state import Around, audience_view
from workshop.web.views.view_context import card_part

MADE = datetime(2026, 3, 11, 9, tzinfo=UTC)
GROUP = "Ældre og pleje"
TOLD = f"Ny vagtplan ({GROUP})"


@pytest.fixture
def brought(room):
    room.go_to("skriv-tiltag")
    room.write("Fælles kalender")
    room.ask(do.WriteCards(("Ny vagtplan", "Færre skemaer"), origin=f"  {GROUP}\n"))
    room.go_to("grupper")
    return room


def origins(state):
    return {card.text: card.origin for card in state.cards if not card.withdrawn}


def test_the_group_of_origin_is_stored_with_the_card_and_undone_with_it(brought, rooms) -> None:
    wanted = {"Fælles kalender": "", "Ny vagtplan": GROUP, "Færre skemaer": GROUP}
    assert origins(brought.state()) == wanted
    again = rooms.again(brought)
    assert origins(again.state()) == wanted
    again.go_to("skriv-tiltag")
    with pytest.raises(TextTooLongError):
        again.ask(do.WriteCards(("En til",), origin="x" * 200))


def test_projector_phones_and_minutes_tell_it_and_an_import_brings_it_back(brought, method) -> None:
    state = brought.state()
    own, first, second = sorted(state.cards, key=lambda card: card.number)
    assert (card_part(state, method, own).origin, card_part(state, method, first).origin) == ("", GROUP)
    around = Around(JoinAccess("http://x", "secret", "ABC234"), MADE)
    shown = repr(audience_view(state, method, load_words("da"), around).content)
    assert TOLD in shown
    assert "Fælles kalender (" not in shown
    brought.ask(do.MergeCards(own.id, (second.id,)))
    state = brought.state()
    assert card_part(state, method, own).merged == (f"Færre skemaer ({GROUP})",)
    minutes = build_minutes(state, method, MADE, "1")
    text = markdown.render(minutes).decode()
    assert TOLD in text
    assert f"Færre skemaer ({GROUP})" in text
    told = json.loads(json_format.render(minutes))["initiatives"]
    assert [(each.get("origin"), [m["origin"] for m in each["merged"]]) for each in told] == [
        (None, [GROUP]),
        (GROUP, []),
    ]
    read = read_minutes(json_format.render(minutes), "referat.json")
    numbers = iter(range(1_000))
    again = State()
    again.load(RowsOfMinutes(read, method, lambda: f"id{next(numbers)}", MADE, "s", "ABC234").rows())
    assert origins(again) == origins(state)
