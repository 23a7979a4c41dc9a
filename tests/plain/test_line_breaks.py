"""On a narrow terminal lines are broken between words, not within them; a pipe gets whole lines."""

from __future__ import annotations

import struct
import sys
import time
from pathlib import Path

import pytest
from in_terminal import InTerminal

from sessions.commands import OpenNext
from workshop.hosting.open_sessions import opened

COLUMNS = 40


def narrow(*arguments: str, until: str, typed: bytes = b"") -> list[str]:
    """The lines that the program writes to a narrow terminal, until it has said `until`."""
    import fcntl
    import termios

    program = InTerminal(*arguments)
    try:
        fcntl.ioctl(program._master, termios.TIOCSWINSZ, struct.pack("HHHH", 30, COLUMNS, 0, 0))
        seen, deadline, told = b"", time.monotonic() + 30, False
        while until not in " ".join(seen.decode("utf-8", "ignore").split()):
            assert time.monotonic() < deadline, seen.decode("utf-8", "replace")
            seen += program.read()
            if typed and not told and b"hj\xc3\xa6lp" in seen:
                program.press(typed)
                told = True
            time.sleep(0.01)
        return seen.decode("utf-8", "ignore").splitlines()
    finally:
        program.kill()


def assert_whole_words(lines: list[str]) -> None:
    assert len(lines) > 5
    assert [line for line in lines if len(line) > COLUMNS and " " in line.strip()] == []


@pytest.mark.skipif(sys.platform == "win32", reason="made with pty")
def test_plain_mode_and_notes_break_lines_between_words(tmp_path: Path, session: Path) -> None:
    with opened(session) as workshop:
        workshop.room.submit(OpenNext()).result()
    folder = ("--data-dir", str(tmp_path / "data"))
    assert_whole_words(narrow("notes", session.stem, *folder, until="Tid:"))
    plain = ("run", session.stem, "--plain", "--bind", "127.0.0.1", "--port", "0", *folder)
    assert_whole_words(narrow(*plain, until="alene fortryder", typed=b"?\n"))
