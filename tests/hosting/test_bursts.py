"""What comes in one instant is stored at once, and faces hear of it when phones have their answers."""

from __future__ import annotations

import asyncio
import time
from pathlib import Path

from sessions.commands import ParkItem
from sessions.rules.meeting.creation import NewWorkshop
from workshop.attaching.host_finding import find_host
from workshop.channel.messages import Stored
from workshop.channel.network_options import NetworkOptions
from workshop.hosting import face_server
from workshop.hosting.face_server import FaceServer
from workshop.hosting.open_sessions import create_session, opened
from workshop.hosting.phone_server import serving
from workshop.live import live_workshop


class Batches:
    """Listens to the room and counts the events of each commit."""

    def __init__(self) -> None:
        self.sizes: list[int] = []

    def on_events(self, events) -> None:
        self.sizes.append(len(events))

    def on_reload(self, state) -> None:
        """Nothing is counted."""

    def on_trouble(self, trouble) -> None:
        """Nothing is counted."""

    def on_settled(self) -> None:
        """Nothing is counted."""


def made(folder: Path) -> Path:
    return create_session(folder, NewWorkshop("Prøve", run_sheet="180"))


async def test_what_is_asked_in_turn_after_turn_of_the_loop_is_one_commit(
    tmp_path: Path, monkeypatch
) -> None:
    monkeypatch.setattr(live_workshop, "SECONDS_TO_GATHER", 60.0)  # however slow the machine is
    batches = Batches()
    with opened(made(tmp_path)) as session:
        session.live.attach()
        session.room.subscribe(batches)
        asked = []
        for number in range(20):
            asked.append(session.live.ask(ParkItem(f"Punkt {number}")))
            time.sleep(0.002)  # noqa: ASYNC251 - the loop is busy, as it is with requests
            await asyncio.sleep(0)
        await asyncio.gather(*asked)
        assert [item.text for item in session.live.state.parked_items] == [f"Punkt {n}" for n in range(20)]
        session.live.detach()
    assert batches.sizes == [20]


async def test_a_crowd_that_never_falls_silent_is_not_waited_for(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr(live_workshop, "SECONDS_TO_GATHER", 0.05)
    with opened(made(tmp_path)) as session:
        session.live.attach()
        first = session.live.ask(ParkItem("Den første"))
        asked = [first]
        while not first.done():
            assert len(asked) < 50_000
            asked.append(session.live.ask(ParkItem("Endnu en")))
            await asyncio.sleep(0)
        await asyncio.gather(*asked, return_exceptions=True)
        session.live.detach()


async def test_faces_hear_of_what_comes_close_together_in_one_message(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr(face_server, "SECONDS_FOR_PHONES", 0.5)
    with opened(made(tmp_path)) as session:
        async with serving(session, NetworkOptions("127.0.0.1", 0)) as served:
            faces = FaceServer(served, lambda last: False)
            await faces.start()
            found = await find_host(session.path)
            heard: list[int] = []
            for number in range(3):
                await session.live.send(ParkItem(f"Punkt {number}"))
            while sum(heard) < 3:
                message = await found.line.receive()
                heard += [len(message.events)] if isinstance(message, Stored) else []
            assert heard == [3]
            found.line.abort()
            await faces.stop()
