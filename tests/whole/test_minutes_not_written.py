"""A disk that fails halfway: every failed format is named, every written file listed, exit code 5."""

from __future__ import annotations

import errno
import json
import os
from importlib.util import find_spec
from pathlib import Path

import pytest

from exports.errors import NotAllWrittenError
from exports.files import writing
from exports.formats import html
from prompts.language.words import LANGUAGES, load_words
from sessions.rules.meeting.creation import NewWorkshop
from workshop.archive.write_minutes import write_minutes_of
from workshop.cli.exit_codes import STORAGE
from workshop.cli.main import run_command
from workshop.hosting.open_sessions import create_session
from workshop.machine.folders import DATA_VARIABLE

FAILING = (".html", ".json")
WITH_TYPST = [".pdf"] if find_spec("typst") else []
WRITTEN = [".docx", *WITH_TYPST, ".md", ".docx", *WITH_TYPST, ".xlsx", ".ics"]
"""What the usual files end in, but for those that fail: the minutes, then the plan and the dates."""


@pytest.fixture
def session(tmp_path: Path, monkeypatch) -> Path:
    monkeypatch.setenv(DATA_VARIABLE, str(tmp_path))
    return create_session(tmp_path / "sessions", NewWorkshop("Lederdag"))


@pytest.fixture(params=[errno.ENOSPC, errno.EROFS, errno.EACCES])
def failing_disk(request, monkeypatch) -> int:
    write_new = writing.write_new

    def write(target: Path, content: bytes) -> None:
        if target.suffix in FAILING:
            raise OSError(request.param, os.strerror(request.param))
        write_new(target, content)

    monkeypatch.setattr(writing, "write_new", write)
    return int(request.param)


@pytest.mark.wide(short=1)
@pytest.mark.usefixtures("session")
def test_every_failed_format_is_named_and_every_written_file_listed(failing_disk, tmp_path, capsys) -> None:
    assert run_command(["export", "lederdag", "--out", str(tmp_path / "out")]) == STORAGE
    said = capsys.readouterr().err
    files = [file for file in (tmp_path / "out").rglob("*") if file.is_file()]
    assert sorted(file.suffix for file in files) == sorted(WRITTEN)
    assert all(str(file) in said for file in files)
    (minutes,) = (file for file in files if file.suffix == ".md")
    for ending in FAILING:
        assert f"{minutes.stem}{ending}" in said
    assert os.strerror(failing_disk) not in said


@pytest.mark.wide(short=2)
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_sentence_is_in_the_facilitators_language(failing_disk, session, tmp_path, language) -> None:
    with pytest.raises(NotAllWrittenError) as problem:
        write_minutes_of(session, tmp_path / "out")
    assert [path.suffix for path in problem.value.written] == WRITTEN
    said = problem.value.sentence(load_words(language))
    assert os.strerror(failing_disk) not in said
    assert said.count(problem.value.problems[0].reason(load_words(language))) == 1


def test_a_disk_that_takes_nothing_is_said_to_have_taken_nothing(session, tmp_path, monkeypatch) -> None:
    def write(target: Path, content: bytes) -> None:
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(writing, "write_new", write)
    with pytest.raises(NotAllWrittenError) as problem:
        write_minutes_of(session, tmp_path / "out")
    assert "Ingen af filerne er skrevet" in problem.value.sentence()
    assert problem.value.sentence().count("disken er fuld") == 1


def test_a_fault_of_the_tool_is_told_from_a_full_disk(session, tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(html, "render", lambda minutes: 1 / 0)
    with pytest.raises(NotAllWrittenError) as problem:
        write_minutes_of(session, tmp_path / "out")
    said = problem.value.sentence()
    assert "meld fejlen" in said
    assert "Frigør plads" not in said
    assert len(problem.value.written) == len(WRITTEN) + 1  # all but the web page


@pytest.mark.usefixtures("session")
def test_a_folder_that_cannot_be_made_ends_with_the_code_of_the_disk(tmp_path, capsys) -> None:
    (tmp_path / "file").write_text("in the way")
    assert run_command(["export", "lederdag", "--json", "--out", str(tmp_path / "file" / "out")]) == STORAGE
    captured = capsys.readouterr()
    assert "Intet er skrevet" in captured.err
    assert captured.out == ""


@pytest.mark.usefixtures("session")
def test_what_was_written_is_told_as_before_where_nothing_failed(tmp_path, capsys) -> None:
    assert run_command(["export", "lederdag", "--json", "--out", str(tmp_path / "out")]) == 0
    assert len(json.loads(capsys.readouterr().out)) == len(WRITTEN) + len(FAILING)
