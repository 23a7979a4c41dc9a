"""Sets of categories, questions and grids in a method file: each fault is told with its place."""

import re
import shutil
import time
from pathlib import Path

import pytest

from prompts.methods import errors
from prompts.methods.checks.checking import check_method_folder
from prompts.methods.errors import MethodError
from prompts.methods.loading import load_method

PACK = Path(__file__).parent.parent / "shapes" / "egne-former"
MANY = ", ".join(f'{{ key = "k{n}", sign = "{chr(0x100 + n)}" }}' for n in range(500))
PLACE = 'phase = "alone"\ndeck = "hindringer"\ncategories = "slags"'


@pytest.fixture
def pack(folder: Path) -> Path:
    """The shipped method's folder with the pack in it; returns the pack's folder."""
    shutil.copytree(PACK, folder / "packs" / "egne-former")
    return folder / "packs" / "egne-former"


def problems_of(pack: Path) -> list[MethodError]:
    name = f"packs/{pack.name}/"
    return [problem for problem in check_method_folder(pack.parent.parent) if problem.file.startswith(name)]


def test_the_pack_is_in_order_and_its_sets_are_part_of_the_method(pack: Path) -> None:
    assert check_method_folder(pack) == ()
    method = load_method(str(pack.parent.parent))
    placing = method.activity("h-placer")
    assert (placing.category_set.key, placing.category_set.title) == ("slags", "Slags hindringer")
    assert [category.sign for category in placing.categories] == ["V", "T", "K", "R", "S"]
    assert [question.short for question in method.activity("h-hjaelp").questions] == ["Hvem", "Først"]
    assert method.activity("h-skriv").grid is not None
    assert method.activity("placer-alene").categories == method.categories
    assert method.category("tid").title == "Tid"


@pytest.mark.wide(short=4)
@pytest.mark.parametrize(
    ("name", "old", "new", "error", "place", "expected"),
    [
        ("pack.toml", "format = 2", "format = 1", errors.WrongValueError, "format", "format = 2"),
        (
            "pack.toml",
            PLACE,
            PLACE.replace("slags", "slag"),
            errors.UnknownReferenceError,
            "activities.h-placer.categories",
            "slags",
        ),
        (
            "pack.toml",
            'questions = "hjaelp"',
            'questions = "hjælp"',
            errors.UnknownReferenceError,
            "activities.h-hjaelp.questions",
            "hjaelp",
        ),
        (
            "pack.toml",
            'grid = "hvornaar"',
            'grid = "naar"',
            errors.UnknownReferenceError,
            "activities.h-skriv.grid",
            "hvornaar",
        ),
        (
            "pack.toml",
            'grid = "hvornaar"',
            "grid = 2",
            errors.WrongTypeError,
            "activities.h-skriv.grid",
            "grids",
        ),
        (
            "pack.toml",
            'sign = "T"',
            'sign = "V"',
            errors.DuplicateKeyError,
            "category_sets.slags.categories.tid.sign",
            "én gang",
        ),
        (
            "pack.toml",
            'key = "tid"',
            'key = "sammen"',
            errors.TakenKeyError,
            "category_sets.slags.categories.sammen.key",
            "intet andet har",
        ),
        (
            "pack.toml",
            '"hvem-hjaelper"',
            '"works"',
            errors.TakenKeyError,
            "question_sets.hjaelp.questions[1]",
            "intet andet har",
        ),
        (
            "pack.toml",
            'whens = ["nu", "snart", "senere"]',
            'whens = ["nu"]',
            errors.WrongValueError,
            "grids.hvornaar.whens",
            "mindst 2",
        ),
        (
            "pack.toml",
            'outcomes = ["let", "svaert"]',
            f"outcomes = [{', '.join(f'{chr(34)}u{n}{chr(34)}' for n in range(20))}]",
            errors.TooManyError,
            "grids.hvornaar.outcomes",
            "højst 8",
        ),
        (
            "pack.toml",
            'kind = "present"\ncategories = "slags"',
            'kind = "agree"\ncategories = "slags"',
            errors.WrongValueError,
            "activities.h-slags.categories",
            "agree",
        ),
        (
            "da.toml",
            "[category_sets.slags.categories.tid]",
            "[category_sets.slags.categories.tider]",
            errors.MissingTextError,
            "category_sets.slags.categories.tid",
            "tid",
        ),
        (
            "da.toml",
            '[question_sets.hjaelp.questions.hvad-foerst]\ntext = "Hvad gør vi først?"\nshort = "Først"\n',
            "",
            errors.MissingTextError,
            "question_sets.hjaelp.questions.hvad-foerst",
            "hvad-foerst",
        ),
        (
            "pack.toml",
            'second_scale = "planlagt"',
            'second_scale = "oensket"',
            errors.WrongValueError,
            "activities.t-hoejde.second_scale",
            "1–4",
        ),
        (
            "pack.toml",
            'kind = "rate"\ndeck = "initiatives"\n',
            'kind = "rate"\n',
            errors.MissingKeyError,
            "activities.t-hoejde.statements",
            "statements eller deck",
        ),
        (
            "pack.toml",
            'deck = "initiatives"\nper_card = true',
            "per_card = true",
            errors.MissingKeyError,
            "activities.t-svar.deck",
            "per_card",
        ),
        (
            "pack.toml",
            "per_card = true",
            'per_card = true\ncategories = "slags"',
            errors.WrongValueError,
            "activities.t-svar.per_card",
            "categories",
        ),
        (
            "pack.toml",
            'input = "h-valg"',
            'input = "h-valgt"',
            errors.UnknownReferenceError,
            "activities.h-modtraek.input",
            "h-valg",
        ),
        (
            "pack.toml",
            'input = "h-valg"',
            'input = "h-skriv"',
            errors.WrongValueError,
            "activities.h-modtraek.input",
            "vote",
        ),
        (
            "pack.toml",
            'input = "h-valg"',
            'input = "t-roller"',
            errors.WrongValueError,
            "activities.h-modtraek.input",
            "hindringer",
        ),
        (
            "pack.toml",
            'input = "h-valg"',
            'input = "h-modtraek"',
            errors.WrongValueError,
            "activities.h-modtraek.input",
            "fører tilbage",
        ),
        ("pack.toml", "most = 2", "most = 21", errors.WrongValueError, "activities.h-modtraek.most", "20"),
        ("da.toml", 'title = "Når op på"\n', "", errors.MissingTextError, "scales.planlagt.title", "title"),
        ("da.toml", 'snart = "Snart", ', "", errors.MissingTextError, "grids.hvornaar.whens.snart", "snart"),
    ],
)
def test_a_fault_in_a_set_names_its_place_and_what_was_expected(
    pack: Path, name: str, old: str, new: str, error: type[MethodError], place: str, expected: str
) -> None:
    file = pack / name
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    found = [problem for problem in problems_of(pack) if (type(problem), problem.place) == (error, place)]
    assert found, [str(problem) for problem in problems_of(pack)]
    assert expected in found[0].expected
    assert found[0].line or name == "da.toml"


def test_five_hundred_categories_are_refused_in_one_sentence(pack: Path) -> None:
    file = pack / "pack.toml"
    text = file.read_text(encoding="utf-8")
    start, end = text.index("categories = [\n"), text.index("[[question_sets]]")
    file.write_text(f"{text[:start]}categories = [{MANY}]\n{text[end:]}", encoding="utf-8")
    found = [problem for problem in problems_of(pack) if isinstance(problem, errors.TooManyError)]
    assert [(problem.place, problem.expected) for problem in found] == [
        ("category_sets.slags.categories", "højst 20")
    ]


def test_a_copy_of_a_pack_is_refused_in_one_sentence_that_names_the_other(pack: Path) -> None:
    twin = pack.with_name("tvilling")
    shutil.copytree(pack, twin)
    (problem,) = problems_of(twin)
    assert (type(problem), problem.place) == (errors.TakenKeyError, "key")
    assert "packs/egne-former." in problem.sentence()


def test_a_set_that_stands_in_another_pack_is_refused_and_the_other_named(pack: Path) -> None:
    twin = pack.with_name("tvilling")
    shutil.copytree(pack, twin)
    file = twin / "pack.toml"
    file.write_text(file.read_text(encoding="utf-8").replace('"egne-former"', '"tvilling"'), encoding="utf-8")
    found = {problem.place: problem for problem in problems_of(twin)}
    for place in ("category_sets.slags.key", "grids.hvornaar.key"):
        assert isinstance(found[place], errors.TakenKeyError)
        assert "packs/egne-former." in found[place].sentence()


def test_links_in_a_circle_are_refused_at_each_of_them(pack: Path) -> None:
    file = pack / "pack.toml"
    text = file.read_text(encoding="utf-8")
    place = 'phase = "talk"\ndeck = "hindringer"\ncategories = "slags"'
    assert place in text
    around = text.replace(place, f'{place}\ninput = "h-modtraek"', 1)
    file.write_text(around.replace('input = "h-valg"', 'input = "h-tal"', 1), encoding="utf-8")
    found = [problem for problem in problems_of(pack) if isinstance(problem, errors.WrongValueError)]
    assert [problem.place for problem in found] == [
        "activities.h-tal.input",
        "activities.h-modtraek.input",
    ]
    assert all("fører tilbage" in problem.expected for problem in found)


def test_a_long_chain_of_links_is_refused_before_anything_is_worked_out(pack: Path) -> None:
    chain = "".join(
        f'[[activities]]\nkey = "led-{n}"\nkind = "rate"\ndeck = "hindringer"\nscale = "oensket"\n'
        + (f'input = "led-{n - 1}"\n' if n else "")
        for n in range(400)
    )
    file = pack / "pack.toml"
    file.write_text(f"{file.read_text(encoding='utf-8')}\n{chain}", encoding="utf-8")
    started = time.perf_counter()
    found = [problem for problem in problems_of(pack) if problem.place.endswith(".input")]
    assert time.perf_counter() - started < 5
    assert (found[0].place, "højst 5" in found[0].expected) == ("activities.led-6.input", True)


def test_a_key_twice_in_a_table_is_told_with_its_line(pack: Path) -> None:
    file = pack / "pack.toml"
    text = file.read_text(encoding="utf-8")
    file.write_text(
        text.replace('deck = "hindringer"\n', 'deck = "hindringer"\ndeck = "x"\n', 1), encoding="utf-8"
    )
    (problem,) = problems_of(pack)
    assert isinstance(problem, errors.SyntaxFaultError)
    assert problem.line


def test_what_has_nothing_to_work_on_is_told_with_its_line(pack: Path) -> None:
    file = pack / "pack.toml"
    text = file.read_text(encoding="utf-8")
    lines = re.findall(r"  \{ activity = .*\},\n", text)
    plan = "".join(lines)
    write, answer = (next(line for line in lines if f'"{key}"' in line) for key in ("h-skriv", "h-modtraek"))
    told = []
    for other in (
        plan.replace(write, ""),
        plan.replace(write, "") + write,
        answer + plan.replace(answer, ""),
    ):
        file.write_text(text.replace(plan, other), encoding="utf-8")
        problem, *_ = problems_of(pack)
        assert problem.line is not None
        told.append((problem.place, problem.expected))
    writes = "en aktivitet før den, der samler kort til hindringer, fx h-skriv"
    assert told == [
        ("plan[2].activity", writes),
        ("plan[2].activity", writes),
        ("plan[1].activity", "“h-valg”, hvis resultat den arbejder med, før den"),
    ]
