"""Reads one file of a method safely: an untrusted file must not exhaust time or memory."""

from __future__ import annotations

import functools
import tomllib
from importlib.resources.abc import Traversable
from typing import Any

from prompts.methods.errors import (
    MissingFileError,
    NotTextError,
    TooDeepError,
    TooLargeError,
)
from prompts.methods.files.line_numbers import TOKEN, Path, Position, index_positions
from prompts.methods.files.syntax_faults import line_of, syntax_fault

SIZE_LIMIT = 256 * 1024
DEPTH_LIMIT = 10


class Source:
    """A file that is valid TOML, with the means to locate its keys."""

    def __init__(self, name: str, text: str, tree: dict[str, Any]) -> None:
        self.name = name
        self.tree = tree
        self._text = text

    def position(self, path: Path) -> Position | None:
        """Where `path` starts, or its nearest ancestor that is found."""
        for length in range(len(path), 0, -1):
            if position := self._positions.get(path[:length]):
                return position
        return None

    def text_of(self, line: int) -> str:
        """The line with that number as it stands in the file."""
        return line_of(self._text, line)

    def shown(self, path: Path) -> str:
        """`path` formatted for an author: list entries by their key, else counted from 1."""
        shown = ""
        for position, part in enumerate(path):
            if isinstance(part, str):
                shown += f".{part}" if shown else part
            elif key := self._key_of(path[: position + 1]):
                shown += f".{key}"
            else:
                shown += f"[{part + 1}]"
        return shown

    @functools.cached_property
    def _positions(self) -> dict[Path, Position]:
        return index_positions(self._text)

    def _key_of(self, path: Path) -> str:
        node: Any = self.tree
        for part in path:
            try:
                node = node[part]
            except (KeyError, IndexError, TypeError):
                return ""
        key = node.get("key") if isinstance(node, dict) else None
        return key if isinstance(key, str) and len(key) <= 60 else ""


def read_source(file: Traversable, name: str = "") -> Source:
    """Read and parse `file`. Raises a MethodError that names it, as `name` if one is given."""
    name = name or file.name
    text = _read_text(file, name)
    _refuse_deep_nesting(name, text)
    try:
        return Source(name, text, tomllib.loads(text))
    except (ValueError, RecursionError) as fault:
        raise syntax_fault(name, text, str(fault)) from None


def _read_text(file: Traversable, name: str) -> str:
    try:
        # Reading a named pipe could block for ever, and a device might never end.
        if not file.is_file():
            raise MissingFileError(name)
        with file.open("rb") as stream:
            content = stream.read(SIZE_LIMIT + 1)
    except OSError:
        raise MissingFileError(name) from None
    if len(content) > SIZE_LIMIT:
        raise TooLargeError(name, limit=SIZE_LIMIT // 1024)
    try:
        # Notepad writes a byte order mark; line endings are left to the parser.
        return content.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as fault:
        line = content.count(b"\n", 0, fault.start) + 1
        raise NotTextError(name, line=line) from None


def _refuse_deep_nesting(name: str, text: str) -> None:
    """The parser recurses on brackets and is quadratic in dots, so both are counted first."""
    line, brackets, dots = 1, 0, 0
    for match in TOKEN.finditer(text):
        piece = match.group()
        line += piece.count("\n")
        if piece == ".":
            dots += 1
        elif piece in "[]{}=,\n":
            dots = 0
            brackets += (piece in "[{") - (piece in "]}")
        if max(brackets, dots) > DEPTH_LIMIT:
            raise TooDeepError(name, line=line, excerpt=line_of(text, line), limit=DEPTH_LIMIT)
