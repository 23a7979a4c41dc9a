"""constraints.txt pins all that the program, its tests and its tools need, and nothing else."""

import re
import tomllib
from pathlib import Path

import pytest
from make_constraints import closure, declared, pinned
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version


@pytest.fixture(scope="module")
def text(root: Path) -> str:
    return (root / "constraints.txt").read_text("utf-8")


def test_every_line_is_one_exact_version_and_names_no_address(text: str) -> None:
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    assert [line for line in lines if not re.fullmatch(r"[a-z0-9-]+==[0-9][A-Za-z0-9.]*", line)] == []
    assert list(pinned(text)) == sorted(pinned(text))
    assert len(pinned(text)) == len(lines)
    assert "://" not in text


def test_every_package_that_is_needed_anywhere_is_pinned(text: str) -> None:
    """Followed as far as packages are installed here: the build machine has all of them."""
    assert set(closure(declared())) - set(pinned(text)) == set()


def test_nothing_is_pinned_that_nothing_needs(text: str) -> None:
    """Without the tools installed, what they bring along cannot be told from what nobody needs."""
    needed = closure(declared())
    tools_missing = [line for line in declared() if not needed[canonicalize_name(Requirement(line).name)]]
    assert tools_missing or set(pinned(text)) <= set(needed)


def test_the_pins_are_within_the_bounds_of_the_project(root: Path, text: str) -> None:
    pins = pinned(text)
    project = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["project"]
    lines = [
        *project["dependencies"],
        *(line for extra in project["optional-dependencies"].values() for line in extra),
    ]
    for wanted in map(Requirement, lines):
        assert wanted.specifier.contains(Version(pins[canonicalize_name(wanted.name)])), wanted


def hashed(root: Path) -> dict[str, tuple[str, int]]:
    """Of each package in the file with hashes: its version and how many files it may be."""
    text = (root / "constraints-hashed.txt").read_text("utf-8")
    assert "://" not in text
    lines = re.sub(r"\\\n", " ", text)
    found = re.findall(r"^([a-z0-9-]+)==([^ ;]+)(.*)$", lines, re.M)
    assert len(found) == sum(bool(line) and not line.startswith("#") for line in lines.splitlines())
    return {
        name: (version, len(re.findall(r"--hash=sha256:[0-9a-f]{64}", rest))) for name, version, rest in found
    }


def test_what_the_program_needs_is_pinned_with_hashes_too(root: Path, text: str) -> None:
    pins = pinned(text)
    project = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["project"]
    locked = hashed(root)
    assert {name: version for name, (version, _) in locked.items()} == {name: pins[name] for name in locked}
    assert set(closure(project["dependencies"])) == set(locked)
    assert all(files for _, files in locked.values())
