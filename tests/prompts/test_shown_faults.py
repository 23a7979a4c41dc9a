"""A fault in a method file is shown where it stands: line, column, and a mark under it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from prompts.language.words import LANGUAGES, load_words
from prompts.methods.checks.checking import check_method_folder
from workshop.cli.main import run_command

Change = Callable[[str, str, str], None]


@pytest.mark.parametrize(
    ("name", "old", "new", "marked"),
    [
        ("method.toml", '"tal-om-de-delte", minutes = 10', '"tal-om-de-delte", minutes = 0', "minutes = 0"),
        ("method.toml", "pause = true", "pauze = true", "pauze"),
        ("method.toml", 'key = "velkomst"', 'key = "velkomst"\nkey = "igen"', 'key = "igen"'),
        ("da.toml", "[activities.stem]", "[activities.stemme]", "activities.stemme"),
        ("da.toml", '"Uenighed er nyttig."', '""', '""'),
    ],
)
def test_the_mark_stands_under_the_fault(
    folder: Path, change: Change, name: str, old: str, new: str, marked: str
) -> None:
    change(name, old, new)
    shown = [problem for problem in check_method_folder(folder) if marked in problem.excerpt]
    line, mark = shown[0].excerpt.splitlines()
    assert line[mark.index("^") :].startswith(marked)
    whole = (folder / name).read_text(encoding="utf-8").splitlines()[(shown[0].line or 0) - 1]
    assert whole[(shown[0].column or 0) - 1 :].startswith(marked)


@pytest.mark.parametrize(
    ("new", "reason"),
    [
        ('title = "Et"\ntitle = "To"\n', "twice"),
        ('title = "Et\n', "unclosed"),
        ('ground_rules = ["Et"\n', "unclosed"),
        ('title "Et"\n', "equals"),
        ("title = Et\n", "value"),
        ('title = "Et" "To"\n', "line-end"),
    ],
)
def test_what_is_not_toml_is_told_in_the_authors_language(tmp_path: Path, new: str, reason: str) -> None:
    (tmp_path / "method.toml").write_text(new, encoding="utf-8")
    problem = check_method_folder(tmp_path)[0]
    for language in LANGUAGES:
        words = load_words(language)
        assert words(f"methods.syntax.{reason}") in problem.sentence(words)


def test_a_long_or_hostile_line_is_cut_around_the_fault(tmp_path: Path) -> None:
    (tmp_path / "method.toml").write_text(
        f'x = "{"a" * 5000}\\u001b" \x1b[2J = {"b" * 5000}\n', encoding="utf-8"
    )
    line, mark = check_method_folder(tmp_path)[0].excerpt.splitlines()
    assert max(len(line), len(mark)) < 120
    assert line.isprintable()


def test_the_command_shows_the_line_with_the_mark(folder: Path, change: Change, capsys) -> None:
    change("method.toml", "pause = true", "pauze = true")
    assert run_command(["methods", "check", str(folder)]) == 2
    told = capsys.readouterr().err.splitlines()
    at = next(number for number, line in enumerate(told) if "“pauze”" in line)
    assert "kolonne 1" in told[at]
    assert told[at + 1 : at + 3] == ["    pauze = true", "    ^"]
