"""The QR code, drawn so that every phone can scan it from any projector.

Two modules per cell as half blocks, in explicit black on white whatever the theme, with the
quiet zone of four modules that decoders require.
"""

from __future__ import annotations

from functools import lru_cache

from rich.segment import Segment
from rich.style import Style
from textual.geometry import Size
from textual.strip import Strip
from textual.widget import Widget

QUIET_ZONE = 4
TIGHT_ZONE = 2
"""Used only where the full zone does not fit; the widget's own ground is white beyond it."""

_BLACK, _WHITE = "#000000", "#ffffff"
_GLYPHS = {(False, False): " ", (True, False): "▀", (False, True): "▄", (True, True): "█"}
_STYLE = Style(color=_BLACK, bgcolor=_WHITE)


@lru_cache(maxsize=16)
def qr_matrix(text: str, quiet: int = QUIET_ZONE) -> tuple[tuple[bool, ...], ...]:
    """The modules of the QR code of `text`, row by row; True is dark."""
    # Only where a code is shown: the library loads what draws pictures where that is installed, 4 MB.
    from workshop.live.qr_matrix import qr_modules

    return qr_modules(text, quiet)


@lru_cache(maxsize=16)
def qr_lines(text: str, quiet: int = QUIET_ZONE) -> tuple[str, ...]:
    """The QR code of `text` as lines of half blocks, black on white."""
    rows = qr_matrix(text, quiet)
    if len(rows) % 2:
        rows = (*rows, (False,) * len(rows[0]))
    return tuple(
        "".join(_GLYPHS[upper, lower] for upper, lower in zip(rows[index], rows[index + 1], strict=True))
        for index in range(0, len(rows), 2)
    )


def qr_size(text: str, quiet: int = QUIET_ZONE) -> Size:
    """The size of the QR code of `text` in cells."""
    modules = len(qr_matrix(text, quiet))
    return Size(modules, (modules + 1) // 2)


def quiet_zone_for(text: str, room: Size) -> int | None:
    """The widest quiet zone with which the code fits in `room`; None if it does not fit at all."""
    for quiet in (QUIET_ZONE, TIGHT_ZONE):
        needed = qr_size(text, quiet)
        if needed.width <= room.width and needed.height <= room.height:
            return quiet
    return None


class QrCode(Widget):
    """Shows the QR code of a text, exactly as large as needed."""

    DEFAULT_CSS = """
    QrCode { width: auto; height: auto; background: #ffffff; color: #000000; }
    """

    def __init__(self, text: str = "", quiet: int = QUIET_ZONE, *, id: str | None = None) -> None:
        """Start with the code of `text`."""
        super().__init__(id=id)
        self._text = text
        self._quiet = quiet

    @property
    def text(self) -> str:
        """The encoded text."""
        return self._text

    def show(self, text: str, quiet: int) -> None:
        """Show the code of another `text`."""
        if (text, quiet) != (self._text, self._quiet):
            self._text, self._quiet = text, quiet
            self.refresh(layout=True)

    def get_content_width(self, container: Size, viewport: Size) -> int:
        return self._needed.width

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return self._needed.height

    @property
    def _needed(self) -> Size:
        return qr_size(self._text, self._quiet)

    def render_line(self, y: int) -> Strip:
        return Strip(self._segments(y)).adjust_cell_length(self.size.width, _STYLE)

    def _segments(self, y: int) -> list[Segment]:
        lines = qr_lines(self._text, self._quiet)
        return [Segment(lines[y], _STYLE)] if y < len(lines) else []
