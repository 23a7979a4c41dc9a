"""A whole workshop with everything that goes wrong in it: what the log holds when it may hold the most."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import re
from pathlib import Path

import pytest

from sessions import commands as do
from sessions.rules.meeting.creation import NewWorkshop
from sessions.storage.session_file import StorageError
from sessions.storage.store import SessionStore
from workshop.machine.logs import LEVEL_VARIABLE, LOG_FILE, OURS, log_to_file

SENTINEL = "Hemmelighed"
AGENT = "SentinelBrowser/7.0"


@pytest.fixture(params=["", "debug"])
def log(request, tmp_path: Path, monkeypatch):
    """What the program's own log holds, at each level."""
    root, before = logging.getLogger(), logging.getLogger().handlers[:]
    level = root.level
    monkeypatch.setenv(LEVEL_VARIABLE, request.param)
    log_to_file(tmp_path)
    yield lambda: (tmp_path / LOG_FILE).read_text(encoding="utf-8")
    logging.basicConfig(handlers=before, level=level, force=True)
    for name in OURS:
        logging.getLogger(name).setLevel(logging.NOTSET)


async def everything_goes_wrong(house, monkeypatch) -> list[str]:
    """Joins, inputs, refusals, nonsense, a defect, a disk that fails. Returns what may not be in a log."""
    anna = await house.phone(alias=f"{SENTINEL} Navn")
    await house.open("collect")
    await anna.post("/api/cards", {"text": f"{SENTINEL} tekst"}, key="Hemmelig-noegle-0123456789")
    await anna.post("/api/cards", {"text": f"{SENTINEL} anden"}, key="Hemmelig-noegle-0123456789")
    await anna.post("/api/cards", b'{"text": "Hemmelighed" nonsense')
    await anna.ask("POST", "/api/cards/Hemmelighed", {"text": "x"}, User_Agent=AGENT)
    await house.stranger().join(secret="Hemmelighedens-kode-22")
    await house.stranger().ask("GET", "/api/state", Authorization="Bearer Hemmelighed")
    await house.do(do.ParkItem(f"{SENTINEL} parkeret"))
    mended = asyncio.Event()
    house.live.listen(lambda _: None if house.live.trouble else mended.set())
    with monkeypatch.context() as broken:
        broken.setattr("sessions.activities.parking.put", lambda *_: 1 / len(""))
        with contextlib.suppress(Exception):
            await house.do(do.ParkItem(f"{SENTINEL} defekt"))

        def fails(self, events):
            raise StorageError(self.path) from OSError(f"{SENTINEL} {events}")

        broken.setattr(SessionStore, "append", fails)
        refused = await anna.post("/api/cards", {"text": f"{SENTINEL} ikke gemt"})
        assert refused.status == 503
    await asyncio.wait_for(mended.wait(), 10)
    access = house.live.access
    return [SENTINEL, SENTINEL.lower(), "Hemmelig-noegle", anna.token, access.secret, access.code, AGENT]


async def test_row_39_a_log_at_any_level_holds_no_text_no_token_and_no_address(
    make_house, log, monkeypatch
) -> None:
    async with make_house(wish=NewWorkshop(f"{SENTINEL} titel", organisation=SENTINEL)) as house:
        secrets = await everything_goes_wrong(house, monkeypatch)
    written = log()
    assert "ZeroDivisionError" in written
    assert "the session file could not be written" in written
    for secret in (*secrets, "127.0.0.1"):
        assert secret not in written
    moment = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9:]{8}[+-][0-9]{4} [A-Z]+ ")
    assert all(moment.match(line) for line in written.splitlines())


def test_row_39_changed_bytes_are_logged_without_the_title_in_the_file_s_name(rooms, log) -> None:
    import sqlite3

    room = rooms.new("2027-01-01_hemmelighed.db")
    room.ask(do.ParkItem("et punkt"))
    room.room.stop()
    with contextlib.closing(sqlite3.connect(room.path)) as connection, connection:
        connection.execute("UPDATE parked_items SET text = 'et punks'")
    rooms.open(room.path)
    written = log()
    assert "differ in 1 rows" in written
    assert "hemmelighed" not in written
