"""Reads a board exported by scrumlr (its `FullBoard` as JSON): each note is a line beside its column."""

from __future__ import annotations

import msgspec

from exports.reading.list_errors import NoListError


class _Column(msgspec.Struct, frozen=True):
    id: str
    name: str = ""
    index: int = 0


class _Position(msgspec.Struct, frozen=True):
    column: str = ""
    rank: int = 0


class _Note(msgspec.Struct, frozen=True):
    text: str
    position: _Position = _Position()


class _Board(msgspec.Struct, frozen=True):
    columns: tuple[_Column, ...]
    notes: tuple[_Note, ...]


def board_rows(content: bytes, name: str) -> list[tuple[str, ...]]:
    """The notes in the order of the board, with a row of heads. Authors, votes and reactions are not read.

    Raises NoListError for any other JSON.
    """
    try:
        board = msgspec.json.decode(content, type=_Board)
    except (msgspec.MsgspecError, RecursionError, UnicodeDecodeError) as problem:
        raise NoListError(file=name, why="json") from problem
    columns = {column.id: column for column in board.columns}
    last = _Column("", index=len(columns))

    def place(note: _Note) -> tuple[int, int]:
        # The highest rank stands on top of its column.
        return columns.get(note.position.column, last).index, -note.position.rank

    rows = [
        (columns.get(note.position.column, last).name, note.text) for note in sorted(board.notes, key=place)
    ]
    return [("column", "note"), *rows] if rows else []
