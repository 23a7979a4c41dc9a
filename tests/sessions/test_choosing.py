"""More initiatives than the run sheet bears: the group chooses, and nothing that it leaves is lost."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest

from exports.formats import html, json_format, markdown
from exports.minutes import build_minutes
from exports.reading.minutes_file import read_minutes
from exports.reading.rows import RowsOfMinutes
from prompts.language.words import load_words
from prompts.methods.capacity import most_initiatives
from sessions import commands as do
from sessions.errors import CannotDivideError, NothingChosenError, UnknownCardError
from sessions.queries.carrying import cards_of
from sessions.queries.choosing import beyond_the_sheet, borne_by_sheet, not_chosen, proposed_choice
from sessions.state import State
from sessions.tallies.tally import distribution, shown_cards
from workshop.live.live_workshop import JoinAccess
from workshop.terminal.audience.view_of_state import Around, audience_view

MADE = datetime(2026, 3, 11, 9, tzinfo=UTC)
DECK = "initiatives"


def cards(room):
    return [card.id for card in shown_cards(room.state(), DECK)]


def choose(room, *chosen):
    keys = cards(room)
    room.ask(do.ChooseCards(chosen, tuple(key for key in keys if key not in chosen)))


@pytest.fixture
def written(rooms):
    """A ninety with fourteen initiatives that seven people group: four more than it bears."""
    room = rooms.new(run_sheet="90")
    room.people = [room.join(name) for name in ("anna", "bo", "cilla", "dan", "eva", "finn", "gro")]
    room.go_to("skriv-tiltag")
    room.ask(do.WriteCards(tuple(f"Tiltag nr. {number}" for number in range(1, 15))))
    room.go_to("grupper")
    return room


def test_what_is_not_chosen_is_not_asked_about_later_but_stands_where_it_was(written, rooms, method) -> None:
    ids = cards(written)
    assert (borne_by_sheet(written.state(), method), beyond_the_sheet(written.state(), method, DECK)) == (
        10,
        4,
    )
    choose(written, *ids[:9])
    state = rooms.again(written).state()
    assert [card.id for card in not_chosen(state, DECK)] == ids[9:]
    assert beyond_the_sheet(state, method, DECK) == 0
    asked = {
        key: [card.id for card in cards_of(state, method.activity(key))]
        for key in ("grupper", "placer-alene", "tal-om-de-delte", "tiltagenes-behov", "adfaerdsmaal")
    }
    assert asked.pop("grupper") == ids
    assert all(found == ids[:9] for found in asked.values())
    assert sum(entry.count for entry in distribution(state, method, DECK)) == 9


def test_a_phone_cannot_place_what_was_not_chosen_and_a_new_card_goes_on(written) -> None:
    ids = cards(written)
    written.ask(do.ChooseCards((ids[0],), tuple(ids[1:])))
    new = written.write("Kom til bagefter")
    written.go_to("placer-alene")
    with pytest.raises(UnknownCardError):
        written.ask(do.PlaceCard(ids[5], "goer-det"), written.people[0])
    written.ask(do.PlaceCard(new, "goer-det"), written.people[0])


def test_a_choice_is_one_act_to_undo_and_can_be_made_again(written) -> None:
    ids = cards(written)
    with pytest.raises(NothingChosenError):
        written.ask(do.ChooseCards((), tuple(ids)))
    choose(written, *ids[:9])
    choose(written, *ids[5:])
    assert [card.id for card in not_chosen(written.state(), DECK)] == ids[:5]
    written.undo()
    assert [card.id for card in not_chosen(written.state(), DECK)] == ids[9:]
    written.undo()
    assert not_chosen(written.state(), DECK) == ()


def test_the_next_meeting_has_them_all_again(written) -> None:
    ids = cards(written)
    choose(written, *ids[:9])
    written.ask(do.CloseWorkshop())
    written.ask(do.StartMeeting("opfoelgning", written.day("2026-04-22")))
    state = written.state()
    assert not_chosen(state, DECK) == ()
    assert [card.id for card in cards_of(state, written.method.activity("placer-alene"))] == ids


def test_the_top_ones_by_dots_are_proposed(rooms, method) -> None:
    room = rooms.new(run_sheet="60", packs=("vaelg-ud",))
    people = [room.join(name) for name in ("anna", "bo", "cilla")]
    room.go_to("skriv-tiltag")
    room.ask(do.WriteCards(tuple(f"Tiltag nr. {number}" for number in range(1, 15))))
    ids = cards(room)
    room.go_to("vaelg-tiltag")
    assert len(proposed_choice(room.state(), method, DECK)) == 14
    for person, wanted in zip(people, ((13, 12, 11), (13, 12, 9), (13, 8, 7)), strict=True):
        for place in wanted:
            room.ask(do.CastVote(ids[place], 1), person)
    assert len(proposed_choice(room.state(), method, DECK)) == 14  # the dots are not shown yet
    room.ask(do.RevealInput())
    proposed = [card.id for card in proposed_choice(room.state(), method, DECK)]
    assert proposed == [ids[place] for place in (7, 8, 9, 11, 12, 13)]
    choose(room, *proposed)
    told = markdown.render(build_minutes(room.state(), method, MADE, "1")).decode()
    assert "Ikke valgt nu" in told
    figures = json.loads(json_format.render(build_minutes(room.state(), method, MADE, "1")))
    assert figures["proposals"] == []
    assert figures["vote_ranking"] == []


def test_minutes_projector_and_json_list_them_and_an_import_keeps_them(written, method) -> None:
    ids = cards(written)
    choose(written, *ids[:9])
    state = written.state()
    around = Around(JoinAccess("http://x", "secret", "ABC234"), MADE)
    shown = audience_view(state, method, load_words("da"), around).content
    (group,) = [group for group in shown.groups if group.heading == "Ikke valgt nu · 5"]
    assert [item.text for item in group.items] == [f"Tiltag nr. {number}" for number in range(10, 15)]
    minutes = build_minutes(state, method, MADE, "1")
    for text in (markdown.render(minutes).decode(), html.render(minutes).decode()):
        after = text[text.rindex("Ikke valgt nu") :]
        assert all(f"Tiltag nr. {number}" in after for number in range(10, 15))
        assert "Tiltag nr. 9" not in after[: after.index("Tiltag nr. 14")]
    content = json_format.render(minutes)
    figures = json.loads(content)
    assert figures["initiatives_kept"] == 9
    assert [each["id"] for each in figures["initiatives"] if each.get("not_chosen_in") == [1]] == [
        f"t{number}" for number in range(10, 15)
    ]
    again, numbers = State(), iter(range(1_000))
    read = read_minutes(content, "referat.json")
    again.load(RowsOfMinutes(read, method, lambda: f"id{next(numbers)}", MADE, "s", "ABC234").rows())
    assert [card.text for card in not_chosen(again, DECK)] == [
        f"Tiltag nr. {number}" for number in range(10, 15)
    ]


def test_a_card_is_divided_in_one_act_and_the_first_part_keeps_its_place(written, method) -> None:
    first = cards(written)[2]
    written.ask(do.NameTheme("Drift", (first,)))
    with pytest.raises(CannotDivideError):
        written.ask(do.DivideCard(first, ("Kun én",)))
    written.ask(do.DivideCard(first, ("Vagtplan", "Kalender", "Skemaer")))
    state = written.state()
    found = [(card.number, card.text, card.split_from, card.theme) for card in shown_cards(state, DECK)]
    theme = state.cards.get(first).theme
    assert found[2] == (3, "Vagtplan", None, theme)
    assert found[14:] == [(15, "Kalender", first, theme), (16, "Skemaer", first, theme)]
    assert "delt fra t3" in markdown.render(build_minutes(state, method, MADE, "1")).decode()
    written.undo()
    assert [card.text for card in shown_cards(written.state(), DECK)][2] == "Tiltag nr. 3"
    assert len(cards(written)) == 14


def test_one_card_is_said_to_come_from_a_group_and_its_own_again(written, method) -> None:
    first = cards(written)[0]
    written.ask(do.SetOrigin(first, "  Hjemmeplejen "))
    assert "Hjemmeplejen" in markdown.render(build_minutes(written.state(), method, MADE, "1")).decode()
    written.ask(do.SetOrigin(first, ""))
    assert written.state().cards.get(first).origin == ""
    written.undo()
    assert written.state().cards.get(first).origin == "Hjemmeplejen"


def test_fewer_people_have_time_for_more_as_the_guides_table_says(rooms, method) -> None:
    room = rooms.new(run_sheet="90")
    for name in ("anna", "bo", "cilla", "dan"):
        room.join(name)
    (sheet,) = (each for each in method.run_sheets if each.key == "90")
    assert borne_by_sheet(room.state(), method) == most_initiatives(method, sheet, 4) == 13
    for name in ("eva", "finn", "gro", "hans", "ida"):
        room.join(name)
    assert borne_by_sheet(room.state(), method) == sheet.initiatives
