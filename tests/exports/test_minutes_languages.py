"""The minutes speak the workshop's language: headings, dates, numbers, tags and names of files."""

from __future__ import annotations

import functools
import re
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import docx
import pytest
from case_state import MADE, METHOD, VERSION, read_case, state_of_case
from docx.oxml.ns import qn

from exports.files.writing import write_exports
from exports.formats.format_registry import FORMATS
from exports.minutes import Minutes, build_minutes
from prompts.language.formatting import clock_time, decimal, long_date, mean, percent
from prompts.language.words import LANGUAGES, load_words
from prompts.methods.loading import load_method

OTHERS = ("en", "nb")
DANISH_WORDS = re.compile(
    r"\b(opsamling\w*|deltager\w*|af|hvornår|hvad|aftaler?|uge|tilgang\w*|placeret)\b", re.I
)


@functools.cache
def minutes_in(language: str) -> Minutes:
    state = state_of_case(read_case() | {"language": language})
    return build_minutes(state, load_method("tre-skridt", language), MADE, VERSION)


def texts_of_the_group() -> str:
    return re.sub(r"\s+", " ", str(read_case()))


@pytest.mark.parametrize("language", OTHERS)
@pytest.mark.parametrize("name", ["md", "html"])
def test_nothing_but_what_the_group_wrote_is_danish(language: str, name: str) -> None:
    text = FORMATS[name].renderer()(minutes_in(language)).decode()
    written = set(DANISH_WORDS.findall(texts_of_the_group()))
    left = {word for word in DANISH_WORDS.findall(text) if word not in written}
    assert left == set()


@pytest.mark.parametrize(
    ("language", "day"),
    [
        ("da", "onsdag den 4. marts 2026, uge"),
        ("en", "Wednesday 4 March 2026, week"),
        ("nb", "onsdag 4. mars 2026, uke"),
    ],
)
def test_the_day_is_written_as_people_there_write_it(language: str, day: str) -> None:
    assert day in FORMATS["md"].renderer()(minutes_in(language)).decode()


def test_numbers_and_clock_times_follow_the_language() -> None:
    assert [decimal(3.6, language) for language in LANGUAGES] == ["3,6", "3.6", "3,6"]
    assert [clock_time(MADE, language) for language in LANGUAGES] == ["10.42", "10:42", "10:42"]
    assert [mean(each, "da") for each in (2.25, 2.75, 61 / 20, 4)] == ["2,3", "2,8", "3,1", "4,0"]
    assert [percent(each, "en") for each in (29 / 200, 0.125)] == ["15%", "13%"]
    assert [percent(0.75, language) for language in LANGUAGES] == ["75\xa0%", "75%", "75\xa0%"]
    assert long_date(MADE.date(), "en") == "4 March 2026"


@pytest.mark.parametrize(("language", "tag"), [("da", "da-DK"), ("en", "en-GB"), ("nb", "nb-NO")])
def test_a_screen_reader_and_a_spelling_checker_know_the_language(language: str, tag: str) -> None:
    assert f'<html lang="{language}">' in FORMATS["html"].renderer()(minutes_in(language)).decode()
    file = docx.Document(BytesIO(FORMATS["docx"].renderer()(minutes_in(language))))
    assert {element.get(qn("w:val")) for element in file.styles.element.iter(qn("w:lang"))} == {tag}


@pytest.mark.wide
@pytest.mark.parametrize(
    ("language", "stem", "draft_word"),
    [("da", "referat", "udkast"), ("en", "minutes", "draft"), ("nb", "referat", "utkast")],
)
def test_the_files_are_called_what_people_there_call_them(
    language: str, stem: str, draft_word: str, tmp_path: Path
) -> None:
    minutes = minutes_in(language)
    names = [file.path.name for file in write_exports(minutes, tmp_path, FORMATS) if file.path]
    assert all(name.startswith(f"2026-03-04_{stem}_fra-strategi-til-drift") for name in names)
    again = [file.path.name for file in write_exports(minutes, tmp_path, ["docx"]) if file.path]
    first = next(name for name in names if name.endswith(".docx"))
    assert again == [first.replace(".docx", "-2.docx")]
    draft = write_exports(replace(minutes, final=False), tmp_path, ["docx"])[0].path
    assert draft is not None
    assert draft.name == first.replace(".docx", f"_{draft_word}-1.docx")


def test_every_file_has_a_name_in_every_language() -> None:
    for language in LANGUAGES:
        names = [entry.file_name_in(load_words(language)) for entry in FORMATS.values()]
        assert len(set(names)) == len(FORMATS)


@pytest.mark.wide(short=1)
@pytest.mark.parametrize("language", ["sv", "xx", "", "../da", "<b>"])
def test_a_language_nobody_speaks_here_is_written_as_danish(language: str) -> None:
    """A method of one's own may have one, and a session file may say anything."""
    state = state_of_case(read_case() | {"language": language})
    minutes = build_minutes(state, METHOD, MADE, VERSION)
    for name in FORMATS:
        assert FORMATS[name].renderer()(minutes)
    assert "onsdag den 4. marts 2026" in FORMATS["md"].renderer()(minutes).decode()
    assert "<b>" not in FORMATS["html"].renderer()(minutes).decode()[:200]


def test_whoever_was_not_there_reads_what_an_approach_is_called_in_their_language() -> None:
    english = FORMATS["md"].renderer()(minutes_in("en")).decode()
    assert "| ●\N{NO-BREAK SPACE}Tæt på (Alongside) |" in english
    assert "(Alongside)" not in FORMATS["md"].renderer()(minutes_in("nb")).decode()


MM_OF_A_BOLD_LETTER, PADDING_MM = 2.0, 4


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_head_of_a_table_in_the_word_file_is_broken_inside_a_word(language: str) -> None:
    file = docx.Document(BytesIO(FORMATS["docx"].renderer()(minutes_in(language))))
    too_wide = [
        (cell.text, cell.width.mm)
        for table in file.tables
        for cell in table.rows[0].cells
        for word in cell.text.split()
        if len(word) * MM_OF_A_BOLD_LETTER + PADDING_MM > cell.width.mm
    ]
    assert too_wide == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_web_page_hyphenates_in_its_own_language(language) -> None:
    page = FORMATS["html"].renderer()(minutes_in(language)).decode()
    assert f'<html lang="{language}">' in page
    body = page.partition("body {")[2].partition("}")[0]
    assert "hyphens: auto" in body
