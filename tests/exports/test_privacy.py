"""What nobody may take home is in no format."""

from __future__ import annotations

import json
import zipfile
from dataclasses import replace
from io import BytesIO

import docx
import pytest
from case_state import (
    MADE,
    METHOD,
    VERSION,
    card,
    next_step,
    participant,
    read_case,
    state_of,
    state_of_case,
    workshop,
)
from pypdf import PdfReader

from exports.files.writing import folder_name
from exports.formats import format_registry, markdown
from exports.minutes import build_minutes
from exports.minutes_document import outline, texts_like_personal_numbers
from sessions import model
from sessions.rules.meeting.creation import NewWorkshop
from workshop.archive.day_sheets import write_day_sheets
from workshop.hosting.open_sessions import create_session


def everything_in(content):
    """All bytes of a rendering, unpacked where it is an archive, as text."""
    if content.startswith(b"%PDF"):
        pages = PdfReader(BytesIO(content)).pages
        # Hyphens at the ends of lines are the renderer's.
        return "\n".join(page.extract_text() for page in pages).replace("-\n", "")
    if not content.startswith(b"PK"):
        return content.decode("utf-8")
    with zipfile.ZipFile(BytesIO(content)) as archive:
        return "\n".join(archive.read(name).decode("utf-8", "replace") for name in archive.namelist())


@pytest.fixture(params=list(format_registry.FORMATS))
def render(request):
    return format_registry.FORMATS[request.param].renderer()


def test_authors_stand_only_among_those_who_took_part(render):
    state = state_of_case(read_case())
    names = {row.id: f"Sentinelnavn{row.number}q" for row in state.participants}
    state.load([replace(row, alias=names[row.id], table_name="") for row in state.participants])
    told = everything_in(render(build_minutes(state, METHOD, MADE, VERSION)))
    assert all(told.count(name) == 1 for name in names.values())
    first = min(told.index(name) for name in names.values())
    last = max(told.index(name) for name in names.values())
    between = told[first:last]
    case = read_case()
    texts = [
        entry["text"] for key in ("answers", "experiences", "proposals", "initiatives") for entry in case[key]
    ]
    assert not [text for text in texts if text in between]


def test_no_internal_id_token_or_code_is_exported(render):
    state = state_of_case(read_case())
    told = everything_in(render(build_minutes(state, METHOD, MADE, VERSION)))
    for secret in (
        "the-join-secret",
        "ABC234",
        "hash-1",
        "card-initiatives-1",
        "step-1",
        "8140",
        "run-1-stem",
    ):
        assert secret not in told


def test_hidden_and_withdrawn_cards_are_nowhere(render):
    rows = [
        card("initiatives", 1, "Synligt kort"),
        card("initiatives", 2, "Skjultkort", hidden=True),
        card("initiatives", 3, "Fortrudtkort", withdrawn=True),
        card("proposals", 1, "Skjultforslag", hidden=True),
        card("experiences", 1, "Skjulterfaring", hidden=True, occurred="foer", outcome="lykkedes"),
        card("risks", 1, "Fortrudtrisiko", withdrawn=True),
    ]
    told = everything_in(render(build_minutes(state_of(workshop(read_case()), *rows), METHOD, MADE, VERSION)))
    assert "Synligt kort" in told
    assert not [word for word in ("Skjult", "Fortrudt") if word in told]


def test_the_word_file_names_the_organisation_and_no_account(monkeypatch):
    for name in ("USER", "LOGNAME", "USERNAME"):
        monkeypatch.setenv(name, "sentinel-account")
    content = format_registry.FORMATS["docx"].renderer()(
        build_minutes(state_of_case(read_case()), METHOD, MADE, VERSION)
    )
    properties = docx.Document(BytesIO(content)).core_properties
    assert properties.title == "Fra strategi til drift – lederværksted"
    assert properties.language == "da-DK"
    assert properties.author == properties.last_modified_by == "Eksempelby Kommune"
    assert "sentinel-account" not in everything_in(content)
    assert "python-docx" not in everything_in(content)


def test_texts_like_personal_numbers_are_found_before_they_leave():
    rows = [
        model.ParkedItem("p", 1, "Ring til 010190-1234", "", False),
        card("initiatives", 1, "Almindeligt"),
    ]
    minutes = build_minutes(state_of(workshop(read_case()), *rows), METHOD, MADE, VERSION)
    assert texts_like_personal_numbers(minutes) == ("Ring til 010190-1234",)
    clean = build_minutes(state_of_case(read_case()), METHOD, MADE, VERSION)
    assert texts_like_personal_numbers(clean) == ()
    assert json.loads(format_registry.FORMATS["json"].renderer()(minutes))["parked"]


NUMBER = "010190\N{EN DASH}1234"


@pytest.mark.parametrize(
    "changes", [{"title": f"Sag {NUMBER}"}, {"group_name": f"Familien {NUMBER}"}, {"organisation": NUMBER}]
)
def test_a_personal_number_is_found_in_what_the_workshop_is_called(changes):
    minutes = build_minutes(state_of(workshop(read_case(), **changes)), METHOD, MADE, VERSION)
    assert texts_like_personal_numbers(minutes) == tuple(changes.values())


def test_a_personal_number_is_found_in_a_name_and_named_there_alone():
    rows = [participant(1, "Mette"), participant(2, NUMBER), participant(3, "Bo")]
    minutes = build_minutes(state_of(workshop(read_case()), *rows), METHOD, MADE, VERSION)
    assert texts_like_personal_numbers(minutes) == (NUMBER,)


def test_a_personal_number_that_the_summary_quotes_is_named_once():
    rows = [next_step(1, what=f"Ringer til {NUMBER}")]
    minutes = build_minutes(state_of(workshop(read_case()), *rows), METHOD, MADE, VERSION)
    assert NUMBER in str(outline(minutes).sections[0])
    assert texts_like_personal_numbers(minutes) == (f"Ringer til {NUMBER}",)


def test_a_personal_number_that_only_json_tells_of_an_earlier_meeting_is_found():
    rows = [model.Answer("a", "tag-selv", METHOD.questions[0].key, None, f"Sag {NUMBER}", 1, None)]
    minutes = build_minutes(state_of(workshop(read_case(), meeting=2), *rows), METHOD, MADE, VERSION)
    assert NUMBER not in markdown.render(minutes).decode()
    assert NUMBER in format_registry.FORMATS["json"].renderer()(minutes).decode()
    assert texts_like_personal_numbers(minutes) == (f"Sag {NUMBER}",)


def test_a_personal_number_is_in_no_file_name():
    minutes = build_minutes(state_of(workshop(read_case(), title=f"Sag {NUMBER}")), METHOD, MADE, VERSION)
    assert folder_name(minutes) == "2026-03-04_sag"


@pytest.mark.wide
def test_a_personal_number_is_on_no_sheet_for_the_day(tmp_path):
    wish = NewWorkshop(title="Sag 61 12 99 – 4321", group_name="Familien 010190~1234")
    session = create_session(tmp_path / "sessions", wish, METHOD)
    made = write_day_sheets(session, tmp_path / "ud", "http://192.0.2.2:8140")
    word = docx.Document(next(str(file) for file in made if file.suffix == ".docx"))
    told = "\n".join([word.core_properties.title, *(each.text for each in word.paragraphs)])
    assert told.count("Sag •• •• •• – ••••") == 3  # what the file says of itself, my page, the table's
    assert "Familien ••••••~••••" in told
    assert not any(number in told for number in ("4321", "1234"))


def test_a_hidden_card_is_not_counted_as_one_that_was_merged():
    state = state_of_case(read_case())
    shown = next(row for row in state.cards if row.deck == "initiatives" and not row.merged_into)
    before = markdown.render(build_minutes(state, METHOD, MADE, VERSION)).decode()
    state.load([replace(shown, id="noise", number=99, text="Ballade", hidden=True)])
    after = markdown.render(build_minutes(state, METHOD, MADE, VERSION)).decode()
    assert after == before
    assert "Gruppen skrev" in after


def test_a_table_that_is_only_a_number_is_called_a_table():
    state = state_of_case(read_case())
    state.load([replace(row, table_name="2" if row.number < 3 else "Blå") for row in state.participants])
    told = markdown.render(build_minutes(state, METHOD, MADE, VERSION)).decode()
    assert "- **Bord 2** " in told
    assert "- **Blå** " in told
