"""Five slides: sentences as titles, charts that can be edited, and a count where something has no room."""

from __future__ import annotations

import re
import sys
from collections import Counter
from dataclasses import replace
from io import BytesIO

import pytest
from case_state import (
    MADE,
    METHOD,
    VERSION,
    card,
    next_step,
    read_case,
    run_sheet_rows,
    state_of,
    state_of_case,
    workshop,
)
from hostile import TEXTS, state_with
from office import converted, facts_of_pdf, text_of_pdf
from pptx import Presentation
from test_first_page import decided
from test_follow_up_golden import minutes_in

from exports.action_plan import action_plan
from exports.files.writing import write_exports
from exports.formats import markdown, powerpoint
from exports.minutes import build_minutes
from prompts.language.words import LANGUAGES
from sessions import model
from sessions.group_subject import GROUP


def minutes_of(state):
    return build_minutes(state, METHOD, MADE, VERSION)


def opened(minutes):
    return Presentation(BytesIO(powerpoint.render(minutes)))


def told(slide):
    """All texts of a slide, its tables included."""
    frames = [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]
    tables = [shape.table for shape in slide.shapes if shape.has_table]
    return "\n".join([*frames, *(cell.text for table in tables for row in table.rows for cell in row.cells)])


def charts(slide):
    return [shape for shape in slide.shapes if shape.has_chart]


def test_the_five_slides_hold_the_facts_of_the_case():
    first, approaches, differ, plan, ask = opened(minutes_of(decided())).slides
    case = read_case()
    agreed = Counter(case["agreed"].values())
    assert case["proposals"][0]["text"] in told(first)
    assert "10 af 12 støtter aftalerne" in told(first)
    (chart,) = charts(approaches)
    values = list(chart.chart.plots[0].series[0].values)
    assert values[: len(METHOD.categories)] == [agreed[category.key] for category in METHOD.categories]
    assert approaches.shapes.title.text == f"{sum(agreed.values())} af 19 tiltag har fået en tilgang"
    (chart,) = charts(differ)
    assert len(list(chart.chart.plots[0].categories)) == 5
    for note in case["disagreements"].values():
        assert note in told(differ)
    for step in case["next_steps"]:
        assert step["who"] in told(plan)
        assert step["first_visible_result"] in told(plan)
    for text in ("Budget til superbrugere", "2 skal høres inden første opfølgning", "tirsdag 7. april 2026"):
        assert text in told(ask)


def test_what_the_group_said_of_itself_stands_on_the_last_of_five_slides():
    state = decided()
    answers = {
        "tre-styrker": "Vi øver os",
        "tre-udfordringer": "For meget på én gang",
        "ledelse": "Sig nej",
    }
    state.load(model.AgreedAnswer(GROUP, key, text) for key, text in answers.items())
    *before, ask = opened(minutes_of(state)).slides
    assert len(before) == 4
    assert all(text in told(ask) for text in (*answers.values(), "det er vi enige om", "Sæt i kalenderen"))
    boxes = [shape for shape in ask.shapes if shape.has_text_frame and shape.top > ask.shapes.title.top]
    left, right = sorted(boxes[:2], key=lambda box: box.left)
    assert left.left + left.width <= right.left, "nothing is printed on top of anything else"


def test_every_chart_says_what_it_counts():
    found = [each.chart for slide in opened(minutes_of(decided())).slides for each in charts(slide)]
    titles = [chart.chart_title.text_frame.text for chart in found if chart.has_title]
    assert len(titles) == len(found) == 3
    assert "aftalerne" in titles[0]


def test_names_that_lack_an_agreement_are_cut_so_that_the_rest_is_counted():
    rows = [
        card("initiatives", number, f"Tiltag {number} " + "meget lang tekst " * 9, agreed="sammen")
        for number in range(1, 9)
    ]
    *_, ask = opened(minutes_of(state_of(workshop(read_case()), *rows, next_step(1)))).slides
    assert "· + 5 til" in told(ask)


def test_the_last_date_is_said_of_the_agreements_only_if_all_have_one():
    state = decided()
    assert ", den sidste " in opened(minutes_of(state)).slides[3].shapes.title.text
    state.load([replace(next_step(9), due=None)])
    assert opened(minutes_of(state)).slides[3].shapes.title.text == "Vi har 4 aftaler"


def test_the_first_slide_says_a_lone_decision_once_with_its_base_below():
    state = decided()
    state.load([replace(row, removed=True) for row in state.decisions if row.id == "d-2"])
    first, *_ = opened(minutes_of(state)).slides
    text = read_case()["proposals"][0]["text"]
    assert first.shapes.title.text == text
    assert told(first).count(text) == 1
    assert "Fik 16 af 35 prikker" in told(first)


def test_slides_and_minutes_count_alike_what_is_split_and_what_is_lacking():
    minutes = minutes_of(decided())
    _, _, differ, _, lacking = opened(minutes).slides
    more = int(re.search(r"\+ (\d+) tiltag mere", told(differ))[1])
    listed = markdown.render(minutes).decode().partition("Her er vi ikke enige")[2].partition("\n## ")[0]
    rest = int(re.search(r"Og (\d+) tiltag mere", listed)[1])
    assert len(list(charts(differ)[0].chart.plots[0].categories)) + more == listed.count("\n- ") + rest
    assert lacking.shapes.title.text == f"{len(action_plan(minutes).waiting)} ting mangler endnu"


def test_where_nothing_was_confirmed_the_most_dots_are_the_headline():
    minutes = minutes_of(state_of_case(read_case()))
    first, title = opened(minutes).slides[0], "Flest prikker: Vælg tre tiltag i Tæt på, og læg resten på hold"
    assert first.shapes.title.text == title
    assert told(first).count("Vælg tre tiltag") == 1
    assert "16 prikker. 12 stemte og gav i alt 35 prikker." in told(first)
    text = markdown.render(minutes).decode()
    assert "## Flest prikker" in text
    assert "## Det besluttede vi" not in text


def test_the_longest_usual_title_of_a_job_has_room_on_one_line():
    *_, plan, _ = opened(minutes_of(decided())).slides
    (table,) = [shape.table for shape in plan.shapes if shape.has_table]
    points = table.cell(1, 0).text_frame.paragraphs[0].runs[0].font.size.pt
    needed = len("Udviklingskonsulent") * points * 0.52 + 2 * 7.2  # mean width of a bold letter, margins
    assert table.columns[0].width.pt >= needed
    assert table.columns[4].width.pt >= needed


def sizes(slide):
    written = [frame for shape in slide.shapes for frame in frames(shape)]
    return sorted({run.font.size.pt for frame in written for part in frame.paragraphs for run in part.runs})


def frames(shape):
    if shape.has_table:
        return [cell.text_frame for cell in shape.table.iter_cells()]
    return [shape.text_frame] if shape.has_text_frame else []


def test_little_text_stands_in_large_letters_and_much_in_smaller_ones():
    rows = [card("initiatives", 1, "Kort tiltag", agreed="sammen"), next_step(1, "Bo", "Ringer", result="")]
    rows += [model.ParkedItem("a", 1, "Et punkt", "", False)]
    first, approaches, _, plan, ask = opened(minutes_of(state_of(workshop(read_case()), *rows))).slides
    assert [sizes(each)[1] for each in (first, approaches, plan, ask)] == [24, 18, 20, 24]  # [0]: the foot
    rows += [next_step(number, "Udviklingskonsulent", "Skriver " * 12) for number in range(2, 9)]
    *_, plan, _ = opened(minutes_of(state_of(workshop(read_case()), *rows))).slides
    assert sizes(plan)[1] == 12


def test_every_picture_is_described_and_every_text_has_its_language():
    file = opened(minutes_of(decided()))
    for slide in file.slides:
        assert slide.shapes.title.text
        for shape in slide.shapes:
            if shape.has_chart or shape.has_table:
                assert shape._element.nvGraphicFramePr.cNvPr.get("descr")
        runs = slide._element.iter("{*}rPr")
        assert {run.get("lang") for run in runs} == {"da-DK"}
    assert file.core_properties.author == "Eksempelby Kommune"
    assert round(file.slide_width / file.slide_height, 2) == 1.78


@pytest.mark.wide
def test_libreoffice_shows_five_pages(tmp_path):
    pdf = converted(tmp_path, "pdf", slides_pptx=powerpoint.render(minutes_of(decided())))["slides_pptx"]
    assert facts_of_pdf(pdf)["Pages"] == "5"
    assert "Vi har truffet 2 beslutninger" in text_of_pdf(pdf)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_follow_up_has_four_slides_and_an_empty_workshop_five_in_every_language(language):
    assert len(opened(minutes_in(language)).slides) == 4
    case = read_case() | {"language": language}
    assert len(opened(minutes_of(state_of(workshop(case), *run_sheet_rows("90")))).slides) == 5
    of_pack = opened(minutes_of(state_of(workshop(case), *run_sheet_rows("roller"))))
    assert len(of_pack.slides) == 3, "nobody was asked to place anything"


def test_a_full_slide_says_how_many_more_there_are():
    rows = [card("initiatives", number, f"Tiltag {number}", agreed="sammen") for number in range(1, 41)]
    rows += [next_step(number, what=f"Skridt {number}") for number in range(1, 21)]
    rows += [model.ParkedItem(str(number), number, f"Punkt {number}", "", False) for number in range(1, 31)]
    _, approaches, _, plan, ask = opened(minutes_of(state_of(workshop(read_case()), *rows))).slides
    assert "+ 35 til" in told(approaches)
    assert "+ 13 til" in told(plan)
    lines = told(ask).splitlines()
    at, more = next(
        (at, int(found[1])) for at, line in enumerate(lines) if (found := re.search(r"\+ (\d+) til", line))
    )
    lacking = int(re.match(r"\d+", ask.shapes.title.text)[0])
    assert lacking == len(lines[lines.index(ask.shapes.title.text) + 1 : at]) + more


@pytest.mark.wide(short=8)
@pytest.mark.parametrize("text", TEXTS, ids=[ascii(text)[1:25] for text in TEXTS])
def test_any_text_makes_slides_that_open_and_reach_nothing_outside(text):
    file = opened(minutes_of(state_with(text)))
    assert len(file.slides) == 6, "a follow-up that reviews and places"
    for slide in file.slides:
        assert not [rel for rel in slide.part.rels.values() if rel.is_external]


def test_without_python_pptx_the_sentence_says_what_to_install(tmp_path, monkeypatch):
    monkeypatch.delitem(sys.modules, "exports.formats.powerpoint", raising=False)
    monkeypatch.setitem(sys.modules, "pptx", None)
    (written,) = write_exports(minutes_of(decided()), tmp_path, ["pptx"])
    assert "pip install 'tre-skridt[slides]'" in written.problem.sentence()
