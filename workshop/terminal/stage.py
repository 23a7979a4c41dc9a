"""What stands in the middle before the first activity and after the last: lobby and end."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.geometry import Size
from textual.widgets import Static

from prompts.words import Words
from sessions.people import active_participants
from sessions.state import Event
from workshop.live import JoinAccess, LiveWorkshop
from workshop.terminal.actions import ActionSpec
from workshop.terminal.bigtext import LETTER_WIDTH, big_lines
from workshop.terminal.qr import QUIET_ZONE, TIGHT_ZONE, QrCode, qr_size
from workshop.terminal.texts import cut, padded, plain

SHOWN_NAME = 15


def access_text(access: JoinAccess, words: Words, width: int) -> Content:
    """The address and the code to type, the code in large letters where they fit."""
    address = access.origin.removeprefix("http://") or words("terminal.lobby.no-address")
    big = big_lines(access.code)
    code = "\n".join(big) if width >= len(access.code) * LETTER_WIDTH - 1 else " ".join(access.code)
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


def quiet_zone_for(url: str, room: Size) -> int | None:
    """The widest quiet zone with which the code fits in `room`; None where it does not fit at all."""
    for quiet in (QUIET_ZONE, TIGHT_ZONE):
        needed = qr_size(url, quiet)
        if needed.width <= room.width and needed.height <= room.height:
            return quiet
    return None


class Stage(Horizontal):
    """The QR code to the left, something to read to the right."""

    ACTIONS: ClassVar[tuple[ActionSpec, ...]] = ()

    DEFAULT_CSS = """
    Stage { height: 1fr; padding: 0 2; }
    Stage QrCode { margin-right: 3; }
    Stage #side { width: 1fr; height: 1fr; }
    Stage #access { height: auto; margin-bottom: 1; }
    Stage .soft { color: $ink-soft; }
    Stage #names { height: 1fr; scrollbar-size-vertical: 1; }
    Stage #count { text-style: bold; color: $accent-ink; }
    """

    def __init__(self, live: LiveWorkshop) -> None:
        """Show how to join the live workshop."""
        super().__init__()
        self.live = live
        self._shown: tuple[object, ...] = ()

    def compose(self) -> ComposeResult:
        yield QrCode(self.live.access.url)
        with Vertical(id="side"):
            yield Static(id="access", markup=False)
            yield from self.compose_side()

    def compose_side(self) -> ComposeResult:
        """What stands under the address."""
        yield from ()

    def on_resize(self) -> None:
        self.call_after_refresh(self._refresh_if_there)

    def _refresh_if_there(self) -> None:
        if self.query(QrCode):  # after a refresh, the activity may have begun
            self.refresh_panel(())

    def status(self) -> Content | None:
        """Nothing to add to the status bar."""
        return None

    def refresh_panel(self, events: tuple[Event, ...]) -> None:
        """Draw what differs: the code and the address first."""
        access = self.live.access
        code = self.query_one(QrCode)
        quiet = quiet_zone_for(access.url, self.content_size)
        code.display = quiet is not None
        code.show(access.url, quiet or TIGHT_ZONE)
        used = qr_size(access.url, quiet).width + 3 if quiet is not None else 0
        width = self.content_size.width - used
        shown = (access, width)
        if shown != self._shown:
            self._shown = shown
            self.query_one("#access", Static).update(access_text(access, self.live.words, width))


class LobbyStage(Stage):
    """Before the first activity: scan, and see one's name come up."""

    def compose_side(self) -> ComposeResult:
        yield Static(plain(self.live.words("terminal.lobby.wifi")), classes="soft", markup=False)
        yield Static(id="count", markup=False)
        with VerticalScroll(id="names", can_focus=False):
            yield Static(id="list", markup=False)

    def refresh_panel(self, events: tuple[Event, ...]) -> None:
        super().refresh_panel(events)
        words = self.live.words
        people = active_participants(self.live.picture)
        count = words("terminal.lobby.count", n=len(people)) if people else words("terminal.lobby.nobody")
        self.query_one("#count", Static).update(plain(count))
        # The newest first: whoever has just scanned looks for their own name.
        width = max(SHOWN_NAME, self.query_one("#names").content_size.width - 1)
        self.query_one("#list", Static).update(
            plain(_in_columns([row.alias for row in reversed(people)], width))
        )


class EndStage(Stage):
    """After the close: thanks, and where the minutes are."""

    def __init__(self, live: LiveWorkshop) -> None:
        """Begin without files; `files` names them."""
        super().__init__(live)
        self.files: tuple[Path, ...] = ()

    def compose_side(self) -> ComposeResult:
        words = self.live.words
        yield Static(plain(words("terminal.end.thanks")), id="count", markup=False)
        yield Static(plain(words("terminal.end.phones")), classes="soft", markup=False)
        with VerticalScroll(id="names", can_focus=False):
            yield Static(id="files", markup=False)

    def refresh_panel(self, events: tuple[Event, ...]) -> None:
        super().refresh_panel(events)
        words = self.live.words
        if not self.files:
            self.query_one("#files", Static).update(plain(f"\n{words('terminal.end.no-files')}"))
            return
        folder = self.files[0].parent
        lines = ["", words("terminal.end.files"), str(folder), *(f"  {file.name}" for file in self.files)]
        self.query_one("#files", Static).update(plain("\n".join(lines)))


def _in_columns(names: list[str], width: int) -> str:
    columns = max(1, width // (SHOWN_NAME + 2))
    each = SHOWN_NAME if columns > 1 else width
    rows = [names[start : start + columns] for start in range(0, len(names), columns)]
    return "\n".join("  ".join(padded(cut(name, each), each) for name in row).rstrip() for row in rows)
