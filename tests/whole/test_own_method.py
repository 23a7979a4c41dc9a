"""A workshop made of an organisation's own method, from `new` to the minutes."""

from __future__ import annotations

from pathlib import Path

import pytest
from own_methods import put_there

from sessions.commands import CloseWorkshop
from workshop.cli.main import run_command
from workshop.hosting.open_sessions import opened
from workshop.hosting.session_listing import list_sessions


@pytest.fixture
def data(tmp_path: Path, monkeypatch) -> Path:
    monkeypatch.setenv("WORKSHOP_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setenv("WORKSHOP_EXPORT_DIR", str(tmp_path / "out"))
    return tmp_path / "data"


@pytest.mark.wide
@pytest.mark.parametrize("named", ["vores-metode", "vores"])
def test_it_is_made_opened_and_written(data: Path, named: str, capsys) -> None:
    put_there(data, "vores", "vores-metode")
    assert run_command(["new", "Lederdag", "--method", named]) == 0
    (listing,) = list_sessions(data / "sessions")
    with opened(listing.path) as session:
        assert session.method.key == "vores-metode"
        assert session.method.activity("velkomst").title == "Godmorgen"
        session.room.submit(CloseWorkshop()).result(timeout=20)
    assert run_command(["export", "lederdag"]) == 0
    assert run_command(["methods", "show", named]) == 0
    assert "Godmorgen" in capsys.readouterr().out


def test_a_method_that_a_workshop_would_not_find_again_is_refused(data: Path, capsys) -> None:
    own = put_there(data, "vores", "tre-skridt")
    assert run_command(["new", "Lederdag", "--method", "vores"]) != 0
    told = capsys.readouterr().err
    assert str(own) in told
    assert "method.toml" in told
    assert not list_sessions(data / "sessions")


def test_a_folder_elsewhere_may_not_have_the_key_of_another_method(data: Path, tmp_path, capsys) -> None:
    own = put_there(data, "vores", "tre-skridt").rename(tmp_path / "andetsteds")
    assert run_command(["new", "Lederdag", "--method", str(own)]) != 0
    assert str(own) in capsys.readouterr().err
    assert not list_sessions(data / "sessions")


def test_an_unknown_method_is_told(data: Path, capsys) -> None:
    assert run_command(["new", "Lederdag", "--method", "findes-ikke"]) != 0
    assert "findes-ikke" in capsys.readouterr().err
