"""The only way that a text written by somebody reaches a widget.

Textual reads `[` as markup and sanitises nothing: a card saying `[/red] hej` would crash the screen,
and an escape byte would reach the terminal. So every untrusted text becomes a `Content` here.
"""

from __future__ import annotations

from rich.cells import cell_len, set_cell_size
from textual.cache import LRUCache
from textual.content import Content
from textual.style import Style

from prompts.language.cleaning import clean

ELLIPSIS = "…"
_harmless: LRUCache[str, str] = LRUCache(2_048)


def plain(text: str, style: Style | str = "") -> Content:
    """`text` as content that is never read as markup and contains no control byte."""
    return Content.styled(harmless(text), style) if style else Content(harmless(text))


def harmless(text: str) -> str:
    """`text` without control bytes, direction overrides and invisible characters; line breaks stay."""
    if text.isprintable() and text.isascii():
        return text
    known = _harmless.get(text)
    if known is None:
        lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
        known = "\n".join(_one_line(line) for line in lines)
        _harmless[text] = known
    return known


def one_line(text: str) -> str:
    """`text` sanitised, on one line."""
    return " ".join(harmless(text).split())


def cut(text: str, width: int) -> str:
    """`text` on one line and at most `width` cells wide, truncated with an ellipsis."""
    line = one_line(text)
    if width <= 0:
        return ""
    if cell_len(line) <= width:
        return line
    return set_cell_size(line, width - 1).rstrip() + ELLIPSIS


def cut_plain(text: str, width: int, style: Style | str = "") -> Content:
    """`cut` as content."""
    return plain(cut(text, width), style)


def padded(text: str, width: int) -> str:
    """`cut` and filled with spaces to exactly `width` cells, for columns."""
    return set_cell_size(cut(text, width), max(0, width))


def _one_line(line: str) -> str:
    # Cleaning strips both ends, which would lose the spaces that align our own texts in columns.
    inner = line.strip(" ")
    if not inner:
        return line
    before = line[: line.index(inner)]
    return before + clean(inner) + line[len(before) + len(inner) :]
