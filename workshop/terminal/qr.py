"""The QR code, drawn so that every phone reads it off every projector.

Two modules to a cell as half blocks, in explicit black on white whatever the theme, with the
quiet zone of four modules that decoders ask for.
"""

from __future__ import annotations

from functools import lru_cache

import qrcode
from qrcode.constants import ERROR_CORRECT_L
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


@lru_cache(maxsize=8)
def qr_lines(text: str, quiet: int = QUIET_ZONE) -> tuple[str, ...]:
    """The code of `text` as lines of half blocks, black on white."""
    code = qrcode.QRCode(error_correction=ERROR_CORRECT_L, border=quiet)
    code.add_data(text)
    code.make(fit=True)
    rows: list[list[bool]] = code.get_matrix()
    if len(rows) % 2:
        rows = [*rows, [False] * len(rows[0])]
    return tuple(
        "".join(_GLYPHS[upper, lower] for upper, lower in zip(rows[index], rows[index + 1], strict=True))
        for index in range(0, len(rows), 2)
    )


def qr_size(text: str, quiet: int = QUIET_ZONE) -> Size:
    """How many cells the code of `text` takes."""
    lines = qr_lines(text, quiet)
    return Size(len(lines[0]), len(lines))


class QrCode(Widget):
    """Shows the code of `url`, as wide and high as it has to be."""

    DEFAULT_CSS = """
    QrCode { width: auto; height: auto; background: #ffffff; color: #000000; }
    """

    def __init__(self, url: str, quiet: int = QUIET_ZONE, *, id: str | None = None) -> None:
        """Begin with the code of `url`."""
        super().__init__(id=id)
        self._url = url
        self._quiet = quiet

    @property
    def url(self) -> str:
        """What the code says."""
        return self._url

    def show(self, url: str, quiet: int) -> None:
        """Show the code of another `url`."""
        if (url, quiet) != (self._url, self._quiet):
            self._url, self._quiet = url, quiet
            self.refresh(layout=True)

    def get_content_width(self, container: Size, viewport: Size) -> int:
        return qr_size(self._url, self._quiet).width

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return qr_size(self._url, self._quiet).height

    def render_line(self, y: int) -> Strip:
        lines = qr_lines(self._url, self._quiet)
        text = lines[y] if y < len(lines) else " " * self.size.width
        return Strip([Segment(text, _STYLE)]).adjust_cell_length(self.size.width, _STYLE)
