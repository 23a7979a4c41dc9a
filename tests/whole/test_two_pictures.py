"""Screen and phones have a picture each; whoever saw something on the screen finds it on a phone too."""

from __future__ import annotations

import asyncio
import time
from pathlib import Path

import aiohttp

from sessions.commands import OpenNext
from sessions.rules.meeting.creation import NewWorkshop
from workshop.channel.network_options import NetworkOptions
from workshop.demo.simulated_phone import SimulatedPhone
from workshop.hosting.open_sessions import create_session, opened
from workshop.hosting.phone_server import serving
from workshop.machine.addresses import LOOPBACK

SECONDS_BETWEEN_TWO_LISTENERS = 0.15


async def test_what_the_screen_was_told_a_phone_that_asks_is_told(tmp_path: Path, monkeypatch) -> None:
    with opened(create_session(tmp_path, NewWorkshop("Prøve"))) as session:
        async with serving(session, NetworkOptions(LOOPBACK, 0)) as on_air, aiohttp.ClientSession() as client:
            phone = SimulatedPhone(client, f"http://{LOOPBACK}:{on_air.port}", "Ada")
            await phone.join(session.live.access.secret)
            asked: list[asyncio.Task[object]] = []
            session.live.listen(lambda _: asked.append(asyncio.create_task(phone.picture())))
            tell = session.room._tell

            def tell_slowly(each) -> None:
                """The room's thread is interrupted after each listener."""

                def told(listener) -> None:
                    each(listener)
                    time.sleep(SECONDS_BETWEEN_TWO_LISTENERS)

                tell(told)

            monkeypatch.setattr(session.room, "_tell", tell_slowly)
            accepted = await session.live.send(OpenNext())
            assert (await asked[0])["seq"] >= accepted.seq
