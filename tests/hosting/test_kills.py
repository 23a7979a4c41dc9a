"""Whatever is killed while phones send in every activity: nothing acknowledged is lost or doubled.

How soon phones are answered again, and a face that comes back shows the same activity, is printed (`-s`).
The long form holds it against what docs/durability.md promises; in the short one other tests run beside it.
"""

from __future__ import annotations

import asyncio
import contextlib
import functools
import os
import random
import signal
import sqlite3
import statistics
import sys
import time
from pathlib import Path

import aiohttp
import pytest
from hosted import order_for
from waiting import until

from sessions.commands import OpenActivity
from sessions.rules.meeting.creation import NewWorkshop
from workshop.attaching.attached_workshop import attach
from workshop.demo.simulated_people import load_bank
from workshop.demo.simulated_phone import SimulatedPhone
from workshop.demo.simulated_phones import Crowd
from workshop.hosting.open_sessions import create_session
from workshop.machine.addresses import LOOPBACK
from workshop.machine.logs import HOST_LOG

pytestmark = [
    pytest.mark.skipif(sys.platform == "win32", reason="signals end the process"),
    pytest.mark.timeout(4_000),
]

PHONES, SPEED = 8, 60.0
SECONDS_FOR_PHONES, SECONDS_FOR_A_FACE = 3.0, 1.0


class Acknowledged:
    """What phones were told is stored: the number in the journal and the key they sent it under."""

    def __init__(self) -> None:
        self.seqs: list[int] = []

    def listen_to(self, monkeypatch) -> None:
        send = SimulatedPhone.send

        async def heard(phone, path, body):
            sent = await send(phone, path, body)
            self.seqs.append(sent.seq)
            return sent

        monkeypatch.setattr(SimulatedPhone, "send", heard)


def is_back(face, cut, shown: str | None) -> bool:
    """Whether the face has another line than the `cut` one and shows the activity that it showed before."""
    return face._line not in (None, cut) and face.live.state.workshop.current == shown


class Absences:
    """For how many seconds phones and the face were without a host."""

    def __init__(self) -> None:
        self.phones: list[float] = []
        self.face: list[float] = []
        self.face_with_its_host: list[float] = []

    async def of_phones(self, phone: SimulatedPhone) -> None:
        """Ask as a phone does until it is answered."""
        began = time.monotonic()
        while True:
            with contextlib.suppress(aiohttp.ClientError, TimeoutError, KeyError):
                if "seq" in await phone.picture():
                    break
            await asyncio.sleep(0.02)
        self.phones.append(time.monotonic() - began)

    def told(self) -> str:
        named = {
            "phones after their host was killed": self.phones,
            "a face after its host was killed": self.face_with_its_host,
            "a face that comes back to its host": self.face,
        }
        return "\n".join(
            f"{name}: median {statistics.median(each):.2f} s, slowest {max(each):.2f} s, of {len(each)}"
            for name, each in named.items()
        )


class Untiring(Crowd):
    """A crowd that takes part anew whenever an activity is opened again."""

    opened = 0

    def _moment_now(self, live):
        row, placement_round, is_open = Crowd._moment_now(live)
        return f"{row}#{self.opened}", placement_round, is_open


async def killed(folder: Path, times: int, monkeypatch) -> Absences:
    acknowledged = Acknowledged()
    acknowledged.listen_to(monkeypatch)
    chance = random.Random(times)  # noqa: S311 - nothing secret
    path = create_session(folder, NewWorkshop("Prøve", run_sheet="180"))
    face = await attach(order_for(path))
    crowd = Untiring(load_bank("da"), PHONES, SPEED)
    crowd.start(face.live, f"http://{LOOPBACK}:{face.port}")
    await until(lambda: crowd.joined == PHONES)
    rows = [row.id for row in face.live.state.run_sheet()]
    absences = Absences()
    client = aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=1.0))
    asking = SimulatedPhone(client, f"http://{LOOPBACK}:{face.port}", "Ada")
    await asking.join(face.live.access.secret)
    for number in range(times):
        await until(lambda: not face.is_away)
        crowd.opened = number
        with contextlib.suppress(Exception):  # the host may have been killed a moment ago
            await face.live.send(OpenActivity(rows[number % len(rows)]))
        await asyncio.sleep(chance.uniform(0.0, 1.0))
        cut, seq = face._line, face.live.state.seq
        shown, began = face.live.state.workshop.current, time.monotonic()
        if what := number % 3:
            os.kill(face._host, signal.SIGKILL)
        if what != 1:
            # Our own line is cut, as it is when a face is killed.
            face._line.abort()
        phones = absences.of_phones(asking) if what else asyncio.sleep(0)
        answered = asyncio.create_task(phones)
        await until(functools.partial(is_back, face, cut, shown))
        (absences.face_with_its_host if what else absences.face).append(time.monotonic() - began)
        await answered
        assert face.live.state.seq >= seq, "a face that comes back knows less than before"
    (writing,) = (row.id for row in face.live.state.run_sheet() if row.activity == "skriv-tiltag")

    async def write_again() -> None:
        crowd.opened += 1
        with contextlib.suppress(Exception):  # the host may have been killed a moment ago
            await face.live.send(OpenActivity(writing))
        await asyncio.sleep(1.0)

    # What was never said to be stored proves nothing: a busy machine gets the time it needs.
    await until(lambda: len(acknowledged.seqs) > times, between=write_again)
    await crowd.stop()
    await client.close()
    await face.close()
    with contextlib.closing(sqlite3.connect(path)) as database:
        stored = {seq for (seq,) in database.execute("SELECT seq FROM journal")}
        keys = [tuple(row) for row in database.execute("SELECT participant, key FROM receipts")]
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert set(acknowledged.seqs) <= stored
    assert stored == set(range(max(stored) + 1)), "the journal has a gap"
    assert len(keys) == len(set(keys))
    log = path.parent / "log" / HOST_LOG
    assert not log.exists() or "differ" not in log.read_text(encoding="utf-8")
    print(absences.told())
    return absences


async def test_nothing_acknowledged_is_lost_in_a_few_kills(tmp_path: Path, monkeypatch) -> None:
    await killed(tmp_path, 4, monkeypatch)


@pytest.mark.long
async def test_nothing_acknowledged_is_lost_in_a_thousand_kills(tmp_path: Path, monkeypatch) -> None:
    absences = await killed(tmp_path, 1_000, monkeypatch)
    assert statistics.median(absences.phones) < SECONDS_FOR_PHONES
    assert statistics.median(absences.face) < SECONDS_FOR_A_FACE
