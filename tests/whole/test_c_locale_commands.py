"""In a terminal that has ASCII only, every command writes æ, ø and å as ae, oe and aa."""

from __future__ import annotations

import re
import sys
import time
from pathlib import Path

import pytest
from command_line import workshop
from in_terminal import InTerminal

from sessions import commands as do
from sessions.rules.meeting.creation import NewWorkshop
from workshop.cli.main import COMMANDS
from workshop.hosting.open_sessions import create_session, opened

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="made with pty; Windows takes Unicode")

TITLE, SPELT = "Rødgrød på Ærø", "Roedgroed paa Aeroe"
RUNS: dict[str, tuple[tuple[str, ...], str]] = {
    "new": (("new", TITLE), ""),
    "run": (("run", "roed", "--plain", "--bind", "127.0.0.1", "--port", "0"), "?\n0\n3\n"),
    "follow-up": (("follow-up", "roed", "--prepare"), ""),
    "overview": (("overview",), ""),
    "list": (("list",), ""),
    "export": (("export", "roed", "--out", "ud"), ""),
    "import": (("import", "Ærø.json"), ""),
    "join": (("join", "roed", "--title", "Fælles på Ærø"), ""),
    "print": (("print", "roed", "--out", "ud"), ""),
    "rescue": (("rescue", "roed"), ""),
    "purge": (("purge", "roed"), "nej\n"),
    "demo": (("demo", "--headless", "--bind", "127.0.0.1", "--out", "ud"), ""),
    "rehearse": (("rehearse", "--phones", "0"), ""),
    "host": (("host", "findes-ikke"), ""),
    "stop": (("stop",), ""),
    "screen": (("screen",), ""),
    "notes": (("notes",), ""),
    "methods": (("methods", "show", "tre-skridt"), ""),
    "methods print": (("methods", "print", "tre-skridt", "--out", "Ærø"), ""),
    "doctor": (("doctor",), ""),
    "completion": (("completion", "bash"), ""),
    "paths": (("paths",), ""),
}


def said(folder: Path, arguments: tuple[str, ...], typed: str = "") -> str:
    """All that the program prints, typing a line whenever it has been silent for a while."""
    program = InTerminal(*arguments, LC_ALL="C", LANG="C", WORKSHOP_DATA_DIR=str(folder))
    lines, printed, since = typed.splitlines(keepends=True), b"", time.monotonic()
    try:
        while program.process.poll() is None:
            seen = program.read()
            printed += seen
            now = time.monotonic()
            since = now if seen else since
            if lines and now - since > 1.0:
                program.press(lines.pop(0).encode())
                since = now
            assert now - since < 40, printed.decode("latin-1")[-2000:]
            time.sleep(0.01)
        return (printed + program.read()).decode("latin-1")
    finally:
        program.kill()


def assert_spelt(text: str) -> None:
    assert text.isascii(), [letter for letter in text if not letter.isascii()]
    assert not re.search(r"[a-zA-Z]\?[a-zA-Z]", text), "a letter has become a question mark"


@pytest.fixture
def data(tmp_path: Path, monkeypatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path))  # completion writes there
    path = create_session(tmp_path / "sessions", NewWorkshop(TITLE, "Ærø Kommune"))
    with opened(path) as session:
        written = do.WriteCards(("Rødgrød på øen",), deck="initiatives")
        agreed = do.AddNextStep("Åse", "Gør det færdigt", None, "Æbler")
        for command in (written, agreed, do.CloseWorkshop()):
            session.room.submit(command).result()
    return tmp_path


@pytest.mark.wide(short=1)
@pytest.mark.parametrize("name", RUNS)
def test_what_a_command_says_is_spelt_out(data: Path, name: str) -> None:
    arguments, typed = RUNS[name]
    if name == "import":
        assert workshop(data, "export", "roed", "--format", "json", "--out", "json")[0] == 0
        (file,) = Path("json").rglob("*.json")
        file.rename(arguments[-1])
    text = said(data, arguments, typed)
    assert_spelt(text)
    assert text.strip(), "it said something"
    if name in ("new", "list", "overview", "purge"):
        assert SPELT in text
    if name in ("import", "methods print"):
        assert "Aeroe" in text
    if name == "completion":
        assert (data / ".bashrc").is_file()


@pytest.mark.wide(short=5)
@pytest.mark.parametrize("name", ["", *COMMANDS])
def test_its_help_is_spelt_out(tmp_path: Path, name: str) -> None:
    text = said(tmp_path, (*filter(None, (name,)), "--help"))
    assert_spelt(text)
    assert re.search(r"ae|oe|aa", text)


def test_every_command_is_tried() -> None:
    assert set(COMMANDS) == {name.split()[0] for name in RUNS}
