"""Signs for a terminal that does not speak UTF-8: each one it lacks becomes one that every terminal has.

All the screen paints passes here on its way to the terminal, so nobody else has to think of it. What is
put in instead takes the same cells, or columns, borders and bars would come apart; so `æ` becomes one
letter and not two. What such a terminal sends is read in its own letters too.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from rich.cells import cell_len

UTF_8 = "utf-8"
_SIGNS = {
    "■▇█▆": "#",
    "◆•★": "*",
    "●": "@",
    "▲": "^",
    "○": "o",
    "◐": "~",
    "△·–—\u2010\u2011\u2212─━═╌┄╴╶╸╺": "-",
    "░▒": ":",
    "▄▃▅": "=",
    "▁▂␣": "_",
    "▀“”„«»": '"',
    "✓✔": "v",
    "✗×": "x",
    "≠": "!",
    "→▶▸≥": ">",
    "←⌫⏎◀◂≤": "<",
    "↑⇧": "^",
    "↓": "v",
    "│┃║▌▐▎▊▏▕╎┆╵╷╹╻├┤┣┫╟╢": "|",
    "╭╮┌┐┏┓╔╗┬┳…": ".",
    "╰╯└┘┗┛╚╝┴┻’‘": "'",
    "┼╋": "+",
    "æ": "e",
    "Æ": "E",
    "øœ": "o",
    "ØŒ": "O",
    "ß": "s",
    "đð": "d",
    "ĐÐ": "D",
    "ł": "l",
    "Ł": "L",
    "þ": "t",
    "Þ": "T",
    "\u00a0\u202f": " ",
}
_TWINS = {sign: twin for signs, twin in _SIGNS.items() for sign in signs}
"""One ASCII sign for each of ours. The four approaches' stay apart: `#`, `*`, `@`, `^`.

Words follow what a Dane still reads: `næste` as the Norwegians spell it, `på` and `øl` without their marks.
"""

UNKNOWN = "?"
_JOINER = "\u200d"
_ESCAPES = re.compile(r"(\x1b(?:\[[0-?]*[ -/]*[@-~]|[\]P_^X].*?(?:\x07|\x1b\\)|[ -/]*[0-Z\\^-~]))", re.DOTALL)
_RARE = re.compile("[ -~]?(?:[^\x00-\x7f]|(?<=\u200d)[ -~])+")
"""A run of rare signs, with the sign before it: a mark may belong to that one."""


def in_letters_of(encoding: str, painted: str) -> str:
    """`painted`, escape sequences and all, with only such signs as `encoding` has; every width is kept."""
    if painted.isascii():
        return painted
    parts = _ESCAPES.split(painted)
    parts[::2] = [_RARE.sub(lambda run: _replaced(run[0], encoding), text) for text in parts[::2]]
    return "".join(parts)


def _replaced(run: str, encoding: str) -> str:
    return "".join(_twin(sign, encoding) for sign in _with_their_marks(run))


def _with_their_marks(run: str) -> Iterator[str]:
    """The signs of `run`, each with all that takes no cell of its own."""
    sign = ""
    for letter in run:
        if sign and (not cell_len(letter) or sign.endswith(_JOINER)):
            sign += letter
        else:
            if sign:
                yield sign
            sign = letter
    yield sign


def _twin(sign: str, encoding: str) -> str:
    """What is shown for one sign with its marks, as wide as that is."""
    if sign.isprintable() and _has(encoding, sign):
        return sign
    width = cell_len(sign)
    twin, *rest = list(_TWINS.get(sign[0]) or unicodedata.normalize("NFKD", sign))
    if width != 1 or not (twin.isascii() and twin.isprintable()) or not all(map(_is_mark, rest)):
        return UNKNOWN * width
    return twin


def _is_mark(letter: str) -> bool:
    return not cell_len(letter)


def _has(encoding: str, sign: str) -> bool:
    try:
        return len(sign.encode(encoding)) == cell_len(sign)
    except UnicodeEncodeError:
        return False
