"""Plays a case: the phones' part through simulated phones, the facilitator's part by commands.

Each activity of the run sheet has these two parts. Headless, both are played; beside a facilitator
at the screen only the phones' part, whenever an activity is opened.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

import aiohttp

from prompts.methods.model import Activity, Method
from sessions.commands import OpenNext
from sessions.errors import EndOfRunSheetError
from workshop.demo.case import Case
from workshop.demo.case_run import CaseRun
from workshop.demo.facilitator_part import FacilitatorPart
from workshop.demo.phones_part import PhonesPart
from workshop.demo.simulated_phone import SimulatedPhone
from workshop.live.live_workshop import LiveWorkshop

Tell = Callable[[Activity], None]
Between = Callable[[Activity], Awaitable[None]]


class CasePlayer:
    """Plays one case in one running workshop."""

    def __init__(
        self,
        live: LiveWorkshop,
        case: Case,
        client: aiohttp.ClientSession,
        pace: float = 0.0,
        *,
        lively: bool = False,
    ) -> None:
        """`pace` is how many seconds a phone waits before each input.

        `lively` phones stay connected, say when they are done, and rate what the case has no numbers for.
        """
        self._run = CaseRun(live, case)
        self._client = client
        self._pace = pace
        self._lively = lively
        self._phones = PhonesPart(self._run, pace, lively=lively)
        self._facilitator = FacilitatorPart(self._run, self._phones.place_again)
        self._streams: list[asyncio.Task[None]] = []
        self._has_parked = False

    @property
    def method(self) -> Method:
        """The workshop's method."""
        return self._run.live.method

    @property
    def cards(self) -> dict[str, str]:
        """The session's ids of the initiatives, by the case's own."""
        return self._run.cards

    @property
    def refused(self) -> list[str]:
        """A sentence for each input that was refused."""
        return self._run.refused

    async def join(self, origin: str) -> None:
        """All participants join, in the order of the case."""
        secret = self._run.live.access.secret
        for person in self._run.case.participants:
            phone = SimulatedPhone(self._client, origin, person.alias, person.table)
            await phone.join(secret)
            self._run.phones[person.alias] = phone
            if self._lively:
                self._streams.append(asyncio.create_task(phone.listen()))
            await asyncio.sleep(self._pace)

    async def leave(self) -> None:
        """The phones are put away: they are no longer connected."""
        for stream in self._streams:
            stream.cancel()
        await asyncio.gather(*self._streams, return_exceptions=True)
        self._streams.clear()

    async def play(self, tell: Tell) -> None:
        """Play both parts of every activity, to the end of the run sheet."""
        while await self.play_next(tell):
            pass

    async def play_next(self, tell: Tell, between: Between | None = None) -> bool:
        """Go on and play both parts of the activity, `between` them what is given; False after the last."""
        if not self._has_parked:
            self._has_parked = True
            await self._facilitator.park()
        try:
            await self._facilitator.do(OpenNext())
        except EndOfRunSheetError:
            return False
        activity = self._run.activity()
        tell(activity)
        await self._phones.play(activity)
        if between is not None:
            await between(activity)
        await self._facilitator.play(activity)
        return True

    async def play_phones(self, activity: Activity) -> None:
        """Send the participants' input for `activity`, once per deck, phase and scale."""
        await self._phones.play(activity)

    async def place_again(self) -> None:
        """Send the participants' placements of the second round."""
        await self._phones.place_again()
