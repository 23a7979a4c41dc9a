"""What an overview knows of all session files in a folder, kept in one file that may be deleted at any time.

Of a file that was not written to since, what is kept is believed; any other is read anew. A folder with
few files needs nothing kept. The index holds what people wrote, so it is as private as the files, and
deleting a workshop deletes it whole: rows that a database forgets stay in its free pages for a while.

Texts are found by their parts, not by whole words: “plan” is to find “vagtplan”. A SQLite without the
search module that does that reads through all texts instead.
"""

from __future__ import annotations

import contextlib
import json
import logging
import os
import sqlite3
import threading
from collections.abc import Callable, Collection, Container, Iterator, Sequence
from dataclasses import fields
from datetime import date
from operator import attrgetter
from pathlib import Path
from typing import Any, Self

from sessions.clock import day_in
from sessions.queries.overview_facts import (
    MOST_FOUND,
    ApproachCount,
    KnownAgreement,
    KnownText,
    KnownWorkshop,
    TextKind,
    WorkshopFacts,
)
from sessions.storage.overview.known_peeks import FEWEST
from sessions.storage.overview.overview_index_file import is_kept, open_index, written
from sessions.storage.overview.overview_reading import facts_of, texts_of
from sessions.storage.session_file import StorageError
from sessions.storage.watching.file_stamps import stamp_of

NAME = ".overview.index"
_PIECE = 3
"""The search module knows texts by their pieces of so many letters."""
_ENDING = ".db"
_UNKNOWN = "[]"
"""The stamp of a file that may change unnoticed."""
_WORKSHOP, _AGREEMENT, _APPROACH = (
    attrgetter(*(field.name for field in fields(kind)))
    for kind in (KnownWorkshop, KnownAgreement, ApproachCount)
)
"""A row's values in the order of its table. `dataclasses.astuple` copies each, a fifth of a first look."""
log = logging.getLogger(__name__)


class OverviewIndex:
    """The index of one folder of session files. Any thread may ask, one at a time."""

    def __init__(self, folder: Path) -> None:
        """Open what is kept; nothing is read from the session files before `refresh`."""
        self._folder = folder
        self._lock = threading.Lock()
        self._db = open_index(folder / NAME)
        self.problems: tuple[StorageError, ...] = ()
        """The files that could not be read at the latest `refresh`, each with its sentence."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *problem: object) -> None:
        self.close()

    def close(self) -> None:
        """Give the index back."""
        with self._lock:
            self._db.close()

    def refresh(self) -> None:
        """Read what was written to since the last time, and forget files that are gone.

        Raises StorageError where the folder itself cannot be read; a session file that cannot is one of
        the `problems`.
        """
        with self._lock:
            self._read_facts()

    def workshops(self) -> tuple[KnownWorkshop, ...]:
        """Every workshop that could be read, by name."""
        return tuple(
            KnownWorkshop(row[0], *row[2:-3], *map(_day, row[-3:]))
            for row in self._rows("SELECT * FROM files ORDER BY name")
        )

    def agreements(self) -> tuple[KnownAgreement, ...]:
        """Every open agreement."""
        return tuple(
            KnownAgreement(*row[:5], _day(row[5]), *row[6:])  # type: ignore[call-arg]
            for row in self._rows("SELECT * FROM agreements ORDER BY name, number")
        )

    def approaches(self) -> tuple[ApproachCount, ...]:
        """Initiatives by workshop, year and approach."""
        return tuple(
            ApproachCount(*row)
            for row in self._rows("SELECT * FROM approaches ORDER BY name, year, approach")
        )

    def search(self, wanted: str, names: Container[str], most: int = MOST_FOUND) -> tuple[KnownText, ...]:
        """The texts of the workshops `names` that hold all words of `wanted`; the latest files first.

        The first search reads the texts of all files. Raises StorageError as `refresh`.
        """
        parts = [part.casefold() for part in wanted.split()]
        pieces = {part[at : at + _PIECE] for part in parts for at in range(len(part) - _PIECE + 1)}
        with self._lock:
            self._read_texts()
            try:
                return tuple(self._found(parts, pieces, names, most))
            except sqlite3.Error:
                self._begin_anew(is_kept(self._db))
                self._read_facts()
                self._read_texts()
                return tuple(self._found(parts, pieces, names, most))

    def _found(
        self, parts: Sequence[str], pieces: Collection[str], names: Container[str], most: int
    ) -> Iterator[KnownText]:
        if not parts:
            return
        for text, name, kind, number in self._db.execute(*_question(pieces if self._searches else ())):
            folded = text.casefold()
            if name in names and all(part in folded for part in parts):
                yield KnownText(name, TextKind(kind), number, text)
                most -= 1
                if not most:
                    return

    def _read_facts(self) -> None:
        self.problems = self._refresh("files", lambda path, stamp: self._keep(facts_of(path), stamp))

    def _read_texts(self) -> None:
        self._refresh("texts_read", lambda path, stamp: self._keep_texts(path.stem, texts_of(path), stamp))

    @property
    def _searches(self) -> bool:
        """Whether this SQLite has the search module."""
        (made,) = self._db.execute("SELECT sql FROM sqlite_master WHERE name = 'texts'").fetchone()
        return "fts5" in made

    def _rows(self, query: str) -> list[tuple[Any, ...]]:
        with self._lock:
            try:
                return self._db.execute(query).fetchall()
            except sqlite3.Error:  # whatever happened to the index, the files are there
                self._begin_anew(is_kept(self._db))
                self._read_facts()
                return self._db.execute(query).fetchall()

    def _refresh(self, table: str, read: Callable[[Path, str], None]) -> tuple[StorageError, ...]:
        """Read every file of which `table` does not know how it is now; returns those that cannot be read."""
        try:
            there = frozenset(os.listdir(self._folder))  # noqa: PTH208 - paths are made of few of them
        except (FileNotFoundError, NotADirectoryError):
            there = frozenset()
        except OSError as problem:
            raise StorageError(self._folder) from problem
        names = sorted(name for name in there if os.path.normcase(name).endswith(_ENDING))
        keep = len(names) >= FEWEST
        try:
            stems = {name[: -len(_ENDING)] for name in names}
            if (keep and not is_kept(self._db)) or self._known("files").keys() - stems:
                self._begin_anew(keep)
            return self._read_changed(table, names, there, read)
        except sqlite3.Error:
            log.info("the index of the overview is of no use; it is made anew", exc_info=True)
            self._begin_anew(keep)
            return self._read_changed(table, names, there, read)

    def _read_changed(
        self, table: str, names: list[str], there: frozenset[str], read: Callable[[Path, str], None]
    ) -> tuple[StorageError, ...]:
        known, problems = self._known(table), list[StorageError]()
        with written(self._db):
            for name in names:
                path = self._folder / name
                stamp = json.dumps(stamp_of(path, there))
                if known.get(path.stem) == stamp != _UNKNOWN:
                    continue
                self._forget(table, path.stem)
                try:
                    read(path, stamp)
                except StorageError as problem:
                    problems.append(problem)
        return tuple(problems)

    def _known(self, table: str) -> dict[str, str]:
        return dict(self._db.execute(f"SELECT name, stamp FROM {table}").fetchall())

    def _begin_anew(self, keep: bool) -> None:
        """Go on with an empty index. Whatever has its name is one that is of no use."""
        self._db.close()
        if keep:
            with contextlib.suppress(OSError):
                (self._folder / NAME).unlink()
        self._db = open_index(self._folder / NAME, make=keep)

    def _forget(self, table: str, name: str) -> None:
        if table == "texts_read":
            query = "SELECT first_text, last_text FROM texts_read WHERE name = ?"
            for rows in self._db.execute(query, (name,)).fetchall():
                self._db.execute("DELETE FROM texts WHERE rowid BETWEEN ? AND ?", rows)
        for each in ("files", "agreements", "approaches") if table == "files" else (table,):
            self._db.execute(f"DELETE FROM {each} WHERE name = ?", (name,))

    def _keep(self, facts: WorkshopFacts, stamp: str) -> None:
        db, shown = self._db, facts.workshop
        row = (shown.name, stamp, *_WORKSHOP(shown)[1:-3], *map(_told, _WORKSHOP(shown)[-3:]))
        db.execute(f"INSERT INTO files VALUES ({', '.join('?' * len(row))})", row)
        db.executemany(
            "INSERT INTO agreements VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [(*row[:5], _told(row[5]), *row[6:]) for row in map(_AGREEMENT, facts.agreements)],
        )
        db.executemany("INSERT INTO approaches VALUES (?, ?, ?, ?)", map(_APPROACH, facts.approaches))

    def _keep_texts(self, name: str, texts: Sequence[KnownText], stamp: str) -> None:
        (last,) = self._db.execute("SELECT coalesce(max(last_text), 0) FROM texts_read").fetchone()
        self._db.executemany(
            "INSERT INTO texts (rowid, text, name, kind, number) VALUES (?, ?, ?, ?, ?)",
            ((at, row.text, name, row.kind, row.number) for at, row in enumerate(texts, start=last + 1)),
        )
        written = (name, stamp, last + 1, last + len(texts))
        self._db.execute("INSERT INTO texts_read VALUES (?, ?, ?, ?)", written)


def _question(pieces: Collection[str]) -> tuple[str, tuple[str, ...]]:
    """The query for the texts that hold all `pieces`, the latest files first, and what it binds.

    A text that holds all pieces of a word may still lack the word: it is looked at once more.
    """
    columns = "SELECT text, name, kind, number FROM texts"
    if not pieces:
        return f"{columns} ORDER BY rowid DESC", ()
    quoted = " AND ".join('"' + piece.replace('"', '""') + '"' for piece in sorted(pieces))
    return f"{columns} WHERE texts MATCH ? ORDER BY rowid DESC", (quoted,)


def _told(day: date | None) -> str:
    return day.isoformat() if day else ""


def _day(told: object) -> date | None:
    return day_in(str(told)) if told else None
