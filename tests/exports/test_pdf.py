"""The PDF is archivable and accessible, holds the facts of the case, and takes any text there is."""

from __future__ import annotations

import builtins
import re
from dataclasses import replace
from io import BytesIO

import pytest
from case_state import MADE, METHOD, VERSION, read_case, state_of, state_of_case, workshop
from hostile import TEXTS
from office import facts_of_pdf, structure_of_pdf, text_of_pdf
from pypdf import PdfReader
from test_first_page import FIRST_PAGE, decided
from test_follow_up_golden import minutes_in

from exports.files.writing import write_exports
from exports.formats import pdf
from exports.formats.format_registry import EVERY_FORMAT
from exports.formats.plans import plan_pdf
from exports.formats.typst_pdf import MISSING, glyphs, shown
from exports.minutes import build_minutes
from exports.options import Options, Version
from prompts.language.words import LANGUAGES
from prompts.methods.loading import load_method
from sessions import model


def minutes_of(state):
    return build_minutes(state, METHOD, MADE, VERSION)


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    path = tmp_path_factory.mktemp("pdf") / "referat.pdf"
    path.write_bytes(pdf.render(minutes_of(decided())))
    return path


def test_the_demo_case_has_four_pages_and_the_first_answers_everything(demo):
    facts = facts_of_pdf(demo)
    assert int(facts["Pages"]) <= 4
    assert facts["Page size"].endswith("(A4)")
    assert facts["Title"] == "Fra strategi til drift – lederværksted – Referat"
    first = text_of_pdf(demo, last=1)
    assert [head for head in FIRST_PAGE if head not in first] == []
    text = text_of_pdf(demo)
    case = read_case()
    for step in case["next_steps"]:
        assert step["who"] in text
    for told in ("Vi mødes igen inden påske", "fik 16 af 35 prikker", "10 af 12 støtter", "Børn og unge"):
        assert told in text
    assert MISSING not in text


def test_it_says_by_itself_that_it_is_archivable_accessible_and_danish(demo):
    reader = PdfReader(demo)
    about = reader.trailer["/Root"]["/Metadata"].get_object().get_data().decode()
    assert re.search(r"pdfaid:part>2<", about)
    assert re.search(r"pdfaid:conformance>A<", about)
    assert re.search(r"pdfuaid:part>1<", about)
    root = reader.trailer["/Root"]
    assert root["/Lang"].startswith("da")
    assert root["/MarkInfo"]["/Marked"]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert "/JavaScript" not in str(root.get("/Names", ""))
    fonts = {font for page in reader.pages for font in page["/Resources"]["/Font"].values()}
    assert all("+" in font.get_object()["/BaseFont"] for font in fonts), "every font is embedded"


def test_its_structure_has_headings_lists_and_headed_tables(demo):
    tree = structure_of_pdf(demo)
    counts = {
        name: len(re.findall(rf"^ *{name}\b", tree, re.M)) for name in ("H1", "H2", "Table", "TH", "LI")
    }
    assert counts["H1"] >= 10
    assert counts["Table"] >= 7
    assert counts["TH"] >= 7 * 3
    assert counts["LI"] >= 10


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_plan_is_one_page_on_its_side_in_every_language(tmp_path, language):
    path = tmp_path / "plan.pdf"
    path.write_bytes(plan_pdf.render(minutes_in(language)))
    facts, text = facts_of_pdf(path), text_of_pdf(path)
    width, height = map(float, re.findall(r"[\d.]+", facts["Page size"])[:2])
    assert facts["Pages"] == "1"
    assert width > height
    for told in ("Inviterer PPR", "Små skridt", "Ti svar", "Budget til superbrugere"):
        assert told in text
    assert PdfReader(path).trailer["/Root"]["/Lang"].startswith(language)


def test_every_text_is_set_as_text_and_a_missing_glyph_is_seen(tmp_path):
    texts = [*TEXTS, "#sys.inputs", '#read("document.typ")', "$x$ @ref <label> // /* */ _a_ *b*", "日本語 🎉"]
    items = [model.ParkedItem(str(place), place, text, "", False) for place, text in enumerate(texts)]
    path = tmp_path / "hostile.pdf"
    path.write_bytes(pdf.render(minutes_of(state_of(workshop(read_case(), title="#panic()"), *items))))
    text = text_of_pdf(path)
    for told in (
        "#panic()",
        "#sys.inputs",
        '#read("document.typ")',
        "$x$ @ref <label> // /* */ _a_ *b*",
        "<script>",
    ):
        assert told in text
    assert f"{MISSING * 3} {MISSING}" in text


def test_all_signs_that_the_program_writes_have_a_glyph():
    assert (
        shown("■ ◆ ● ▲ → · – “æøåÆØÅ” …\N{NO-BREAK SPACE}12")
        == "■ ◆ ● ▲ → · – “æøåÆØÅ” …\N{NO-BREAK SPACE}12"
    )
    assert shown("👩\u200d👩") == MISSING * 2
    every = sorted(glyphs() - {"\n"})
    items = [model.ParkedItem("p", 1, "x".join(every), "", False)]
    assert pdf.render(minutes_of(state_of(workshop(read_case()), *items)))


def test_without_typst_the_sentence_says_what_to_install_and_the_rest_is_written(tmp_path, monkeypatch):
    real = builtins.__import__

    def without(name, *rest):
        if name == "typst":
            raise ImportError(name)
        return real(name, *rest)

    monkeypatch.setattr(builtins, "__import__", without)
    written = {file.format: file for file in write_exports(minutes_of(decided()), tmp_path, ["pdf", "md"])}
    assert "pip install 'tre-skridt[pdf]'" in written["pdf"].problem.sentence()
    assert written["md"].path.is_file()
    assert not replace(EVERY_FORMAT["pdf"], needs="no_such_library").is_available()


def test_the_same_minutes_give_the_same_file():
    assert pdf.render(minutes_of(decided())) == pdf.render(minutes_of(decided()))


@pytest.mark.wide(short=4)
@pytest.mark.parametrize(
    ("version", "more"),
    [
        *((Version.FULL, more) for more in (7, 8)),
        *((Version.ANNEX, more) for more in (9, 10)),
        *((version, more) for version in (Version.FULL, Version.ANNEX) for more in range(11, 40)),
    ],
)
def test_the_closing_lines_never_stand_on_a_page_of_their_own(tmp_path, version, more):
    state = state_of_case(read_case())
    state.load(model.ParkedItem(f"more-{n}", 10 + n, f"Punkt {n}", "", False) for n in range(more))
    file = tmp_path / "referat.pdf"
    file.write_bytes(pdf.render(build_minutes(state, METHOD, MADE, VERSION, Options(version=version))))
    last = PdfReader(file).pages[-1].extract_text()
    lines = [line for line in last.splitlines() if line.strip()]
    assert len(lines) >= 6, "two closing lines, the foot, and more"


@pytest.mark.wide(short=1)
@pytest.mark.parametrize(
    ("language", "word"),
    [
        ("da", "Organisationsudviklingskonsulent"),
        ("en", "Institutionalisationadministrator"),
        ("nb", "Organisasjonsutviklingskonsulent"),
    ],
)
def test_a_long_word_in_a_narrow_column_is_hyphenated(language, word):
    state = state_of_case(read_case() | {"language": language})
    state.load([replace(step, help=word) for step in state.next_steps])
    minutes = build_minutes(state, load_method("tre-skridt", language), MADE, VERSION)
    pages = PdfReader(BytesIO(plan_pdf.render(minutes))).pages
    told = "".join(page.extract_text() for page in pages)
    assert word not in told, "the column is not narrow"
    assert re.search(rf"{word[:5]}\w*[-\u00ad\u2010]\s*\n", told), told
