"""The way in: codes to scan on the left, the address and more to read on the right."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.geometry import Size
from textual.widgets import Static

from prompts.language.words import Words
from sessions.state import Event
from workshop.live.live_workshop import JoinAccess, LiveWorkshop
from workshop.live.wifi_qr import Wifi
from workshop.terminal.actions.action_screen import ActionScreen
from workshop.terminal.actions.action_spec import ActionSpec
from workshop.terminal.theme.untrusted_text import cut, plain
from workshop.terminal.widgets.big_text import big_lines
from workshop.terminal.widgets.qr_code import QUIET_ZONE, TIGHT_ZONE, QrCode, qr_size, quiet_zone_for

LONGEST_NAME = 32
"""A network's name has at most so many characters."""

BETWEEN = 3
LEAST_SIDE = 34
"""Cells between the codes, and for what is to be read beside them: the code in large letters fits."""

LINES_FOR_LETTERS = 22

JOIN, WIFI = "join", "wifi"
CODES = (WIFI, JOIN)


def access_text(access: JoinAccess, words: Words, width: int) -> Content:
    """The address and the code to type, the code in large letters if they fit."""
    address = access.origin.removeprefix("http://") or words("terminal.lobby.no-address")
    # Two groups are easier to keep in mind, wherever there is room for the gap between them.
    big = big_lines(f"{access.code[:3]} {access.code[3:]}")
    if width < max(map(len, big)):
        big = big_lines(access.code)
    code = "\n".join(big) if width >= max(map(len, big)) else f"{access.code[:3]} {access.code[3:]}"
    return Content.assemble(
        (words("terminal.lobby.address"), "$ink-soft"),
        "\n",
        (address, "bold $accent-ink"),
        "\n\n",
        (words("terminal.lobby.code"), "$ink-soft"),
        "\n",
        (code, "bold $ink"),
        "\n",
        (words("signs.shown", sign=access.sign), "$ink-soft"),
    )


class Stage(Horizontal):
    """The QR code on the left, text on the right.

    If the facilitator has given a wireless network, its code comes first: phones on another network
    cannot join. If both do not fit side by side, a key switches between them.
    """

    ACTIONS: ClassVar[tuple[ActionSpec, ...]] = ()

    DEFAULT_CSS = """
    Stage { height: 1fr; padding: 0 2; }
    Stage .code { width: auto; height: auto; margin-right: 3; }
    Stage .caption { width: auto; height: 1; text-style: bold; color: $accent-ink; display: none; }
    Stage.-both .caption { display: block; }
    Stage #side { width: 1fr; height: 1fr; }
    Stage #access { height: auto; margin-bottom: 1; }
    Stage .soft { color: $ink-soft; }
    Stage #too-small { height: auto; margin-bottom: 1; display: none; }
    Stage #names { height: 1fr; scrollbar-size-vertical: 1; }
    Stage #follow-up { margin-top: 1; }
    Stage.-low #follow-up { margin-top: 0; }
    Stage #count { text-style: bold; color: $accent-ink; }
    """

    FOR_JOINING: ClassVar[bool] = False
    """Whether people join here: then they need the network, and the code must stay visible."""

    def __init__(self, live: LiveWorkshop) -> None:
        """Show how to join the live workshop."""
        super().__init__()
        self.live = live
        self.side_width = 0
        self.shows_codes = True
        """Whether the codes are shown: not where the group has them on a screen of its own."""
        self._wifi_first = False
        self._shown: tuple[object, ...] = ()

    def compose(self) -> ComposeResult:
        for name in (WIFI, JOIN):
            with Vertical(id=name, classes="code"):
                yield Static(classes="caption", markup=False)
                yield QrCode(self.live.access.url)
        with Vertical(id="side"):
            yield Static(id="too-small", classes="soft", markup=False)
            yield Static(id="access", markup=False)
            yield from self.compose_side()

    def compose_side(self) -> ComposeResult:
        """The widgets under the address."""
        yield from ()

    @property
    def wifi(self) -> Wifi | None:
        """The room's wireless network, if one is given and is to be shown here."""
        return self.live.wifi if self.FOR_JOINING else None

    @property
    def _has_room_for_letters(self) -> bool:
        """Whether the code may take three lines: after the end, the list of files has priority."""
        return self.FOR_JOINING or self.content_size.height >= LINES_FOR_LETTERS

    @property
    def needs_wifi_key(self) -> bool:
        """Whether only one of the two codes fits at a time."""
        return self.wifi is not None and self.has_class("-one")

    def show_other_code(self) -> None:
        """Switch between the codes."""
        self._wifi_first = not self._wifi_first
        self.refresh_panel(())

    def on_resize(self) -> None:
        self.call_after_refresh(self._refresh_if_there)

    def _refresh_if_there(self) -> None:
        # After a refresh, the activity may have begun, and some of the widgets are gone already.
        if all(self.query(each) for each in ("#access", "#too-small", *(f"#{name}" for name in CODES))):
            self.refresh_panel(())

    def status(self) -> Content | None:
        """Nothing to add to the status bar."""
        return None

    def refresh_panel(self, events: tuple[Event, ...]) -> None:
        """Redraw what differs: the codes and the address first."""
        access, words = self.live.access, self.live.words
        texts = {JOIN: access.url} | ({WIFI: self.wifi.qr_text} if self.wifi is not None else {})
        first = WIFI if self._wifi_first else JOIN
        zones = zones_for(texts, self.content_size, first) if self.shows_codes else {}
        both = len(zones) == len(CODES)
        self.set_class(both, "-both")
        self.set_class(len(zones) == 1, "-one")
        self.set_class(not self._has_room_for_letters, "-low")
        self.query(".same-network").set(display=self.wifi is None)
        self.call_after_refresh(self._update_footer)
        used = 0
        for name in CODES:
            column = self.query_one(f"#{name}")
            column.display = name in zones
            if name in zones:
                column.query_one(QrCode).show(texts[name], zones[name])
                used += qr_size(texts[name], zones[name]).width + BETWEEN
        width = self.side_width = self.content_size.width - used
        shown = (access, width, self._has_room_for_letters, self.wifi, tuple(zones))
        if shown != self._shown:
            self._shown = shown
            self._say(access, width, zones)
            self.query_one("#too-small").display = (
                self.FOR_JOINING and self.shows_codes and not zones and self.content_size.width > 0
            )
            around = self.app.size - self.content_size
            needed = qr_size(access.url, TIGHT_ZONE) + around
            wide = max(needed.width, self.app.size.width)
            sentence = words("terminal.lobby.no-room", width=wide, height=needed.height)
            self.query_one("#too-small", Static).update(plain(sentence))

    def _update_footer(self) -> None:
        if self.is_attached and isinstance(self.screen, ActionScreen):  # after a refresh, as above
            self.screen.update_footer()

    def _say(self, access: JoinAccess, width: int, zones: Mapping[str, int]) -> None:
        words = self.live.words
        network = words("wifi.shown", name=cut(self.wifi.name, LONGEST_NAME)) if self.wifi is not None else ""
        for name, caption in ((WIFI, f"1  {network}"), (JOIN, f"2  {words('terminal.lobby.join')}")):
            self.query_one(f"#{name} .caption", Static).update(plain(caption))
        text = access_text(access, words, width if self._has_room_for_letters else 0)
        if tuple(zones) == (WIFI,):
            text = Content.assemble((network, "bold $accent-ink"), "\n\n", words("terminal.lobby.then-join"))
        elif network and len(zones) < len(CODES):
            text = Content.assemble((network, "bold $accent-ink"), "\n\n", text)
        self.query_one("#access", Static).update(text)


def zones_for(texts: Mapping[str, str], room: Size, wanted: str) -> dict[str, int]:
    """Which codes to show in `room`, each with its quiet zone: both if they fit, else `wanted`."""
    for quiet in (QUIET_ZONE, TIGHT_ZONE) if len(texts) == len(CODES) else ():
        sizes = [qr_size(texts[name], quiet) for name in CODES]
        high_enough = all(size.height < room.height for size in sizes)  # each has a caption above it
        if high_enough and sum(size.width + BETWEEN for size in sizes) + LEAST_SIDE <= room.width:
            return dict.fromkeys(CODES, quiet)
    name = wanted if wanted in texts else JOIN
    zone = quiet_zone_for(texts[name], room)
    return {} if zone is None else {name: zone}
