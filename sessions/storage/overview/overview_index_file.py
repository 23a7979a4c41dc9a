"""The file that keeps what an overview knows: making it, opening it, and telling whether it is ours."""

from __future__ import annotations

import contextlib
import logging
import sqlite3
import stat
from collections.abc import Iterator
from pathlib import Path

from sessions.files.private_files import new_file
from sessions.storage.schema_version import SCHEMA_VERSION

INDEX_ID = 0x54524549
"""Kept in `PRAGMA application_id` ("TREI")."""
_FORMAT = 2_000 + SCHEMA_VERSION
_TABLES = """
CREATE TABLE files (
  name TEXT PRIMARY KEY, stamp TEXT NOT NULL, title TEXT, organisation TEXT, group_name TEXT, method TEXT,
  language TEXT, status TEXT, meeting INTEGER, run_sheet TEXT, first_day TEXT, day TEXT, next_day TEXT);
CREATE TABLE texts_read (
  name TEXT PRIMARY KEY, stamp TEXT NOT NULL, first_text INTEGER NOT NULL, last_text INTEGER NOT NULL);
CREATE TABLE agreements (
  name TEXT, number INTEGER, meeting INTEGER, who TEXT, what TEXT, due TEXT, due_words TEXT,
  first_visible_result TEXT, status TEXT, about TEXT, approach TEXT);
CREATE INDEX agreements_of ON agreements (name);
CREATE TABLE approaches (name TEXT, year INTEGER, approach TEXT, initiatives INTEGER);
CREATE INDEX approaches_of ON approaches (name);
"""
_TEXTS = (
    "CREATE VIRTUAL TABLE texts USING fts5("
    "text, name UNINDEXED, kind UNINDEXED, number UNINDEXED, tokenize = 'trigram', detail = none)"
)
_TEXTS_WITHOUT_SEARCH = "CREATE TABLE texts (text TEXT, name TEXT, kind TEXT, number INTEGER)"

log = logging.getLogger(__name__)


def open_index(path: Path, *, make: bool = False) -> sqlite3.Connection:
    """The index at `path`; one in memory where there is none, or none of ours, or it cannot be made."""
    try:
        if make:
            new_file(path)
        if stat.S_ISREG(path.lstat().st_mode):
            db = _connected(f"{path.absolute().as_uri()}?mode=rw")
            if make:
                _make_tables(db)
            if _is_ours(db):
                return db
            db.close()
    except (OSError, sqlite3.Error):
        log.info("the overview has no index on disk", exc_info=True)
    db = _connected("file::memory:")
    _make_tables(db)
    return db


def _connected(source: str) -> sqlite3.Connection:
    db = sqlite3.connect(source, uri=True, isolation_level=None, check_same_thread=False, timeout=2.0)
    # Whatever is lost here is made again from the session files.
    for pragma in (
        "trusted_schema = OFF",
        "secure_delete = ON",
        "synchronous = OFF",
        "journal_mode = MEMORY",
    ):
        db.execute(f"PRAGMA {pragma}")
    return db


def _make_tables(db: sqlite3.Connection) -> None:
    with written(db):
        for statement in _TABLES.split(";\n"):
            db.execute(statement)
        try:
            db.execute(_TEXTS)
        except sqlite3.OperationalError:  # a SQLite without the module, or older than its tokenizer
            db.execute(_TEXTS_WITHOUT_SEARCH)
        db.execute(f"PRAGMA application_id = {INDEX_ID}")
        db.execute(f"PRAGMA user_version = {_FORMAT}")


def _is_ours(db: sqlite3.Connection) -> bool:
    numbers = (db.execute(f"PRAGMA {name}").fetchone()[0] for name in ("application_id", "user_version"))
    foreign = db.execute("SELECT count(*) FROM sqlite_master WHERE type IN ('trigger', 'view')").fetchone()
    return tuple(numbers) == (INDEX_ID, _FORMAT) and not foreign[0]


def is_kept(db: sqlite3.Connection) -> bool:
    """Whether it is a file."""
    return bool(db.execute("PRAGMA database_list").fetchone()[2])


@contextlib.contextmanager
def written(db: sqlite3.Connection) -> Iterator[None]:
    """Run the body in a transaction. Raises sqlite3.Error, and whatever the body raises."""
    db.execute("BEGIN IMMEDIATE")
    try:
        yield
        db.execute("COMMIT")
    except BaseException:
        with contextlib.suppress(sqlite3.Error):
            db.execute("ROLLBACK")
        raise
