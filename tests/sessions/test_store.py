"""The session file: our settings hold, every row comes back, nothing foreign or damaged is written to."""

import contextlib
import dataclasses
import hashlib
import random
import shutil
import sqlite3
from datetime import date, timedelta
from enum import Enum
from pathlib import Path
from typing import NewType

import pytest
from rooms import START, Silent, rows_of

from sessions import commands as do
from sessions import model
from sessions.model import Workshop
from sessions.room.room import Room
from sessions.state import Event, State, put
from sessions.storage import schema, session_file
from sessions.storage.copies.snapshots import snapshot_folder
from sessions.storage.file_reading import load
from sessions.storage.schema_version import APPLICATION_ID, SCHEMA_VERSION
from sessions.storage.session_file import (
    DamagedFileError,
    MissingFileError,
    NewerFileError,
    StorageError,
    check_file,
    check_without_log,
    connect,
    peek,
)
from sessions.storage.store import SessionStore, read_state
from sessions.table_shapes import SHAPE_NAMED, SHAPES
from workshop.cli.exit_codes import exit_code_of

DATA = Path(__file__).parent.parent / "data" / "schemas"


def digest(path):
    return hashlib.sha256(path.read_bytes()).hexdigest()


def pragma(database, name):
    return database.execute(f"PRAGMA {name}").fetchone()[0]


TEXTS = {"str", *(name for name, kind in vars(model).items() if isinstance(kind, NewType))}
"""The types of columns that are texts, ids among them."""


def sample(field, number):
    """A value of the field's type that no default would have given."""
    if str(field.type).removesuffix(" | None") in TEXTS or field.type is str:
        return f"{field.name} æøå 🎉 ' \" ; -- {number}"
    if field.type in ("date | None", "Day | None"):
        return date(2026, 3, 4) + timedelta(days=number)
    if field.type == "datetime | None":
        return START + timedelta(milliseconds=number)
    if field.type in ("bool", bool):
        return True
    if field.type in ("float", "Seconds", float):
        return 12.345
    if field.type in ("int", "AtLeastOne", int):
        return 2**62 + number
    kind = getattr(model, field.type) if isinstance(field.type, str) else field.type
    assert issubclass(kind, Enum)
    return list(kind)[-1]


def sample_row(shape, number=1):
    values = {field.name: sample(field, number) for field in dataclasses.fields(shape.row)}
    if shape.row is Workshop:
        values["key"] = "workshop"
    return shape.row(**values)


def stored(path, *events):
    store = SessionStore(path)
    store.open()
    for event in events:
        store.append((event,))
    state = store.load()
    store.close()
    return state


def event_of(seq, *writes):
    return Event(seq, START, "facilitator", "Test", "", writes)


def test_our_settings_read_back(rooms):
    database = connect(rooms.file())
    try:
        assert pragma(database, "journal_mode") == "wal"
        assert pragma(database, "synchronous") == 2
        assert pragma(database, "foreign_keys") == 1
        assert pragma(database, "trusted_schema") == 0
        assert pragma(database, "secure_delete") == 1
        assert pragma(database, "busy_timeout") == session_file.BUSY_TIMEOUT_MS
        assert pragma(database, "application_id") == APPLICATION_ID
        assert pragma(database, "user_version") == SCHEMA_VERSION
    finally:
        database.close()


def test_a_reader_may_not_write(rooms):
    database = connect(rooms.file(), read_only=True)
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        database.execute("DELETE FROM workshop")
    database.close()


def test_every_table_is_strict_and_named_as_its_row(rooms):
    database = connect(rooms.file(), read_only=True)
    strict = {row[1]: row[5] for row in database.execute("PRAGMA table_list")}
    for shape in SHAPES:
        assert strict[shape.name] == 1
        columns = [row[1] for row in database.execute(f"PRAGMA table_info({shape.name})")]
        assert columns == list(shape.columns())
    assert strict["journal"] == 1
    database.close()


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.name)
def test_every_row_comes_back_as_it_was(rooms, shape):
    path, row = rooms.file(), sample_row(shape)
    state = stored(path, event_of(1, put(State(), row)))
    assert rows_of(state)[shape.name][shape.key_of(row)] == row
    changed = sample_row(shape, 2)
    changed = dataclasses.replace(changed, **dict(zip(shape.key, shape.key_of(row), strict=True)))
    state = stored(path, event_of(2, put(State(), changed)))
    assert rows_of(state)[shape.name][shape.key_of(row)] == changed
    assert state.seq == 2


@pytest.mark.parametrize("shape", [s for s in SHAPES if s.row is not Workshop], ids=lambda shape: shape.name)
def test_a_row_taken_away_is_gone(rooms, shape):
    from sessions.state import remove

    path, row = rooms.file(), sample_row(shape)
    state = stored(path, event_of(1, put(State(), row)), event_of(2, remove(row)))
    assert shape.key_of(row) not in rows_of(state)[shape.name]


def test_a_batch_is_stored_whole_or_not_at_all(rooms):
    path = rooms.file()
    store = SessionStore(path)
    store.open()
    good = event_of(1, put(State(), sample_row(SHAPE_NAMED["cards"])))
    twice = event_of(1, put(State(), sample_row(SHAPE_NAMED["themes"])))
    with pytest.raises(StorageError):
        store.append((good, twice))
    assert len(store.load().cards) == 0
    store.append((good,))
    store.close()
    assert len(read_state(path).cards) == 1


def test_what_the_room_shows_is_what_the_file_holds(room, rooms):
    anna = room.join("anna")
    for activity in ("skriv-tiltag", "placer-alene", "tal-om-de-delte", "fem-spoergsmaal", "forslag", "stem"):
        room.go_to(activity)
        for n in range(5):
            if activity in ("skriv-tiltag", "forslag"):
                room.write(f"{activity} {n}", anna)
    card = next(iter(room.state().cards)).id
    room.ask(do.NameTheme("tema", (card,)))
    room.ask(do.AddNextStep("BK", "Ringer", None, ""))
    room.ask(do.ParkItem("x"))
    room.undo()
    seen, seq = rows_of(room.state()), room.state().seq
    again = rooms.again(room)
    assert rows_of(again.state()) == seen
    assert again.state().seq == seq


def test_a_workshop_can_be_read_while_it_is_open(room):
    room.ask(do.ParkItem("x"))
    assert read_state(room.path).seq == 1
    assert peek(room.path).title == "Prøve"


def test_a_new_file_never_takes_anothers_place(rooms):
    path = rooms.file()
    before = digest(path)
    with pytest.raises(FileExistsError):
        rooms.file()
    assert digest(path) == before
    assert sorted(file.name for file in path.parent.iterdir()) == [path.name]


def test_a_new_file_that_could_not_be_finished_leaves_nothing(rooms, monkeypatch):
    def full(*_):
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr("sessions.storage.file_writes.connect", full)
    with pytest.raises(StorageError):
        rooms.file()
    assert list(rooms.folder.iterdir()) == []


# --- files that are not what they should be -----------------------------------------------------


def foreign(path):
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE t (x)")
    connection.close()


def half(path):
    whole = path.with_suffix(".whole")
    shutil.copy(path, whole)
    path.write_bytes(whole.read_bytes()[: whole.stat().st_size // 2])


SPOILED = {
    "empty": lambda path: path.write_bytes(b""),
    "a text": lambda path: path.write_text("Kære alle\n" * 1_000, encoding="utf-8"),
    "zeros": lambda path: path.write_bytes(b"\0" * 8_192),
    "another database": lambda path: (path.unlink(), foreign(path)),
    "half": half,
    "header gone": lambda path: path.write_bytes(b"\0" * 100 + path.read_bytes()[100:]),
}


@pytest.mark.parametrize("spoil", SPOILED.values(), ids=SPOILED)
@pytest.mark.parametrize("open_it", [lambda path: SessionStore(path).open(), peek, read_state])
def test_a_file_that_is_no_workshop_is_refused_and_left_alone(rooms, spoil, open_it):
    path = rooms.file()
    spoil(path)
    before = digest(path)
    with pytest.raises(DamagedFileError) as refused:
        open_it(path)
    assert exit_code_of(refused.value) == 4
    assert str(path) in refused.value.sentence()
    assert digest(path) == before


@pytest.mark.parametrize("open_it", [lambda path: SessionStore(path).open(), peek])
def test_no_file_and_a_folder_are_missing(tmp_path, open_it):
    for path in (tmp_path / "none.db", tmp_path):
        with pytest.raises(MissingFileError):
            open_it(path)
    assert list(tmp_path.iterdir()) == []


def test_a_file_from_a_newer_version_is_refused_and_left_alone(rooms):
    path = rooms.file()
    connection = sqlite3.connect(path)
    connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION + 1}")
    connection.close()
    before = digest(path)
    for open_it in (lambda path: SessionStore(path).open(), peek, read_state):
        with pytest.raises(NewerFileError) as refused:
            open_it(path)
        assert exit_code_of(refused.value) == 4
    assert digest(path) == before


@pytest.mark.parametrize(
    "table",
    [
        "CREATE TABLE later(x TEXT CHECK (a_later_function(x)))",
        "CREATE TABLE later(x) IN A LATER WAY",
        "CREATE VIRTUAL TABLE later USING a_later_module(x)",
    ],
)
def test_what_only_a_newer_version_can_read_is_called_newer_not_damaged(rooms, table):
    path = rooms.file()
    with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA writable_schema = ON")
        connection.execute("INSERT INTO sqlite_master VALUES ('table', 'later', 'later', 0, ?)", (table,))
        connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION + 1}")
    before = digest(path)
    for open_it in (lambda path: SessionStore(path).open(), peek, read_state, check_file, check_without_log):
        with pytest.raises(NewerFileError):
            open_it(path)
    assert digest(path) == before


@pytest.mark.parametrize(
    "spoil",
    [
        "UPDATE scheduled_activities SET status = 'sovende'",
        "UPDATE journal SET change = '[[\"cards\"'",
        'UPDATE journal SET change = \'[["ukendt", ["a"], null, null]]\'',
        "UPDATE workshop SET title = CAST(x'ff41' AS TEXT)",
        "DROP TABLE votes",
    ],
)
def test_a_value_that_makes_no_sense_is_damage_not_a_traceback(room, method, clock, spoil):
    room.ask(do.ParkItem("x"))
    room.room.stop()
    connection = sqlite3.connect(room.path)
    connection.execute(spoil)
    connection.commit()
    connection.close()
    store = SessionStore(room.path)
    with pytest.raises(DamagedFileError):
        Room(store, method, clock, lambda: "x").start()


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE parked_items SET text = 'y'",
        "DELETE FROM parked_items",
        'UPDATE journal SET change = replace(change, \'"text":"x"\', \'"text":"z"\')',
        "UPDATE workshop SET title = 'q'",
    ],
)
def test_a_value_that_changed_by_itself_is_noticed(room, change):
    room.ask(do.ParkItem("x"))
    room.room.stop()
    with contextlib.closing(sqlite3.connect(room.path)) as connection:
        connection.execute(change)
        connection.commit()
    store = SessionStore(room.path)
    store.open()
    store.load()
    assert len(store.odd_rows) == 1
    store.close()


def filled(rooms):
    room = rooms.new("filled.db")
    people = [room.join(f"p{n}") for n in range(12)]
    room.go_to("skriv-tiltag")
    for n in range(60):
        room.write(f"Tiltag nummer {n} om noget, der er længere end en linje", people[n % 12])
    room.room.stop()
    return room.path


def flip(rooms, times, seed=5):
    """Flip one byte at a time; returns how often it was refused, did no harm, and was noticed."""
    path = filled(rooms)
    whole, good = path.read_bytes(), rows_of(read_state(path))
    dice, refused, same, noticed = random.Random(seed), 0, 0, 0  # noqa: S311 - repeatable
    for _ in range(times):
        place = dice.randrange(len(whole))
        spoiled = bytearray(whole)
        spoiled[place] ^= dice.randrange(1, 256)
        path.write_bytes(spoiled)
        try:
            session_file.check_file(path)
            with contextlib.closing(connect(path, read_only=True)) as database:
                state, odd = load(path, database)
        except StorageError:
            refused += 1
        else:
            same += rows_of(state) == good
            noticed += rows_of(state) != good
            assert rows_of(state) == good or odd
        assert path.read_bytes() == bytes(spoiled)
    return refused, same, noticed


def test_a_flipped_byte_is_never_a_traceback_and_never_written_over(rooms):
    refused, same, noticed = flip(rooms, 60)
    assert refused + same + noticed == 60
    assert refused


@pytest.mark.long
@pytest.mark.timeout(600)
def test_a_thousand_flipped_bytes(rooms):
    refused, same, noticed = flip(rooms, 1_000, seed=6)
    print(f"1,000 flips: {refused} refused, {same} harmless, {noticed} noticed inside a value")


# --- older files --------------------------------------------------------------------------------


@pytest.mark.parametrize("fixture", sorted(DATA.glob("session-*.db")), ids=lambda path: path.stem)
def test_a_file_of_every_released_schema_opens(tmp_path, fixture):
    path = Path(shutil.copy(fixture, tmp_path / "old.db"))
    store = SessionStore(path)
    store.open()
    state = store.load()
    assert state.workshop.title == "Æbleø: første møde"
    assert [card.text for card in state.cards] == ["Fælles sprog om inklusion"]
    assert store.facilitator_events()
    store.close()
    assert peek(path).participants == 1


def test_a_date_moved_in_a_file_from_before_has_an_unknown_old_one(tmp_path):
    store = SessionStore(Path(shutil.copy(DATA / "session-2.db", tmp_path / "old.db")))
    store.open()
    (review,) = store.load().step_reviews
    store.close()
    assert (review.due, review.due_before) == (date(2026, 6, 1), None)


@pytest.fixture
def second_schema(monkeypatch):
    """A schema two steps further on, as a later version of the program has it."""
    from sqlite_utils import Migrations

    later = Migrations("sessions")
    later.__dict__["_migrations"] = list(schema.migrations.__dict__["_migrations"])

    @later()
    def m002_more(db):
        db.execute("ALTER TABLE cards ADD COLUMN colour TEXT NOT NULL DEFAULT ''")
        db.execute("CREATE TABLE extra (x TEXT) STRICT")
        db.execute(f"PRAGMA user_version = {SCHEMA_VERSION + 1}")

    monkeypatch.setattr("sessions.storage.schema.migrations", later)
    monkeypatch.setattr("sessions.storage.store.SCHEMA_VERSION", SCHEMA_VERSION + 1)
    monkeypatch.setattr("sessions.storage.session_file.SCHEMA_VERSION", SCHEMA_VERSION + 1)
    return later


def test_an_older_file_is_copied_before_it_is_changed(rooms, request):
    path = rooms.file()
    before = rows_of(read_state(path))
    request.getfixturevalue("second_schema")
    store = SessionStore(path)
    store.open()
    assert rows_of(store.load()) == before
    store.close()
    copy = snapshot_folder(path) / f"schema-{SCHEMA_VERSION}.backup"
    assert rows_of(read_state(copy)) == before
    database = connect(copy, read_only=True)
    assert pragma(database, "user_version") == SCHEMA_VERSION
    database.close()


def test_a_change_of_schema_that_fails_anywhere_leaves_the_old_file(rooms, request):
    path = rooms.file()
    before = rows_of(read_state(path))
    later = request.getfixturevalue("second_schema")
    step = later.__dict__["_migrations"][-1]
    whole = step.fn

    def stops_half_way(db):
        whole(db)
        raise OSError("the disk is gone")

    step.fn = stops_half_way
    with pytest.raises(StorageError):
        SessionStore(path).open()
    database = connect(path, read_only=True)
    assert pragma(database, "user_version") == SCHEMA_VERSION
    assert "colour" not in [row[1] for row in database.execute("PRAGMA table_info(cards)")]
    database.close()
    step.fn = whole
    stored_again = SessionStore(path)
    stored_again.open()
    assert rows_of(stored_again.load()) == before
    stored_again.close()


def test_equal_ids_are_one_text_however_many_rows_hold_them(rooms):
    """A workshop that is opened again must not be larger than it was when it was closed."""
    room = rooms.new()
    room.go_to("skriv-tiltag")
    for name in ("anna", "bo"):
        room.join(name)
        for number in range(3):
            room.write(f"{name} {number}", name)
    cards = list(read_state(room.path).cards)
    assert len({id(card.author) for card in cards}) == 2
    assert len({id(card.deck) for card in cards}) == len({id(card.scheduled) for card in cards}) == 1


def test_copies_of_the_picture_share_their_keys(room):
    class Follower(Silent):
        def on_events(self, events):
            for event in events:
                picture.apply(event.writes)

    follower = Follower()
    picture = room.room.subscribe(follower)
    room.go_to("skriv-tiltag")
    card = room.write("et kort")
    ours, theirs = (
        next(key for key in state.cards._rows if key == (card,)) for state in (room.state(), picture)
    )
    assert ours is theirs
