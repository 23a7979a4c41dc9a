"""A list over the workshop with its own keys: the base of parking lot, run sheet and participants."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from workshop.facilitating.act import Act
from workshop.facilitating.act_runner import ran_to_end
from workshop.facilitating.ports import OpenWorkshop
from workshop.facilitating.situation import Situation
from workshop.live.live_workshop import LiveWorkshop
from workshop.terminal.actions.action_screen import Overlay
from workshop.terminal.actions.action_spec import ActionSpec
from workshop.terminal.actions.common_actions import HELP, JUMP, PALETTE
from workshop.terminal.actions.footer import ActionFooter, FooterItem
from workshop.terminal.actions.offer import Offer
from workshop.terminal.dialogs.screen_conversation import Cursor, ScreenConversation
from workshop.terminal.theme.untrusted_text import plain
from workshop.terminal.widgets.option_lists import StandingList

CLOSE = ActionSpec(
    "close", ("escape", "q"), "acts.everywhere.close.label", "acts.everywhere.close.help", "", rank=2
)


_AROUND_LINE = 10
"""Cells for padding and a scroll bar. The list's own width is 0 while it is empty and hidden."""


@dataclass(frozen=True, slots=True)
class ListRow:
    """One row of the list: its key and its text."""

    key: str
    text: Content


class ListOverlay(Overlay):
    """Shows `lines()`, and keeps the cursor on the same item when the list changes."""

    TITLE_KEY: ClassVar[str] = ""
    EMPTY_KEY: ClassVar[str] = ""
    ENTER: ClassVar[str] = ""
    """The action run by Enter or a click on the chosen line."""

    DEFAULT_CSS = """
    ListOverlay { align: center middle; background: $paper 60%; }
    ListOverlay > #box {
        width: 100; max-width: 100%; height: 100%; max-height: 44;
        background: $paper; border: round $accent-ink;
    }
    ListOverlay #overlay-title { height: 1; margin: 1 2 0 2; text-style: bold; color: $accent-ink; }
    ListOverlay #overlay-note { padding: 0 2; color: $ink-soft; height: auto; margin-bottom: 1; }
    ListOverlay OptionList, ListOverlay OptionList:focus { height: 1fr; padding: 0 2; }
    ListOverlay #empty { height: 1fr; padding: 1 2; color: $ink-soft; display: none; }
    """

    def __init__(self, live: LiveWorkshop, session: OpenWorkshop | None = None) -> None:
        """List items of the live workshop; `session` is given if the acts need more than the state."""
        super().__init__()
        self.live = live
        self.session = session
        self._lines: tuple[ListRow, ...] = ()
        self._drawn = False

    def compose(self) -> ComposeResult:
        with Vertical(id="box"):
            yield Static(plain(self.words(self.TITLE_KEY)), id="overlay-title", markup=False)
            yield Static(id="overlay-note", markup=False)
            yield StandingList(markup=False)
            yield Static(
                plain(self.words(self.EMPTY_KEY)) if self.EMPTY_KEY else "", id="empty", markup=False
            )
            yield ActionFooter()

    def on_mount(self) -> None:
        self.rebind()
        self.query_one(OptionList).focus()
        self.state_changed()

    def on_resize(self) -> None:
        self.call_after_refresh(self.state_changed)

    def lines(self, width: int) -> Sequence[ListRow]:
        """The current rows, for a list `width` cells wide."""
        raise NotImplementedError

    def note(self) -> str:
        """The line under the title."""
        return ""

    def make_offers(self) -> Iterable[Offer]:
        return [Offer(spec, self, here=True) for spec in (*self.ACTIONS, CLOSE)] + [
            Offer(spec, self) for spec in (HELP, PALETTE, JUMP)
        ]

    def footer_rows(self) -> list[list[FooterItem]]:
        return [self.footer_items(self.offers)]

    @property
    def chosen(self) -> str:
        """The key at the cursor; empty for an empty list."""
        at = next((options.highlighted for options in self.query(OptionList)), None)
        return self._lines[at].key if at is not None and at < len(self._lines) else ""

    def choose(self, key: str) -> None:
        """Put the cursor on `key`, if it is listed."""
        for index, line in enumerate(self._lines):
            if line.key == key:
                self.query_one(OptionList).highlighted = index

    def state_changed(self) -> None:
        options = next(iter(self.query(OptionList)), None)
        if options is None:  # called after a refresh or by the clock, when the list was already dismissed
            return
        after = tuple(self.lines(max(20, self.query_one("#box").content_size.width - _AROUND_LINE)))
        self.query_one("#overlay-note", Static).update(plain(self.note()))
        if self._drawn and _looks(after) == _looks(self._lines):
            return
        self._drawn = True
        chosen, at = self.chosen, options.highlighted or 0
        self._lines = after
        options.clear_options()
        options.add_options([Option(line.text) for line in after])
        options.display = bool(after)
        self.query_one("#empty").display = not after
        if after:
            keys = [line.key for line in after]
            options.highlighted = keys.index(chosen) if chosen in keys else min(at, len(after) - 1)
        self.update_footer()

    @on(OptionList.OptionHighlighted)
    def _went_to(self, event: OptionList.OptionHighlighted) -> None:
        event.stop()
        self.update_footer()

    @on(OptionList.OptionSelected)
    def _entered(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        for offer in self.offers:
            if offer.spec.method == self.ENTER:
                self.perform(offer)

    @property
    def situation(self) -> Situation:
        """The current situation, for acts."""
        return Situation(self.live.state, self.live.method)

    async def do(self, act: Act) -> None:
        """Carry out an act on the chosen line; a cancelled one changes nothing."""
        known = {line.key for line in self._lines}
        talk = ScreenConversation(self.app, self.live, ListCursor(self), self.session)
        if not await ran_to_end(act.do(talk)):
            return
        if talk.accepted and act.ends:
            self.dismiss(None)
            return
        self.state_changed()
        added = next((line.key for line in self._lines if line.key not in known), "")
        if added and known:
            self.added(added)

    def added(self, key: str) -> None:
        """Choose an item that was just added."""
        self.choose(key)


class ListCursor(Cursor):
    """The selection of a list: the line at the cursor."""

    def __init__(self, overlay: ListOverlay) -> None:
        """Read the selection from `overlay`."""
        self._overlay = overlay

    @property
    def chosen(self) -> str:
        """The key of the line."""
        return self._overlay.chosen


def _looks(lines: Sequence[ListRow]) -> list[tuple[str, str]]:
    return [(line.key, line.text.plain) for line in lines]
