"""Row 44: what we let into the house is declared, bounded and explained; checked without a network."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
OURS = ("prompts", "sessions", "exports", "workshop")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
COME_ALONG = {"rich"}
"""Textual's own interface speaks in Rich's types, so its version is bounded by Textual's."""
BOUNDED = re.compile(r"^(?P<name>[A-Za-z0-9._-]+)(?:\[[a-z,]+\])?>=[\d.]+,<[\d.]+(?:\s*;.*)?$")

pytestmark = pytest.mark.skipif(not (ROOT / "docs").exists(), reason="the papers are in the checkout only")


def plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def declared() -> set[str]:
    return {plain(re.match(r"[A-Za-z0-9._-]+", line)[0]) for line in PROJECT["dependencies"]}


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
    assert [line for line in PROJECT["dependencies"] if not BOUNDED.match(line)] == []
    for lines in (PROJECT["dependencies"], *PROJECT["optional-dependencies"].values()):
        assert [line for line in lines if "@" in line or "://" in line] == []


def test_row_44_each_dependency_is_explained_and_nothing_else_is() -> None:
    table = (ROOT / "docs" / "architecture.md").read_text("utf-8").split("## Dependencies", 1)[1]
    explained = {plain(name) for name in re.findall(r"^\| ([a-z0-9-]+) \| \S.{10,} \|$", table, re.M)}
    assert explained - {"package"} == declared()


def test_row_44_nothing_is_imported_that_is_not_declared() -> None:
    """Whatever comes along with a dependency may go with its next version, or be somebody else's."""
    owners = packages_distributions()
    undeclared = {
        name: owners.get(name, [])
        for name in imported() - COME_ALONG
        if not {plain(owner) for owner in owners.get(name, [])} & declared()
    }
    assert undeclared == {}
