"""`workshop methods new` makes a method that `check` accepts and `new` takes, wherever it lies."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest
from command_line import workshop as run_in

from prompts.methods.loading import load_method
from workshop.hosting.session_listing import list_sessions


@dataclass(frozen=True)
class Done:
    returncode: int
    stdout: str
    stderr: str


def workshop(folder: Path, *arguments: str) -> Done:
    return Done(*run_in(folder, *arguments))


@pytest.mark.parametrize("like", ["start-stop-fortsaet", "tre-skridt"])
def test_a_new_method_is_fine_at_once_and_makes_a_workshop(tmp_path: Path, like: str) -> None:
    made = workshop(tmp_path, "methods", "new", "vores", "--like", like)
    assert made.returncode == 0
    folder = tmp_path / "methods" / "vores"
    assert str(folder) in made.stdout
    assert load_method(str(folder)).key == "vores"
    assert workshop(tmp_path, "methods", "check", "vores").returncode == 0
    assert workshop(tmp_path, "new", "Dag", "--method", "vores").returncode == 0
    (listing,) = list_sessions(tmp_path / "sessions")
    assert listing.problem == ""


@pytest.mark.wide
def test_a_new_pack_is_fine_at_once_and_two_of_them_stand_in_one_workshop(tmp_path: Path) -> None:
    for key in ("vores-tid", "mere-tid"):
        made = workshop(tmp_path, "methods", "new", key, "--pack")
        assert str(tmp_path / "methods" / key) in made.stdout
        assert workshop(tmp_path, "methods", "check", key).returncode == 0
    taken = workshop(tmp_path, "methods", "new", "trappen", "--pack")
    assert (taken.returncode, "Intet er lavet" in taken.stderr) == (2, True)
    both = ("--pack", "vores-tid", "--pack", "mere-tid")
    for language in ("da", "en", "nb"):
        assert workshop(tmp_path, "new", "Dag", *both, "--lang", language).stderr == ""
    assert [listing.problem for listing in list_sessions(tmp_path / "sessions")] == ["", "", ""]


@pytest.mark.parametrize("key", ["tre-skridt", "vores", "Vores metode", "../ude"])
def test_a_name_that_is_taken_or_no_key_is_refused_and_nothing_is_made(tmp_path: Path, key: str) -> None:
    workshop(tmp_path, "methods", "new", "vores")
    before = sorted(tmp_path.rglob("*"))
    done = workshop(tmp_path, "methods", "new", key)
    assert done.returncode == 2
    assert "Intet er lavet" in done.stderr
    assert sorted(tmp_path.rglob("*")) == before


def test_what_check_calls_fine_has_a_key_of_its_own(tmp_path: Path) -> None:
    workshop(tmp_path, "methods", "new", "vores")
    structure = tmp_path / "methods" / "vores" / "method.toml"
    text = structure.read_text(encoding="utf-8")
    structure.write_text(text.replace('key = "vores"', 'key = "tre-skridt"', 1), encoding="utf-8")
    for arguments in (("methods", "check", "vores"), ("new", "Dag", "--method", "vores")):
        done = workshop(tmp_path, *arguments)
        assert done.returncode == 2
        assert "tre-skridt" in done.stderr


def test_methods_may_lie_in_a_folder_that_is_named(tmp_path: Path) -> None:
    shared, data = str(tmp_path / "shared"), tmp_path / "data"
    assert workshop(data, "methods", "new", "vores", "--methods", shared).returncode == 0
    assert "vores" in workshop(data, "methods", "--methods", shared).stdout
    assert "vores" not in workshop(data, "methods").stdout
    assert workshop(data, "new", "Dag", "--method", "vores", "--methods", shared).returncode == 0
    assert workshop(data, "export", "dag", "--format", "md", "--out", str(tmp_path / "out")).returncode == 0


def test_without_a_run_sheet_the_usual_one_of_the_method_is_taken(tmp_path: Path) -> None:
    assert workshop(tmp_path, "new", "Dag", "--method", "risikovaerksted").returncode == 0
    done = workshop(tmp_path, "new", "Dag", "--method", "risikovaerksted", "--run-sheet", "120")
    assert done.returncode == 2
    assert "45, 75" in done.stderr
