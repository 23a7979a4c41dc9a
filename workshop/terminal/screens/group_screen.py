"""What the group is to see, on the one screen there is: a clicker works, and any other key goes back."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from textual import events
from textual.app import ComposeResult
from textual.widgets import Static

from workshop.facilitating.availability import is_last
from workshop.terminal.actions.action_screen import Overlay
from workshop.terminal.actions.offer import Offer
from workshop.terminal.audience.draw_frame import paint
from workshop.terminal.audience.sheet import Sheet
from workshop.terminal.audience.view_of_state import Around, audience_view
from workshop.terminal.theme.untrusted_text import plain

if TYPE_CHECKING:
    from workshop.terminal.screens.facilitator_keys import DrivingScreen

SECONDS_BETWEEN_LOOKS = 0.25
KEPT = ("next", "previous")
"""The acts that the clicker's keys carry out here; nothing private opens from this screen."""


class GroupScreen(Overlay):
    """Shows the group's picture over the whole terminal, until a key is pressed."""

    DEFAULT_CSS = """
    GroupScreen { background: $paper; }
    GroupScreen #alarm {
        dock: bottom; height: auto; padding: 0 2; display: none; text-style: bold;
        color: $alarm-ink; background: $alarm-paper;
    }
    """

    def __init__(self, leading: DrivingScreen) -> None:
        """Show the workshop that `leading` leads."""
        super().__init__()
        self._leading = leading

    def compose(self) -> ComposeResult:
        yield Sheet()
        yield Static(id="alarm", markup=False)

    def make_offers(self) -> Iterable[Offer]:
        leading = self._leading
        own = (offer for offer in leading.make_offers() if offer.owner is leading)
        return [offer for offer in own if offer.spec.method in KEPT]

    def on_mount(self) -> None:
        self.app.clear_notifications()
        self.rebind()
        self.set_interval(SECONDS_BETWEEN_LOOKS, self.state_changed)
        self.call_after_refresh(self.state_changed)

    def on_resize(self) -> None:
        self.call_after_refresh(self.state_changed)

    def on_key(self, event: events.Key) -> None:
        if not any(event.key in offer.spec.keys for offer in self.offers):
            event.stop()
            self.dismiss(None)

    def perform(self, offer: Offer) -> None:
        # What ends the workshop may ask about texts: that is not for the group's screen.
        if offer.spec.method == "next" and is_last(self._leading.live.state):
            self.dismiss(None)
        else:
            super().perform(offer)

    def on_click(self) -> None:
        self.dismiss(None)

    def state_changed(self) -> None:
        if not self.is_mounted or not self.has(Sheet):
            return
        live, sheet = self._leading.live, self.query_one(Sheet)
        alarm = self.words("terminal.not-stored") if live.trouble else self._leading.session.alarm()
        line = self.query_one("#alarm", Static)
        line.display = bool(alarm)
        line.update(plain(alarm))
        now = self._leading.session.clock.now()
        around = Around(live.access, now, live.wifi, live.pointed, live.trouble, live.talk_left)
        view = audience_view(live.state, live.method, live.words, around)
        if sheet.size.width and sheet.size.height:
            sheet.show(paint(view, sheet.size.width, sheet.size.height))
