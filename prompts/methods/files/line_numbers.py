"""The line and column of each key in a TOML text, which the standard library's parser does not report.

The index is built only when something is wrong. It handles the usual layout: a header or a key at
the start of a line, lists over several lines, tables in braces on one line. Anything else is left out,
and an error then names the nearest indexed place above.
"""

from __future__ import annotations

import re

Path = tuple[str | int, ...]
Position = tuple[int, int]
"""A line and a column, both counted from 1."""

# Unclosed strings run to the end and nothing backtracks, so no input makes this slow.
TOKEN = re.compile(
    r'"""(?:[^"\\]|\\(?:.|\Z)|"(?!""))*+(?:"{3,5}|\Z)'
    r"|'''(?:[^']|'(?!''))*+(?:'{3,5}|\Z)"
    r'|"(?:[^"\\\n]|\\(?:.|\Z))*+"?'
    r"|'[^'\n]*+'?"
    r"|\#[^\n]*+"
    r"|[\[\]{}.=,\n]",
    re.DOTALL,
)
_HEADER = re.compile(r"\s*(\[\[?)\s*([\w.\- ]+?)\s*\]")
_KEY = re.compile(r"\s*([\w.\-]+)\s*=")


def index_positions(text: str) -> dict[Path, Position]:
    """Map every header, key and list entry that can be found to where it starts."""
    index = _PositionIndex()
    for number, line in enumerate(_masked(text).split("\n"), start=1):
        index.take(number, line)
    return index.positions


def _masked(text: str) -> str:
    """`text` with strings and comments blanked out, so that only structure is left."""

    def blot(match: re.Match[str]) -> str:
        token = match.group()
        if token[0] in "\"'":
            return re.sub(r"[^\n]", "x", token)
        return "" if token[0] == "#" else token

    return TOKEN.sub(blot, text)


class _PositionIndex:
    def __init__(self) -> None:
        self.positions: dict[Path, Position] = {}
        self._counts: dict[Path, int] = {}
        self._table: Path = ()
        self._list: Path = ()
        self._depth = 0
        self._entry = -1
        self._entry_open = False

    def take(self, number: int, line: str) -> None:
        """Record what starts on `line`."""
        start = 0
        if self._depth == 0:
            if header := _HEADER.match(line):
                self._begin_table((number, header.start(2) + 1), header[1] == "[[", header[2])
                return
            if key := _KEY.match(line):
                self._begin_key((number, key.start(1) + 1), key[1])
                start = key.end()
        self._follow_brackets(number, line, start)

    def _begin_table(self, position: Position, repeated: bool, dotted: str) -> None:
        path = self._inside_repeated(tuple(part.strip() for part in dotted.split(".")))
        if repeated:
            self._counts[path] = self._counts.get(path, -1) + 1
            path = (*path, self._counts[path])
        self._table = path
        self.positions.setdefault(path, position)

    def _inside_repeated(self, parts: tuple[str, ...]) -> Path:
        """After `[[a]]`, `[a.b]` refers to the b of the latest a."""
        path: Path = ()
        for part in parts:
            if path in self._counts:
                path = (*path, self._counts[path])
            path = (*path, part)
        return path

    def _begin_key(self, position: Position, dotted: str) -> None:
        self._list = (*self._table, *dotted.split("."))
        self._entry = -1
        self.positions.setdefault(self._list, position)

    def _follow_brackets(self, number: int, line: str, start: int) -> None:
        for at, sign in enumerate(line[start:], start=start):
            if self._depth == 1 and sign not in "], \t\r" and not self._entry_open:
                self._begin_entry((number, at + 1))
            if sign in "[{":
                self._depth += 1
                self._entry_open = self._entry_open and self._depth > 1
            elif sign in "]}":
                self._depth = max(0, self._depth - 1)
                self._entry_open = self._entry_open and self._depth > 0
            elif sign == "," and self._depth == 1:
                self._entry_open = False
            if self._depth == 2 and sign in "{," and (key := _KEY.match(line, at + 1)):
                path = (*self._list, self._entry, *key[1].split("."))
                self.positions.setdefault(path, (number, key.start(1) + 1))

    def _begin_entry(self, position: Position) -> None:
        self._entry += 1
        self._entry_open = True
        self.positions.setdefault((*self._list, self._entry), position)
