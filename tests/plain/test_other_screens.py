"""Leading line by line while others are attached: what they did is said, the group's is held still."""

from __future__ import annotations

import asyncio
import sys

import pytest
from hosted import order_for
from waiting import until

from sessions.commands import OpenNext
from workshop.attaching.attached_workshop import attach, attach_audience

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="a host is ended by a signal in support")


async def test_it_is_said_what_another_screen_did(plain, session) -> None:
    other = await attach(order_for(session))
    await other.live.send(OpenNext())
    await asyncio.to_thread(plain.until_said, "En anden skærm gik videre.")
    other.minutes_written()
    await asyncio.to_thread(plain.until_said, "En anden skærm skrev referatet.")
    await other.close()


async def test_the_group_s_screen_is_held_still_and_let_go_when_the_workshop_moves(plain, session) -> None:
    plain.type("F")
    await asyncio.to_thread(plain.until_said, "Der er ingen skærm for gruppen")
    audience = await attach_audience(order_for(session))
    other = await attach(order_for(session))
    await until(lambda: other.live.attached.audience == 1)
    await asyncio.sleep(1)  # the face behind the pipe has been told by now as well
    plain.type("F")
    await asyncio.to_thread(plain.until_said, "Gruppens skærm står stille")
    await until(lambda: audience.live.attached.frozen)
    await other.live.send(OpenNext())
    await asyncio.to_thread(plain.until_said, "Workshoppen er flyttet, så gruppens skærm følger med igen.")
    assert not audience.live.attached.frozen
    await other.close()
    await audience.close()
