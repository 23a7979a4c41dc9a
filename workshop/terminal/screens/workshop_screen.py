"""The workshop on the projector: header, middle, status bar, footer.

The middle depends on the state alone: lobby, one panel per kind of activity, end. So resume,
undo and jumps in the run sheet all lead to the right panel without special handling.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.containers import Container, Horizontal, Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from sessions.model import WorkshopStatus
from sessions.state import Event
from workshop.facilitating.ports import OpenWorkshop
from workshop.facilitating.situation import Situation
from workshop.facilitating.telling.clock_reading import ClockReading, read_clock
from workshop.facilitating.telling.part_words import part_words
from workshop.terminal.actions.action_screen import Overlay
from workshop.terminal.actions.action_spec import ActionSpec
from workshop.terminal.actions.everywhere import FRAME_ACTIONS
from workshop.terminal.actions.footer import ActionFooter, FooterItem
from workshop.terminal.actions.offer import Offer
from workshop.terminal.activities.activity_panel import ActivityPanel
from workshop.terminal.activities.panel_registry import panel_for
from workshop.terminal.cockpit.panels import CockpitNotes, CockpitSide
from workshop.terminal.dialogs.sending import say
from workshop.terminal.frame.end_stage import EndStage
from workshop.terminal.frame.first_keys_line import FirstKeysLine
from workshop.terminal.frame.header import Header
from workshop.terminal.frame.instruction import Instruction
from workshop.terminal.frame.join_stage import Stage
from workshop.terminal.frame.lobby_stage import LobbyStage
from workshop.terminal.frame.status_bar import StatusBar
from workshop.terminal.screens.two_screens import TwoScreens
from workshop.terminal.theme.themed_app import ThemedApp
from workshop.terminal.theme.untrusted_text import plain

REDRAW_SECONDS = 0.1
"""At most ten redraws a second, however many phones send."""

SHORT_ROWS, TINY_ROWS, NARROW_COLUMNS = 28, 24, 80
LOBBY, END = "lobby", "end"


class WorkshopScreen(TwoScreens):
    """One open workshop, from lobby to end."""

    ACTIONS: ClassVar[tuple[ActionSpec, ...]] = FRAME_ACTIONS

    DEFAULT_CSS = """
    WorkshopScreen { layout: vertical; background: $paper; color: $ink; }
    WorkshopScreen #prompt {
        height: auto; max-height: 3; padding: 0 2; margin: 1 0 0 0; text-style: bold; color: $ink;
    }
    WorkshopScreen #middle { height: 1fr; }
    WorkshopScreen ActivityPanel { margin: 1 2 0 2; }
    WorkshopScreen #bottom { dock: bottom; height: auto; }
    WorkshopScreen #bottom > * { dock: none; }
    WorkshopScreen.-roomy Stage { margin-top: 1; }
    WorkshopScreen.-tight #prompt { margin: 0; max-height: 2; }
    WorkshopScreen.-tight ActivityPanel { margin: 0 2; }
    """

    class StateChanged(Message):
        """Something was stored."""

    def __init__(self, session: OpenWorkshop) -> None:
        """Show an open workshop."""
        super().__init__(session)
        self.spoken = session.live.words
        self._stop_listening: Callable[[], None] | None = None
        self._pending: list[Event] = []
        self._anything = True
        self._woken = False
        self._drawn_at = 0.0
        self._in_middle = ""
        self._files: tuple[Path, ...] = ()
        self._left = False

    def compose(self) -> ComposeResult:
        yield Header(self.live)
        yield Static(id="frozen", markup=False)
        yield Static(id="prompt", markup=False)
        yield Instruction()
        with Horizontal(id="stage"):
            with Vertical(id="left"):
                yield Container(id="middle")
                yield CockpitNotes()
            yield CockpitSide()
        with Container(id="bottom"):
            yield FirstKeysLine()
            yield StatusBar(self.live)
            yield ActionFooter()

    def on_mount(self) -> None:
        if not self.has(StatusBar):  # the program is being left already
            return
        self.query_one(StatusBar).stored(self.session.clock.now())
        self._stop_listening = self.live.listen(self._on_events)
        self.set_interval(0.5, self._tick)
        self.post_message(self.StateChanged())

    def on_unmount(self) -> None:
        if self._stop_listening is not None:
            self._stop_listening()

    @property
    def middle(self) -> ActivityPanel | Stage | None:
        """The panel, lobby or end that is currently shown."""
        found = [
            child for child in self.query_one("#middle").children if isinstance(child, (ActivityPanel, Stage))
        ]
        return found[-1] if found else None

    @property
    def panel_in_the_middle(self) -> ActivityPanel | None:
        middle = self.middle
        return middle if isinstance(middle, ActivityPanel) else None

    @property
    def saved_at(self) -> datetime | None:
        return self.query_one(StatusBar).stored_at

    # --- following the room ---------------------------------------------------------------------

    def _on_events(self, events: tuple[Event, ...]) -> None:
        # Called outside Textual's own tasks, where painting would be lost: only post a message.
        if events:
            self._pending.extend(events)
        else:
            self._anything = True
        if not self._woken:
            self._woken = True
            self.post_message(self.StateChanged())

    async def on_workshop_screen_state_changed(self) -> None:
        wait = self._drawn_at + REDRAW_SECONDS - time.monotonic()
        if wait > 0:
            self.set_timer(wait, self.redraw)
        else:
            await self.redraw()

    async def redraw(self) -> None:
        """Show what has been stored since the last call; does nothing while the screen is being left."""
        if not self.has(StatusBar):
            return
        self._woken = False
        self._drawn_at = time.monotonic()
        events = () if self._anything else tuple(self._pending)
        if self._pending:
            self.query_one(StatusBar).stored(self._pending[-1].at)
        self._pending.clear()
        self._anything = False
        if not await self._put_in_middle():
            self._refresh_middle(events)
        self.query_one(Header).show_place(self._part())
        self.follow_faces()
        self._tick()
        self.update_footer()
        for screen in self.app.screen_stack:
            if isinstance(screen, Overlay) and screen.is_mounted:
                screen.state_changed()

    def _wanted(self) -> str:
        workshop = self.live.state.workshop
        if workshop.status is WorkshopStatus.CLOSED:
            return END
        return workshop.current or LOBBY

    async def _put_in_middle(self) -> bool:
        """Replace the middle if the state requires it; whether it did."""
        wanted = self._wanted()
        if wanted == self._in_middle:
            return False
        self._in_middle = wanted
        widget = self._make_middle(wanted)
        middle = self.query_one("#middle")
        with self.app.batch_update():
            await middle.remove_children()
            if not middle.is_attached:  # the screen was left while the old panel was being removed
                return True
            await middle.mount(widget)
            if not middle.is_attached:
                return True
            self._show_prompt(widget)
            self._size_header()
            self.rebind()
        if isinstance(widget, ActivityPanel):
            widget.focus()
        self._refresh_middle(())
        return True

    def _make_middle(self, wanted: str) -> ActivityPanel | Stage:
        if wanted == LOBBY:
            return LobbyStage(self.live)
        if wanted == END:
            return EndStage(self.live)
        row = self.live.state.scheduled.get(wanted)
        if row is None:
            raise LookupError(wanted)
        return panel_for(self.live.method.activity(row.activity).kind)(self.live, row.id)

    def _refresh_middle(self, events: tuple[Event, ...]) -> None:
        middle = self.middle
        if isinstance(middle, Stage):
            middle.shows_codes = not self.has_cockpit
        if isinstance(middle, EndStage):
            middle.files, middle.writing = self._files, self.writing
        if middle is not None and middle.is_mounted:
            middle.refresh_panel(events)

    def _show_prompt(self, widget: ActivityPanel | Stage) -> None:
        prompt = self.query_one("#prompt", Static)
        own = not isinstance(widget, ActivityPanel) or widget.SHOWS_PROMPT
        prompt.display = not (own or self.has_cockpit)
        if isinstance(widget, ActivityPanel) and not own:
            prompt.update(plain(widget.activity.prompt))
        told = isinstance(widget, ActivityPanel) and not (own or self.has_cockpit or widget.activity.pause)
        instruction = self.query_one(Instruction)
        instruction.say(widget.activity.body if isinstance(widget, ActivityPanel) and told else ())

    def allows(self, method: str) -> bool:
        """The activity's text can be unfolded only where it is shown."""
        if method == "instruction":
            return self.has(Instruction) and self.query_one(Instruction).has_text
        return super().allows(method)

    def action_instruction(self) -> None:
        """Show the whole text of the activity, or only its first lines."""
        self.query_one(Instruction).turn()

    # --- the clock ------------------------------------------------------------------------------

    def reading(self) -> ClockReading | None:
        """The current clock reading; None outside activities."""
        state = self.live.state
        current = state.current() if state.workshop.status is WorkshopStatus.RUNNING else None
        return None if current is None else read_clock(state, current, self.session.clock.now())

    def _part(self) -> str:
        """The part of the activity that runs, in words; empty where it has none."""
        situation = Situation(self.live.state, self.live.method)
        row, activity = situation.scheduled, situation.activity
        if row is None or activity is None:
            return ""
        return part_words(row, activity, self.words, self.session.clock.now())

    def _tick(self) -> None:
        if not self.has(StatusBar):
            return
        if self.session.has_ended:
            self._leave_what_has_ended()
            return
        header = self.query_one(Header)
        header.show_clock(self.reading())
        header.show_place(self._part())
        bar = self.query_one(StatusBar)
        bar.show(self.session.connected(), self._status(), self.alarm(), self.elsewhere())
        self.draw_cockpit()

    def _leave_what_has_ended(self) -> None:
        if not self._left:
            self._left = True
            say(self.app, self.spoken("attached.ended"), "warning")
            # Dialogs and lists that lie over this screen have nothing left to do.
            self.app.call_later(self._close_all_above)

    async def _close_all_above(self) -> None:
        while self.is_attached and self.app.screen is not self:
            await self.app.pop_screen()
        self.dismiss("home")

    def _status(self) -> Content | None:
        middle = self.middle
        return middle.status() if middle is not None else None

    async def write_typed(self) -> bool:
        written = await super().write_typed()
        if not written:
            say(self.app, self.words("terminal.said.text-nowhere"))
        return written

    def on_paste(self, event: events.Paste) -> None:
        """Pasted text belongs in the same form as typed text."""
        event.stop()
        if isinstance(self.app, ThemedApp) and event.text.strip():
            self.run_worker(self.app.typed.write(self, event.text), exit_on_error=False)

    # --- keys and footer ------------------------------------------------------------------------

    def make_offers(self) -> Iterable[Offer]:
        middle = self.middle
        if middle is not None:
            yield from (Offer(spec, middle, here=True) for spec in middle.ACTIONS)
        yield from super().make_offers()

    def footer_rows(self) -> list[list[FooterItem]]:
        here = self.footer_items(offer for offer in self.offers if offer.here)
        everywhere = self.footer_items(offer for offer in self.offers if not offer.here)
        if self.size.height >= TINY_ROWS and here:
            return [here, everywhere]
        # In a single row the panel's first action comes before the general ones.
        return [[*(replace(item, pinned=True) for item in here[:1]), *here[1:2], *everywhere]]

    def perform(self, offer: Offer) -> None:
        self.query_one(FirstKeysLine).used(offer.spec.method)
        super().perform(offer)

    def size_cockpit(self) -> None:
        self._size_header()
        if (middle := self.middle) is not None:
            self._show_prompt(middle)
            self._refresh_middle(())
        super().size_cockpit()

    def on_resize(self) -> None:
        self._size_header()
        if self.has_cockpit:
            self.size_cockpit()
            self.call_after_refresh(self.draw_cockpit)
        self.update_footer()

    def _size_header(self) -> None:
        rows, columns = self.size.height, self.size.width
        tiny = (
            rows < TINY_ROWS
            or columns < NARROW_COLUMNS
            or (self._in_middle in (LOBBY, END) and rows < SHORT_ROWS)
        )
        header = self.query_one(Header)
        header.set_class(tiny, "-tiny")
        header.set_class((rows < SHORT_ROWS or self.has_cockpit) and not tiny, "-short")
        self.set_class(rows < TINY_ROWS, "-tight")
        self.set_class(rows >= SHORT_ROWS, "-roomy")
        self.query_one(Instruction).fit(2 if rows >= SHORT_ROWS else 1 if rows >= TINY_ROWS else 0)

    def files_written(self, files: tuple[Path, ...]) -> None:
        self._files = files or self._files
        self._on_events(())
