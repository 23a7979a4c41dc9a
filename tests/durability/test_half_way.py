"""Killed at any statement, a session is as it was or as it should be, never between."""

import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from rooms import environment_of_children, rows_of

from sessions.storage.copies.snapshots import snapshot_folder
from sessions.storage.schema_version import SCHEMA_VERSION
from sessions.storage.session_file import connect
from sessions.storage.store import SessionStore, read_state

CHILD = Path(__file__).parent.parent / "support" / "migrating_child.py"
OLD = Path(__file__).parent.parent / "data" / "schemas" / "session-1.db"

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows kills otherwise")


def dies(what, path, statement):
    done = subprocess.run(
        [sys.executable, str(CHILD), what, str(path), str(statement)],
        capture_output=True,
        timeout=60,
        env=environment_of_children(),
    )
    assert done.returncode in (0, -signal.SIGKILL), done.stderr.decode()
    return done.returncode != 0


def state_of_schema(path):
    database = connect(path, read_only=True)
    try:
        version = database.execute("PRAGMA user_version").fetchone()[0]
        columns = {row[1] for row in database.execute("PRAGMA table_info(cards)")}
        tables = {row[0] for row in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        noted = [row[0] for row in database.execute("SELECT name FROM _sqlite_migrations")]
    finally:
        database.close()
    return version, "colour" in columns, "extra" in tables, "m_next" in noted


def migrate_and_die(folder, statement):
    path = Path(shutil.copy(OLD, folder / f"old-{statement}.db"))
    died = dies("open", path, statement)
    # Each migration is a transaction of its own: a file may be left at any of the versions between.
    version = state_of_schema(path)[0] if died else SCHEMA_VERSION + 1
    assert state_of_schema(OLD)[0] <= version <= SCHEMA_VERSION + 1
    assert state_of_schema(path) == (version, *[version > SCHEMA_VERSION] * 3)
    copies = list(snapshot_folder(path).glob("*.backup"))
    if version > SCHEMA_VERSION:
        assert rows_of(read_state(copies[0]), "receipts") == rows_of(read_state(OLD), "receipts")
    if died:
        # Whoever opens it next finishes what was begun.
        assert not dies("open", path, 0)
        assert state_of_schema(path)[0] == SCHEMA_VERSION + 1
    return died


def create_and_die(folder, statement):
    path = folder / f"new-{statement}.db"
    died = dies("create", path, statement)
    assert died or path.exists()
    if path.exists():
        store = SessionStore(path)
        store.open()
        assert store.load().workshop.title == "x"
        store.close()
    return died


@pytest.mark.wide(short=1)
@pytest.mark.parametrize("statement", [2, *range(24, 60, 4)])
def test_a_migration_killed_half_way(tmp_path, statement):
    migrate_and_die(tmp_path, statement)


@pytest.mark.parametrize("statement", [3, 20])
def test_a_creation_killed_half_way(tmp_path, statement):
    assert create_and_die(tmp_path, statement)


@pytest.mark.long
@pytest.mark.timeout(1_200)
@pytest.mark.parametrize("work", [migrate_and_die, create_and_die])
def test_killed_at_every_statement(tmp_path, work):
    statement = 1
    while work(tmp_path, statement):
        statement += 1
    print(f"{work.__name__}: killed at each of {statement - 1} statements")
    assert statement > 10
