"""What people do to each other in a room: words on the wall, personal numbers, small groups, logs."""

from __future__ import annotations

import io
import json
import logging
import random
from dataclasses import replace
from pathlib import Path

import pytest
from pypdf import PdfReader
from rooms import Rooms

from exports.formats.format_registry import FORMATS
from exports.minutes import build_minutes
from prompts.language.words import load_words
from sessions import commands as do
from sessions.rules.meeting.creation import NewWorkshop
from workshop.archive.write_minutes import PersonalNumbersError, write_minutes
from workshop.cli.main import run_command, write_report
from workshop.hosting.open_sessions import create_session, opened
from workshop.live.minutes_page import minutes_page, minutes_pdf
from workshop.machine.folders import DATA_VARIABLE
from workshop.machine.logs import LOG_FILE, log_to_file
from workshop.web.wire.log_filter import framework_logger

CPR = "Ring til Ulla, 010190-1234"


async def test_row_27_a_hidden_text_is_off_every_phone_and_out_of_the_minutes(house) -> None:
    author, other = await house.phone(alias="Navn på en anden"), await house.phone()
    await house.open("collect")
    card = (await author.post("/api/cards", {"text": "Ubehageligt"})).data["id"]
    await house.do(do.RevealInput())
    assert "Ubehageligt" in json.dumps(await other.picture(), ensure_ascii=False)
    await house.do(do.HideCard(card))
    await house.do(do.RenameParticipant(author.id, "Deltager", ""))
    assert "Ubehageligt" not in json.dumps(await other.picture(), ensure_ascii=False)
    await house.do(do.CloseWorkshop())
    live = house.live
    from workshop.live.minutes_page import minutes_of

    for name in ("md", "html", "json"):
        written = FORMATS[name].renderer()(minutes_of(live.state, live.method)).decode()
        assert "Ubehageligt" not in written
        assert "Navn på en anden" not in written


def test_row_36_another_secret_shows_another_sign() -> None:
    """The rest of the row cannot be tested: see docs/security.md. This holds what people can compare."""
    from workshop.live.join_words import sign_of

    words = load_words()
    signs = [sign_of(f"{number:022}", words) for number in range(2_000)]
    assert len(set(signs)) > 1_500, "4,096 pairs: few of 2,000 are alike"
    assert all(len(sign.split()) == 2 for sign in signs)
    assert sign_of("a" * 22, words) == sign_of("a" * 22, words)


async def test_row_36_phones_show_the_projectors_sign_before_and_after_joining(house) -> None:
    sign = house.live.access.sign
    page = (await house.stranger().ask("GET", "/")).text
    assert f'<meta name="sign" content="{sign}">' in page
    assert (await (await house.phone()).picture())["workshop"]["sign"] == sign
    assert house.live.access.secret not in page
    before = sign
    await house.do(do.RotateAccess("another-secret-of-22-c", "XYZ234"))
    assert house.live.access.sign != before


async def test_row_39_no_token_text_or_address_reaches_a_log_and_nobody_writes_a_line(
    house, tmp_path: Path, monkeypatch
) -> None:
    monkeypatch.setenv(DATA_VARIABLE, str(tmp_path))
    handlers, level = logging.getLogger().handlers[:], logging.getLogger().level
    try:
        log_to_file(tmp_path)
        phone = await house.phone(alias="Sentinelnavn")
        hostile = f"Sentineltekst {phone.token}\n2026-01-01 ERROR forged: all is well"
        for logger in (logging.getLogger("workshop.room"), framework_logger()):
            try:
                raise ValueError(hostile)
            except ValueError as problem:
                logger.exception("a command failed: %s", type(problem).__name__)
                report = write_report(problem)
        logging.getLogger("workshop").warning("name: %s", "a\nforged line\x1b[2J")
    finally:
        logging.basicConfig(handlers=handlers, level=level, force=True)
    for written in (tmp_path / LOG_FILE).read_text(encoding="utf-8"), report.read_text(encoding="utf-8"):
        assert "ValueError" in written
        for secret in (
            "Sentinel",
            phone.token,
            house.live.access.secret,
            house.live.access.code,
            "127.0.0.1",
        ):
            assert secret not in written
    lines = (tmp_path / LOG_FILE).read_text(encoding="utf-8").splitlines()
    assert not [line for line in lines if line.startswith("forged") or "\x1b" in line]


async def test_row_39_no_address_and_no_user_agent_is_kept(house, tmp_path: Path) -> None:
    agent = "SentinelBrowser/7.0"
    phone = house.stranger()
    joined = await phone.ask("POST", "/api/join", {"secret": house.live.access.secret}, User_Agent=agent)
    phone.token = joined.data["token"]
    await house.open("collect")
    answer = await phone.ask("POST", "/api/cards", {"text": "Kort"}, User_Agent=agent)
    assert answer.status == 200
    for file, content in contents_of(tmp_path):
        for kept in (agent.encode(), b"SentinelBrowser", b"127.0.0.1", phone.token.encode()):
            assert kept not in content, file


def contents_of(folder: Path) -> list[tuple[Path, bytes]]:
    return [(file, file.read_bytes()) for file in folder.rglob("*") if file.is_file()]


def test_row_42_minutes_with_something_like_a_personal_number_ask_first(
    tmp_path: Path, monkeypatch, capsys
) -> None:
    monkeypatch.setenv(DATA_VARIABLE, str(tmp_path))
    path = create_session(tmp_path / "sessions", NewWorkshop("Lederdag"))
    with opened(path) as session:
        session.room.submit(do.ParkItem(CPR, "")).result()
    out = tmp_path / "out"
    assert run_command(["export", "lederdag", "--out", str(out)]) == 2
    said = capsys.readouterr().err
    assert "CPR" in said
    assert "010190" not in said, "the sentence may stand on a projector"
    assert not out.exists()
    assert run_command(["export", "lederdag", "--out", str(out), "--confirm-personal-numbers"]) == 0
    assert list(out.rglob("*.docx"))


@pytest.mark.wide
async def test_row_42_on_the_screen_nothing_is_written_before_somebody_confirms(tmp_path: Path) -> None:
    from workshop.channel.network_options import NetworkOptions
    from workshop.launch.home_services import Home
    from workshop.machine.folders import Folders

    folders = Folders(tmp_path, tmp_path / "out", tmp_path / "log")
    home = Home(folders, NetworkOptions("127.0.0.1", 0), load_words())
    session = await home.open(home.create(NewWorkshop("Lederdag")))
    try:
        await session.live.send(do.ParkItem(CPR, ""))
        for _ in range(2):
            with pytest.raises(PersonalNumbersError) as raised:
                await session.write_minutes()
        assert not folders.exports.exists()
        asked = "".join(raised.value.texts_to_confirm)
        assert asked == "Ring til Ulla, ••••••-••••", "it is asked on a projector"
        assert "010190" not in raised.value.sentence(load_words())
        assert await session.write_minutes(confirmed=True)
    finally:
        await session.close()


def test_row_42_what_phones_fetch_after_the_close_shows_no_personal_number(room, method) -> None:
    room.ask(do.ParkItem(f"{CPR}, konto 1234567", ""))
    page = minutes_page(room.state(), method).decode()
    assert "010190" not in page
    assert "Ring til Ulla, ••••••-••••, konto 1234567" in page


def test_row_42_nor_does_the_pdf_that_they_fetch(room, method) -> None:
    room.ask(do.ParkItem(f"{CPR}, konto 1234567", ""))
    read = PdfReader(io.BytesIO(minutes_pdf(room.state(), method)))
    text = " ".join("".join(page.extract_text() for page in read.pages).replace("\xad", "-").split())
    assert "010190" not in text
    assert "Ring til Ulla, ••••••-••••, konto 1234567" in text


def test_row_42_minutes_without_personal_numbers_ask_nothing(tmp_path: Path, room, method) -> None:
    room.ask(do.ParkItem("Budget 123456-789 og tlf. 12 34 56 78", ""))
    assert write_minutes(room.state(), method, tmp_path, ["md"])


@pytest.mark.parametrize("order", [1, 2])
def test_row_43_an_anonymous_activity_forgets_who_when_and_in_which_order(
    tmp_path: Path, method, clock, order
) -> None:
    secret = replace(method, activities=tuple(replace(row, anonymous=True) for row in method.activities))
    rooms = Rooms(tmp_path, secret, clock)
    ids = random.Random(order)  # noqa: S311 - ids as random as the real ones, the same every time
    rooms.new_id = lambda: f"{ids.getrandbits(48):012x}"
    room = rooms.new()
    try:
        names = [f"deltager{n:02}" for n in range(12)]
        for name in names:
            room.join(name)
        room.go_to("skriv-tiltag")
        for name in names:
            clock.move(seconds=7)
            room.write(f"Kort af {name}", name)
        room.go_to("opbakning")
        cards = room.state().cards
        assert {row.author for row in cards} == {None}
        assert len({row.created_at for row in cards}) == 1
        dealt = [row.text for row in sorted(cards, key=lambda row: row.number)]
        assert dealt != [f"Kort af {name}" for name in names]
        told = FORMATS["md"].renderer()(build_minutes(room.state(), secret, clock.now(), "0")).decode()
        assert [told.index(text) for text in dealt] == sorted(told.index(text) for text in dealt)
    finally:
        rooms.stop_all()
