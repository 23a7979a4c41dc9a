"""Sets a PDF with Typst: PDF/A-2a and PDF/UA-1 at once, with a font that is shipped.

The texts travel as JSON and are set as text, so none of them can become markup. A character that the font
lacks is replaced by an empty box first: a reader sees that something stood there, and the standards refuse
a file in which a character has no glyph.
"""

from __future__ import annotations

import functools
import struct
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from datetime import datetime
from pathlib import Path
from typing import Literal

import msgspec

from exports.blocks import Bars, Bullets, Group, Paragraph, Table
from exports.errors import LibraryMissingError
from prompts.language.cleaning import clean
from prompts.language.personal_numbers import without_cpr

FONTS = Path(__file__).parent / "fonts"
TEMPLATES = Path(__file__).parent / "templates"
STANDARDS: tuple[Literal["a-2a"], Literal["ua-1"]] = ("a-2a", "ua-1")
MISSING = "\N{WHITE SQUARE}"
"""Shown in place of a character that the font does not have."""
_KINDS = {Bars: "bars", Bullets: "bullets", Group: "group", Paragraph: "paragraph", Table: "table"}
_LAST_CODE = 0xFFFF
_ALWAYS = frozenset("\n\u00a0■◆●▲▼▶◀□○★☆✓→←↑↓")
"""What the font lacks and Typst itself brings: signs of approaches, arrows, a space that keeps together."""
_INVISIBLE = frozenset("\u200c\u200d\ufe0f")
"""They join or style what stands beside them; where that has no glyph they are of no use."""


def set_pages(
    data: dict[str, object], made: datetime, masked: bool = False, template: str = "document.typ"
) -> bytes:
    """The PDF of `data`, whose keys the `template` names; `made` goes into the file.

    `masked` replaces the digits of whatever is shaped like a personal number.

    Raises:
        LibraryMissingError: Typst is not installed.
    """
    try:
        import typst
    except ImportError:
        raise LibraryMissingError(format="PDF", extra="pdf") from None
    spelt = _shown_masked if masked else shown
    plain = msgspec.json.encode(_plain({**data, "date": [made.year, made.month, made.day]}, spelt)).decode()
    content: bytes = typst.compile(
        str(TEMPLATES / template),
        root=str(TEMPLATES),
        font_paths=[str(FONTS)],
        ignore_system_fonts=True,
        sys_inputs={"data": plain},
        pdf_standards=list(STANDARDS),
        timestamp=int(made.timestamp()),
    )
    return content


def shown(text: str) -> str:
    """`text`, cleaned, with a box for each character that the font lacks."""
    known = glyphs()
    cleaned = clean(text)
    if all(character in known for character in cleaned):
        return cleaned
    kept = (character for character in cleaned if character not in _INVISIBLE)
    return "".join(character if character in known else MISSING for character in kept)


def _shown_masked(text: str) -> str:
    return shown(without_cpr(text))


def _plain(part: object, spelt: Callable[[str], str]) -> object:
    """`part` as plain values, its texts as `spelt` makes them: blocks become objects that say their kind."""
    if isinstance(part, str):
        return spelt(part)
    if isinstance(part, dict):
        return {key: _plain(value, spelt) for key, value in part.items()}
    if isinstance(part, tuple | list):
        return [_plain(piece, spelt) for piece in part]
    if is_dataclass(part):
        told = {field.name: _plain(getattr(part, field.name), spelt) for field in fields(part)}
        return {**told, "kind": _KINDS.get(type(part), "")}
    return part


@functools.cache
def glyphs() -> frozenset[str]:
    """Every character that both cuts of the font have, and the line break."""
    both = (_characters((FONTS / f"Carlito-{cut}.ttf").read_bytes()) for cut in ("Regular", "Bold"))
    return frozenset.intersection(*both) | _ALWAYS


def _characters(font: bytes) -> frozenset[str]:
    """The characters of a TrueType font, from its table of the basic plane (cmap, format 4)."""
    (count,) = struct.unpack_from(">H", font, 4)
    tables = {
        font[at : at + 4]: struct.unpack_from(">I", font, at + 8)[0] for at in range(12, 12 + 16 * count, 16)
    }
    cmap = tables[b"cmap"]
    (subtables,) = struct.unpack_from(">H", font, cmap + 2)
    starts = (struct.unpack_from(">I", font, cmap + 8 + 8 * place)[0] + cmap for place in range(subtables))
    start = next(at for at in starts if struct.unpack_from(">H", font, at)[0] == 4)
    (doubled,) = struct.unpack_from(">H", font, start + 6)
    half, row = doubled // 2, start + 14
    ends = struct.unpack_from(f">{half}H", font, row)
    begins = struct.unpack_from(f">{half}H", font, row + doubled + 2)
    spans = zip(begins, ends, strict=True)
    return frozenset(
        chr(code) for begin, end in spans for code in range(begin, end + 1) if code != _LAST_CODE
    )
