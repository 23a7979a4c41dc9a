"""The action plan: one row per agreement, the same in every format, read back by other programs."""

from __future__ import annotations

import csv
from dataclasses import replace
from datetime import date, datetime
from io import BytesIO, StringIO

import docx
import openpyxl
import pytest
from case_state import MADE, METHOD, VERSION, read_case, state_of_case
from hostile import TEXTS, state_with
from office import converted, facts_of_pdf, text_of_pdf
from test_follow_up_golden import minutes_in
from test_import import filled_in

from exports.action_plan import action_plan
from exports.formats.plans import plan_csv, plan_word, plan_xlsx
from exports.formats.record_sheets import record_sheets
from exports.minutes import build_minutes
from exports.sections.record import Records
from prompts.language.cleaning import clean, clean_line
from prompts.language.words import LANGUAGES, load_words
from sessions.model import StepStatus


def minutes_of(state):
    return build_minutes(state, METHOD, MADE, VERSION)


def demo(**changes):
    return minutes_of(state_of_case(read_case(), **changes))


def read_csv(content):
    assert content.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";"))


def read_xlsx(content):
    sheet = openpyxl.load_workbook(BytesIO(content)).worksheets[0]
    heads = [cell.value for cell in sheet[4]]
    return sheet, [dict(zip(heads, row, strict=True)) for row in sheet.iter_rows(min_row=5)]


def facts_of_case():
    """Who does what, when, and what others see first, with the initiative by name: from the case itself."""
    case = read_case()
    texts = {entry["id"]: entry["text"] for entry in case["initiatives"]}
    steps = sorted(case["next_steps"], key=lambda step: step["when"])
    keys = ("who", "what", "when", "first_visible_result", "resources", "help")
    return [(*(step[key] for key in keys), texts[step["initiative"]]) for step in steps]


def test_the_list_of_values_holds_the_case_for_any_spreadsheet():
    heads = ("Hvem", "Hvad", "Frist", "Første synlige resultat", "Ressourcer", "Hjælp fra", "Tiltag")
    rows = read_csv(plan_csv.render(demo()))
    assert [tuple(row[head] for head in heads) for row in rows] == facts_of_case()
    weeks = [str(date.fromisoformat(row["Frist"]).isocalendar().week) for row in rows]
    assert [row["Uge"] for row in rows] == weeks
    assert {row["Status"] for row in rows} == {"Ikke begyndt"}


def test_the_spreadsheet_has_real_danish_dates_a_filter_and_a_head_that_stays():
    sheet, rows = read_xlsx(plan_xlsx.render(demo()))
    assert [row["Frist"].value for row in rows] == [datetime.fromisoformat(f[2]) for f in facts_of_case()]
    assert all(row["Frist"].is_date and "[$-406]" in row["Frist"].number_format for row in rows)
    assert sheet.freeze_panes == "A5"
    assert sheet.auto_filter.ref == f"A4:N{4 + len(rows)}"
    assert sheet.page_setup.orientation == "landscape"
    for column in "LMN":
        assert sheet.column_dimensions[column].hidden, (
            "only a follow-up moves, learns or tells meetings apart"
        )


@pytest.mark.wide
def test_libreoffice_reads_the_same_rows_and_one_page_on_its_side(tmp_path):
    minutes = demo()
    sheet = converted(
        tmp_path, "csv:Text - txt - csv (StarCalc):59,34,76", plan_xlsx=plan_xlsx.render(minutes)
    )
    lines = list(csv.reader(StringIO(sheet["plan_xlsx"].read_text("utf-8")), delimiter=";"))
    dates = [line[3] for line in lines[4:]]
    assert dates == ["ons 18. mar 2026", "ons 25. mar 2026", "ons 15. apr 2026"]
    assert [(line[1], line[2], line[5]) for line in lines[4:]] == [
        (f[0], f[1], f[3]) for f in facts_of_case()
    ]
    page = converted(tmp_path, "pdf", handleplan_docx=plan_word.render(minutes))["handleplan_docx"]
    facts, text = facts_of_pdf(page), text_of_pdf(page)
    width, height = (float(number) for number in facts["Page size"].split()[::2][:2])
    assert facts["Pages"] == "1"
    assert width > height
    for who, what, *_ in facts_of_case():
        assert who in text
        assert what.split()[0] in text
    for told in ("onsdag 18. marts 2026, uge 12", "Vi følger op", "Det mangler endnu", "Budget til",
                 "10 af 12 støtter", "2 skal høres inden første", "7. april 2026, uge 15"):  # fmt: skip
        assert told in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_follow_up_has_everything_open_with_old_and_new_date_and_what_was_learned(language):
    words, plan = load_words(language), action_plan(minutes_in(language))
    told = [(row.number, row.status, row.due, row.due_before, row.learned, row.is_new) for row in plan.rows]
    not_started, stopped, done = StepStatus.NOT_STARTED, StepStatus.STOPPED, StepStatus.DONE
    assert told == [
        (9, not_started, date(2026, 4, 20), None, "", True),
        (3, StepStatus.UNDER_WAY, date(2026, 5, 4), date(2026, 3, 25), "Små skridt", False),
        (8, not_started, date(2026, 6, 12), None, "", False),
        (1, done, date(2026, 3, 18), None, "Ring først", False),
        (2, stopped, date(2026, 4, 15), None, "For meget på én gang", False),
    ]
    sheet, rows = read_xlsx(plan_xlsx.render(minutes_in(language)))
    assert not any(sheet.column_dimensions[column].hidden for column in "LMN")
    assert rows[1][words("plan.deadline-before")].value == datetime(2026, 3, 25)  # noqa: DTZ001 - a cell has no zone
    assert words("plan.new") in rows[0][words("plan.status")].value


def test_rows_are_numbered_as_they_are_printed():
    minutes = minutes_in()
    assert [row["Nr."] for row in read_csv(plan_csv.render(minutes))] == ["1", "2", "3", "4", "5"]
    assert [row["Nr."].value for row in read_xlsx(plan_xlsx.render(minutes))[1]] == [1, 2, 3, 4, 5]
    cells = docx.Document(BytesIO(plan_word.render(minutes))).tables[0].columns[0].cells
    assert [cell.text for cell in cells][1:] == ["1", "2", "3", "4", "5"]


def test_a_row_that_lacks_a_part_is_named_by_its_printed_number():
    state = state_of_case(read_case())
    step = next(step for step in state.next_steps if step.number == 3)
    state.load([replace(step, who="")])
    plan = action_plan(minutes_of(state))
    (row,) = [row for row in plan.rows if row.number == 3]
    assert row.place != row.number
    assert any(line.startswith(f"Aftale {row.place},") for line in plan.waiting)


def test_an_open_agreement_whose_day_has_passed_is_called_late_by_a_word():
    late = action_plan(demo(meeting=2, date=date(2026, 3, 20)))
    assert [row.overdue for row in late.rows] == [True, False, False]
    assert "over tid" in read_csv(plan_csv.render(demo(meeting=2, date=date(2026, 3, 20))))[0]["Status"]
    assert not any(row.overdue for row in action_plan(demo()).rows)


def test_what_waits_for_somebody_is_named():
    state = state_of_case(read_case())
    state.load([replace(next(iter(state.next_steps)), who="")])
    waiting = action_plan(minutes_of(state)).waiting
    assert "Budget til superbrugere: mangler en ansvarlig" in waiting
    assert "Fælles retningslinjer for brug af AI i sagsbehandlingen: mangler en tilgang" in waiting
    assert any(line.endswith("mangler hvem") for line in waiting)
    assert not any("MED-udvalget" in line for line in waiting)
    (left,) = [line for line in waiting if "ingen aftale endnu" in line]
    taken_on = {step.card for step in state.next_steps}
    cards = sorted(state.cards.where("deck", "initiatives"), key=lambda card: card.number)
    agreed = {card.text for card in cards if card.agreed and card.id not in taken_on}
    *named, more = left.partition(": ")[2].split(" · ")
    assert left.startswith(f"{len(agreed)} tiltag")
    assert set(named) <= agreed, "a number tells nothing to whoever was not there"
    assert more == f"+ {len(agreed) - len(named)} til"


@pytest.mark.wide(short=25)
@pytest.mark.parametrize("text", TEXTS, ids=[ascii(text)[1:25] for text in TEXTS])
def test_no_text_becomes_a_formula_and_every_text_is_there(text):
    minutes = minutes_of(state_with(text))
    rows = read_csv(plan_csv.render(minutes))
    assert {len(row) for row in rows} == {14}
    cells = [value for row in rows for value in row.values()]
    assert not [cell for cell in cells if cell[:1] in tuple("=+-@\t\r\uff1d")]
    assert clean_line(text) in [cell.removeprefix("'") for cell in cells] or clean_line(text) in cells
    book = openpyxl.load_workbook(BytesIO(plan_xlsx.render(minutes)))
    found = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert not [cell for cell in found if cell.data_type == "f" or cell.hyperlink]
    assert clean(text).strip() in [str(cell.value).strip() for cell in found]


def test_a_form_is_a_sheet_of_its_own_with_a_column_for_each_field():
    minutes = minutes_of(filled_in())
    book = openpyxl.load_workbook(BytesIO(plan_xlsx.render(minutes)))
    held = [record for record in minutes.part(Records).records if record.held]
    assert held
    for record in held:
        sheet = book[record_sheets(minutes, load_words("da"), ())[held.index(record)].name]
        heads = [field.title for field in record.form.fields]
        assert [cell.value for cell in sheet[1]] == ([record.deck_title, *heads] if record.deck else heads)
        written = {cell.value for row in sheet.iter_rows(min_row=2) for cell in row if cell.value}
        for entry in (entry for card in record.cards for entry in card.entries if entry.texts):
            assert "\n".join(entry.texts) in written
    names = [sheet.title for sheet in book]
    assert len({name.casefold() for name in names}) == len(names)


def test_a_plan_without_agreements_says_so():
    state = state_of_case(read_case() | {"next_steps": []})
    assert read_csv(plan_csv.render(minutes_of(state))) == []
    assert read_xlsx(plan_xlsx.render(minutes_of(state)))[0].max_row >= 4
    assert plan_word.render(minutes_of(state))


def test_a_small_groups_support_is_held_back():
    case = read_case()
    few = dict(list(case["support"].items())[:4])
    plan = action_plan(minutes_of(state_of_case(case | {"support": few})))
    assert plan.support == ("Opbakningen vises ikke, fordi færre end 5 har svaret.",)
