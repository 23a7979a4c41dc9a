"""A workshop keeps a copy of an own method: it opens and exports whatever became of the folder since."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from sessions.commands import CloseWorkshop
from workshop.cli.main import run_command
from workshop.hosting.open_sessions import opened
from workshop.hosting.session_listing import list_sessions

STRUCTURE = """
format = 1
key = "idekort"
decks = [{ key = "ideas", prefix = "i" }]
activities = [{ key = "skriv", kind = "collect", deck = "ideas" }, { key = "aftal", kind = "agree" }]
run_sheets = [{ key = "20", minutes = 20, plan = [
  { activity = "skriv", minutes = 8 }, { activity = "aftal", minutes = 12 },
] }]
"""
ACTIVITY = """
purpose = "Hvorfor."
prompt = "Skriv."
body = []
form = "alene"
say = ["Sig."]
watch = ["Se."]
"""
WORDS = f"""
title = "Idékort"
summary = "Kort."
source_line = "Vores egen."
ground_rules = ["Skriv først."]
before_the_day = "Hvad vil du prøve?"
decks.ideas = {{ title = "Idéer", singular = "idé", plural = "idéer" }}
[activities.skriv]
title = "Skriv idéer"
when_late = "Tag tre."
{ACTIVITY}
[activities.aftal]
title = "Aftaler"
when_late = "Lav én."
{ACTIVITY}
[run_sheets.20]
title = "20 minutter"
summary = "Den korte."
"""


@pytest.fixture
def own(tmp_path: Path, monkeypatch) -> Path:
    monkeypatch.setenv("WORKSHOP_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setenv("WORKSHOP_EXPORT_DIR", str(tmp_path / "out"))
    folder = tmp_path / "data" / "methods" / "idekort"
    folder.mkdir(parents=True)
    (folder / "method.toml").write_text(STRUCTURE, encoding="utf-8")
    (folder / "da.toml").write_text(WORDS, encoding="utf-8")
    return folder


def made(method: str) -> Path:
    assert run_command(["new", "Dag", "--method", method, "--run-sheet", "20"]) == 0
    (listing,) = list_sessions(data_of())
    return listing.path


def data_of() -> Path:
    return Path(os.environ["WORKSHOP_DATA_DIR"]) / "sessions"


def remove(own: Path) -> str:
    shutil.rmtree(own)
    return str(own.parent)


def take_an_activity_away(own: Path) -> str:
    text = (own / "method.toml").read_text(encoding="utf-8")
    (own / "method.toml").write_text(text.replace('"skriv"', '"noter"'), encoding="utf-8")
    words = (own / "da.toml").read_text(encoding="utf-8")
    (own / "da.toml").write_text(words.replace("activities.skriv", "activities.noter"), encoding="utf-8")
    return str(own)


def spoil(own: Path) -> str:
    (own / "da.toml").write_text("title = \n", encoding="utf-8")
    return "da.toml, linje 1, kolonne 9"


@pytest.mark.parametrize("then", [remove, take_an_activity_away, spoil])
def test_it_opens_and_exports_and_says_where_its_method_was(own: Path, then, capsys) -> None:
    path = made("idekort")
    place = then(own)
    with opened(path) as session:
        assert session.method.activity("skriv").title == "Skriv idéer"
        assert [warning.key for warning in session.warnings if warning.key.startswith("method")]
        session.room.submit(CloseWorkshop()).result(timeout=20)
    capsys.readouterr()
    assert run_command(["export", "dag", "--format", "md"]) == 0
    told = capsys.readouterr()
    assert place in told.err
    (minutes,) = Path(own.parents[2] / "out").rglob("*.md")
    assert "Vores egen" in minutes.read_text(encoding="utf-8")


def test_words_that_were_corrected_since_are_read(own: Path) -> None:
    path = made("idekort")
    text = (own / "da.toml").read_text(encoding="utf-8")
    (own / "da.toml").write_text(text.replace("Skriv idéer", "Skriv ideer"), encoding="utf-8")
    with opened(path) as session:
        assert session.method.activity("skriv").title == "Skriv ideer"
        assert not [warning for warning in session.warnings if warning.key.startswith("method")]


def test_a_copy_of_a_workshop_keeps_the_method_too(own: Path, tmp_path: Path) -> None:
    from workshop.archive.copy_and_rename import copy_workshop

    path = made("idekort")
    shutil.rmtree(own)
    with opened(copy_workshop(path, path.parent, "Ny dag")) as session:
        assert session.method.key == "idekort"


def test_a_method_in_any_folder_makes_a_workshop_that_outlives_it(own: Path, tmp_path: Path) -> None:
    elsewhere = own.rename(tmp_path / "usb")
    path = made(str(elsewhere))
    shutil.rmtree(elsewhere)
    with opened(path) as session:
        assert session.method.title == "Idékort"
