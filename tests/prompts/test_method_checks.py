"""Each fault in a method file gives an error that names the file, the place and what was expected."""

from collections.abc import Callable
from pathlib import Path

import pytest

from prompts.methods import errors
from prompts.methods.checks.checking import check_method_folder
from prompts.methods.errors import MethodError
from prompts.methods.loading import load_method

Change = Callable[[str, str, str], None]


def line_of(folder: Path, name: str, text: str) -> int:
    lines = (folder / name).read_text(encoding="utf-8").splitlines()
    return next(number for number, line in enumerate(lines, start=1) if text in line)


CASES = [
    # file, old, new, error, place, a word of what was expected
    (
        "method.toml",
        "pause = true",
        "pauze = true",
        errors.UnknownKeyError,
        "activities.pause.pauze",
        "pause",
    ),
    ("method.toml", 'sign = "●"\n', "", errors.MissingKeyError, "categories.taet-paa.sign", "tekst"),
    (
        "method.toml",
        "lowest = 0",
        'lowest = "0"',
        errors.WrongTypeError,
        "scales.opbakning.lowest",
        "helt tal",
    ),
    ("method.toml", 'kind = "vote"', 'kind = "stem"', errors.WrongTypeError, "activities.stem.kind", "vote"),
    ("method.toml", "minutes = 11 }", "minutes = 8 }", errors.WrongSumError, "run_sheets.90.minutes", "90"),
    (
        "method.toml",
        "minutes = 11 }",
        "minutes = 0 }",
        errors.WrongValueError,
        "run_sheets.90.plan[9].minutes",
        "1440",
    ),
    (
        "method.toml",
        'key = "aftaler"',
        'key = "stem"',
        errors.DuplicateKeyError,
        "activities.stem.key",
        "én gang",
    ),
    (
        "method.toml",
        'prefix = "r"',
        'prefix = "t"',
        errors.DuplicateKeyError,
        "decks.risks.prefix",
        "én gang",
    ),
    ("method.toml", 'prefix = "r"', 'prefix = "R1"', errors.WrongValueError, "decks.risks.prefix", "a-z"),
    (
        "method.toml",
        'sign = "▲"',
        'sign = "✅"',
        errors.WrongValueError,
        "categories.sammen.sign",
        "ét synligt tegn",
    ),
    (
        "method.toml",
        'sign = "▲"',
        'sign = "■"',
        errors.DuplicateKeyError,
        "categories.sammen.sign",
        "én gang",
    ),
    (
        "method.toml",
        "threshold = 3",
        "threshold = 9",
        errors.WrongValueError,
        "scales.opbakning.threshold",
        "skalaen",
    ),
    ("method.toml", "highest = 10", "highest = 1", errors.WrongValueError, "scales.evne", "lowest"),
    ("method.toml", "[30, 60, 90]", "[30, 30]", errors.WrongValueError, "follow_up_days", "større"),
    ("method.toml", "format = 2", "format = 3", errors.WrongValueError, "format", "1 eller 2"),
    (
        "method.toml",
        'deck = "risks"',
        'deck = "farer"',
        errors.UnknownReferenceError,
        "activities.pre-mortem.deck",
        "risks",
    ),
    (
        "method.toml",
        'scale = "opbakning"',
        'scale = "fist"',
        errors.UnknownReferenceError,
        "activities.opbakning.scale",
        "opbakning",
    ),
    (
        "method.toml",
        'step = "overblik"',
        'step = "start"',
        errors.UnknownReferenceError,
        "activities.skriv-tiltag.step",
        "overblik",
    ),
    (
        "method.toml",
        'activity = "pause", minutes = 10',
        'activity = "frokost", minutes = 10',
        errors.UnknownReferenceError,
        "run_sheets.120.plan[10].activity",
        "pause",
    ),
    (
        "method.toml",
        '"potentiale", ',
        '"kender-prisen", ',
        errors.DuplicateKeyError,
        "activities.erkendelser.statements[1]",
        "én gang",
    ),
    (
        "method.toml",
        'deck = "proposals"\n',
        "",
        errors.MissingKeyError,
        "activities.forslag.deck",
        "collect",
    ),
    (
        "method.toml",
        'phase = "talk"',
        'phase = "talk"\ngrid = true',
        errors.WrongValueError,
        "activities.tal-om-de-delte.grid",
        "place",
    ),
    ("da.toml", 'short = "Virker"\n', "", errors.MissingTextError, "questions.works.short", "tekst"),
    (
        "da.toml",
        'title = "Pause"',
        'title = "  "',
        errors.MissingTextError,
        "activities.pause.title",
        "ikke er tom",
    ),
    (
        "da.toml",
        "[activities.stem]",
        "[activities.stemme]",
        errors.MissingTextError,
        "activities.stem",
        "stem",
    ),
    (
        "da.toml",
        "[activities.stem]",
        "[activities.stemme]",
        errors.TextWithoutKeyError,
        "activities.stemme",
        "stem",
    ),
    (
        "da.toml",
        "kapacitet =",
        "kapaciteten =",
        errors.TextWithoutKeyError,
        "statements.kapaciteten",
        "kapacitet",
    ),
    ("da.toml", 'ny = "Ny"\n', "", errors.MissingTextError, "decks.initiatives.statuses.ny", "ny"),
    ("da.toml", 'efter = "Efter"\n', "", errors.MissingTextError, "grid.whens.efter", "efter"),
    ("da.toml", 'foer = "Før"', "foer = 1", errors.WrongTypeError, "grid.whens.foer", "tekst"),
    ("da.toml", '0 = "Jeg', '6 = "Jeg', errors.WrongValueError, "scales.opbakning.6", "skalaen"),
    (
        "da.toml",
        '"Én ad gangen."',
        '"En \\u001b[2J"',
        errors.ForbiddenCharacterError,
        "ground_rules[2]",
        "styretegn",
    ),
    (
        "da.toml",
        '"Én ad gangen."',
        '"En \\u202e"',
        errors.ForbiddenCharacterError,
        "ground_rules[2]",
        "styretegn",
    ),
]


@pytest.mark.wide(short=5)
@pytest.mark.parametrize(("name", "old", "new", "error", "place", "expected"), CASES)
def test_a_fault_names_its_file_place_line_and_what_was_expected(
    folder: Path,
    change: Change,
    name: str,
    old: str,
    new: str,
    error: type[MethodError],
    place: str,
    expected: str,
) -> None:
    change(name, old, new)
    found = [p for p in check_method_folder(folder) if type(p) is error and p.place == place]
    assert len(found) == 1, [str(problem) for problem in check_method_folder(folder)]
    assert found[0].file == name
    assert expected in found[0].expected
    for part in (name, place, found[0].expected):
        assert part in found[0].sentence()
    with pytest.raises(MethodError):
        load_method(str(folder))


@pytest.mark.parametrize(
    ("name", "old", "new", "on_line"),
    [
        ("method.toml", "pause = true", "pauze = true", "pauze"),
        ("method.toml", '"tal-om-de-delte", minutes = 10', '"frokost", minutes = 10', "frokost"),
        ("method.toml", 'prefix = "r"', 'prefix = "t9"', '"t9"'),
        ("da.toml", '"Uenighed er nyttig."', '""', '""'),
        ("da.toml", "[activities.stem]", "[activities.stemme]", "[activities.stemme]"),
    ],
)
def test_a_fault_names_the_line_it_stands_on(
    folder: Path, change: Change, name: str, old: str, new: str, on_line: str
) -> None:
    change(name, old, new)
    lines = [problem.line for problem in check_method_folder(folder)]
    assert line_of(folder, name, on_line) in lines


def test_a_syntax_fault_names_its_line(folder: Path, change: Change) -> None:
    change("da.toml", '"Vi holder tiden."', '"Vi holder tiden.')
    (problem,) = check_method_folder(folder)
    assert isinstance(problem, errors.SyntaxFaultError)
    assert problem.line == line_of(folder, "da.toml", "Vi holder tiden")


def test_all_problems_are_told_at_once(folder: Path, change: Change) -> None:
    change("method.toml", "pause = true", "pauze = true")
    change("method.toml", "minutes = 11 }", "minutes = 8 }")
    change("da.toml", 'short = "Virker"\n', "")
    change("da.toml", 'title = "Pause"', "title = 7")
    files = [problem.file for problem in check_method_folder(folder)]
    assert files == ["method.toml", "method.toml", "da.toml", "da.toml"]


def test_a_wrong_type_does_not_drag_other_complaints_along(folder: Path, change: Change) -> None:
    change("method.toml", 'kind = "agree"', "kind = 3")
    change("method.toml", '"stem", minutes = 4', '"stem", minutes = "4"')
    assert len(check_method_folder(folder)) == 2


def test_every_error_has_its_words(folder: Path) -> None:
    for error in vars(errors).values():
        if isinstance(error, type) and issubclass(error, MethodError) and error is not MethodError:
            fields = dict.fromkeys(
                ("name", "value", "detail", "count", "limit", "sum", "minutes", "names", "owner"), "x"
            )
            expects = "" if error.expectation else "string"
            assert (
                error("f.toml", "a.b", line=3, expects=expects, character="U+1", **fields)
                .sentence()
                .startswith("f.toml, linje 3, a.b: ")
            )
