"""Row 44: what we let into the house is declared, bounded and explained; checked without a network."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterable
from importlib.metadata import packages_distributions, requires
from pathlib import Path

import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).parents[2]
OURS = ("prompts", "sessions", "exports", "workshop")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
ASKED_FOR = ("pdf", "slides")
"""The extras of users; what has to be installed for them is listed, bounded and explained like the rest."""
COME_ALONG = {"rich"}
"""Textual's own interface speaks in Rich's types, so its version is bounded by Textual's."""
BOUNDED = re.compile(r"^(?P<name>[A-Za-z0-9._-]+)(?:\[[a-z,]+\])?>=[\d.]+,<[\d.]+(?:\s*;.*)?$")

pytestmark = pytest.mark.skipif(not (ROOT / "docs").exists(), reason="the papers are in the checkout only")


def plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def brought_along(names: Iterable[str], seen: set[str]) -> set[str]:
    """What installing these brings to this computer, themselves included."""
    for name in map(plain, names):
        if name not in seen:
            seen.add(name)
            wanted = (Requirement(line) for line in requires(name) or ())
            here = [each.name for each in wanted if not each.marker or each.marker.evaluate({"extra": ""})]
            brought_along(here, seen)
    return seen


@pytest.mark.skipif(sys.platform != "linux", reason="other systems need a package or two besides")
def test_row_44_the_licence_of_everything_that_comes_along_is_listed() -> None:
    listed = re.findall(
        r"(?m)^\| ([a-z0-9-]+) \| ([^|]+) \|", (ROOT / "docs" / "licences.md").read_text("utf-8")
    )
    names = [name for name, _ in listed if name != "package"]
    assert set(names) == brought_along(declared() | in_extras(), set())
    assert len(names) == len(set(names))


def declared() -> set[str]:
    return names_in(PROJECT["dependencies"])


def in_extras() -> set[str]:
    return names_in(line for extra in ASKED_FOR for line in PROJECT["optional-dependencies"][extra])


def names_in(lines: Iterable[str]) -> set[str]:
    return {plain(re.match(r"[A-Za-z0-9._-]+", line)[0]) for line in lines}


def imported() -> set[str]:
    """The first names of everything that our packages import, wherever in a file it stands."""
    found: set[str] = set()
    for package in OURS:
        for file in (ROOT / package).rglob("*.py"):
            for node in ast.walk(ast.parse(file.read_text("utf-8"))):
                if isinstance(node, ast.Import):
                    found |= {alias.name.split(".")[0] for alias in node.names}
                elif isinstance(node, ast.ImportFrom) and not node.level:
                    found.add((node.module or "").split(".")[0])
    return found - set(OURS) - set(sys.stdlib_module_names)


def test_row_44_each_dependency_has_an_upper_bound_and_no_address_of_its_own() -> None:
    optional = [line for extra in ASKED_FOR for line in PROJECT["optional-dependencies"][extra]]
    assert [line for line in (*PROJECT["dependencies"], *optional) if not BOUNDED.match(line)] == []
    for lines in (PROJECT["dependencies"], *PROJECT["optional-dependencies"].values()):
        assert [line for line in lines if "@" in line or "://" in line] == []


def test_row_44_each_dependency_is_explained_and_nothing_else_is() -> None:
    table = (ROOT / "docs" / "architecture.md").read_text("utf-8").split("## Dependencies", 1)[1]
    extras = re.findall(r"^- \*\*`([a-z]+)`: ([a-z0-9-]+)\*\*, \S", table, re.M)
    assert {extra for extra, _ in extras} == set(ASKED_FOR)
    assert {plain(name) for _, name in extras} == in_extras()
    explained = {plain(name) for name in re.findall(r"^\| ([a-z0-9-]+) \| \S.{10,} \|$", table, re.M)}
    assert explained - {"package"} == declared()


def test_row_44_nothing_is_imported_that_is_not_declared() -> None:
    """Whatever comes along with a dependency may go with its next version, or be somebody else's."""
    owners = packages_distributions()
    undeclared = {
        name: owners.get(name, [])
        for name in imported() - COME_ALONG
        if not {plain(owner) for owner in owners.get(name, [])} & (declared() | in_extras())
    }
    assert undeclared == {}


def test_row_44_the_lowest_versions_are_those_that_are_tried() -> None:
    """The tool that `make lowest` installs from knows every dependency, each at its lower bound."""
    done = subprocess.run(
        [sys.executable, ROOT / "tests" / "tools" / "lowest_versions.py"],
        capture_output=True,
        text=True,
        check=True,
    )
    pins = [line.split("==") for line in done.stdout.splitlines()]
    assert {plain(name) for name, _ in pins} == declared()
    for name, lowest in pins:
        assert any(line.startswith(f"{name}>={lowest},") for line in PROJECT["dependencies"])
    assert "lowest_versions.py" in (ROOT / ".ci" / "lowest").read_text("utf-8")
    assert "make lowest\n" in (ROOT / ".ci" / "run").read_text("utf-8")


WEAK = {"aiohttp": "3.14.4", "jinja2": "3.1.6", "pillow": "12.3"}
"""The first version without a weakness that is reported for the ones before it."""


@pytest.mark.parametrize("name", WEAK)
def test_row_44_no_version_with_a_published_weakness_is_admitted(name: str) -> None:
    lines = (*PROJECT["dependencies"], *PROJECT["optional-dependencies"]["test"])
    lowest = next(match[1] for line in lines if (match := re.match(rf"{name}>=([\d.]+),", line)))
    assert version(lowest) >= version(WEAK[name])


def version(text: str) -> tuple[int, ...]:
    return tuple(map(int, text.split(".")))
