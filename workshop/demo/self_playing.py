"""A case that plays itself on the screen: phones and facilitator, with a caption for each step."""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections.abc import Callable

import aiohttp

from prompts.methods.model import Activity, Kind
from sessions.commands import CloseWorkshop
from sessions.errors import Refused
from sessions.model import ActivityStatus
from workshop.demo.case import Case
from workshop.demo.player import CasePlayer
from workshop.live.live_workshop import LiveWorkshop

WHOLE_SECONDS = 180.0
"""How long the whole play takes."""
_BEFORE_THE_FIRST, _SHARE_OF_PHONES = 6.0, 0.4

Caption = Callable[[str, float], None]
"""Shows a sentence for so many seconds."""


class SelfPlaying:
    """Plays a case from the first join to the end, in `seconds`."""

    def __init__(
        self, live: LiveWorkshop, case: Case, origin: str, caption: Caption, seconds: float = WHOLE_SECONDS
    ) -> None:
        """`origin` is where the phones reach the server, such as `http://127.0.0.1:8140`."""
        self._live = live
        self._case = case
        self._origin = origin
        self._caption = caption
        self._seconds = seconds
        self._task: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Begin; nothing is asked of anybody."""
        self._task = asyncio.create_task(self._run())

    async def stop(self) -> None:
        """Stop the play where it is."""
        if self._task is not None:
            self._task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._task

    async def _run(self) -> None:
        sheet = [row for row in self._live.state.run_sheet() if row.status is not ActivityStatus.SKIPPED]
        each = max(0.0, self._seconds - _BEFORE_THE_FIRST) / max(1, len(sheet))
        words = self._live.words
        async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0)) as client:
            player = CasePlayer(self._live, self._case, client, lively=True)
            try:
                self._caption(words("demo.caption.start", n=round(self._seconds / 60)), _BEFORE_THE_FIRST)
                await player.join(self._origin)
                await asyncio.sleep(min(_BEFORE_THE_FIRST, self._seconds))
                while await self._step(player, each):
                    pass
            finally:
                await player.leave()
        with contextlib.suppress(Refused):
            await self._live.send(CloseWorkshop())
        self._caption(words("demo.caption.end"), each * 2)

    async def _step(self, player: CasePlayer, seconds: float) -> bool:
        """One activity: its caption, the phones, the facilitator; False after the last one."""
        began = time.monotonic()

        async def phones_are_done(activity: Activity) -> None:
            await asyncio.sleep(max(0.0, began + seconds * _SHARE_OF_PHONES - time.monotonic()))

        def told(activity: Activity) -> None:
            words, kind = self._live.words, str(activity.kind)
            key = kind if kind in words.under("demo.caption.") else Kind.PRESENT
            self._caption(words(f"demo.caption.{key}", title=activity.title), seconds)

        if not await player.play_next(told, phones_are_done):
            return False
        await asyncio.sleep(max(0.0, began + seconds - time.monotonic()))
        return True
