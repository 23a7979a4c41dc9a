"""A form for each card, declared by a pack: who may fill which field, and what stands in it."""

from dataclasses import replace
from types import SimpleNamespace

import jsonschema
import pytest
from in_this_process import served

from exports.formats.format_registry import FORMATS
from exports.formats.json_format import as_json, schema
from exports.minutes import build_minutes
from exports.options import Options, Version
from exports.slides import slides_of
from prompts.language.words import load_words
from sessions import commands as do
from sessions.errors import (
    ActivityClosedError,
    NotAChoiceError,
    NotAllowedError,
    TextTooLongError,
    UnknownCardError,
    UnknownQuestionError,
)
from sessions.group_subject import GROUP
from sessions.limits import LONGEST_NOTE
from sessions.queries.records import pointers, records_of
from sessions.rules.meeting.creation import NewWorkshop
from workshop.facilitating.acts.record import fill
from workshop.facilitating.situation import Situation
from workshop.hosting.open_sessions import create_session
from workshop.live.join_words import sign_of
from workshop.live.live_workshop import JoinAccess
from workshop.plain.conversation.asking import Asking
from workshop.terminal.audience.view_of_state import Around, audience_view


@pytest.fixture
def forms(room):
    """Two initiatives and their forms on the projector."""
    room.go_to("skriv-tiltag")
    room.cards = [room.write(text) for text in ("Fælles sprog", "Nyt skema")]
    room.go_to("t-roller")
    return room


def told(room):
    """By card: what stands, or was answered, in each field."""
    records = records_of(room.state(), room.method.activity("t-roller"))
    return {
        row.card.text: {each.field.key: each.texts for each in row.entries if each.texts} for row in records
    }


def test_a_table_writes_what_stands_and_another_phone_may_change_it(forms):
    card, (anna, bo, *_) = forms.cards[0], forms.people
    forms.ask(do.FillField(card, "leder", "  Anna "), anna)
    assert told(forms)["Fælles sprog"] == {"leder": ("Anna",)}
    forms.ask(do.FillField(card, "leder", "Bo"), bo)
    assert told(forms)["Fælles sprog"] == {"leder": ("Bo",)}
    forms.ask(do.FillField(card, "leder", ""), bo)
    assert told(forms)["Fælles sprog"] == {}


def test_everyone_answers_for_themselves_and_the_facilitator_writes_what_stands(forms):
    card, (anna, bo, *_) = forms.cards[0], forms.people
    forms.ask(do.FillField(card, "effektmaal", "Færre fejl"), anna)
    forms.ask(do.FillField(card, "effektmaal", "Mere ro"), bo)
    forms.ask(do.FillField(card, "effektmaal", "Kortere ventetid"), anna)
    assert set(told(forms)["Fælles sprog"]["effektmaal"]) == {"Kortere ventetid", "Mere ro"}
    forms.ask(do.FillRecord(card, (("effektmaal", "Ventetiden er halveret"), ("ejer", "Mette"))))
    assert told(forms)["Fælles sprog"] == {"ejer": ("Mette",), "effektmaal": ("Ventetiden er halveret",)}
    forms.undo()
    assert set(told(forms)["Fælles sprog"]["effektmaal"]) == {"Kortere ventetid", "Mere ro"}
    assert "ejer" not in told(forms)["Fælles sprog"]


def test_a_phone_cannot_fill_what_is_the_facilitators_nor_what_is_not_there(forms):
    card, anna = forms.cards[0], forms.people[0]
    with pytest.raises(NotAllowedError):
        forms.ask(do.FillField(card, "ejer", "Anna"), anna)
    with pytest.raises(NotAllowedError):
        forms.ask(do.FillRecord(card, (("leder", "Anna"),)), anna)
    with pytest.raises(UnknownQuestionError):
        forms.ask(do.FillField(card, "hvem-hjaelper", "Anna"), anna)
    forms.ask(do.HideCard(card))
    with pytest.raises(UnknownCardError):
        forms.ask(do.FillField(card, "leder", "Anna"), anna)
    forms.ask(do.OpenInput(False))
    with pytest.raises(ActivityClosedError):
        forms.ask(do.FillField(forms.cards[1], "leder", "Anna"), anna)


def test_it_is_there_when_the_file_is_opened_again(forms, shaped_rooms):
    forms.ask(do.FillField(forms.cards[1], "leder", "Bo"), forms.people[1])
    assert told(shaped_rooms.again(forms))["Nyt skema"] == {"leder": ("Bo",)}


async def test_phones_fill_fields_and_see_what_others_filled(file):
    async with served(file) as (live, phone):
        anna, bo = await phone(), await phone()
        await live.send(do.OpenActivity(live.state.run_sheet()[2].id))
        card = (await live.send(do.WriteCard("Fælles sprog"))).id
        await live.send(do.OpenActivity((await live.send(do.AddActivity("t-roller", 5))).id))
        await anna.post("/api/fields", {"card": card, "field": "leder", "text": "Anna"})
        await anna.post("/api/fields", {"card": card, "field": "effektmaal", "text": "Færre fejl"})
        await anna.post("/api/fields", {"card": card, "field": "ejer", "text": "Anna"}, status=403)
        await anna.post("/api/fields", {"card": "x", "field": "leder", "text": "Anna"}, status=404)
        kind = (await bo.get("/api/state"))["kind"]
        assert [(each["key"], each["by"], each["required"]) for each in kind["fields"]] == [
            ("ejer", "facilitator", True), ("leder", "table", True), ("effektmaal", "everyone", False),
        ]  # fmt: skip
        (form,) = kind["cards"]
        assert (form["stands"], form["mine"], form["answers"]) == ({"leder": "Anna"}, {}, {})
        await live.send(do.RevealInput())
        (form,) = (await bo.get("/api/state"))["kind"]["cards"]
        assert form["answers"] == {"effektmaal": ["Færre fejl"]}
        assert (await anna.get("/api/state"))["kind"]["cards"][0]["mine"] == {"effektmaal": "Færre fejl"}


def test_the_minutes_have_one_table_and_say_what_is_missing(forms):
    forms.ask(do.FillRecord(forms.cards[0], (("ejer", "Mette"), ("leder", "Anna"))))
    forms.ask(do.FillField(forms.cards[1], "effektmaal", "Mere ro"), forms.people[0])
    minutes = build_minutes(forms.state(), forms.method, forms.clock.now(), "1")
    figures = as_json(minutes)
    jsonschema.Draft202012Validator(schema()).validate(figures)
    (record,) = figures["records"]
    first, second = record["cards"]
    assert first["fields"] == {"ejer": "Mette", "leder": "Anna", "effektmaal": None}
    assert (second["answers"], second["missing"]) == ({"effektmaal": ["Mere ro"]}, ["ejer", "leder"])
    page = FORMATS["md"].renderer()(minutes).decode()
    assert "| t1 Fælles sprog | Mette | Anna |" in page
    assert "2 felter, der skal udfyldes, er tomme." in page
    for name in ("html", "docx"):
        assert FORMATS[name].renderer()(minutes)


STRENGTHS = "Vi siger fra\nVi øver os\nVi måler igen"


@pytest.fixture
def about_us(room):
    """The group's own form on the projector."""
    room.go_to("moenstre")
    return room


def test_the_group_fills_in_one_form_for_itself(about_us, shaped_rooms):
    anna, bo, *_ = about_us.people
    about_us.ask(do.FillField(GROUP, "ledelse", "Spørg oftere"), anna)
    about_us.ask(do.FillField(GROUP, "tre-styrker", "Vi øver os"), bo)
    about_us.ask(do.FillRecord(GROUP, (("tre-styrker", STRENGTHS),)))
    (record,) = records_of(about_us.state(), about_us.method.activity("moenstre"))
    assert [entry.texts for entry in record.entries] == [(STRENGTHS,), (), ("Spørg oftere",)]
    with pytest.raises(UnknownCardError):
        about_us.ask(do.FillField("t1", "ledelse", "Spørg oftere"), anna)
    again = shaped_rooms.again(about_us)
    assert again.state().agreed_answers.get(GROUP, "tre-styrker").text == STRENGTHS


def test_a_form_for_cards_does_not_take_what_is_about_the_group(forms):
    with pytest.raises(UnknownCardError):
        forms.ask(do.FillField(GROUP, "leder", "Anna"), forms.people[0])


def test_the_minutes_and_a_slide_tell_what_the_group_said_of_itself(about_us):
    about_us.ask(do.FillField(GROUP, "ledelse", "Spørg oftere"), about_us.people[0])
    about_us.ask(do.FillRecord(GROUP, (("tre-styrker", STRENGTHS),)))
    minutes = build_minutes(about_us.state(), about_us.method, about_us.clock.now(), "1")
    figures = as_json(minutes)
    jsonschema.Draft202012Validator(schema()).validate(figures)
    (record,) = figures["records"]
    assert (record["deck"], record["cards"]) == (None, [])
    assert record["group"]["fields"]["tre-styrker"] == STRENGTHS
    assert record["group"]["missing"] == ["tre-udfordringer"]
    for version in (Version.SHORT, Version.FULL, Version.ANNEX):  # of this meeting, not of all
        page = FORMATS["md"].renderer()(replace(minutes, options=Options(version=version))).decode()
        assert "- Vi siger fra\n- Vi øver os\n- Vi måler igen" in page
        assert "- Spørg oftere" in page
    (slide,) = [each for each in slides_of(minutes).slides if each.groups]
    assert slide.groups == (
        ("Styrker, udfordringer og ledelse: det skrev deltagerne", ()),
        ("Vores styrker", ("Vi siger fra", "Vi øver os", "Vi måler igen")),
        ("Den ledelse, det kalder på", ("Spørg oftere",)),
    )


@pytest.fixture
def goals(forms):
    """The behaviour goals of the two initiatives on the projector."""
    forms.go_to("adfaerdsmaal")
    return forms


def test_phones_propose_a_behaviour_goal_and_the_one_that_stands_is_the_cards(goals):
    card, (anna, bo, *_) = goals.cards[0], goals.people
    goals.ask(do.FillField(card, "adfaerd-maal", "Lederen spørger"), anna)
    goals.ask(do.FillField(card, "adfaerd-maal", "Teamet spørger"), bo)
    assert not goals.state().cards.get(card).behaviour_goal
    goals.ask(do.FillRecord(card, (("adfaerd-maal", "Teamlederen spørger om mandagen"),)))
    assert goals.state().cards.get(card).behaviour_goal == "Teamlederen spørger om mandagen"
    assert goals.state().agreed_answers.get(card, "adfaerd-maal") is None
    goals.ask(do.SetBehaviourGoal(card, "Alle spørger"))
    (first, _) = records_of(goals.state(), goals.method.activity("adfaerdsmaal"))
    assert first.entries[0].texts == ("Alle spørger",)
    with pytest.raises(TextTooLongError):
        goals.ask(do.FillField(card, "adfaerd-maal", "x" * (LONGEST_NOTE + 1)), anna)


def test_the_minutes_tell_a_goal_with_its_initiative_and_proposals_that_were_left(goals):
    first, second = goals.cards
    goals.ask(do.FillField(first, "adfaerd-maal", "Lederen spørger"), goals.people[0])
    goals.ask(do.FillRecord(first, (("adfaerd-maal", "Teamet spørger"),)))
    goals.ask(do.FillField(second, "adfaerd-maal", "Skemaet ligger klar"), goals.people[1])
    minutes = build_minutes(goals.state(), goals.method, goals.clock.now(), "1")
    assert as_json(minutes)["initiatives"][0]["behaviour_goal"] == "Teamet spørger"
    page = FORMATS["md"].renderer()(minutes).decode()
    assert page.count("Teamet spørger") == 1
    assert "## Adfærdsmål: forslag, som ikke er aftalt" in page
    assert "| t2 Nyt skema | " in page
    assert "Skemaet ligger klar" in page


def answer(room, card, person, *answers):
    """What somebody answers to the five questions, in their order; None leaves one out."""
    form = room.method.activity("valghjaelp-svar").record
    for field, text in zip(form.fields, answers, strict=False):
        if text:
            room.ask(do.FillField(card, field.key, text), person)


@pytest.fixture
def aid(rooms):
    """Two initiatives, and the five questions about them on the projector."""
    made = rooms.new(packs=("valghjaelp",))
    made.people = [made.join(f"p{number}") for number in range(3)]
    made.go_to("skriv-tiltag")
    made.cards = [made.write(text) for text in ("Fælles sprog", "Nyt skema")]
    made.go_to("valghjaelp-svar")
    return made


def pointed(room, number=0):
    record = records_of(room.state(), room.method.activity("valghjaelp-svar"))[number]
    return {each.category.title: each.answers for each in pointers(room.method, record)}


def test_the_choice_aid_points_and_lets_all_four_approaches_stand(aid):
    card, (anna, bo, cai) = aid.cards[0], aid.people
    answer(aid, card, anna, "Ja", "ja", "Nej", "Nej", "Nej")
    assert pointed(aid) == {"Gør det!": 4, "Tag selv": 2, "Tæt på": 1, "Vi gør det sammen": 0}
    answer(aid, card, bo, "Nej")
    assert pointed(aid) == {"Gør det!": 3, "Tag selv": 1, "Tæt på": 1, "Vi gør det sammen": 0}, "one each"
    answer(aid, card, cai, "Nej")
    assert pointed(aid) == {"Gør det!": 3, "Tag selv": 1, "Tæt på": 1, "Vi gør det sammen": 1}
    aid.ask(do.FillRecord(card, (("valg-kendt", "Ja"),)))
    assert pointed(aid) == {"Gør det!": 4, "Tag selv": 2, "Tæt på": 1, "Vi gør det sammen": 0}
    assert pointed(aid, 1) == {}
    assert not aid.state().cards.get(card).agreed
    with pytest.raises(NotAChoiceError) as refused:
        answer(aid, card, anna, "Måske")
    assert "Ja, Nej" in refused.value.sentence()


async def test_a_question_left_empty_is_called_no_answer_line_by_line(aid):
    written, asked = [], []

    async def nothing():
        return ""

    async def filled(title, fields, send, note):
        asked.extend(fields)

    async def chosen(cards):
        return cards[0]

    words = load_words()
    situation = Situation(aid.state(), aid.method)
    talk = SimpleNamespace(situation=situation, words=words, fill_in=filled, card=chosen)
    await fill(talk)
    console = SimpleNamespace(line=written.append, lines=written.extend, read=nothing)
    await Asking(console, words).form(asked[:1])
    assert any("Intet svar" in line for line in written)
    assert not any("Intet tiltag" in line for line in written)


def test_the_minutes_tell_what_was_answered_and_where_it_points(aid):
    for person, text in zip(aid.people, ("Ja", "Ja", "Nej"), strict=True):
        answer(aid, aid.cards[0], person, text)
    minutes = build_minutes(aid.state(), aid.method, aid.clock.now(), "1")
    page = FORMATS["md"].renderer()(minutes).decode()
    assert "Ja 2" in page
    assert "Svarene peger mod:" in page
    jsonschema.Draft202012Validator(schema()).validate(as_json(minutes))


def test_the_room_sees_what_the_group_says_of_itself_field_by_field(about_us):
    about_us.ask(do.FillField(GROUP, "ledelse", "Spørg oftere"), about_us.people[0])
    about_us.ask(do.FillRecord(GROUP, (("tre-styrker", STRENGTHS),)))
    words, workshop = load_words(), about_us.state().workshop
    access = JoinAccess("http://x", workshop.join_secret, workshop.join_code, sign_of("s", words))
    around = Around(access, about_us.clock.now(), None, "", False)

    def groups():
        return audience_view(about_us.state(), about_us.method, words, around).content.groups

    assert [group.heading for group in groups()] == ["Vores styrker"]
    about_us.ask(do.RevealInput())
    assert [(group.heading, [item.text for item in group.items]) for group in groups()] == [
        ("Vores styrker", ["✓ Vi siger fra", "✓ Vi øver os", "✓ Vi måler igen"]),
        ("Den ledelse, det kalder på", ["Spørg oftere"]),
    ]


async def test_phones_fill_in_the_groups_form_and_answer_by_choices(method, tmp_path):
    new = NewWorkshop("Former", run_sheet="90", packs=("valghjaelp",))
    file = create_session(tmp_path / "data" / "sessions", new, method)
    async with served(file) as (live, phone):
        anna, bo = await phone(), await phone()
        sheet = {row.activity: row.id for row in live.state.run_sheet()}
        await live.send(do.OpenActivity(sheet["skriv-tiltag"]))
        card = (await live.send(do.WriteCard("Fælles sprog"))).id
        await live.send(do.OpenActivity(sheet["moenstre"]))
        await anna.post("/api/fields", {"card": GROUP, "field": "ledelse", "text": "Spørg oftere"})
        await anna.post("/api/fields", {"card": card, "field": "ledelse", "text": "Spørg oftere"}, status=404)
        (form,) = (await bo.get("/api/state"))["kind"]["cards"]
        assert (form["id"], form["number"], form["text"]) == (GROUP, "", "Styrker, udfordringer og ledelse")
        assert form["answers"] == {}
        await live.send(do.RevealInput())
        assert (await bo.get("/api/state"))["kind"]["cards"][0]["answers"] == {"ledelse": ["Spørg oftere"]}
        await live.send(do.OpenActivity(sheet["valghjaelp-svar"]))
        await anna.post("/api/fields", {"card": card, "field": "valg-kendt", "text": "Ja"})
        await anna.post("/api/fields", {"card": card, "field": "valg-ens", "text": "Måske"}, status=422)
        await live.send(do.RevealInput())
        kind = (await bo.get("/api/state"))["kind"]
        assert [field["choices"] for field in kind["fields"]] == [["Ja", "Nej"]] * 5
        assert kind["cards"][0]["answers"] == {"valg-kendt": ["Ja"]}


async def test_a_card_is_named_with_the_sign_of_its_approach(file):
    async with served(file) as (live, phone):
        anna = await phone()
        await live.send(do.OpenActivity(live.state.run_sheet()[2].id))
        card = (await live.send(do.WriteCard("Fælles sprog"))).id
        await live.send(do.AgreePlacement(card, "goer-det"))
        await live.send(do.OpenActivity((await live.send(do.AddActivity("t-roller", 5))).id))
        (form,) = (await anna.get("/api/state"))["kind"]["cards"]
        assert form["number"] == "t1 ■"
