"""docs/glossary.md: its code names are in the code, its words in the texts of their language."""

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

ROW = re.compile(r"^\| `([^`]+)` \| ([^|]+) \| ([^|]+) \| ([^|]+) \|$", re.M)
NONE = "–"


@pytest.fixture(scope="module")
def rows(root: Path) -> list[tuple[str, str, str, str]]:
    text = (root / "docs" / "glossary.md").read_text("utf-8")
    found = ROW.findall(text)
    assert len(found) == len(re.findall(r"^\| `", text, re.M)) > 0
    return found


def names_in(tree: ast.AST, outer: str = "") -> Iterator[str]:
    """Classes, functions, attributes and constants, those of a class also behind its name."""
    for node in ast.iter_child_nodes(tree):
        defined: list[str] = []
        if isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            defined = [node.name]
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            defined = [node.target.id]
        elif isinstance(node, ast.Assign):
            defined = [target.id for target in node.targets if isinstance(target, ast.Name)]
        yield from defined
        yield from (f"{outer}.{name}" for name in defined if outer)
        if isinstance(node, ast.ClassDef):
            yield from names_in(node, node.name)


@pytest.fixture(scope="module")
def code(packages: dict[str, Path]) -> set[str]:
    """Every name in the code, and the decks of the shipped methods, which the code knows by their key."""
    files = [file for package in packages.values() for file in package.rglob("*.py")]
    names = {name for file in files for name in names_in(ast.parse(file.read_text("utf-8")))}
    methods = packages["prompts"].glob("methods/*/method.toml")
    decks = {deck["key"] for file in methods for deck in tomllib.loads(file.read_text("utf-8"))["decks"]}
    return names | decks


def spoken(packages: dict[str, Path], language: str) -> str:
    """All texts of one language, as one."""
    interface = (packages["prompts"] / "language" / "interface" / language).glob("*.toml")
    methods = (packages["prompts"] / "methods").rglob(f"{language}.toml")
    return "\n".join(file.read_text("utf-8").lower() for file in (*interface, *methods))


def test_every_code_name_is_in_the_code(rows: list[tuple[str, str, str, str]], code: set[str]) -> None:
    in_meanings = [name for *_, meaning in rows for name in re.findall(r"`([^`]+)`", meaning)]
    assert [name for name in [*(row[0] for row in rows), *in_meanings] if name not in code] == []


def test_every_kind_has_its_row(rows: list[tuple[str, str, str, str]]) -> None:
    from prompts.methods.kinds import BUILT_IN

    assert {kind.upper() for kind in BUILT_IN} <= {row[0] for row in rows}


@pytest.mark.parametrize(("language", "column"), [("da", 1), ("en", 2)])
def test_every_word_is_in_the_texts_of_its_language(
    rows: list[tuple[str, str, str, str]], packages: dict[str, Path], language: str, column: int
) -> None:
    texts = spoken(packages, language)
    words = [row[column] for row in rows if row[column] != NONE]
    assert [word for word in words if not re.search(rf"\b{re.escape(word.lower())}", texts)] == []
