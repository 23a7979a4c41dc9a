"""`workshop export`: formats, version, names and language by flags, whatever was chosen on the screen."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from command_line import workshop as command

from sessions.commands import AddNextStep, AddPerson
from sessions.rules.meeting.creation import NewWorkshop
from workshop.archive.remembered_choices import remember
from workshop.facilitating.export_choices import ExportChoices
from workshop.hosting.open_sessions import create_session, opened


@pytest.fixture
def house(tmp_path: Path) -> Path:
    path = create_session(tmp_path / "sessions", NewWorkshop("Budgetdag", organisation="Kommunen"))
    with opened(path) as session:
        session.room.submit(AddPerson("Jens-Ole Hansen", "")).result()
        session.room.submit(AddNextStep("Jens-Ole Hansen", "Ringer", date(2026, 3, 18), "Liste")).result()
    return tmp_path


def written(house: Path, *flags: str) -> dict[str, str]:
    code, _, complaints = command(house, "export", "--out", str(house / "out"), *flags)
    assert (code, complaints) == (0, ""), complaints
    files = (path for path in (house / "out").rglob("*") if path.is_file())
    return {path.name: path.read_text("utf-8", "replace") for path in files}


def test_without_flags_the_usual_files_are_written(house: Path) -> None:
    remember(house, "Kommunen", ExportChoices(("md",), "short"))
    names = {name.partition(".")[2] for name in written(house)}
    assert names >= {"docx", "pdf", "html", "md", "json", "xlsx", "ics"}


def test_version_names_and_language_are_flags(house: Path) -> None:
    flags = ("--format", "md", "--names", "initials", "--language", "en", "--detail", "short")
    ((name, text),) = written(house, *flags).items()
    assert "| JOH | Ringer | Wednesday 18 March 2026" in text
    assert "Jens-Ole" not in text
    assert "Who took part" not in text
    assert name.endswith(".md")


def test_without_names_the_help_says_that_those_responsible_stand_by_initials(house: Path) -> None:
    ((_, text),) = written(house, "--format", "md", "--names", "none").items()
    assert "JOH" in text
    shown = " ".join(command(house, "export", "--help")[1].split())
    assert "Uden navne vises ansvarlige stadig som initialer" in shown


def test_an_unknown_choice_is_refused_before_anything_is_written(house: Path) -> None:
    for flags in (("--names", "nicknames"), ("--detail", "long"), ("--language", "sv"), ("--format", "odt")):
        assert command(house, "export", "--out", str(house / "out"), *flags)[0] == 2
    assert not (house / "out").exists()


def test_the_head_of_the_minutes_is_given_at_creation_and_for_one_export(tmp_path: Path) -> None:
    given = ("--place", "Rådhuset", "--case-number", "26/1234", "--purpose", "Vi aftaler tre ting")
    assert command(tmp_path, "new", "Budgetdag", *given)[0] == 0
    ((_, text),) = written(tmp_path, "--format", "md", "--place", "Biblioteket").items()
    assert "– Vi aftaler tre ting" in text
    assert "**Sted:** Biblioteket" in text
    assert "**Sagsnummer:** 26/1234" in text


def test_a_text_too_long_for_the_head_is_a_sentence(tmp_path: Path) -> None:
    code, _, complaint = command(tmp_path, "new", "Budgetdag", "--place", "x" * 200)
    assert code == 2
    assert "120" in complaint
    assert not list(tmp_path.rglob("*.workshop"))


def test_a_template_of_another_kind_is_refused_and_nothing_is_written(house: Path) -> None:
    other = house / "skabelon.odt"
    other.touch()
    code, _, complaints = command(house, "export", "--out", str(house / "out"), "--template", str(other))
    assert code == 2
    assert "“skabelon.odt” er hverken .docx eller .pptx" in complaints
    assert not list(house.rglob("*_referat_*"))
