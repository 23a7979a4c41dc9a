"""The minutes read well: to people, to screen readers, on paper."""

from __future__ import annotations

import itertools
import re
import subprocess
import sys
from dataclasses import replace
from io import BytesIO
from pathlib import Path

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
    run_sheet_rows,
    scheduled,
    state_of,
    state_of_case,
    workshop,
)
from docx.oxml.ns import qn

from exports import section_source as part
from exports.blocks import Paragraph, Section, texts_in
from exports.contents.placed_initiatives import Placing
from exports.formats import html, markdown
from exports.formats.documents import word
from exports.minutes import build_minutes
from exports.minutes_document import outline
from prompts.methods.kinds import BUILT_IN
from sessions import model

GOLDEN = Path(__file__).parent / "golden" / "small_workshop.md"


def small_workshop():
    case = read_case() | {"title": "Årshjul 2026: *hurtigt* & godt", "group": "Lederne"}
    return state_of(
        workshop(case, run_sheet="90", show_small_groups=True, status=model.WorkshopStatus.RUNNING),
        *run_sheet_rows("90"),
        participant(1, "Ada", "Bord 1"),
        participant(2, ""),
        participant(3, ""),
        model.Theme("theme", "initiatives", "Drift", 1),
        card("initiatives", 1, "Ny frist", status="ny", theme="theme", agreed="goer-det"),
        card("initiatives", 2, "1. Fælles sprog\nfor alle", disagreement="Vi ser det ikke ens."),
        card("initiatives", 3, "Frist for alle", merged_into="card-initiatives-1"),
        card("experiences", 1, "Det gik", occurred="under", outcome="lykkedes"),
        card("risks", 1, "Ingen tid"),
        card("proposals", 1, "Mødes oftere"),
        card("proposals", 2, "- Stop et tiltag"),
        model.Placement("card-initiatives-1", "id-1", 1, "goer-det"),
        model.Placement("card-initiatives-1", "id-2", 1, "goer-det"),
        model.Placement("card-initiatives-1", "id-3", 1, "tag-selv"),
        model.Placement("card-initiatives-1", "id-3", 2, "goer-det"),
        model.Placement("card-initiatives-2", "id-1", 1, "sammen"),
        model.Placement("card-initiatives-2", "id-2", 1, "tag-selv"),
        model.Placement("card-initiatives-2", "id-2", 2, "sammen"),
        model.Answer("a", "sammen", "works", "id-1", "Når vi har tid", 1, ""),
        model.AgreedAnswer("sammen", "works", "Tid og mandat"),
        model.Vote("run-1-stem", "card-proposals-2", "id-1", 2),
        model.Vote("run-1-stem", "card-proposals-2", "id-2", 1),
        model.Vote("run-1-stem", "card-proposals-1", "id-3", 1),
        model.Rating("run-1-opbakning", "stoetter-aftalerne", "id-1", 2),
        model.Rating("run-1-evne", "gennemfoerer", "id-1", 6),
        model.Rating("run-1-evne", "gennemfoerer", "id-2", 7),
        model.Rating("run-1-evne", "gennemfoerer", "id-3", 8),
        next_step(1, "Ada", "Skriver ud", "2026-03-11", "Brevet er sendt", card="card-initiatives-1"),
        next_step(2, "", "Finder en dato", "", ""),
        model.ParkedItem("p", 1, "Budgettet", "", False),
    )


def rendered(render, state):
    return render(build_minutes(state, METHOD, MADE, VERSION))


def test_no_line_break_parts_a_sign_from_its_title():
    minutes = build_minutes(state_of_case(read_case()), METHOD, MADE, VERSION)
    text = markdown.render(minutes).decode() + html.render(minutes).decode()
    signs = "".join(category.sign for category in METHOD.categories)
    titles = "|".join(re.escape(category.title) for category in METHOD.categories)
    assert re.findall(rf"[{signs}] (?:{titles})", text) == []
    assert re.search(rf"[{signs}](?:\N{{NO-BREAK SPACE}}|&nbsp;)(?:{titles})", text)


def test_the_word_file_explains_the_line_across_its_bars():
    file = docx.Document(
        BytesIO(word.render(build_minutes(state_of_case(read_case()), METHOD, MADE, VERSION)))
    )
    assert any("Stregen viser 75" in paragraph.text for paragraph in file.paragraphs)


def test_every_count_of_a_bar_is_seen_on_the_web_page_however_small_its_part():
    minutes = build_minutes(state_of_case(read_case()), METHOD, MADE, VERSION)
    page = html.render(minutes).decode()
    seen = re.findall(r'<span class="counts"[^>]*>(.*?)</span>', page)
    placing = minutes.part(Placing)
    signs = {category.key: category.sign for category in placing.categories}
    told = [
        {f"{signs[n.category]}&nbsp;{n.count}" for n in i.tally.final if n.count} for i in placing.initiatives
    ]
    assert sorted(map(sorted, told)) == sorted(sorted(counts.split(" · ")) for counts in seen)


def test_the_head_leaves_the_zone_out_and_the_word_files_foot_says_whether_it_is_final():
    minutes = build_minutes(small_workshop(), METHOD, MADE, VERSION)
    assert "UTC" not in markdown.render(minutes).decode()
    foot = docx.Document(BytesIO(word.render(minutes))).sections[0].footer.paragraphs[0].text
    assert foot.startswith("Referat · Udkast, 4. marts 2026 · Side ")


def test_a_small_workshop_reads_as_it_was_written_down():
    assert rendered(markdown.render, small_workshop()).decode() == GOLDEN.read_text(encoding="utf-8")


def test_headings_go_down_one_level_at_a_time():
    page = rendered(html.render, state_of_case(read_case())).decode()
    levels = [int(level) for level in re.findall(r"<h([1-6])", page)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))


def test_the_page_is_one_danish_file_with_two_drawn_charts_and_headed_tables():
    page = rendered(html.render, state_of_case(read_case())).decode()
    assert page.startswith('<!DOCTYPE html>\n<html lang="da">')
    assert page.count('<svg class="bar"') == 5 + 19 + 5 + 6
    assert not re.search(r"(?i)\b(src|href|srcset|url)\s*[=(]|@import", page)
    assert page.count("<table") == page.count("<caption") == page.count("<thead")
    assert not re.findall(r"<th(?![^>]*scope=)(?!ead)[^>]*>", page)
    assert "prefers-color-scheme: dark" in page
    assert "@media print" in page


def contrast(first, second):
    def light(colour):
        parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
        linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    high, low = sorted((light(first), light(second)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_every_text_colour_stands_out_from_what_is_behind_it():
    page = rendered(html.render, small_workshop()).decode()
    for theme in re.findall(r":root \{(.*?)\}", page, flags=re.DOTALL):
        colours = dict(re.findall(r"--([a-z]+): (#[0-9a-f]{6})", theme))
        for ink in ("ink", "quiet", "accent"):
            for ground in ("paper", "tint"):
                assert contrast(colours[ink], colours[ground]) >= 7
        for bar in re.findall(r"\.colour\d \{ fill: (#[0-9a-f]{6})", page):
            assert contrast("#14181c", bar) >= 7


def test_the_word_file_has_real_headings_headed_tables_and_danish_text():
    file = docx.Document(BytesIO(rendered(word.render, state_of_case(read_case()))))
    styles = [paragraph.style.name for paragraph in file.paragraphs]
    assert styles.count("Title") == 1
    assert styles.count("Heading 1") >= 8
    assert styles.count("Heading 2") >= 1
    for table in file.tables:
        assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
        assert table._tbl.tblPr.find(qn("w:tblCaption")).get(qn("w:val"))
    languages = {element.get(qn("w:val")) for element in file.styles.element.iter(qn("w:lang"))}
    assert languages == {"da-DK"}
    assert file.sections[0].page_width.mm == pytest.approx(210, abs=0.1)
    agreements = next(table for table in file.tables if table.cell(0, 0).text == "Hvem")
    assert [row.cells[0].text for row in agreements.rows][1:] == ["BK", "HR", "Leder, PPR"]


def test_dates_are_danish_with_week_numbers():
    text = rendered(markdown.render, state_of_case(read_case())).decode()
    assert "onsdag den 4. marts 2026, uge\N{NO-BREAK SPACE}10" in text
    assert "| onsdag 18. marts 2026, uge\N{NO-BREAK SPACE}12 |" in text
    assert "tirsdag 7. april 2026, uge\N{NO-BREAK SPACE}15" in text


def test_a_follow_up_tells_how_the_agreements_went():
    state = state_of_case(read_case(), meeting=2)
    state.load(
        replace(step, status=model.StepStatus.STOPPED, learning="For meget på én gang")
        for step in list(state.next_steps)[:1]
    )
    text = rendered(markdown.render, state).decode()
    assert "## Status på aftaler" in text
    assert "| Stoppet | For meget på én gang |" in text
    assert "## Hvem gør hvad" not in text


def test_a_small_group_without_names_reads_why_it_sees_no_spread():
    activities = tuple(replace(entry, anonymous=True) for entry in METHOD.activities)
    rows = [model.Rating("run-1-opbakning", "stoetter-aftalerne", f"id-{number}", 1) for number in range(4)]
    state = state_of(workshop(read_case()), scheduled("opbakning"), *rows)
    minutes = build_minutes(state, replace(METHOD, activities=activities), MADE, VERSION)
    text = markdown.render(minutes).decode()
    assert "Der er 4 svar. Fordelingen står her ikke, for med færre end 5 svar kunne nogen kendes." in text
    assert "alvorlige betænkeligheder" not in text


def test_a_new_kind_reaches_every_document_from_its_own_module(monkeypatch):
    class Extra(part.Part):
        def sections(self, words):
            return (Section(1, "extra", "Ny slags", (Paragraph("Fra sit eget modul"),)),)

    monkeypatch.setattr("exports.sections.present.build", lambda source: Extra())
    minutes = build_minutes(small_workshop(), METHOD, MADE, VERSION)
    for render in (markdown.render, html.render):
        assert "Fra sit eget modul" in render(minutes).decode()
    assert any(
        p.text == "Fra sit eget modul" for p in docx.Document(BytesIO(word.render(minutes))).paragraphs
    )


def test_every_kind_has_its_module():
    assert all(callable(part.SECTIONS.of(kind).build) for kind in BUILT_IN)
    assert build_minutes(small_workshop(), METHOD, MADE, VERSION).part(Placing).written == 3


def test_no_sentence_is_left_with_an_open_field():
    told = " ".join(texts_in(outline(build_minutes(small_workshop(), METHOD, MADE, VERSION))))
    assert "{" not in told


def test_word_is_loaded_only_when_a_word_file_is_written():
    program = (
        "import sys, exports.files.writing, exports.formats.format_registry as r; "
        "assert not {'docx', 'jinja2', 'textual', 'aiohttp'} & set(sys.modules), sorted(sys.modules); "
        "r.FORMATS['docx'].renderer(); assert 'docx' in sys.modules"
    )
    root = Path(__file__).parent.parent.parent
    subprocess.run([sys.executable, "-c", program], check=True, cwd=root, timeout=60)


@pytest.mark.parametrize(("status", "shown"), [("ny", False), ("i-gang", True)])
def test_only_a_status_that_somebody_chose_is_printed(status, shown):
    state = state_of(workshop(read_case()), card("initiatives", 1, "Mindre møder", status=status))
    text = rendered(markdown.render, state).decode()
    (line,) = [line for line in text.splitlines() if "Mindre møder" in line and "**t1**" in line]
    assert ("*I gang" in line) is shown
    assert "Ny" not in line
