"""Packs bring activities along: they are checked like the method, and every fault names its file."""

from collections.abc import Callable
from importlib import resources
from pathlib import Path

import pytest

import prompts
from prompts.methods import errors
from prompts.methods.checks.checking import check_method_folder
from prompts.methods.errors import MethodError
from prompts.methods.loading import load_method
from prompts.methods.model import Kind, Method

Change = Callable[[str, str, str], None]
LANGUAGES = ("da", "en", "nb")


@pytest.fixture(scope="module")
def method() -> Method:
    return load_method()


def test_the_shipped_packs_stand_on_their_own_feet(method: Method) -> None:
    assert [pack.key for pack in method.packs] == [
        "barrierer",
        "faser-drivkraefter",
        "fastholdelse",
        "hvad-er-implementering",
        "implementeringsleder",
        "kvalitetstjek",
        "ledelse",
        "modeller",
        "portefoelje",
        "pre-mortem",
        "qif-fjorten",
        "roller",
        "seks-forhold",
        "succeshistorien",
        "syv-trin",
        "trappen",
        "ugeplan",
        "vaelg-ud",
        "valghjaelp",
    ]
    for pack in method.packs:
        assert 5 <= pack.minutes <= 60
        assert len(f"{pack.title} · {pack.minutes} min. · {pack.short}") <= 60  # one line of a dialog
        assert pack.summary
        assert pack.source_line.endswith(("egne.", "ord.", "egen øvelse.")), pack.key


def test_every_pack_has_a_place_in_every_run_sheet(method: Method) -> None:
    for pack in method.packs:
        for sheet in (each for each in method.run_sheets if not each.for_employees):
            assert {planned.activity for planned in sheet.plan} & set(pack.after), (pack.key, sheet.key)


def test_everybody_writes_alone_before_a_pack_lets_the_group_vote(method: Method) -> None:
    for pack in method.packs:
        activities = [method.activity(planned.activity) for planned in pack.plan]
        kinds = [activity.kind for activity in activities]
        # The initiatives are written in every run sheet, before any pack.
        votes = [each for each in activities if each.kind is Kind.VOTE and each.deck != "initiatives"]
        if votes:
            assert kinds.index(Kind.COLLECT) < kinds.index(Kind.VOTE)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_shipped_packs_have_their_words_in_every_language(language: str) -> None:
    packs = Path(str(resources.files(prompts))) / "methods" / "tre-skridt" / "packs"
    assert all((pack / f"{language}.toml").is_file() for pack in packs.iterdir())


def test_what_a_pack_brings_is_part_of_the_method(method: Method) -> None:
    barriers = method.pack("barrierer")
    assert [method.activity(planned.activity).kind for planned in barriers.plan] == [
        Kind.RECORD,
        Kind.COLLECT,
        Kind.PLACE,
        Kind.PLACE,
        Kind.REFLECT,
        Kind.RATE,
        Kind.VOTE,
        Kind.RECORD,
        Kind.AGREE,
    ]
    assert method.deck("barriers").prefix == "b"


@pytest.mark.wide(short=2)
@pytest.mark.parametrize(
    ("name", "old", "new", "error", "place"),
    [
        (
            "pack.toml",
            'kind = "vote"',
            'kind = "stem"',
            errors.WrongTypeError,
            "activities.barrierer-valg.kind",
        ),
        ("pack.toml", 'prefix = "b"', 'prefix = "t"', errors.TakenKeyError, "decks.barriers.prefix"),
        ("pack.toml", 'key = "barriers"', 'key = "risks"', errors.TakenKeyError, "decks.risks.key"),
        (
            "pack.toml",
            'key = "barrierer-valg"',
            'key = "stem"',
            errors.TakenKeyError,
            "activities.stem.key",
        ),
        ("pack.toml", '"status-90"]', '"frokost"]', errors.UnknownReferenceError, "after[6]"),
        (
            "pack.toml",
            'activity = "barrierer-slags"',
            'activity = "frokost"',
            errors.UnknownReferenceError,
            "plan[3].activity",
        ),
        ("pack.toml", "minutes = 6", "minutes = 0", errors.WrongValueError, "plan[1].minutes"),
        ("pack.toml", "format = 2", "format = 9", errors.WrongValueError, "format"),
        ("pack.toml", "after =", "efter =", errors.UnknownKeyError, "efter"),
        ("da.toml", "[decks.barriers]", "[decks.barrierer]", errors.MissingTextError, "decks.barriers"),
        ("da.toml", "summary =", "resume =", errors.MissingTextError, "summary"),
        ("da.toml", "5 =", "6 =", errors.WrongValueError, "scales.barriere-stoette.6"),
    ],
)
def test_a_fault_in_a_pack_names_the_file_and_the_place(
    folder: Path, name: str, old: str, new: str, error: type[MethodError], place: str
) -> None:
    file = folder / "packs" / "barrierer" / name
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    problems = check_method_folder(folder)
    found = {(type(problem), problem.file, problem.place) for problem in problems}
    assert (error, f"packs/barrierer/{name}", place) in found
    with pytest.raises(MethodError):
        load_method(str(folder))


def test_two_packs_with_one_key_are_refused(folder: Path) -> None:
    file = folder / "packs" / "trappen" / "pack.toml"
    file.write_text(file.read_text(encoding="utf-8").replace('"trappen"', '"barrierer"', 1), encoding="utf-8")
    (problem,) = check_method_folder(folder)
    assert (type(problem), problem.file) == (errors.TakenKeyError, "packs/trappen/pack.toml")


def test_a_prefix_that_the_method_has_is_told_to_be_the_methods(folder: Path) -> None:
    file = folder / "packs" / "barrierer" / "pack.toml"
    file.write_text(
        file.read_text(encoding="utf-8").replace('prefix = "b"', 'prefix = "t"'), encoding="utf-8"
    )
    (problem,) = check_method_folder(folder)
    assert "bruges allerede af metoden tre-skridt" in problem.sentence()


def test_a_pack_can_be_checked_by_its_own_folder(folder: Path) -> None:
    (folder / "packs" / "trappen" / "da.toml").unlink()
    for path in (folder / "packs" / "trappen", folder / "packs" / "trappen" / "pack.toml"):
        assert [problem.file for problem in check_method_folder(path)] == ["packs/trappen/da.toml"]


def test_a_method_without_packs_needs_none(folder: Path) -> None:
    import shutil

    shutil.rmtree(folder / "packs")
    assert check_method_folder(folder) == ()
    assert load_method(str(folder)).packs == ()


def test_a_fault_of_the_method_is_not_told_again_by_its_packs(folder: Path, change: Change) -> None:
    change("method.toml", 'key = "styrker-udfordringer"', 'key = "styrker"')
    problems = check_method_folder(folder)
    assert problems
    assert not [problem for problem in problems if problem.file.startswith("packs")]
