"""What one activity came to is what the next works on, because the pack says so."""

import jsonschema
import pytest
from in_this_process import served

from exports.formats.json_format import as_json, schema
from exports.minutes import build_minutes
from prompts.language.words import load_words
from sessions import commands as do
from sessions.errors import UnknownCardError
from sessions.queries.carrying import cards_of, carried_texts
from workshop.facilitating.acts.agree import handed_on
from workshop.facilitating.acts.collect import fetch, fetchable
from workshop.facilitating.situation import Situation
from workshop.live.live_workshop import JoinAccess
from workshop.terminal.audience.view_of_state import Around, audience_view


def worked_on(room, key):
    return [card.text for card in cards_of(room.state(), room.method.activity(key))]


def texts(room, key):
    return [each.text for each in carried_texts(room.state(), room.method.activity(key))]


@pytest.fixture
def chosen(room):
    """Four obstacles, of which the third has six dots and the first five."""
    room.go_to("h-skriv")
    room.cards = [room.write(text) for text in ("Tid", "Viden", "Kultur", "Penge")]
    room.go_to("h-valg")
    for number, person in enumerate(room.people):
        room.ask(do.CastVote(room.cards[2], 1), person)
        if number:
            room.ask(do.CastVote(room.cards[0], 1), person)
    room.ask(do.CastVote(room.cards[3], 1), room.people[0])
    return room


def test_the_most_chosen_cards_are_the_input_and_no_others(chosen):
    chosen.go_to("h-modtraek")
    assert worked_on(chosen, "h-modtraek") == ["Kultur", "Tid"]
    chosen.ask(do.FillField(chosen.cards[2], "hvad-vi-goer", "Vi øver os"), chosen.people[0])
    with pytest.raises(UnknownCardError):
        chosen.ask(do.FillField(chosen.cards[3], "hvad-vi-goer", "Nej"), chosen.people[0])


def test_what_was_chosen_is_grouped_and_nothing_else(chosen):
    chosen.go_to("h-grupper")
    assert worked_on(chosen, "h-grupper") == ["Kultur", "Tid"]
    around = Around(JoinAccess("http://x", "secret", "ABC234"), chosen.clock.now())
    shown = audience_view(chosen.state(), chosen.method, load_words(), around).content
    assert [item.text for group in shown.groups for item in group.items] == ["Kultur", "Tid"]


def test_without_the_first_activity_the_next_works_on_everything(room):
    room.go_to("h-skriv")
    for text in ("Tid", "Viden"):
        room.write(text)
    room.go_to("h-modtraek")
    assert worked_on(room, "h-modtraek") == ["Tid", "Viden"]


@pytest.mark.parametrize(("voters", "input_"), [(2, ["Tid", "Viden"]), (3, ["Viden"])])
def test_the_link_tells_of_votes_where_the_totals_are_told(room, voters, input_):
    """Two people would know each other's dots; the projector tells of three, and so does the link."""
    room.go_to("h-skriv")
    cards = [room.write(text) for text in ("Tid", "Viden")]
    room.go_to("h-valg")
    for person in room.people[:voters]:
        room.ask(do.CastVote(cards[1], 1), person)
    room.go_to("h-modtraek")
    assert worked_on(room, "h-modtraek") == input_


def test_countermoves_become_proposals_and_agreements(chosen):
    chosen.go_to("h-modtraek")
    for card, text in ((chosen.cards[2], "Vi øver os"), (chosen.cards[0], "Vi aflyser et møde")):
        chosen.ask(do.FillField(card, "hvad-vi-goer", text), chosen.people[0])
    wanted = ("Vi øver os", "Vi aflyser et møde")
    assert tuple(texts(chosen, "h-forslag")) == wanted
    chosen.go_to("h-forslag")
    assert fetchable(Situation(chosen.state(), chosen.method)) == wanted
    chosen.ask(do.WriteCards(wanted[:1]))
    assert fetchable(Situation(chosen.state(), chosen.method)) == wanted[1:]
    assert [card.text for card in chosen.state().cards.where("deck", "proposals")] == list(wanted[:1])
    chosen.go_to("h-aftal")
    assert handed_on(Situation(chosen.state(), chosen.method)) == wanted


def test_the_lowest_statements_become_cards(room):
    room.go_to("h-parat")
    for person in room.people:
        for statement, value in {"h-tid": 4, "h-viden": 2, "h-opbakning": 5}.items():
            room.ask(do.GiveRating(statement, value), person)
    assert texts(room, "h-huller") == ["Vi ved nok."]


def test_what_was_filled_in_stays_in_the_minutes_when_the_choice_changes(chosen):
    chosen.go_to("h-modtraek")
    chosen.ask(do.FillField(chosen.cards[0], "hvad-vi-goer", "Vi aflyser et møde"), chosen.people[0])
    chosen.go_to("h-valg")
    for person in chosen.people[1:]:
        chosen.ask(do.CastVote(chosen.cards[0], 0), person)
    chosen.go_to("h-modtraek")
    assert worked_on(chosen, "h-modtraek") == ["Kultur", "Penge"]
    figures = as_json(build_minutes(chosen.state(), chosen.method, chosen.clock.now(), "1"))
    jsonschema.Draft202012Validator(schema()).validate(figures)
    told = {card["text"]: card["fields"]["hvad-vi-goer"] for card in figures["records"][0]["cards"]}
    assert told == {"Tid": "Vi aflyser et møde", "Kultur": None, "Penge": None}


class Talk:
    """A facilitator who takes the first of what is offered."""

    def __init__(self, room, method):
        self.room, self.method, self.offered = room, method, ()

    @property
    def situation(self):
        return Situation(self.room.state(), self.method)

    def words(self, key, **fields):
        return key

    async def choose_some(self, title, choices, *, proposed=(), note=""):
        self.offered = [text for _, text in choices]
        assert list(proposed) == [key for key, _ in choices]
        return proposed[:1]

    async def send(self, command):
        return self.room.ask(command)


async def test_the_facilitator_chooses_what_is_fetched(chosen):
    chosen.go_to("h-modtraek")
    for card, text in ((chosen.cards[2], "Vi øver os"), (chosen.cards[0], "Vi aflyser et møde")):
        chosen.ask(do.FillField(card, "hvad-vi-goer", text), chosen.people[0])
    chosen.go_to("h-forslag")
    talk = Talk(chosen, chosen.method)
    await fetch(talk)
    assert talk.offered == ["Vi øver os", "Vi aflyser et møde"]
    assert [card.text for card in chosen.state().cards.where("deck", "proposals")] == ["Vi øver os"]


async def test_phones_get_only_the_input(file):
    async with served(file) as (live, phone):
        people = [await phone() for _ in range(5)]

        async def opened(key):
            await live.send(do.OpenActivity((await live.send(do.AddActivity(key, 5))).id))

        await opened("h-skriv")
        cards = [(await live.send(do.WriteCard(text))).id for text in ("Tid", "Viden", "Kultur")]
        await opened("h-valg")
        for each in people:
            await each.post("/api/votes", {"card": cards[1], "dots": 1})
        await opened("h-modtraek")
        kind = (await people[0].get("/api/state"))["kind"]
        assert [card["text"] for card in kind["cards"]] == ["Viden"]
        body = {"card": cards[0], "field": "hvad-vi-goer", "text": "Nej"}
        await people[0].post("/api/fields", body, status=404)
