"""The audience's screen as a program: follows a hosted workshop, paints it, and has one key, which leaves.

It asks for nothing and changes nothing; leaving, crashing or hanging, it harms nobody.
"""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable
from typing import ClassVar, Protocol

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.message import Message

from prompts.language.words import Words
from sessions.clock import Clock
from sessions.state import Event
from workshop.live.live_workshop import LiveWorkshop
from workshop.terminal.audience.draw_frame import paint
from workshop.terminal.audience.holding import HeldPicture
from workshop.terminal.audience.sheet import Sheet
from workshop.terminal.audience.view_of_state import Around
from workshop.terminal.driver.nonblocking_driver import has_caught_up
from workshop.terminal.driver.textual_private import QuietApp, driver_of
from workshop.terminal.theme.ending_app import EndingApp

SECONDS_BETWEEN_LOOKS = 0.25
"""How often the clock is looked at."""
REDRAW_SECONDS = 0.1
"""At most ten pictures a second, however many phones send."""


class Watched(Protocol):
    """The workshop that is shown (`workshop.attaching.attached_workshop.AttachedWorkshop`)."""

    @property
    def live(self) -> LiveWorkshop: ...
    @property
    def clock(self) -> Clock: ...
    @property
    def has_ended(self) -> bool: ...
    @property
    def is_away(self) -> bool: ...
    def show_in(self, columns: int, rows: int) -> None: ...
    async def close(self, *, hung_up: bool = False) -> None: ...


class AudienceApp(EndingApp):
    """Shows one hosted workshop to the group.

    `ended` says that the workshop was closed; `refused` is the error with a sentence that kept it from
    attaching.
    """

    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(key, "leave", show=False) for key in ("q", "ctrl+q", "ctrl+c")
    ]

    class StateChanged(Message):
        """Something was stored."""

    def __init__(self, attach: Callable[[], Awaitable[Watched]], words: Words, look: str) -> None:
        """`attach` finds the workshop, on the app's own loop; `look` is the name of a theme."""
        super().__init__(words)
        self.theme = look
        self.ended = False
        self.refused: Exception | None = None
        self._find = attach
        self._watched: Watched | None = None
        self._stop_listening: Callable[[], None] | None = None
        self._picture = HeldPicture()
        self._drawn_at = 0.0
        self._woken = False

    def compose(self) -> ComposeResult:
        yield Sheet()

    async def on_mount(self) -> None:
        try:
            self._watched = await self._find()
        except Exception as problem:
            if not callable(getattr(problem, "sentence", None)):
                raise
            self.refused = problem
            self.exit(return_code=0)
            return
        self._stop_listening = self._watched.live.listen(self._on_events)
        self.set_interval(SECONDS_BETWEEN_LOOKS, self.redraw)
        self.redraw()

    async def on_unmount(self) -> None:
        if self._stop_listening is not None:
            self._stop_listening()
        if self._watched is not None:
            await self._watched.close()

    def on_resize(self, event: events.Resize) -> None:
        self.call_later(self.redraw)

    def _on_events(self, events: tuple[Event, ...]) -> None:
        # Called outside Textual's own tasks, where a timer would have no app: only post a message.
        if not self._woken:
            self._woken = True
            self.post_message(self.StateChanged())

    def on_audience_app_state_changed(self) -> None:
        wait = self._drawn_at + REDRAW_SECONDS - time.monotonic()
        if wait > 0:
            self.set_timer(wait, self.redraw)
        else:
            self.redraw()

    def redraw(self) -> None:
        """Paint what there is to be seen now."""
        watched = self._watched
        sheets = self.query(Sheet)
        if watched is None or not sheets:
            return
        if watched.has_ended:
            self.ended = True
            self.exit(0)
            return
        self._woken = False
        self._drawn_at = time.monotonic()
        if has_caught_up(driver_of(self)):
            self.refresh(layout=True)
        live, sheet = watched.live, sheets.first()
        sheet.own = live.method.look
        troubled = live.trouble or watched.is_away
        around = Around(live.access, watched.clock.now(), live.wifi, live.pointed, troubled, live.talk_left)
        view = self._picture.now(live, around)
        if sheet.size.width and sheet.size.height:
            watched.show_in(sheet.size.width, sheet.size.height)
            sheet.show(paint(view, sheet.size.width, sheet.size.height))

    def action_leave(self) -> None:
        """Leave at once: nobody else notices."""
        self.exit(0)

    async def action_quit(self) -> None:
        self.action_leave()

    def action_help_quit(self) -> None:
        self.action_leave()


class QuietAudienceApp(QuietApp, AudienceApp):
    """The app as people run it: a crash is reported by the command line, which writes a report file."""
