"""Sets of a pack's own: an activity names what it works with, and what is the method's stays as it is."""

from dataclasses import replace

import jsonschema
import pytest
from in_this_process import served
from shaped import shaped_method

from exports.formats.format_registry import FORMATS
from exports.formats.json_format import as_json, schema
from exports.formats.markdown import render
from exports.minutes import build_minutes
from prompts.language.words import load_words
from sessions import commands as do
from sessions.errors import UnknownCategoryError, UnknownChoiceError, UnknownQuestionError
from sessions.queries.carrying import cards_of
from sessions.tallies.placed_cards import card_in
from sessions.tallies.tally import tally_card
from workshop.facilitating.acts.place import BEHAVIOUR, FOLLOWING
from workshop.facilitating.situation import Situation
from workshop.live.live_workshop import JoinAccess
from workshop.terminal.audience.view_of_state import Around, audience_view


def counts_in(room, activity, card):
    known = room.method.activity(activity)
    tally = tally_card(room.state(), known, room.state().cards.get(card))
    return {item.category: item.count for item in tally.final if item.count}


def told(room, method):
    """The minutes of what the room has made so far, as JSON and as Markdown."""
    minutes = build_minutes(room.state(), method, room.clock.now(), "1")
    figures = as_json(minutes)
    jsonschema.Draft202012Validator(schema()).validate(figures)
    return figures, render(minutes).decode()


@pytest.fixture
def twice(room):
    """One initiative, placed by all in the method's own categories and in the pack's."""
    room.go_to("skriv-tiltag")
    room.card = room.write("Fælles sprog")
    room.go_to("placer-alene")
    for person in room.people:
        room.ask(do.PlaceCard(room.card, "taet-paa"), person)
    room.go_to("t-placer")
    for number, person in enumerate(room.people):
        room.ask(do.PlaceCard(room.card, "tid" if number else "viden"), person)
    return room


def test_placements_in_two_sets_stand_beside_each_other(twice):
    assert counts_in(twice, "placer-alene", twice.card) == {"taet-paa": 6}
    assert counts_in(twice, "t-placer", twice.card) == {"viden": 1, "tid": 5}


def test_a_choice_is_taken_back_in_the_set_it_was_made_in(twice):
    twice.ask(do.PlaceCard(twice.card, None), twice.people[0])
    assert counts_in(twice, "placer-alene", twice.card) == {"taet-paa": 6}
    assert counts_in(twice, "t-placer", twice.card) == {"tid": 5}


def test_what_is_agreed_in_one_set_says_nothing_of_the_other(twice):
    twice.ask(do.AgreePlacement(twice.card, "taet-paa"))
    twice.ask(do.AcceptAgreed())
    twice.ask(do.NoteDisagreement(twice.card, "Nogle ser det som viden."))
    state = twice.state()
    own = state.cards.get(twice.card)
    in_set = card_in(state, own, "slags")
    assert (own.agreed, own.disagreement) == ("taet-paa", "")
    assert (in_set.agreed, in_set.disagreement) == ("tid", "Nogle ser det som viden.")
    twice.undo(2)
    assert card_in(twice.state(), own, "slags").agreed is None
    assert twice.state().cards.get(twice.card).agreed == "taet-paa"


def test_agreed_in_a_set_is_kept_in_the_file_and_taken_away(twice, shaped_rooms):
    twice.ask(do.AgreePlacements((twice.card,), "kultur"))
    again = shaped_rooms.again(twice)
    (card,) = cards_of(again.state(), again.method.activity("t-placer"))
    assert card.agreed == "kultur"
    again.ask(do.AgreePlacements((twice.card,), None))
    assert not list(again.state().set_placements)


def test_a_category_that_the_pack_has_lost_since_is_none(twice, folder):
    twice.ask(do.AgreePlacement(twice.card, "tid", "kultur"))
    for name in ("pack.toml", "da.toml"):
        file = folder / "packs" / "egne-former" / name
        text = file.read_text(encoding="utf-8").replace("kultur", "vaner").replace('"tid"', '"timer"')
        file.write_text(text.replace("categories.tid]", "categories.timer]"), encoding="utf-8")
    method = shaped_method(folder)
    (card,) = cards_of(twice.state(), method.activity("t-placer"))
    assert (card.agreed, card.next_category) == (None, None)
    assert as_json(build_minutes(twice.state(), method, twice.clock.now(), "1"))


def test_a_category_of_another_set_is_refused(twice):
    with pytest.raises(UnknownCategoryError):
        twice.ask(do.PlaceCard(twice.card, "taet-paa"), twice.people[0])
    with pytest.raises(UnknownCategoryError):
        twice.ask(do.CountHands(twice.card, "taet-paa", 2))
    twice.go_to("placer-alene")
    with pytest.raises(UnknownCategoryError):
        twice.ask(do.PlaceCard(twice.card, "tid"), twice.people[0])


def test_questions_of_a_set_are_asked_about_its_categories_only(room):
    room.go_to("h-hjaelp")
    room.ask(do.GiveAnswer("tid", "hvem-hjaelper", "Sekretariatet"), room.people[0])
    with pytest.raises(UnknownQuestionError):
        room.ask(do.GiveAnswer("tid", "works", "Nej"), room.people[0])
    with pytest.raises(UnknownCategoryError):
        room.ask(do.GiveAnswer("sammen", "hvem-hjaelper", "Nej"), room.people[0])
    room.ask(do.AgreeAnswer("tid", "hvem-hjaelper", "Vi spørger sekretariatet."))
    with pytest.raises(UnknownCategoryError):
        room.ask(do.AddAnswer("sammen", "hvem-hjaelper", "Nej"))


def test_a_grid_of_its_own_takes_its_own_boxes(room):
    room.go_to("h-skriv")
    card = room.ask(do.WriteCard("Travlhed", occurred="snart", outcome="let"), room.people[0]).id
    assert room.state().cards.get(card).occurred == "snart"
    with pytest.raises(UnknownChoiceError):
        room.ask(do.WriteCard("Travlhed", occurred="foer"), room.people[0])


async def test_phones_see_the_set_that_the_activity_names(file):
    async with served(file) as (live, phone):
        anna = await phone()
        kinds = {}
        for key in ("h-skriv", "h-slags", "h-placer", "h-hjaelp"):
            added = (await live.send(do.AddActivity(key, 5))).id
            await live.send(do.OpenActivity(added))
            if key == "h-skriv":
                await live.send(do.WriteCard("Travlhed", occurred="nu", outcome="let"))
            kinds[key] = (await anna.get("/api/state"))["kind"]
        grid = kinds["h-skriv"]["grid"]
        assert [each["key"] for each in grid["whens"]] == ["nu", "snart", "senere"]
        for key in ("h-slags", "h-placer", "h-hjaelp"):
            assert [each["title"] for each in kinds[key]["categories"]] == [
                "Viden", "Tid", "Kultur", "Rammer", "Samspil",
            ]  # fmt: skip
        assert [each["key"] for each in kinds["h-hjaelp"]["questions"]] == ["hvem-hjaelper", "hvad-foerst"]


@pytest.mark.parametrize("clustered", [True, False])
def test_cards_that_were_only_collected_are_in_the_minutes_with_their_box(room, clustered):
    """The pack also places and votes on the deck; this group never came to that."""
    kept = (each for each in room.method.activities if clustered or each.key != "h-grupper")
    method = replace(room.method, activities=tuple(kept))
    room.go_to("h-skriv")
    boxed = room.ask(do.WriteCard("Travlhed", occurred="snart", outcome="let"), room.people[0]).id
    room.ask(do.WriteCard("Uklare roller"), room.people[1])
    figures, page = told(room, method)
    assert [
        (each["deck"], each["text"], each["when"], each["outcome"]) for each in figures["experiences"]
    ] == [("hindringer", "Travlhed", "snart", "let"), ("hindringer", "Uklare roller", None, None)]
    assert "| Snart | Travlhed | – |" in page
    assert page.count("Uklare roller") == 1
    room.go_to("h-placer")
    for person in room.people:
        room.ask(do.PlaceCard(boxed, "tid"), person)
    _, page = told(room, method)
    assert "| Snart | Travlhed | – |" in page
    assert page.count("Uklare roller") == 1 + clustered


def test_the_minutes_tell_each_set_by_itself_in_every_format(twice):
    twice.ask(do.AgreePlacement(twice.card, "tid"))
    twice.go_to("h-hjaelp")
    twice.ask(do.GiveAnswer("tid", "hvem-hjaelper", "Sekretariatet"), twice.people[0])
    twice.ask(do.RevealInput())
    minutes = build_minutes(twice.state(), twice.method, twice.clock.now(), "1")
    figures = as_json(minutes)
    jsonschema.Draft202012Validator(schema()).validate(figures)
    (placed,) = figures["placed_in_sets"]
    (card,) = placed["cards"]
    assert (placed["set"], card["agreed"], card["alike"], card["cast"]) == ("slags", "tid", 5, 6)
    (talk,) = figures["other_answers"]
    assert talk["answers"][0] == {
        "about": "Tid", "question": "hvem-hjaelper", "text": "Hvem kan hjælpe os?",
        "answers": ["Sekretariatet"], "agreed": None,
    }  # fmt: skip
    assert figures["initiatives"][0]["agreed"] is None
    for name in ("md", "html"):
        page = FORMATS[name].renderer()(minutes)
        text = page.decode() if isinstance(page, bytes) else page
        assert "Slags hindringer" in text
        assert "Sekretariatet" in text


def test_the_groups_screen_calls_no_choice_an_approach_that_is_none(room):
    words = load_words()
    room.go_to("h-skriv")
    card = room.write("Travlhed")
    for agreed, about in ((None, "unknown"), ("tid", "agreed")):
        room.go_to("h-tal")
        room.ask(do.AgreePlacement(card, agreed))
        around = Around(JoinAccess("http://x", "secret", "ABC234"), room.clock.now())
        view = audience_view(room.state(), room.method, words, around)
        assert view.question == words(f"audience.about-in-set.{about}")


def test_only_an_approach_has_one_after_it_and_only_an_initiative_a_behaviour_goal(room):
    offered = {}
    for activity in ("tal-om-de-delte", "h-tal"):
        room.go_to(activity)
        here = Situation(room.state(), room.method)
        offered[activity] = (FOLLOWING.when(here), BEHAVIOUR.when(here))
    assert offered == {"tal-om-de-delte": (True, True), "h-tal": (False, False)}
