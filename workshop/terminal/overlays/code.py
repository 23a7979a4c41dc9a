"""The QR code over everything, for whoever comes late; a new code, another address."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual.app import ComposeResult
from textual.widgets import Static

from workshop.facilitating.ports import OpenWorkshop, sentence_of
from workshop.terminal.actions.action_screen import HELP, Offer, Overlay
from workshop.terminal.actions.footer import ActionFooter
from workshop.terminal.actions.sending import say
from workshop.terminal.actions.spec import ActionSpec
from workshop.terminal.dialogs.ask import ask_choice, confirm
from workshop.terminal.frame.lobby_and_end import WIFI_CODE, LobbyStage
from workshop.terminal.overlays.list_overlay import CLOSE
from workshop.terminal.theme.untrusted_text import plain


class CodeOverlay(Overlay):
    """As the lobby, over whatever is on the projector."""

    ACTIONS: ClassVar[tuple[ActionSpec, ...]] = (
        WIFI_CODE,
        ActionSpec("rotate", ("ctrl+k",), "terminal.code.act.rotate", "terminal.code.help.rotate", rank=3),
        ActionSpec("address", ("ctrl+a",), "terminal.code.act.address", "terminal.code.help.address", rank=4),
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
        """Change between the code of the wireless network and that of the workshop."""
        self.query_one(LobbyStage).show_other_code()

    def on_resize(self) -> None:
        short = self.size.height < 24
        self.query_one("#overlay-title").display = not short
        self.query_one(LobbyStage).styles.margin = 0 if short else (1, 0, 0, 0)

    def picture_changed(self) -> None:
        self.query_one(LobbyStage).refresh_panel(())

    async def action_rotate(self) -> None:
        """A new QR code and a new code to type."""
        if await confirm(self.app, self.words("terminal.code.sure"), self.words("terminal.code.sure-detail")):
            await self._attempt(self._session.rotate_access())

    async def action_address(self) -> None:
        """Put another of the computer's addresses in the code."""
        choices = [
            (address.ip, f"{address.ip}  {address.interface}") for address in self._session.addresses()
        ]
        note = self.words("terminal.code.address-note")
        ip = await ask_choice(
            self.app, self.words("terminal.code.address-title"), choices, note, careful=True
        )
        if ip is not None:
            await self._attempt(self._session.choose_address(ip))

    async def _attempt(self, work: object) -> None:
        try:
            await work  # type: ignore[misc]  # either of the two coroutines above
        except Exception as problem:
            say(self.app, sentence_of(problem, self.words), "error")
        self.picture_changed()
