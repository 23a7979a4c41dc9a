"""Simulated phones beside a real facilitator: they respond whenever an activity is opened."""

from __future__ import annotations

import asyncio
import contextlib

import aiohttp

from prompts.methods.model import Kind
from sessions.state import Event
from sessions.tallies.tally import placement_rounds
from workshop.demo.case import Case
from workshop.demo.player import CasePlayer
from workshop.live.live_workshop import LiveWorkshop

HUMAN_PACE = 0.7
"""Seconds between a simulated phone's inputs, so that a facilitator sees them come."""


class PhonesBeside:
    """The phones of one case in a workshop that a person leads."""

    def __init__(self, live: LiveWorkshop, case: Case, origin: str, pace: float = HUMAN_PACE) -> None:
        """`origin` is where the phones reach the server, such as `http://127.0.0.1:8140`."""
        self._live = live
        self._case = case
        self._origin = origin
        self._pace = pace
        self._changed = asyncio.Event()
        self._task: asyncio.Task[None] | None = None
        self._second_round_played = False

    def start(self) -> None:
        """Join, and take part until `stop`."""
        self._task = asyncio.create_task(self._run())

    async def stop(self) -> None:
        """Stop the phones."""
        if self._task is not None:
            self._task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._task

    async def _run(self) -> None:
        stop_listening = self._live.listen(self._note)
        try:
            async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0)) as client:
                player = CasePlayer(self._live, self._case, client, self._pace, lively=True)
                try:
                    await player.join(self._origin)
                    while True:
                        await self._play_current(player)
                        await self._changed.wait()
                        self._changed.clear()
                finally:
                    await player.leave()
        finally:
            stop_listening()

    def _note(self, events: tuple[Event, ...]) -> None:
        self._changed.set()

    async def _play_current(self, player: CasePlayer) -> None:
        scheduled = self._live.state.current()
        if scheduled is None or not scheduled.input_open:
            return
        activity = self._live.method.activity(scheduled.activity)
        _, second = placement_rounds(self._live.state.workshop.meeting)
        if activity.kind is Kind.PLACE and scheduled.placement_round == second:
            if not self._second_round_played:
                self._second_round_played = True
                await player.place_again()
            return
        await player.play_phones(activity)
