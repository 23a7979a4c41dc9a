"""A process that kills itself at the n-th SQL statement of making or bringing up to date a session.

python migrating_child.py {create,open} SESSION STATEMENT
"""

import os
import signal
import sys
from pathlib import Path

from sqlite_utils import Migrations

import sessions.storage.file_writes
import sessions.storage.session_file
import sessions.storage.store
from prompts.methods.loading import load_method
from sessions.clock import SteadyClock
from sessions.rules.meeting.creation import Access, NewWorkshop, first_rows
from sessions.storage import schema
from sessions.storage.schema_version import SCHEMA_VERSION
from sessions.storage.store import SessionStore

NEXT = SCHEMA_VERSION + 1


def later_schema():
    """The program as a later version of it: one more migration, of several statements."""
    later = Migrations("sessions")
    vars(later)["_migrations"] = list(vars(schema.migrations)["_migrations"])

    @later()
    def m_next(db):
        db.execute("ALTER TABLE cards ADD COLUMN colour TEXT NOT NULL DEFAULT ''")
        db.execute("CREATE TABLE extra (x TEXT) STRICT")
        db.execute("INSERT INTO extra SELECT text FROM cards")
        db.execute("UPDATE cards SET colour = 'x'")
        db.execute(f"PRAGMA user_version = {NEXT}")

    schema.migrations = later
    sessions.storage.store.SCHEMA_VERSION = sessions.storage.session_file.SCHEMA_VERSION = NEXT


def die_at(statement):
    """Let every writing connection count its statements, and the process die at one of them."""
    left = [statement]
    honest = sessions.storage.session_file.connect

    def connect(path, *, read_only=False):
        database = honest(path, read_only=read_only)
        if not read_only:
            database.set_trace_callback(count)
        return database

    def count(sql):
        left[0] -= 1
        if left[0] == 0:
            os.kill(os.getpid(), signal.SIGKILL)

    # Whichever module of the store connects: making a file and opening one are not the same one's work.
    for name, module in tuple(sys.modules.items()):
        if name.startswith("sessions.storage.") and getattr(module, "connect", None) is honest:
            module.connect = connect


def main(what, path, statement):
    die_at(int(statement))
    store = SessionStore(Path(path))
    if what == "create":
        ids = (str(number) for number in range(1_000))
        method, access = load_method("tre-skridt", "da"), Access("s", "c")
        store.create(first_rows(NewWorkshop("x"), method, access, SteadyClock().now(), ids.__next__))
        return
    later_schema()
    store.open()
    store.load()
    store.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
