"""A room of simulated phones with habits of their own, so that a facilitator can practise alone.

Each phone sees only what `/api/state` returns and sends through the phones' own API. There is no
script: they respond to whatever activity the facilitator opens, as long as it is open.
"""

from __future__ import annotations

import asyncio
import contextlib
import random
from collections.abc import Iterable
from dataclasses import dataclass

import aiohttp

from sessions.state import Event
from workshop.demo.simulated_people import Bank, Habits, Hand
from workshop.demo.simulated_phone import PhoneRefusedError, SimulatedPhone
from workshop.live.live_workshop import LiveWorkshop

SECONDS_BETWEEN_ARRIVALS = 0.6
SECONDS_BEFORE_ANOTHER_TRY = 2.0

Moment = tuple[str, int, bool]
"""The activity on the projector, its placement round, and whether phones may send."""


@dataclass(slots=True)
class Guest:
    """One phone and its person. Once joined, a phone stays joined."""

    habits: Habits
    hand: Hand
    phone: SimulatedPhone | None = None
    joined: bool = False


class Crowd:
    """The phones of a rehearsal. It may be started again when the workshop is opened again."""

    def __init__(self, bank: Bank, size: int, speed: float, seed: int = 0) -> None:
        """`size` people; at `speed` 2 everything takes half the time; `seed` decides who does what."""
        chance = random.Random(seed)  # noqa: S311 - people for a rehearsal, nothing secret
        texts = bank.shuffled(chance)
        self._guests = [Guest(habits, Hand(texts, habits, speed)) for habits in bank.people(size, chance)]
        self._speed = speed
        self._tasks: list[asyncio.Task[None]] = []
        self._changed = asyncio.Event()
        self._moment: Moment = ("", 0, False)
        self._live: LiveWorkshop | None = None

    @property
    def joined(self) -> int:
        """How many have joined."""
        return sum(guest.joined for guest in self._guests)

    def start(self, live: LiveWorkshop, origin: str) -> None:
        """Join one after the other, and take part until `stop`."""
        self._live = live
        self._changed = asyncio.Event()
        self._moment = self._moment_now(live)
        self._tasks = [asyncio.create_task(self._run(live, origin))]

    async def stop(self) -> None:
        """Stop the phones."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _run(self, live: LiveWorkshop, origin: str) -> None:
        stop_listening = live.listen(self._note)
        try:
            async with aiohttp.ClientSession(
                connector=aiohttp.TCPConnector(limit=0), timeout=aiohttp.ClientTimeout(total=None)
            ) as client:
                await _together(
                    self._be_there(guest, client, live, origin, place * SECONDS_BETWEEN_ARRIVALS)
                    for place, guest in enumerate(self._guests)
                )
        finally:
            stop_listening()

    def _note(self, events: tuple[Event, ...]) -> None:
        # Wake everybody when the activity changes, not for every input of the others.
        if self._live is not None and (moment := self._moment_now(self._live)) != self._moment:
            self._moment = moment
            self._changed.set()
            self._changed = asyncio.Event()

    @staticmethod
    def _moment_now(live: LiveWorkshop) -> Moment:
        row = live.state.current()
        return ("", 0, False) if row is None else (row.id, row.placement_round, row.input_open)

    async def _be_there(
        self, guest: Guest, client: aiohttp.ClientSession, live: LiveWorkshop, origin: str, arrival: float
    ) -> None:
        phone = SimulatedPhone(client, origin, guest.habits.alias, guest.habits.table)
        if guest.joined and guest.phone is not None:
            phone.token = guest.phone.token
        else:
            await asyncio.sleep(arrival / self._speed)
            while not guest.joined:
                try:
                    await phone.join(live.access.secret)
                    guest.joined = True
                except PhoneRefusedError:
                    await asyncio.sleep(SECONDS_BEFORE_ANOTHER_TRY)
        guest.phone = phone
        stream = asyncio.create_task(_listen(client, origin, phone.token))
        try:
            await self._take_part(guest, phone)
        finally:
            stream.cancel()

    async def _take_part(self, guest: Guest, phone: SimulatedPhone) -> None:
        played: set[Moment] = set()
        while True:
            moment, changed = self._moment, self._changed
            if moment[2] and moment not in played:
                played.add(moment)
                with contextlib.suppress(PhoneRefusedError, aiohttp.ClientError, asyncio.TimeoutError):
                    await guest.hand.play(phone)  # refused: the activity was closed while they wrote
            if self._moment == moment:
                await changed.wait()


async def _listen(client: aiohttp.ClientSession, origin: str, token: str) -> None:
    """Hold the stream open as a page does, so that the phone counts as connected."""
    while True:
        with contextlib.suppress(aiohttp.ClientError, asyncio.TimeoutError):
            headers = {"Authorization": f"Bearer {token}"}
            async with client.get(f"{origin}/api/stream", headers=headers) as response:
                async for _ in response.content.iter_any():
                    pass
        await asyncio.sleep(SECONDS_BEFORE_ANOTHER_TRY)


async def _together(parts: Iterable[object]) -> None:
    await asyncio.gather(*parts)  # type: ignore[call-overload]  # coroutines of ours
