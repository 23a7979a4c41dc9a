"""Anything may lie in the folder under a session's name: it hides no workshop and keeps nobody waiting."""

from __future__ import annotations

import contextlib
import json
import os
import re
import sqlite3
import sys
from pathlib import Path

import pytest
from command_line import workshop as command

from exports.reading.list_source import UnreadableListError, read_list_file
from prompts.language.words import load_words
from sessions.rules.meeting.creation import NewWorkshop
from workshop.channel.network_options import NetworkOptions
from workshop.hosting.open_sessions import create_session, opened
from workshop.hosting.session_listing import find_session
from workshop.launch.home_services import Home
from workshop.machine.folders import Folders

pytestmark = pytest.mark.timeout(60)
needs_posix = pytest.mark.skipif(sys.platform == "win32", reason="there is no such thing on Windows")


def dangling_link(path: Path) -> None:
    path.symlink_to(path.parent / "ikke her")


def link_to_itself(path: Path) -> None:
    path.symlink_to(path)


def pipe(path: Path) -> None:
    os.mkfifo(path)


def device(path: Path) -> None:
    path.symlink_to("/dev/zero")


def folder(path: Path) -> None:
    path.mkdir()


def garbage(path: Path) -> None:
    path.write_bytes(b"\x1b]0;EVIL\x07" * 2_000)


def empty(path: Path) -> None:
    path.touch()


def unreadable(path: Path) -> None:
    create_session(path.parent, NewWorkshop("Låst")).replace(path)
    path.chmod(0)


def written_to(statement: str):
    def make(path: Path) -> None:
        create_session(path.parent, NewWorkshop("Anden")).replace(path)
        with contextlib.closing(sqlite3.connect(path)) as connection:
            connection.execute(statement)
            connection.commit()

    return make


ODD = {
    "dangling-link": pytest.param(dangling_link, marks=needs_posix),
    "link-to-itself": pytest.param(link_to_itself, marks=needs_posix),
    "pipe": pytest.param(pipe, marks=needs_posix),
    "device": pytest.param(device, marks=needs_posix),
    "folder": folder,
    "garbage": garbage,
    "empty": empty,
    "unreadable": pytest.param(unreadable, marks=needs_posix),
    "unknown-status": written_to("UPDATE workshop SET status = 'ukendt'"),
    "no-workshop": written_to("DELETE FROM workshop"),
    "unknown-language": written_to("UPDATE workshop SET language = 'xx'"),
    "title-of-escape-codes": written_to("UPDATE workshop SET title = char(27) || ']0;EVIL' || char(7)"),
    "no-table": written_to("DROP TABLE next_steps"),
}


@pytest.fixture(params=ODD.values(), ids=ODD.keys())
def house(request, tmp_path: Path) -> Path:
    """A folder with one good workshop, the older one, and something odd."""
    sessions = tmp_path / "sessions"
    good = create_session(sessions, NewWorkshop("Den gode"))
    os.utime(good, (1_000_000_000, 1_000_000_000))
    request.param(sessions / "x.db")
    return tmp_path


def said(house: Path, *arguments: str) -> str:
    code, out, err = command(house, *arguments)
    assert code == 0, (out, err)
    assert "Traceback" not in err
    assert "\x1b" not in out + err
    return out


def test_lists_show_the_others(house: Path) -> None:
    assert "Den gode" in said(house, "list")
    assert "Den gode" in {row["title"] for row in json.loads(said(house, "list", "--json"))}
    words = load_words()
    home = Home(Folders(house, house / "out", house / "log"), NetworkOptions(), words)
    assert "Den gode" in [item.title for item in home.list_sessions()]


@pytest.mark.wide(short=4)
def test_the_overview_goes_over_the_others(house: Path) -> None:
    said(house, "overview")


@pytest.mark.wide(short=1)
def test_another_workshop_is_exported_and_opened(house: Path) -> None:
    said(house, "export", "den-gode", "--out", str(house / "out"))
    with opened(find_session(house / "sessions", "den-gode")) as session:
        assert session.method


@pytest.mark.parametrize("make", [garbage, written_to("UPDATE workshop SET status = 'ukendt'")])
def test_without_a_name_the_newest_that_can_be_read_is_meant(tmp_path: Path, make) -> None:
    good = create_session(tmp_path / "sessions", NewWorkshop("Den gode"))
    os.utime(good, (1_000_000_000, 1_000_000_000))
    make(good.with_name("x.db"))
    assert "den-gode" in said(tmp_path, "export", "--out", str(tmp_path / "out"))


EVIL = "x\x1b]0;EVIL\x07\x9b31m\u202e"
OBEYED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


@needs_posix
@pytest.mark.parametrize(
    "arguments",
    [
        ("list", "--json"),
        ("overview",),
        ("export", "x", "--out", "{out}"),
        ("rescue", "x"),
        ("purge", "x", "--yes"),
        ("purge", f"{EVIL}y"),
    ],
    ids=lambda arguments: arguments[0],
)
def test_a_files_name_reaches_no_terminal_raw(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    sessions = tmp_path / "sessions"
    sessions.mkdir()
    garbage(sessions / f"{EVIL}.db")
    _, out, err = command(tmp_path, *(each.format(out=tmp_path / "out") for each in arguments))
    assert "EVIL" in out + err
    assert not OBEYED.search(out + err)
    if "--json" in arguments:
        assert [row["name"] for row in json.loads(out)] == [EVIL]


def test_a_language_of_escape_codes_reaches_no_terminal_raw(tmp_path: Path) -> None:
    sessions = tmp_path / "sessions"
    written_to("UPDATE workshop SET language = char(27) || ']0;EVIL' || char(7)")(sessions / "x.db")
    code, out, err = command(tmp_path, "export", "x", "--out", str(tmp_path / "out"))
    assert (code, out) == (2, "")
    assert "EVIL" in err
    assert not OBEYED.search(err)


def test_a_folder_that_nothing_can_be_written_in_is_named_as_a_folder(tmp_path: Path) -> None:
    (tmp_path / "in-the-way").touch()
    code, _, complaints = command(tmp_path / "in-the-way", "new", "Lederdag")
    assert code == 5
    assert complaints.startswith("I mappen ")
    assert "vælg en anden med --data-dir" in complaints


@needs_posix
@pytest.mark.timeout(20)
@pytest.mark.parametrize("make", [pipe, device])
@pytest.mark.parametrize(
    "arguments", [("demo", "--headless", "--case"), ("import",)], ids=["case", "minutes"]
)
def test_what_is_no_file_is_not_waited_for(tmp_path: Path, make, arguments: tuple[str, ...]) -> None:
    make(tmp_path / "x.json")
    code, _, err = command(tmp_path, *arguments, str(tmp_path / "x.json"))
    assert code in (2, 5)
    assert "x.json" in err
    assert not list(tmp_path.rglob("crash-*"))


@needs_posix
@pytest.mark.timeout(20)
def test_a_list_that_is_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    pipe(tmp_path / "x.csv")
    with pytest.raises(UnreadableListError):
        read_list_file(tmp_path / "x.csv")
