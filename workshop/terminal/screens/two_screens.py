"""Leading while the group has a screen of its own: the cockpit, holding that screen still, other screens."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from textual.widgets import Static

from sessions.clock import seconds_forward
from workshop.facilitating.ports import OpenWorkshop
from workshop.facilitating.telling.crowding import crowding_in_lobby
from workshop.live.other_faces import Attached
from workshop.terminal.activities.activity_panel import ActivityPanel
from workshop.terminal.audience.holding import HeldPicture
from workshop.terminal.audience.view_of_state import Around
from workshop.terminal.cockpit.panels import CockpitNotes, CockpitSide
from workshop.terminal.cockpit.view import CockpitView, GroupScreen
from workshop.terminal.cockpit.viewing import Known, cockpit_view
from workshop.terminal.dialogs.ask import confirm
from workshop.terminal.screens.overlay_keys import LookingScreen
from workshop.terminal.theme.untrusted_text import plain

SECONDS_TOLD = 20.0
"""How long the status line tells what another screen did."""


class TwoScreens(LookingScreen):
    """Opens the cockpit when a screen for the group attaches, and closes it when the last one leaves."""

    DEFAULT_CSS = """
    TwoScreens #frozen {
        display: none; height: 1; padding: 0 2; text-style: bold;
        color: $alarm-ink; background: $alarm-paper;
    }
    TwoScreens.-frozen #frozen { display: block; }
    TwoScreens #stage { height: 1fr; }
    TwoScreens #left { width: 1fr; height: 1fr; }
    TwoScreens.-cockpit CockpitSide, TwoScreens.-cockpit CockpitNotes { display: block; }
    TwoScreens.-cockpit ActivityPanel { margin: 0 1 0 2; }
    TwoScreens.-cockpit.-roomy CockpitSide { margin: 1 2 0 0; }
    TwoScreens.-cockpit.-roomy ActivityPanel { margin: 1 1 0 2; }
    """

    def __init__(self, session: OpenWorkshop) -> None:
        """Begin with one screen."""
        super().__init__(session)
        self._faces_before = Attached()
        self._current_before = session.live.state.workshop.current
        self._held = HeldPicture()

    @property
    def has_cockpit(self) -> bool:
        """Whether the cockpit is shown."""
        return self.has_class("-cockpit")

    @property
    def panel_in_the_middle(self) -> ActivityPanel | None:
        """The panel of the activity that is shown; None in the lobby and at the end."""
        return None

    @property
    def saved_at(self) -> datetime | None:
        """When something was stored last."""
        return None

    # --- following the other faces -------------------------------------------------------------------

    def follow_faces(self) -> None:
        """Take note of who is attached now, and say what it leads to."""
        before, now = self._faces_before, self.live.attached
        moved = self._current_before != self.live.state.workshop.current
        self._faces_before, self._current_before = now, self.live.state.workshop.current
        self.set_class(now.frozen, "-frozen")
        if now.frozen and not before.frozen:
            self.query_one("#frozen", Static).update(plain(self.words("cockpit.frozen-bar")))
        if before.frozen and not now.frozen and moved:
            self._say("cockpit.said.let-go-by-move")
        if now.audience and not before.audience:
            self._show_cockpit(True, "opened")
        elif before.audience and not now.audience and self.has_cockpit:
            self._show_cockpit(False, "closed")

    def elsewhere(self) -> str:
        """What another screen that leads has just done, as a sentence; empty for nothing."""
        last = self.live.elsewhere
        if last is None or seconds_forward() - last.at > SECONDS_TOLD:
            return ""
        return self.words(f"elsewhere.{last.deed}")

    async def action_cockpit(self) -> None:
        """Show the cockpit, or the whole activity. Where the group sees this screen, it is asked first."""
        if self.has_cockpit:
            self._show_cockpit(False, "off")
        elif self.live.attached.audience or await self._may_be_seen():
            self._show_cockpit(True, "on")

    async def _may_be_seen(self) -> bool:
        return await confirm(
            self.app, self.words("cockpit.private.question"), self.words("cockpit.private.detail")
        )

    def _show_cockpit(self, shown: bool, said: str) -> None:
        if shown != self.has_cockpit:
            self.set_class(shown, "-cockpit")
            self.size_cockpit()
        self._say(f"cockpit.said.{said}")
        self.call_after_refresh(self.draw_cockpit)

    # --- drawing -------------------------------------------------------------------------------------

    def size_cockpit(self) -> None:
        """Give the cockpit the room that the terminal has for it."""
        self.query_one(CockpitSide).fit(self.size.width)

    def draw_cockpit(self) -> None:
        """Draw what is to be seen now."""
        attached = self.live.attached
        if not (self.has_cockpit or attached.audience) or not self.has(CockpitSide):
            return
        picture = self._held.now(self.live, self._around())
        if not self.has_cockpit:
            return
        known = self._held.is_known or not attached.frozen
        group = GroupScreen(picture if known else None, attached.audience, attached.frozen)
        if attached.columns and attached.rows:
            group = replace(group, columns=attached.columns, rows=attached.rows)
        view = self.cockpit_now(group)
        self.query_one(CockpitSide).draw(view, self.words)
        self.query_one(CockpitNotes).draw(view, self.words)

    def alarm(self) -> str:
        """What is wrong, or in the lobby that more have come than the run sheet is long enough for."""
        live, path = self.live, self.session.path
        return self.session.alarm() or crowding_in_lobby(path, live.state, live.method, self.words)

    def cockpit_now(self, group: GroupScreen) -> CockpitView:
        """The cockpit's picture of now."""
        live, session = self.live, self.session
        pairs = getattr(self.panel_in_the_middle, "suggestions", ())
        known = Known(
            session.clock.now(),
            live.words.language,
            group,
            session.connected(),
            live.writing,
            len(pairs),
            self.saved_at,
            self.words("terminal.not-stored") if live.trouble else self.alarm(),
            live.pressed,
            live.lost,
        )
        return cockpit_view(live.state, live.method, known)

    def _around(self) -> Around:
        live, now = self.live, self.session.clock.now()
        return Around(live.access, now, live.wifi, live.pointed, live.trouble, live.talk_left)
