"""docs/index.md names every folder once, and what holds each invariant is there."""

import re
import tomllib
from fnmatch import fnmatchcase
from pathlib import Path

import pytest

BESIDE_THE_PACKAGES = (".ci", "benchmarks", "docs", "tests")
ROW = re.compile(r"^\| `([^`]+)/` \| (\S.{9,}) \|$", re.M)
INVARIANT = re.compile(r"^- Invariant: (.+)\n  — (.+)$", re.M)


@pytest.fixture(scope="module")
def text(root: Path) -> str:
    return (root / "docs" / "index.md").read_text("utf-8")


def holding_files(top: Path, name: str) -> set[str]:
    """`name` and the folders below it that hold files of ours."""
    return {
        "/".join((name, *file.parent.relative_to(top).parts))
        for file in top.rglob("*")
        if file.is_file() and "__pycache__" not in file.parts and not file.name.startswith(".")
    }


@pytest.fixture(scope="module")
def folders(root: Path, packages: dict[str, Path]) -> set[str]:
    beside = {name: root / name for name in BESIDE_THE_PACKAGES}
    return set().union(*(holding_files(top, name) for name, top in (packages | beside).items()))


def matches(folder: str, row: str) -> bool:
    """`*` stands for any one name, not for several levels."""
    parts, wanted = folder.split("/"), row.split("/")
    return len(parts) == len(wanted) and all(map(fnmatchcase, parts, wanted))


def test_every_folder_has_its_one_line(text: str, folders: set[str]) -> None:
    rows = [row for row, _ in ROW.findall(text)]
    lines = {
        folder: [folder] * rows.count(folder) or [row for row in rows if matches(folder, row)]
        for folder in folders
    }
    assert {folder: found for folder, found in lines.items() if len(found) != 1} == {}


def test_no_line_names_a_folder_that_is_gone(text: str, folders: set[str]) -> None:
    assert [row for row, _ in ROW.findall(text) if not any(matches(folder, row) for folder in folders)] == []


def test_no_line_of_the_map_is_written_so_that_it_is_overlooked(text: str) -> None:
    section = text.split("## What is where", 1)[1].split("\n## ", 1)[0]
    assert len(re.findall(r"^\| `", section, re.M)) == len(ROW.findall(section)) > 0


def test_no_folder_at_the_top_is_left_out(root: Path, packages: dict[str, Path]) -> None:
    """One that git ignores or that is an environment is none of ours."""
    ignored = [line.strip("/") for line in (root / ".gitignore").read_text("utf-8").split()]
    unknown = [
        folder.name
        for folder in root.iterdir()
        if folder.is_dir()
        and folder.name not in {*packages, *BESIDE_THE_PACKAGES, ".git"}
        and not any(fnmatchcase(folder.name, pattern) for pattern in ignored)
        and not (folder / "pyvenv.cfg").exists()
    ]
    assert unknown == []


def test_every_invariant_is_held_by_a_test_or_contract_that_is_there(root: Path, text: str) -> None:
    project = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))
    contracts = {contract["name"] for contract in project["tool"]["importlinter"]["contracts"]}
    found = INVARIANT.findall(text)
    assert len(found) == text.count("Invariant:") > 0
    for invariant, holders in found:
        tests = re.findall(r"`(tests/[\w/.]+)`", holders)
        named = re.findall(r"contract “([^”]+)”", holders)
        assert tests or named, invariant
        assert [test for test in tests if not (root / test).is_file()] == [], invariant
        assert set(named) <= contracts, invariant
