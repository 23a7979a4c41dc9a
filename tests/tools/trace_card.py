"""Trace one card from a phone's post to the disk and to another phone: the files it passes, in order.

Usage, from the top of the checkout: python tests/tools/trace_card.py

Every call into the product's own code is recorded in the host's process while the card is under way. The
clock is the system's monotonic one, so that the phones and the host share one line of time (Linux, macOS).
"""

from __future__ import annotations

import asyncio
import contextlib
import functools
import importlib.util
import json
import os
import sys
import tempfile
import threading
import time
from dataclasses import dataclass
from pathlib import Path

import aiohttp

ROOT = Path(__file__).parents[2]
PROGRAM = str(Path(__file__).resolve())
HOUSES = ("prompts", "sessions", "exports", "workshop")
RECORD = "TRACE_CARD_RECORD"
"""The environment variable that names the file to which the host writes its calls."""

BESIDE = ("keeper",)
"""Threads that every two seconds do what is no card's business."""

Call = tuple[float, str, str]
"""When (seconds), in which file (from the top of the product), which function."""


class Recorder:
    """Notes each call into the product's code, in all threads of this process."""

    def __init__(self) -> None:
        """Nothing is noted before `start`."""
        self.calls: list[Call] = []
        self._known: dict[str, str] = {}

    def start(self) -> None:
        """Note calls from now on, in this thread and those that begin later."""
        threading.setprofile(self._note)
        sys.setprofile(self._note)

    def _note(self, frame, event: str, _argument) -> None:
        if event != "call" or threading.current_thread().name in BESIDE:
            return
        code = frame.f_code
        name = self._known.get(code.co_filename)
        if name is None:
            name = self._known[code.co_filename] = _file_of(code.co_filename)
        if name:
            self.calls.append((time.monotonic(), name, code.co_name))


@functools.cache
def _product() -> Path:
    """The folder that holds the product's packages: the checkout, or where the wheel was installed."""
    found = importlib.util.find_spec("workshop")
    return Path(found.origin).resolve().parents[1] if found is not None and found.origin else ROOT


def _file_of(path: str) -> str:
    with contextlib.suppress(ValueError):
        name = Path(path).resolve().relative_to(_product()).as_posix()
        if name.split("/", 1)[0] in HOUSES:
            return name
    return ""


@dataclass(frozen=True)
class Trace:
    """The calls of the host's process while one card was under way, in the order of time."""

    calls: tuple[Call, ...]

    @property
    def files(self) -> tuple[str, ...]:
        """The files the card passes, in the order of the first call into each; the phone's own left out."""
        return tuple(
            dict.fromkeys(name for _, name, _ in self.calls if not name.startswith("workshop/demo/"))
        )

    @property
    def rooms(self) -> tuple[str, ...]:
        """The rooms: a house's folder below `workshop`, the house itself elsewhere."""
        return tuple(dict.fromkeys(map(room_of, self.files)))


def room_of(file: str) -> str:
    """`workshop/web` for a file below it, `sessions` for a file of the sessions."""
    parts = file.split("/")
    return "/".join(parts[:2]) if parts[0] == "workshop" and len(parts) > 2 else parts[0]


async def trace_one_card(folder: Path) -> Trace:
    """Host a workshop in `folder`, let a phone send one card, and wait until another phone has heard of it.

    What the host's process does meanwhile is the way. No face is attached then: it is on nobody's way.
    """
    from sessions.commands import OpenActivity, RevealInput
    from sessions.rules.meeting.creation import NewWorkshop
    from workshop.attaching import host_starting
    from workshop.attaching.attached_workshop import attached
    from workshop.channel.messages import HostOrder
    from workshop.channel.network_options import NetworkOptions
    from workshop.demo.simulated_phone import SimulatedPhone
    from workshop.hosting.open_sessions import create_session
    from workshop.machine.addresses import LOOPBACK

    record = folder / "calls.json"
    path = create_session(folder, NewWorkshop("Spor", run_sheet="180"))
    os.environ[RECORD] = str(record)
    before, host_starting.PROGRAM = host_starting.PROGRAM, (PROGRAM,)
    order = HostOrder(path, "da", folder / "log", NetworkOptions(LOOPBACK, 0), 20.0)
    try:
        async with attached(order) as face, aiohttp.ClientSession() as client:
            sheet = face.live.state.run_sheet()
            collect = next(row.id for row in sheet if row.activity == "skriv-tiltag")
            await face.live.send(OpenActivity(collect))
            await face.live.send(RevealInput(revealed=True))
            sender, reader = (
                SimulatedPhone(client, f"http://{LOOPBACK}:{face.port}", name) for name in ("Ada", "Bo")
            )
            for phone in (sender, reader):
                await phone.join(face.live.access.secret)
            await face.close(hung_up=True)
            began, ended = await _one_card(client, face.port, sender, reader)
        async with attached(order):
            pass  # the last face to leave ends the host
        calls = await asyncio.to_thread(_written, record)
    finally:
        host_starting.PROGRAM = before
        del os.environ[RECORD]
    return Trace(tuple(sorted(call for call in calls if began <= call[0] <= ended)))


def _written(record: Path) -> list[Call]:
    """What the host has noted; it writes it down a moment after it has given the file back."""
    deadline = time.monotonic() + 30
    while not record.exists():
        assert time.monotonic() < deadline, "the host has noted nothing"
        time.sleep(0.05)
    return [tuple(call) for call in json.loads(record.read_text(encoding="utf-8"))]


async def _one_card(client, port: int, sender, reader) -> tuple[float, float]:
    """Send a card; returns when it was sent and when the last of sender and reader knew of it."""
    from workshop.machine.addresses import LOOPBACK

    headers = {"Authorization": f"Bearer {reader.token}"}
    async with client.get(f"http://{LOOPBACK}:{port}/api/stream", headers=headers) as stream:
        await asyncio.sleep(1.0)  # what joining and opening have set going is over
        async with asyncio.timeout(30):
            began = time.monotonic()
            await sender.send("/api/cards", {"text": "Et spor"})
            async for line in stream.content:
                if b"Et spor" in line:
                    break
            return began, time.monotonic()


def _be_the_host() -> None:
    """The host's process with its calls noted; they are written when it ends."""
    sys.path.insert(0, str(ROOT))
    recorder = Recorder()
    recorder.start()
    from workshop.hosting.host_main import main

    try:
        main()
    finally:
        sys.setprofile(None)
        record = Path(os.environ[RECORD])
        unfinished = record.with_suffix(".part")
        unfinished.write_text(json.dumps(recorder.calls), encoding="utf-8")
        unfinished.rename(record)


if __name__ == "__main__":
    if RECORD in os.environ:
        _be_the_host()
    else:
        sys.path.insert(0, str(ROOT))
        with tempfile.TemporaryDirectory() as place:
            found = asyncio.run(trace_one_card(Path(place)))
        print(f"{len(found.calls)} calls, {len(found.files)} files, {len(found.rooms)} rooms")
        for room in found.rooms:
            print(room)
            print("".join(f"  {file}\n" for file in found.files if room_of(file) == room), end="")
