"""A log that somebody tries to fill, and one that cannot be written."""

from __future__ import annotations

import logging
import re
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest
from hosted import order_for
from rooms import environment_of_children
from waiting import until

from sessions.rules.meeting.creation import NewWorkshop
from workshop.attaching import host_starting
from workshop.attaching.attached_workshop import attach
from workshop.hosting.open_sessions import create_session
from workshop.machine.logs import LOG_FILE, log_to_file

MEGABYTE = 1 << 20
LINES = 4_000
LEFT_OUT = re.compile(r"(\d+) more lines like these were left out")


@pytest.fixture
def folder(tmp_path: Path):
    """The program's log is here while the test runs."""
    root, before = logging.getLogger(), logging.getLogger().handlers[:]
    level = root.level
    log_to_file(tmp_path)
    yield tmp_path
    logging.basicConfig(handlers=before, level=level, force=True)


def written(folder: Path) -> str:
    """All that the log holds once it is closed."""
    logging.basicConfig(handlers=[logging.NullHandler()], force=True)
    return "".join(
        file.read_text(encoding="utf-8") for file in sorted(folder.glob(f"{LOG_FILE}*"), reverse=True)
    )


def size(folder: Path) -> int:
    return sum(file.stat().st_size for file in folder.glob(f"{LOG_FILE}*"))


def deep(depth: int) -> None:
    if depth:
        deep(depth - 1)
    raise ValueError("for ever")


def test_row_39_repeated_lines_are_counted_instead(folder: Path) -> None:
    log = logging.getLogger("workshop.web")
    for number in range(LINES):
        log.error("attempt %d of 0x%x failed", number, number)
    log.error("something else")
    text = written(folder)
    assert text.count("attempt") < 100
    assert "something else" in text
    assert text.count("attempt") + sum(map(int, LEFT_OUT.findall(text))) == LINES


@pytest.mark.wide
@pytest.mark.parametrize("lines", [LINES, pytest.param(3 * LINES, marks=pytest.mark.long)])
def test_row_39_no_flood_of_lines_fills_the_disk(folder: Path, monkeypatch, lines: int) -> None:
    """Not even where every line differs, and every minute lets more of them through."""
    monkeypatch.setattr("workshop.machine.log_handlers.SECONDS", 0.0)
    log_to_file(folder)  # once more, without the test framework's own slow log beside it
    for number in range(lines):
        name = "".join(chr(ord("a") + int(digit)) for digit in str(number))
        try:
            deep(50)
        except ValueError:
            logging.getLogger("asyncio").exception("%s %s\n", name, "x" * 100)
    assert 100_000 < size(folder) <= MEGABYTE
    assert written(folder).rstrip().endswith(tuple("0123456789")), "the newest line is there"


def test_row_39_a_log_that_had_no_bound_gets_one(tmp_path: Path) -> None:
    (tmp_path / LOG_FILE).write_bytes(b"an older version's line\n" * 200_000)
    root, before = logging.getLogger(), logging.getLogger().handlers[:]
    try:
        log_to_file(tmp_path)
        root.warning("today's line")
        assert size(tmp_path) <= MEGABYTE
        assert "today's line" in written(tmp_path)
    finally:
        logging.basicConfig(handlers=before, level=root.level, force=True)


@pytest.mark.parametrize(
    "code",
    [
        ("for n in range(20_000): print('Fatal error', n, file=sys.stderr)"),
        ("sys.stderr.write('x' * 3_000_000 + chr(10))"),
    ],
    ids=("many lines", "one endless line"),
)
async def test_row_39_a_host_that_cannot_begin_cannot_fill_the_log(
    folder: Path, tmp_path: Path, monkeypatch, code: str
) -> None:
    monkeypatch.setattr(host_starting, "PROGRAM", ("-c", f"import sys\n{code}"))
    path = create_session(tmp_path / "sessions", NewWorkshop("Prøve"))
    with pytest.raises(host_starting.HostNotStartedError):
        await attach(order_for(path))
    await until(lambda: "the host: " in (folder / LOG_FILE).read_text(encoding="utf-8"))
    assert size(folder) <= MEGABYTE


@pytest.mark.skipif(sys.platform == "win32", reason="sockets are no files there")
def test_row_39_logging_goes_on_without_descriptors_and_says_nothing_on_the_terminal(tmp_path: Path) -> None:
    """The first line of all comes when no file can be opened any more."""
    code = f"""
    import logging, os, resource
    from pathlib import Path
    from workshop.machine.logs import log_to_file
    resource.setrlimit(resource.RLIMIT_NOFILE, (64, 64))
    log_to_file(Path({str(tmp_path)!r}))
    logging.warning("the first line")
    held = []
    try:
        while True:
            held.append(os.open(os.devnull, os.O_RDONLY))
    except OSError:
        pass
    try:
        int("x")
    except ValueError:
        logging.exception("no room\\n\\x07 for %s", "another")
    logging.error("%d", "no number")
    """
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(code)],
        env=environment_of_children(),
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stderr == ""
    text = (tmp_path / LOG_FILE).read_text(encoding="utf-8")
    assert r"no room\n\x07 for another | ValueError at <string>:" in text


def test_row_39_a_log_that_cannot_be_written_stops_nothing(tmp_path: Path, capfd) -> None:
    (tmp_path / "log").write_text("no folder", encoding="utf-8")
    root, before = logging.getLogger(), logging.getLogger().handlers[:]
    try:
        log_to_file(tmp_path / "log")
        root.error("nowhere to go")
    finally:
        logging.basicConfig(handlers=before, level=root.level, force=True)
    assert capfd.readouterr() == ("", "")


def test_row_39_an_error_that_nobody_catches_is_logged_without_its_message(tmp_path: Path) -> None:
    """In the host's process, which has nobody to say it to."""
    code = f"""
    import threading
    from pathlib import Path
    from workshop.machine.logs import log_the_unforeseen, log_to_file
    log_to_file(Path({str(tmp_path)!r}))
    log_the_unforeseen()
    class Odd:
        def __del__(self):
            int("Adas tekst")
    odd = Odd()
    del odd
    thread = threading.Thread(target=int, args=("Adas tekst",))
    thread.start()
    thread.join()
    int("Adas tekst")
    """
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(code)],
        env=environment_of_children(),
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (1, "")
    text = (tmp_path / LOG_FILE).read_text(encoding="utf-8")
    assert len(text.splitlines()) == text.count("ValueError at ") == 3
    assert "Adas" not in text
