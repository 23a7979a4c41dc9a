"""A form for each card, declared by a pack: who may fill which field, and what stands in it."""

import jsonschema
import pytest
from in_this_process import served

from exports.formats.format_registry import FORMATS
from exports.formats.json_format import as_json, schema
from exports.minutes import build_minutes
from sessions import commands as do
from sessions.errors import ActivityClosedError, NotAllowedError, UnknownCardError, UnknownQuestionError
from sessions.records import records_of


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
        assert (form["stands"], form["mine"]) == ({"leder": "Anna"}, {})
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
