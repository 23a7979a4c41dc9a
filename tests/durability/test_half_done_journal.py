"""A cut while a file changes its kind of journal leaves one to roll back: it is opened all the same."""

import shutil
import sqlite3

from sessions.storage.session_file import check_file, peek


def test_a_file_with_a_journal_to_roll_back_is_read_as_it_was_before(rooms, tmp_path):
    made = rooms.new()
    made.room.stop()
    working = sqlite3.connect(made.path)
    working.execute("PRAGMA journal_mode = DELETE")
    working.execute("PRAGMA cache_size = 1")
    working.execute("BEGIN IMMEDIATE")
    working.execute("UPDATE workshop SET title = 'Halvt'")
    working.execute("CREATE TABLE filler (text)")
    working.executemany("INSERT INTO filler VALUES (?)", [("x" * 3_000,)] * 50)
    cut = tmp_path / "cut"
    cut.mkdir()
    for file in tmp_path.glob(f"{made.path.name}*"):
        if file.is_file():
            shutil.copy(file, cut / file.name)
    working.close()
    path = cut / made.path.name
    assert path.with_name(path.name + "-journal").stat().st_size, "there must be something to roll back"
    assert peek(path).title == "Prøve"
    check_file(path)
    assert rooms.open(path).state().workshop.title == "Prøve"
