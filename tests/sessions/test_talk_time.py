"""The talk about split cards is reckoned from how many there are, and shrinks as they are agreed."""

from __future__ import annotations

from prompts.language.words import load_words
from sessions import commands as do
from sessions.queries.carrying import cards_of
from sessions.tallies.tally import tally_card
from workshop.facilitating.situation import Situation
from workshop.facilitating.telling.talk_time import talk_minutes_lacking, talk_time_words


def said(room):
    state, activity = room.state(), room.method.activity("tal-om-de-delte")
    tallies = [tally_card(state, activity, card) for card in cards_of(state, activity)]
    return talk_time_words(state.current(), tallies, load_words())


def test_talk_time_follows_the_number_of_split_cards(rooms) -> None:
    room = rooms.new(run_sheet="60")  # six minutes for the talk
    people = [room.join(f"p{number}") for number in range(4)]
    room.go_to("skriv-tiltag")
    room.ask(do.WriteCards(tuple(f"Tiltag {number}" for number in range(6))))
    ids = [card.id for card in cards_of(room.state(), room.method.activity("placer-alene"))]
    room.go_to("placer-alene")
    for place, card in enumerate(ids):
        for number, person in enumerate(people):
            key = "sammen" if number < 2 and place else "taet-paa"  # all agree on the first
            room.ask(do.PlaceCard(card, key), person)
    room.go_to("tal-om-de-delte")
    assert said(room) == "5 delte: 8 min. snak (2 min. mere end sat af: +)"
    assert talk_minutes_lacking(Situation(room.state(), room.method)) == 2
    room.ask(do.ExtendTime(2))
    assert talk_minutes_lacking(Situation(room.state(), room.method)) == 0
    assert said(room) == "5 delte: 8 min. snak"
    for card in ids[1:5]:
        room.ask(do.AgreePlacement(card, "sammen"))
    assert said(room) == "1 delt: 2 min. snak"
    room.ask(do.AgreePlacement(ids[5], "sammen"))
    assert said(room) == ""
