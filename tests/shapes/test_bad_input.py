"""A run sheet held with what nobody planned for: it says what to do, and goes on to the end."""

from __future__ import annotations

import pytest

from exports.formats import markdown
from exports.minutes import build_minutes
from prompts.language.words import load_words
from prompts.methods.model import Kind
from sessions import commands as do
from sessions.queries.choosing import beyond_the_sheet, borne_by_sheet
from sessions.tallies.tally import shown_cards
from workshop.facilitating.telling.crowding import crowding_in_lobby
from workshop.live.live_workshop import JoinAccess
from workshop.machine.folders import PRACTICE
from workshop.terminal.audience.draw_frame import paint
from workshop.terminal.audience.view_of_state import Around, audience_view

DECK = "initiatives"


def texts(value):
    if isinstance(value, str):
        return [value]
    if isinstance(value, tuple):
        return [text for each in value for text in texts(each)]
    return [
        text for name in getattr(value, "__dataclass_fields__", ()) for text in texts(getattr(value, name))
    ]


def held(room, people=3, initiatives=0, support=None):
    """Hold the whole run sheet; returns what the group's screen said in each activity, and the minutes."""
    who = [room.join(f"p{number}") for number in range(people)]
    said = {}
    for row in room.state().run_sheet():
        room.go_to(row.activity)
        activity = room.method.activity(row.activity)
        if row.activity == "skriv-tiltag" and initiatives:
            room.ask(do.WriteCards(tuple(f"Tiltag {number}" for number in range(initiatives))))
        if row.activity == "placer-alene":
            for card in shown_cards(room.state(), DECK)[:3]:
                for person in who:
                    room.ask(do.PlaceCard(card.id, "goer-det"), person)
        if row.activity == "opbakning" and support is not None:
            for person in who:
                room.ask(do.GiveRating("stoetter-aftalerne", support), person)
        state = room.state()
        if activity.kind in (Kind.COLLECT, Kind.RATE, Kind.VOTE) and not state.current().revealed:
            room.ask(do.RevealInput())
        around = Around(JoinAccess("http://x", "secret", "ABC234"), room.clock.now())
        view = audience_view(room.state(), room.method, load_words(), around)
        paint(view, 80, 24)
        said[row.activity] = "\n".join(texts(view.content))
    room.ask(do.CloseWorkshop())
    minutes = build_minutes(room.state(), room.method, room.clock.now(), "1")
    return said, markdown.render(minutes).decode()


def test_without_initiatives_the_screens_say_so_and_the_workshop_goes_on(rooms) -> None:
    said, minutes = held(rooms.new(run_sheet="90"))
    for key in ("skriv-tiltag", "grupper", "tal-om-de-delte", "stem"):
        assert load_words()("audience.no-cards") in said[key], key
    assert load_words()("minutes.participants.title") in minutes


def test_one_person_with_one_initiative_gets_to_the_end_and_no_choice_is_told(rooms) -> None:
    said, minutes = held(rooms.new(run_sheet="90"), people=1, initiatives=1, support=1)
    assert "Tiltag 0" in said["tal-om-de-delte"]
    assert load_words()("panels.rate.too_few", n=1, least=5) in said["opbakning"]
    assert "Tiltag 0" in minutes


def test_three_hundred_initiatives_are_counted_and_can_be_chosen_from(rooms) -> None:
    room = rooms.new(run_sheet="90")
    said, minutes = held(room, initiatives=300)
    assert "Tiltag 299" in said["grupper"]
    borne = borne_by_sheet(room.state(), room.method)
    assert beyond_the_sheet(room.state(), room.method, DECK) == 300 - borne
    assert load_words()("minutes.place.written", n=300) in minutes


@pytest.mark.parametrize("support", [1, 5], ids=["everybody below three", "nobody below three"])
def test_support_is_told_whether_all_or_none_are_below_three(rooms, support: int) -> None:
    room = rooms.new(run_sheet="90")
    said, minutes = held(room, people=6, initiatives=2, support=support)
    figures = load_words()("panels.rate.figures", n=6, lowest=support, highest=support, mean=support)
    assert figures in said["opbakning"]
    told = "Alle 6, der svarede, støtter" if support == 5 else "6 skal høres inden første opfølgning: 6 “"
    assert told in minutes
    assert said["hvad-skal-der-til"]  # asked in any case: the tool does not know who is below three


def test_forty_people_in_a_ninety_are_told_what_to_do(rooms) -> None:
    room = rooms.new(run_sheet="90")
    for number in range(40):
        room.join(f"p{number}")
    assert "40" in crowding_in_lobby(room.path, room.state(), room.method, load_words())
    shown = room.path.parent / PRACTICE / "demo.db"
    assert not crowding_in_lobby(shown, room.state(), room.method, load_words())
