"""Cards are rated, on one scale or two, and asked about one by one, as a pack says without code."""

from io import BytesIO

import jsonschema
import openpyxl
import pytest
from in_this_process import served

from exports.formats.format_registry import FORMATS
from exports.formats.json_format import as_json, schema
from exports.formats.plans import plan_xlsx
from exports.minutes import build_minutes
from prompts.language.formatting import mean
from sessions import commands as do
from sessions.errors import OutOfScaleError, UnknownCategoryError, UnknownStatementError
from sessions.queries.progress import rating_progress
from sessions.queries.ratings import distances, measures_of
from sessions.queries.reflection import columns_of
from sessions.tallies.vote_tally import rating_spread


@pytest.fixture
def rated(room):
    """Two initiatives, rated by six: the first needs 4 and gets 2, the second needs and gets 2."""
    room.go_to("skriv-tiltag")
    room.cards = [room.write(text) for text in ("Fælles sprog", "Nyt skema")]
    room.go_to("t-hoejde")
    for person in room.people:
        for card, numbers in zip(room.cards, ((4, 2), (2, 2)), strict=True):
            for scale, value in enumerate(numbers):
                room.ask(do.GiveRating(card, value, scale), person)
    return room


def spread(room, card, number):
    return rating_spread(room.state(), room.method, room.state().current(), card, number)


def test_a_card_has_its_own_answers_on_each_scale(rated):
    first, second = rated.cards
    assert (spread(rated, first, 0).mean, spread(rated, first, 1).mean) == (4, 2)
    rated.ask(do.GiveRating(first, 3, 1), rated.people[0])
    assert dict(spread(rated, first, 1).counts) == {1: 0, 2: 5, 3: 1, 4: 0}
    rated.ask(do.CountHands(second, "1", 2, 1))
    assert dict(spread(rated, second, 1).counts) == {1: 2, 2: 6, 3: 0, 4: 0}
    assert dict(spread(rated, second, 0).counts) == {1: 0, 2: 6, 3: 0, 4: 0}


def test_the_distance_is_told_largest_first(rated):
    found = distances(rated.state(), rated.method, rated.state().current())
    assert [(each.statement.text, each.apart) for each in found] == [
        ("Fælles sprog", 2.0),
        ("Nyt skema", 0.0),
    ]


def test_the_distance_is_that_of_the_means_beside_it(rated):
    for person in rated.people[:2]:  # 20 of 6 and 10 of 6
        rated.ask(do.GiveRating(rated.cards[0], 2), person)
        rated.ask(do.GiveRating(rated.cards[0], 1, 1), person)
    far = distances(rated.state(), rated.method, rated.state().current())[0]
    first, second, apart = (mean(number, "en") for number in (far.first, far.second, far.apart))
    assert (first, second, apart) == ("3.3", "1.7", "1.6")


def test_the_distance_is_not_told_of_so_few_that_they_could_be_known(room):
    room.go_to("skriv-tiltag")
    card = room.write("Fælles sprog")
    room.go_to("t-hoejde")
    for person in room.people[:4]:
        room.ask(do.GiveRating(card, 4), person)
        room.ask(do.GiveRating(card, 1, 1), person)
    assert distances(room.state(), room.method, room.state().current()) == ()


def test_the_workbook_has_the_numbers_of_both_scales_and_the_distance(rated):
    minutes = build_minutes(rated.state(), rated.method, rated.clock.now(), "1")
    book = openpyxl.load_workbook(BytesIO(plan_xlsx.render(minutes)))
    told = [list(sheet.values) for sheet in book if sheet["A2"].value == "t1 Fælles sprog"]
    assert [rows[1:] for rows in told] == [[("t1 Fælles sprog", 4, 2, 2), ("t2 Nyt skema", 2, 2, 0)]]


def test_what_is_no_card_of_the_deck_or_no_number_of_a_scale_is_refused(rated):
    person, (card, _) = rated.people[0], rated.cards
    for wrong in (do.GiveRating(card, 5), do.GiveRating(card, 0, 1)):
        with pytest.raises(OutOfScaleError):
            rated.ask(wrong, person)
    with pytest.raises(UnknownStatementError):
        rated.ask(do.GiveRating(card, 2, 2), person)
    rated.ask(do.HideCard(card))
    for subject in (card, "bliver-ved"):
        with pytest.raises(UnknownStatementError):
            rated.ask(do.GiveRating(subject, 2), person)


def test_everything_is_both_scales_of_every_card(rated):
    row = rated.state().current()
    assert rating_progress(rated.state(), rated.method, row, rated.people).everything == 6
    rated.go_to("skriv-tiltag")
    rated.write("Et tiltag til")
    progress = rating_progress(rated.state(), rated.method, row, rated.people)
    assert (progress.everything, progress.some) == (0, 6)
    assert len(measures_of(rated.state(), rated.method.activity("t-hoejde"))) == 6


def test_questions_are_asked_about_each_card(rated):
    rated.go_to("t-svar")
    card, person = rated.cards[0], rated.people[0]
    activity = rated.method.activity("t-svar")
    columns = columns_of(rated.state(), rated.method, activity)
    assert [(each.sign, each.title) for each in columns] == [("t1", "Fælles sprog"), ("t2", "Nyt skema")]
    rated.ask(do.GiveAnswer(card, "hvad-kan-glippe", "Ingen kommer"), person)
    rated.ask(do.AgreeAnswer(card, "hvad-goer-vi-saa", "Vi ringer rundt."))
    with pytest.raises(UnknownCategoryError):
        rated.ask(do.GiveAnswer("sammen", "hvad-kan-glippe", "Nej"), person)
    with pytest.raises(UnknownCategoryError):
        rated.ask(do.AddAnswer("sammen", "hvad-kan-glippe", "Nej"))


async def test_phones_rate_cards_on_two_scales_and_answer_about_each(file):
    async with served(file) as (live, phone):
        anna = await phone()

        async def opened(key):
            added = (await live.send(do.AddActivity(key, 5))).id
            await live.send(do.OpenActivity(added))
            return (await anna.get("/api/state"))["kind"]

        assert (await opened("t-hoejde"))["statements"] == []
        assert (await opened("t-svar"))["categories"] == []
        await live.send(do.OpenActivity(live.state.run_sheet()[2].id))
        card = (await live.send(do.WriteCard("Fælles sprog"))).id
        kind = await opened("t-hoejde")
        assert kind["statements"] == [{"key": card, "text": "Fælles sprog"}]
        assert (kind["scale"]["title"], kind["second_scale"]["title"]) == ("Skal op på", "Når op på")
        await anna.post("/api/ratings", {"statement": card, "value": 4})
        await anna.post("/api/ratings", {"statement": card, "value": 1, "scale": 1})
        await anna.post("/api/ratings", {"statement": card, "value": 9, "scale": 1}, status=422)
        kind = (await anna.get("/api/state"))["kind"]
        assert (kind["mine"], kind["mine_second"]) == ({card: 4}, {card: 1})
        kind = await opened("t-svar")
        assert (kind["categories"][0]["title"], kind["own"], kind["placed"]) == ("Fælles sprog", False, None)
        answer = {"category": card, "question": "hvad-kan-glippe", "text": "Ingen kommer"}
        await anna.post("/api/answers", answer)
        assert (await anna.get("/api/state"))["kind"]["mine"] == [answer | {"hidden": False}]


def test_the_minutes_tell_both_scales_the_distance_and_the_answers(rated):
    rated.ask(do.RevealInput())
    rated.go_to("t-svar")
    rated.ask(do.GiveAnswer(rated.cards[0], "hvad-kan-glippe", "Ingen kommer"), rated.people[0])
    rated.ask(do.RevealInput())
    minutes = build_minutes(rated.state(), rated.method, rated.clock.now(), "1")
    figures = as_json(minutes)
    jsonschema.Draft202012Validator(schema()).validate(figures)
    told = [(each["card"], each["scale"], each["mean"], each.get("distance")) for each in figures["ratings"]]
    assert told == [
        ("t1", "Skal op på", 4.0, None),
        ("t1", "Når op på", 2.0, 2.0),
        ("t2", "Skal op på", 2.0, None),
        ("t2", "Når op på", 2.0, 0.0),
    ]
    (talk,) = figures["other_answers"]
    assert talk["answers"][0]["about"] == "t1\N{NO-BREAK SPACE}Fælles sprog"
    page = FORMATS["md"].renderer()(minutes).decode()
    for words in ("Skal op på", "Når op på", "Afstand", "t1\N{NO-BREAK SPACE}Fælles sprog", "Ingen kommer"):
        assert words in page


def test_an_answer_about_a_card_is_hidden_from_the_minutes(rated):
    rated.go_to("t-svar")
    answer = rated.ask(do.GiveAnswer(rated.cards[0], "hvad-kan-glippe", "Ulla glipper"), rated.people[0]).id
    rated.ask(do.RevealInput())

    def told():
        minutes = build_minutes(rated.state(), rated.method, rated.clock.now(), "1")
        return [name for name, text in (
            ("md", FORMATS["md"].renderer()(minutes).decode()), ("json", str(as_json(minutes)))
        ) if "Ulla glipper" in text]  # fmt: skip

    assert told() == ["md", "json"]
    rated.ask(do.HideAnswer(answer))
    assert told() == []
    rated.ask(do.Undo())
    assert told() == ["md", "json"]
