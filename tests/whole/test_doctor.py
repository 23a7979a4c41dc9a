"""The look at this computer before the day: what it finds, what it says, and how soon."""

from __future__ import annotations

import asyncio
import json
import os
import sys
import time
from pathlib import Path

import pytest

from prompts.language.words import load_words
from sessions.rules.meeting.creation import NewWorkshop
from workshop.cli.commands import doctor as command
from workshop.cli.main import run_command
from workshop.doctor import clock, disk, examining, firewall, network
from workshop.doctor.firewall import Wall
from workshop.doctor.phone_test import PhoneTest, Reached, Visit
from workshop.doctor.terminal import colour_key
from workshop.hosting.open_sessions import create_session, opened
from workshop.machine import python_fixes
from workshop.machine.transliteration import in_ascii, shows_unicode
from workshop.machine.wsl_and_containers import Surroundings

WORDS = load_words()
TOPICS = ["system", "python", "sqlite", "folder", "space", "sync", "port", "address"]
TOPICS += ["firewall", "terminal", "letters", "clock"]

DANISH_NETSH = """
Indstillinger for offentlig profil:
----------------------------------------------------------------------
Tilstand                              {state}
OK.
"""


def found(capsys, *arguments: str) -> tuple[int, dict[str, dict]]:
    code = run_command(["doctor", "--json", *arguments])
    return code, {row["key"]: row for row in json.loads(capsys.readouterr().out)}


@pytest.fixture(autouse=True)
def own_folder(tmp_path, monkeypatch):
    monkeypatch.setenv("WORKSHOP_DATA_DIR", str(tmp_path))
    monkeypatch.setenv("LC_ALL", "da_DK.UTF-8")
    monkeypatch.setattr(network, "surroundings", lambda: Surroundings.COMPUTER)


# --- the whole report ---------------------------------------------------------------------------


def test_everything_is_looked_at_within_five_seconds(capsys) -> None:
    started = time.monotonic()
    code, rows = found(capsys)
    assert time.monotonic() - started < 5
    assert code == 0
    assert list(rows) == TOPICS


def test_nothing_that_does_not_answer_holds_it_up(monkeypatch, capsys) -> None:
    """A firewall's own program that hangs, and a disk that takes its time: still five seconds."""
    monkeypatch.setattr(firewall, "ask", lambda _: time.sleep(firewall.SECONDS / 4))
    monkeypatch.setattr(disk.os, "fsync", lambda _: time.sleep(0.3))
    monkeypatch.setattr(disk, "MOST_SECONDS", 0.5)
    started = time.monotonic()
    _, rows = found(capsys)
    assert time.monotonic() - started < 3
    assert not rows["sync"]["fine"]


def test_a_program_that_hangs_is_given_up(monkeypatch) -> None:
    monkeypatch.setattr(firewall, "SECONDS", 0.05)
    assert firewall.ask(["sleep", "5"]) is None
    assert firewall.ask(["there is no such program"]) is None


def test_what_should_be_looked_at_is_marked_and_counted_without_colours(monkeypatch, capsys) -> None:
    monkeypatch.setattr(network, "port_is_free", lambda port: False)
    monkeypatch.setattr(firewall, "look", lambda: ("ufw", Wall.ON))
    assert run_command(["doctor"]) == 0
    out = capsys.readouterr().out
    assert [line[2:10] for line in out.splitlines() if line.startswith("! ")] == ["Port    ", "Firewall"]
    assert "2 ting bør ses på." in out
    assert "\x1b" not in out


def test_a_terminal_without_utf_8_gets_letters_it_has(monkeypatch, capsys) -> None:
    monkeypatch.setenv("LC_ALL", "C")
    run_command(["doctor", "--it"])
    out = capsys.readouterr().out
    assert out.isascii()
    assert "Tegnsaet" in out
    assert in_ascii("Årshjul – “ærø” × 3 … ½é") == 'Aarshjul - "aeroe" x 3 ... 1?2e'


def test_the_it_department_gets_facts_and_a_rule(monkeypatch, capsys) -> None:
    monkeypatch.setattr(firewall, "look", lambda: ("ufw", Wall.ON))
    run_command(["doctor", "--it", "--port", "8222"])
    out = capsys.readouterr().out
    for fact in ("TCP", "port 8222, kun fra det lokale net", "Udgående trafik: ingen", "ufw allow 8222/tcp"):
        assert fact in out
    run_command(["doctor", "--it"])
    assert "8140" in (out := capsys.readouterr().out)
    assert "8160" in out


# --- its parts ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("state", "wall"), [("Til", Wall.ON), ("ON", Wall.ON), ("Fra", Wall.OFF), ("Wszystko", Wall.UNKNOWN)]
)
def test_windows_answers_in_its_own_language(state: str, wall: Wall) -> None:
    assert firewall.windows(lambda _: DANISH_NETSH.format(state=state)) is wall
    assert firewall.windows(lambda _: None) is Wall.UNKNOWN


@pytest.mark.parametrize(
    ("said", "wall"),
    [
        ("Firewall is disabled. (State = 0)", Wall.OFF),
        ("Firewall is enabled. (State = 1)", Wall.ON),
        ("Firewall is blocking all non-essential incoming connections. (State = 2)", Wall.CLOSED),
        ("", Wall.UNKNOWN),
        (None, Wall.UNKNOWN),
    ],
)
def test_macos_says_its_state_as_a_number(said: str | None, wall: Wall) -> None:
    assert firewall.macos(lambda _: said) is wall


def test_linux_is_asked_in_three_places(tmp_path: Path) -> None:
    ufw = tmp_path / "ufw.conf"
    services = {"systemctl": "active\ninactive\nactive\ninactive\n"}

    def answers(said):
        return lambda command: said.get(command[0])

    assert firewall.linux(answers({}), ufw) == ("Linux", Wall.UNKNOWN)
    assert firewall.linux(answers({"firewall-cmd": "running\n"}), ufw) == ("firewalld", Wall.ON)
    assert firewall.linux(answers(services), ufw) == ("nftables", Wall.ON)
    assert firewall.linux(answers({"systemctl": "active\ninactive\n"}), ufw) == ("Linux", Wall.OFF)
    ufw.write_text("# ENABLED=no\nENABLED=yes\n", encoding="utf-8")
    assert firewall.linux(answers({}), ufw) == ("ufw", Wall.ON)


def test_each_system_has_its_rule() -> None:
    assert "localport=8140 remoteip=localsubnet" in firewall.rule_for(8140, "x", "", "win32")
    assert "--unblockapp" in firewall.rule_for(8140, "x", "", "darwin")
    assert "--add-port=8140/tcp" in firewall.rule_for(8140, "x", "firewalld", "linux")


def test_old_parts_are_said(monkeypatch, capsys) -> None:
    monkeypatch.setattr(examining, "LEAST_SQLITE", (99, 0))
    _, rows = found(capsys)
    assert not rows["sqlite"]["fine"]
    assert rows["python"]["fine"]


def test_a_python_without_a_fix_that_is_relied_on_is_said(monkeypatch, capsys, tmp_path) -> None:
    assert python_fixes.fixed_version((3, 12, 4), "win32") == "3.12.5"
    assert python_fixes.fixed_version((3, 11, 9), "win32") == "3.11.10"
    for version, system in (((3, 11, 10), "win32"), ((3, 13, 0), "win32"), ((3, 11, 0), "linux")):
        assert python_fixes.fixed_version(version, system) == ""
    monkeypatch.setattr(python_fixes, "fixed_version_here", lambda: "3.11.10")
    monkeypatch.setattr(examining, "fixed_version_here", lambda: "3.11.10")
    _, rows = found(capsys)
    assert not rows["python"]["fine"]
    assert "3.11.10" in rows["python"]["text"]
    with opened(create_session(tmp_path, NewWorkshop("Prøve"))) as session:
        (warned,) = (each for each in session.warnings if each.key == "python-unfixed")
    assert "3.11.10" in WORDS(f"warned.{warned.key}", **dict(warned.fields))


def test_a_folder_that_cannot_be_written_is_said(monkeypatch, capsys) -> None:
    def fails(_: Path) -> tuple[float, float]:
        raise PermissionError

    monkeypatch.setattr(disk, "time_syncs", fails)
    _, rows = found(capsys)
    assert "--data-dir" in rows["sync"]["text"]


def test_the_clock_is_held_against_itself_and_against_the_files(tmp_path, monkeypatch) -> None:
    watch = clock.Watch()
    assert clock.clock_finding(watch, tmp_path, WORDS).fine
    monkeypatch.setattr(watch, "_wall", watch._wall - 3_600)
    assert "sprang" in clock.clock_finding(watch, tmp_path, WORDS).text
    (tmp_path / "2027-01-01_x.db").touch()
    os.utime(tmp_path / "2027-01-01_x.db", (time.time() + 86_400,) * 2)
    assert "stillet tilbage" in clock.clock_finding(clock.Watch(), tmp_path, WORDS).text


def test_colours_and_letters_are_what_the_terminal_says() -> None:
    assert colour_key({"TERM": "xterm-256color", "COLORTERM": "truecolor"}, "linux") == "colours-all"
    assert colour_key({"TERM": "xterm-256color"}, "linux") == "colours-256"
    assert colour_key({"TERM": "xterm"}, "linux") == "colours-few"
    assert colour_key({"TERM": "dumb"}, "linux") == colour_key({"NO_COLOR": "1"}, "win32") == "colours-none"
    assert not shows_unicode({"LC_ALL": "POSIX", "LANG": "da_DK.UTF-8"}, "linux")
    assert shows_unicode({"LC_ALL": "", "LANG": "da_DK.utf8"}, "linux")


# --- the phone ----------------------------------------------------------------------------------


other_device = pytest.mark.skipif(sys.platform == "darwin", reason="macOS has one loopback address only")


async def knock(url: str, local: str, request: bytes | None = None) -> bytes:
    host, _, rest = url.removeprefix("http://").partition(":")
    port, _, path = rest.partition("/")
    reader, writer = await asyncio.open_connection(host, int(port), local_addr=(local, 0))
    writer.write(request or f"GET /{path} HTTP/1.1\r\nHost: x\r\n\r\n".encode())
    try:
        return await reader.read()
    finally:
        writer.close()


async def tried(seconds: float, *knocks: tuple[str, bytes | None]) -> tuple[Visit, list[bytes]]:
    """What a test says to knocks from these addresses; 127.0.0.2 is another device than 127.0.0.1."""
    test = PhoneTest("127.0.0.1", 0, WORDS)
    listening, answers = asyncio.Event(), []
    waiting = asyncio.create_task(test.wait_for_phone(seconds, listening.set))
    await listening.wait()
    for local, request in knocks:
        answers.append(await knock(test.url, local, request))
    return await waiting, answers


@other_device
async def test_a_phone_that_gets_the_page_has_reached_us_at_once() -> None:
    started = time.monotonic()
    visit, (answer,) = await tried(30, ("127.0.0.2", None))
    assert (visit.reached, visit.ip) == (Reached.YES, "127.0.0.2")
    assert time.monotonic() - started < 5
    assert "Det virker" in answer.decode()
    assert b"default-src 'none'" in answer


async def test_the_computer_itself_is_no_phone_and_nobody_is_nobody() -> None:
    visit, _ = await tried(0.2, ("127.0.0.1", None))
    assert visit.reached is Reached.ONLY_OURSELVES
    visit, _ = await tried(0.05)
    assert visit.reached is Reached.NOBODY


@other_device
@pytest.mark.parametrize("request_", [b"GET /favicon.ico HTTP/1.1\r\n\r\n", b"\x16\x03\x01" + b"x" * 9_000])
async def test_a_device_that_connects_without_asking_for_the_page_is_told_apart(request_: bytes) -> None:
    visit, (answer,) = await tried(0.2, ("127.0.0.2", request_))
    assert visit.reached is Reached.ONLY_CONNECTED
    assert b"Det virker" not in answer


@pytest.mark.parametrize(
    ("visit", "code", "said"),
    [
        (Visit(Reached.YES, "10.0.0.9", 3.2), 0, "10.0.0.9"),
        (Visit(Reached.NOBODY), 6, "gæstenet"),
        (Visit(Reached.ONLY_OURSELVES, "127.0.0.1"), 6, "telefon"),
    ],
)
def test_the_phone_s_answer_is_in_the_report_and_in_the_exit_code(
    visit: Visit, code: int, said: str, monkeypatch, capsys
) -> None:
    async def wait(self, seconds, listening):
        listening()
        return visit

    monkeypatch.setattr(PhoneTest, "wait_for_phone", wait)
    monkeypatch.setattr(firewall, "look", lambda: ("ufw", Wall.ON))
    ended, rows = found(capsys, "--phone", "--bind", "127.0.0.1")
    assert ended == code
    assert said in rows["phone"]["text"]
    # What a phone got through is nothing to look at any more.
    assert rows["firewall"]["fine"] is (visit.reached is Reached.YES)


def test_the_invitation_has_a_code_and_an_address_and_stays_out_of_what_programs_read(capsys) -> None:
    settings = command.Settings()
    command._invite("http://192.168.1.5:8140/abc", 30, settings)
    seen = capsys.readouterr()
    assert seen.out == ""
    assert "http://192.168.1.5:8140/abc" in seen.err
    assert "█" in seen.err


def test_a_port_that_is_taken_is_said(capsys) -> None:
    import socket

    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        code, rows = found(capsys, "--phone", "--bind", "127.0.0.1", "--port", port)
    assert code == 6
    assert port in rows["phone"]["text"]
