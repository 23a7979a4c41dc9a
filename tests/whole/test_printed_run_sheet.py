"""A run sheet is printed before the day: for whoever leads, and for the client."""

from __future__ import annotations

import re

import docx
import pytest
from command_line import workshop

from prompts.language.words import LANGUAGES, load_words
from prompts.methods.loading import load_method

SHEETS = ("90", "120", "180", "opfoelgning")


def flat(text: str) -> str:
    return re.sub(r"\s+", "", text)


def text_of(file) -> str:
    document = docx.Document(str(file))
    return "\n".join(paragraph.text for paragraph in document.paragraphs)


@pytest.mark.wide(short=1)
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("sheet", SHEETS)
def test_both_files_hold_every_activity_with_its_clock_and_notes(tmp_path, language: str, sheet: str) -> None:
    out = tmp_path / "out"
    code, told, _ = workshop(
        tmp_path, "methods", "print", "--run-sheet", sheet, "--out", str(out), language=language
    )
    files = {file.suffix: file for file in out.iterdir()}
    assert (code, set(files)) == (0, {".docx", ".html"})
    assert all(str(file) in told for file in files.values())
    method = load_method(language=language)
    word, begun = flat(text_of(files[".docx"])), 0
    for planned in method.run_sheet(sheet).plan:
        activity, notes = method.activity(planned.activity), method.activity(planned.activity).notes
        end = begun + planned.minutes
        clock = f"{begun // 60}:{begun % 60:02}–{end // 60}:{end % 60:02}"
        assert flat(f"{clock} · {activity.title}") in word
        for text in (activity.prompt, activity.purpose, *activity.body, *notes.say, *notes.watch):
            assert flat(text) in word, (activity.key, text)
        assert flat(notes.when_late) in word
        begun = end
    assert begun == method.run_sheet(sheet).minutes
    for text in (method.before_the_day, method.definition, method.source_line, *method.ground_rules):
        assert flat(text) in word
    assert load_words(language)("sheet.before") in files[".html"].read_text(encoding="utf-8")


@pytest.mark.wide
def test_a_second_one_overwrites_nothing(tmp_path) -> None:
    for _ in range(2):
        workshop(tmp_path, "methods", "print", "--out", str(tmp_path / "out"))
    assert len(list((tmp_path / "out").iterdir())) == 4


def test_an_unknown_sheet_and_a_folder_that_cannot_be_are_told(tmp_path) -> None:
    code, _, told = workshop(tmp_path, "methods", "print", "--run-sheet", "45")
    assert code == 2
    assert "60, 90, 120, 180, 240" in told
    (tmp_path / "fil").write_text("")
    code, _, told = workshop(tmp_path, "methods", "print", "--out", str(tmp_path / "fil"))
    assert code == 1
    assert "Traceback" not in told
    assert str(tmp_path / "fil") in told


def test_a_part_is_printed_with_the_minute_it_ends_at(tmp_path) -> None:
    out = tmp_path / "out"
    workshop(tmp_path, "methods", "print", "--run-sheet", "180", "--out", str(out))
    (file,) = out.glob("*.docx")
    parts = load_method().activity("pre-mortem").parts
    assert [(part.title, part.minutes) for part in parts] == [("Alene", 3), ("En runde", 7)]
    assert "Alene til minut 3 · En runde til minut 10" in text_of(file)


def test_half_a_minute_is_printed_as_people_write_it(tmp_path) -> None:
    out = tmp_path / "out"
    workshop(tmp_path, "methods", "print", "--run-sheet", "120", "--out", str(out))
    (file,) = out.glob("*.docx")
    assert "Alene til minut 3 · I par til minut 5½ · Fælles til minut 7" in text_of(file)


def test_the_plan_stands_first_with_every_activity_and_its_minutes(tmp_path) -> None:
    out = tmp_path / "out"
    workshop(tmp_path, "methods", "print", "--run-sheet", "120", "--out", str(out))
    (file,) = out.glob("*.docx")
    plan = docx.Document(str(file)).tables[0]
    rows = [[cell.text for cell in row.cells] for row in plan.rows][1:]
    method, begun = load_method(), 0
    for row, planned in zip(rows, method.run_sheet("120").plan, strict=True):
        title = row[1].splitlines()[0]
        wanted = (
            f"{begun // 60}:{begun % 60:02}",
            method.activity(planned.activity).title,
            str(planned.minutes),
        )
        assert (row[0], title, row[3]) == wanted
        begun += planned.minutes


def test_nobody_is_sent_to_an_activity_that_lies_behind() -> None:
    method = load_method()
    for sheet in method.run_sheets:
        keys = [planned.activity for planned in sheet.plan]
        for place, key in enumerate(keys):
            if "gå direkte til opbakningen" in method.activity(key).notes.when_late:
                assert "opbakning" in keys[place:], sheet.key
