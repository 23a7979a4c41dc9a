"""Each shipped pack is held from empty to minutes, in every language, in a run sheet and alone."""

import pytest
from played_packs import PlayedPack
from rooms import Rooms
from shown_and_written import minutes_of, painted, shows

from prompts.language.words import load_words
from prompts.methods.loading import load_method
from sessions import commands as do
from sessions.queries.carrying import cards_of, carried_texts

LANGUAGES = ("da", pytest.param("en", marks=pytest.mark.long), pytest.param("nb", marks=pytest.mark.long))
PACKS = [pack.key for pack in load_method().packs]
WHOLE = sorted(set(PACKS) - {"kvalitetstjek", "pre-mortem", "succeshistorien", "vaelg-ud", "valghjaelp"})
"""Packs that lead from what is written to an agreement."""


@pytest.fixture(params=LANGUAGES)
def language(request):
    return request.param


@pytest.fixture
def begun(tmp_path, clock, language):
    """Begins a workshop in the language, with a pack in its run sheet."""
    method = load_method("tre-skridt", language)
    made = Rooms(tmp_path, method, clock)

    def begin(pack, sheet="90"):
        packs = () if sheet == pack else (pack,)
        return PlayedPack(made.new(run_sheet=sheet, packs=packs, language=language))

    yield begin
    made.stop_all()


@pytest.mark.wide(short=3)
@pytest.mark.parametrize("pack", PACKS)
def test_in_a_run_sheet_everything_that_was_written_is_in_the_minutes(begun, language, pack):
    played = begun(pack)
    own = {planned.activity for planned in played.method.pack(pack).plan}
    for row in played.room.state().run_sheet():
        if row.activity in own or row.activity == "skriv-tiltag":
            played.play(row.activity)
            title = played.method.activity(row.activity).title
            assert all(shows(page, title) for page in painted(played.room, language)), row.activity
    played.room.ask(do.CloseWorkshop())
    used = played.method.pack(pack).source_line
    others = [other.source_line for other in played.method.packs if other.source_line != used]
    for page in minutes_of(played.room):
        assert [text for text in played.wrote if text not in page] == []
        assert used in page
        assert [line for line in others if line in page and "Pre mortem:" not in line] == []


@pytest.mark.wide(short=6)
@pytest.mark.parametrize("pack", PACKS)
def test_alone_it_is_a_short_session_with_nothing_else_around_it(begun, pack):
    played = begun(pack, sheet=pack)
    sheet, part = played.method.run_sheet(pack), played.method.pack(pack)
    rows = [row.activity for row in played.room.state().run_sheet()]
    before = rows[: len(rows) - len(part.plan)]
    assert rows[len(before) :] == [planned.activity for planned in part.plan]
    assert set(before) <= {"skriv-tiltag", "placer-alene", "tal-om-de-delte"}
    assert sheet.minutes <= 60
    assert pack not in WHOLE or sheet.minutes >= 20
    for key in rows:
        played.play(key)
    played.room.ask(do.CloseWorkshop())
    words = load_words(played.method.language)
    of_approaches = f"# {words('minutes.place.not-placed')}", words("minutes.follow-up.agenda-2-1")
    for said in of_approaches if "placer-alene" not in rows else ():
        assert said not in minutes_of(played.room)[0]
    talks = [activity for activity in map(played.method.activity, rows) if activity.kind == "reflect"]
    meant = [known.short for talk in talks if talk.category_set.key for known in talk.categories]
    assert [text for text in meant if text not in minutes_of(played.room)[0]] == []
    tables = [line for line in minutes_of(played.room)[0].splitlines() if line.startswith("| ")]
    assert [line for line in tables if line.count(" | ") > 7] == []  # what is wider runs off the page
    for page in minutes_of(played.room):
        assert [text for text in played.wrote if text not in page] == []
        assert part.title in page
        assert part.summary in page
        assert played.method.summary not in page


def test_a_follow_up_can_be_a_pack_alone(begun):
    played = begun("trappen", sheet="60")
    for row in played.room.state().run_sheet()[:4]:
        played.play(row.activity)
    played.room.ask(do.CloseWorkshop())
    played.room.ask(do.StartMeeting("roller"))
    rows = [row.activity for row in played.room.state().run_sheet()]
    assert rows == [planned.activity for planned in played.method.pack("roller").plan]
    played.room.ask(do.StartMeeting("portefoelje"))
    rows = [row.activity for row in played.room.state().run_sheet()]
    alone = played.method.run_sheet("portefoelje").plan
    assert rows == [planned.activity for planned in alone if planned.activity != "skriv-tiltag"]


@pytest.mark.parametrize("pack", WHOLE)
def test_a_whole_pack_takes_a_short_meeting_and_ends_in_agreements(begun, pack):
    played = begun(pack)
    part = played.method.pack(pack)
    assert 20 <= part.minutes <= 60
    for key in ("skriv-tiltag", *(planned.activity for planned in part.plan)):
        played.play(key)
    assert [row.who for row in played.room.state().next_steps] == ["Anne"]


@pytest.mark.parametrize("pack", ["succeshistorien", "valghjaelp", *WHOLE])
def test_the_facilitator_is_told_which_keys_and_how_long_each_part_takes(begun, language, pack):
    method = load_method("tre-skridt", language)
    minute = {"da": "minut", "en": "minute", "nb": "minutt"}[language]
    press = {"da": "Tryk ", "en": "ress ", "nb": "Trykk "}[language]
    own = {planned.activity for planned in method.pack(pack).plan} - {"pre-mortem"}
    for activity in map(method.activity, own):
        notes = " ".join((*activity.notes.say, *activity.notes.watch))
        assert minute in notes.casefold(), activity.key
        assert activity.kind == "present" or press in notes, activity.key


def test_two_answers_on_the_stairs_that_lie_apart_get_an_answer_and_an_agreement(begun):
    played = begun("trappen")
    for key in ("skriv-tiltag", "trappen-oplaeg", "trappen-hoejde", "trappen-afstand"):
        played.play(key)
    state = played.room.state()
    cards = [card.text for card in state.cards.where("deck", "initiatives")]
    (md, _) = minutes_of(played.room)
    rated = played.method.deck("initiatives").title
    assert md.count(f"| {rated} | 1 |") == 2
    assert md.count(f"| {rated} | ") == 4  # the two scales, the distance and the form
    field = played.method.activity("trappen-afstand").record.fields[0]
    assert field.title in md
    assert all(text in md for text in cards)
    assert len(state.agreed_answers) == len(cards) == 5


def test_barriers_are_placed_ranked_and_answered_and_the_culture_stands_for_itself(begun):
    played = begun("barrierer")
    for key in ("skriv-tiltag", *(planned.activity for planned in played.method.pack("barrierer").plan)):
        played.play(key)
    state = played.room.state()
    chosen = played.method.activity("barrierer-svar")
    (ranked,) = cards_of(state, chosen)
    assert ranked.text in {card.text for card in state.cards.where("deck", "barriers")}
    answer = state.agreed_answers.get(ranked.id, "barriere-handling").text
    assert [each.text for each in carried_texts(state, played.method.activity("barrierer-aftaler"))] == [
        answer
    ]
    (md, _) = minutes_of(played.room)
    sets = (played.method.activity(key).category_set for key in ("barrierer-slags", "barrierer-kultur"))
    assert all(category.title in md for found in sets for category in found.categories)


def test_each_initiative_has_its_roles_and_what_is_weakest_is_agreed_on(begun):
    played = begun("roller")
    for key in ("skriv-tiltag", *(planned.activity for planned in played.method.pack("roller").plan)):
        played.play(key)
    state = played.room.state()
    form = played.method.activity("roller-fordel").record
    cards = state.cards.where("deck", "initiatives")
    assert all(state.agreed_answers.get(card.id, field.key) for card in cards for field in form.fields)
    weakest, *_ = carried_texts(state, played.method.activity("roller-aftaler"))
    assert weakest.text == played.method.activity("roller-tjek").statements[0].text
    (md, _) = minutes_of(played.room)
    assert all(field.title in md for field in form.fields)


def test_the_largest_risks_get_countermoves_and_the_weeks_are_planned(begun):
    played = begun("ugeplan")
    for key in ("skriv-tiltag", *(planned.activity for planned in played.method.pack("ugeplan").plan)):
        played.play(key)
    state = played.room.state()
    (risk,) = cards_of(state, played.method.activity("ugeplan-modtraek"))
    countermove = state.agreed_answers.get(risk.id, "mod-hvad").text
    offered = carried_texts(state, played.method.activity("ugeplan-aftaler"))
    assert [each.text for each in offered] == [countermove]
    (md, _) = minutes_of(played.room)
    forms = (played.method.activity(key).record for key in ("ugeplan-gevinst", "ugeplan-uger"))
    assert all(field.title in md for form in forms for field in form.fields)


def test_what_made_the_difference_is_kept_when_it_has_been_told_in_pairs(begun):
    played = begun("succeshistorien")
    for planned in played.method.pack("succeshistorien").plan:
        played.play(planned.activity)
    told = [card.text for card in played.room.state().cards.where("deck", "successes")]
    (md, _) = minutes_of(played.room)
    assert len(told) == 5
    assert all(text in md for text in told)
    assert all(category.title in md for category in played.method.activity("succes-brug").categories)


def test_fifteen_conditions_and_leadership_are_rated_and_the_weakest_is_acted_on(begun):
    played = begun("seks-forhold")
    for planned in played.method.pack("seks-forhold").plan:
        played.play(planned.activity)
    rated = played.method.activity("forhold-vurder").statements
    assert len(rated) == 16
    offered = carried_texts(played.room.state(), played.method.activity("forhold-aftaler"))
    assert (len(offered), offered[0].text) == (3, rated[0].text)
    (md, _) = minutes_of(played.room)
    assert all(category.title in md for category in played.method.activity("forhold-fremmer").categories)
