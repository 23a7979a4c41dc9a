"""How a method of one's own looks: whose it is, in which colour, under which logo."""

from __future__ import annotations

import re
import struct
from dataclasses import dataclass
from importlib.resources.abc import Traversable

COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
LOGO_FILE = "logo.png"
LARGEST_LOGO = 64 * 1024
"""Bytes of the picture: it goes to every phone, and into the session file with the method."""
MOST_PIXELS = 2_000
"""Of each side, so that no small file unfolds into a huge picture."""
LEGIBLE = 4.5
"""The contrast that a text needs on its ground (WCAG 2.2, 1.4.3)."""
_PNG = b"\x89PNG\r\n\x1a\n"


@dataclass(frozen=True, slots=True)
class Look:
    """A name, a colour as `#rrggbb` and a picture in PNG; each may be empty."""

    name: str = ""
    colour: str = ""
    logo: bytes = b""

    def ink(self, paper: str, otherwise: str) -> str:
        """The colour for letters on `paper`; `otherwise` where there is none, or it could not be read."""
        return self.colour if self.colour and contrast(self.colour, paper) >= LEGIBLE else otherwise


NO_LOOK = Look()


def logo_in(folder: Traversable) -> bytes:
    """The content of the logo's file in a method's folder, at most one byte more than it may have."""
    try:
        file = folder / LOGO_FILE
        if not file.is_file():
            return b""
        with file.open("rb") as stream:
            return stream.read(LARGEST_LOGO + 1)
    except OSError:
        return b""


def is_picture(content: bytes) -> bool:
    """Whether `content` is a PNG file of a size that screens and paper can take."""
    if len(content) > LARGEST_LOGO or not content.startswith(_PNG) or content[12:16] != b"IHDR":
        return False
    width, height = size_of(content)
    return 0 < width <= MOST_PIXELS and 0 < height <= MOST_PIXELS


def size_of(logo: bytes) -> tuple[int, int]:
    """Width and height of a PNG in points; (0, 0) for what is none."""
    return struct.unpack(">II", logo[16:24]) if len(logo) >= 24 else (0, 0)


def contrast(one: str, other: str) -> float:
    """How far apart two colours are in light, from 1 to 21 (WCAG 2.2)."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    parts = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
