"""A workshop in a host of its own, and faces that attach to it."""

from __future__ import annotations

import contextlib
from pathlib import Path

import aiohttp
from waiting import until

from sessions.commands import OpenActivity
from sessions.rules.meeting.creation import NewWorkshop
from workshop.attaching.attached_workshop import attach
from workshop.channel.messages import HostOrder
from workshop.channel.network_options import NetworkOptions
from workshop.demo.simulated_phone import SimulatedPhone
from workshop.hosting.open_sessions import create_session
from workshop.machine.addresses import LOOPBACK


def order_for(path: Path, patience: float | None = 20.0) -> HostOrder:
    """What starts a host for `path` on a free port."""
    return HostOrder(path, "da", path.parent / "log", NetworkOptions(LOOPBACK, 0), patience)


@contextlib.asynccontextmanager
async def hosted(folder: Path, patience: float | None = 20.0):
    """A new workshop that takes cards, as its first face has it, and a phone that has joined."""
    path = create_session(folder, NewWorkshop("Prøve", run_sheet="180"))
    face = await attach(order_for(path, patience))
    try:
        await face.live.send(OpenActivity(row_of(face, "skriv-tiltag")))
        async with aiohttp.ClientSession() as client:
            phone = SimulatedPhone(client, f"http://{LOOPBACK}:{face.port}", "Ada")
            await phone.join(face.live.access.secret)
            await until(lambda: len(face.live.state.participants) == 1)  # a face hears of it after the phone
            yield face, phone
    finally:
        await face.close()


def row_of(face, activity: str) -> str:
    """The id in the run sheet of an activity."""
    return next(row.id for row in face.live.state.run_sheet() if row.activity == activity)


def texts(live) -> list[str]:
    """What stands on the cards."""
    return [card.text for card in live.state.cards]
