"""The QR code over everything, for latecomers; a new code, another address."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import ClassVar

from textual.app import ComposeResult
from textual.widgets import Static

from workshop.facilitating.act import Act
from workshop.facilitating.act_runner import ran_to_end
from workshop.facilitating.acts.anytime import everywhere
from workshop.facilitating.acts.anytime.access import ACTS
from workshop.facilitating.ports import OpenWorkshop
from workshop.facilitating.situation import Situation
from workshop.terminal.actions.action_screen import ActionScreen, Overlay
from workshop.terminal.actions.action_spec import ActionSpec, specs_of
from workshop.terminal.actions.common_actions import HELP
from workshop.terminal.actions.footer import ActionFooter
from workshop.terminal.actions.offer import Offer
from workshop.terminal.dialogs.screen_conversation import ScreenConversation
from workshop.terminal.frame.lobby_stage import WIFI_CODE, LobbyStage
from workshop.terminal.overlays.list_overlay import CLOSE
from workshop.terminal.theme.untrusted_text import plain

CLICKER = tuple(
    replace(spec, act=None, shown=False)
    for spec in specs_of(everywhere.DRIVING)
    if spec.method in ("next", "previous")
)
"""The keys of a presenter's clicker: the codes are laid aside, and the workshop goes on or back."""


class CodeOverlay(Overlay):
    """The lobby's codes, over whatever is on the projector."""

    ACTIONS: ClassVar[tuple[ActionSpec, ...]] = (
        WIFI_CODE,
        *specs_of(ACTS),
        *CLICKER,
    )

    DEFAULT_CSS = """
    CodeOverlay { background: $paper; }
    CodeOverlay #overlay-title { padding: 0 2; text-style: bold; color: $accent-ink; margin-top: 1; }
    CodeOverlay LobbyStage { margin-top: 1; }
    """

    def __init__(self, session: OpenWorkshop) -> None:
        """Show how to join."""
        super().__init__()
        self._session = session

    def compose(self) -> ComposeResult:
        yield Static(plain(self.words("terminal.code.title")), id="overlay-title", markup=False)
        yield LobbyStage(self._session.live)
        yield ActionFooter()

    def make_offers(self) -> Iterable[Offer]:
        return [Offer(spec, self, here=True) for spec in (*self.ACTIONS, CLOSE)] + [Offer(HELP, self)]

    def on_mount(self) -> None:
        self.rebind()

    def allows(self, method: str) -> bool:
        return method != "wifi_code" or any(stage.needs_wifi_key for stage in self.query(LobbyStage))

    def action_wifi_code(self) -> None:
        """Switch between the codes of the wireless network and the workshop."""
        self.query_one(LobbyStage).show_other_code()

    def action_next(self) -> None:
        """Go on, without the codes."""
        self._step("next")

    def action_previous(self) -> None:
        """Go back, without the codes."""
        self._step("previous")

    def _step(self, method: str) -> None:
        stack = self.app.screen_stack
        below = stack[stack.index(self) - 1]
        self.dismiss(None)
        if isinstance(below, ActionScreen):
            for offer in below.offers:
                if offer.spec.method == method:
                    below.perform(offer)

    def on_resize(self) -> None:
        short = self.size.height < 24
        self.query_one("#overlay-title").display = not short
        self.query_one(LobbyStage).styles.margin = 0 if short else (1, 0, 0, 0)

    def state_changed(self) -> None:
        for stage in self.query(LobbyStage):
            if stage.query("#count"):  # an act may finish when this is already being dismissed
                stage.refresh_panel(())

    @property
    def situation(self) -> Situation:
        """The current situation, for acts."""
        return Situation(self._session.live.state, self._session.live.method)

    async def do(self, act: Act) -> None:
        """Carry out an act; a cancelled one changes nothing."""
        talk = ScreenConversation(self.app, self._session.live, session=self._session)
        if await ran_to_end(act.do(talk)):
            self.state_changed()
