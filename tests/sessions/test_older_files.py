"""A file made by an earlier version shows the same, is undone the same, and forgets the same.

`two-meetings-3.db` was made with the last version of schema 3, and `two-meetings-3.json` holds what that
version said of it: its minutes, and after each undo how the proposals were weighed and which pairs were kept
apart.
"""

import contextlib
import copy
import dataclasses
import json
import shutil
import sqlite3
import uuid
from datetime import datetime
from pathlib import Path

import pytest

from exports.formats.json_format import as_json
from exports.minutes import build_minutes
from prompts.methods.loading import load_method
from sessions import commands as do
from sessions import visibility
from sessions.errors import NothingToUndoError
from sessions.model import Answer
from sessions.queries.result_and_resources import weighed
from sessions.similarity.kept_apart import kept_apart
from sessions.storage.copies.rescue import rescue
from sessions.storage.copies.snapshots import snapshot_folder
from sessions.storage.schema_version import SCHEMA_VERSION
from sessions.storage.session_file import DamagedFileError, peek
from sessions.storage.store import SessionStore, read_state

DATA = Path(__file__).parent.parent / "data" / "schemas"
TOLD = json.loads((DATA / "two-meetings-3.json").read_text(encoding="utf-8"))
FILES = sorted(DATA.glob("*.db"))


@pytest.fixture(params=["closed", "cut off"])
def old(request, tmp_path):
    """The file as the earlier version leaves it, and as it is found where that was cut off: with a log."""
    path = Path(shutil.copy(DATA / "two-meetings-3.db", tmp_path / "old.db"))
    if request.param == "closed":
        return path
    with contextlib.closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA user_version = 3")
        connection.commit()
        for ending in ("", "-wal"):
            shutil.copy(f"{path}{ending}", tmp_path / f"cut.db{ending}")
    assert (tmp_path / "cut.db-wal").stat().st_size
    return tmp_path / "cut.db"


@pytest.fixture
def opened(old, new_ids):
    return new_ids.open(old)


@pytest.fixture
def new_ids(rooms, clock):
    """Rooms that go on after the file's last day, with ids that are not in it yet."""
    clock.move(days=35)
    rooms.new_id = lambda: uuid.uuid4().hex
    return rooms


@pytest.fixture(autouse=True)
def few_are_told(monkeypatch):
    """The earlier version told what one or two had chosen; the file holds just such votes."""
    monkeypatch.setattr(visibility, "LEAST_COUNTED", 1)


NEWER = ("suppressed", "voters", "hands")
"""What the minutes say of initiatives and ballots since."""


def of_the_session(told):
    """Minutes without the method's own texts, which a later version may word anew."""
    told = copy.deepcopy(told)
    for row in told["questions"]:
        del row["text"]
    for row in told["follow_up"]:
        del row["agenda"]
    for row in (*told["timings"], *told["ratings"]):
        del row["title"]
    for row in told["ratings"]:
        del row["text"]
    return told


def minutes_of(state, method):
    made = datetime.fromisoformat(TOLD["minutes"]["generated_at"])
    told = as_json(build_minutes(state, method, made, TOLD["minutes"]["version"]))
    for row in (*told["initiatives"], *told["ballots"]):
        newer = {name: row.pop(name) for name in NEWER if name in row}
        assert newer["suppressed"] is False
    outcome = told.pop("outcome")  # a key that version 0.1.0 did not write
    assert outcome["all"]["agreed"] == len(told["next_steps"])
    return of_the_session(told)


def said_of(state):
    """How proposals are weighed in each vote, and the pairs of each clustering, as the data file has them."""
    stem = load_method().activity("stem")
    return {
        "boxes": {
            vote: [[w.card.number, w.dots, w.result, w.resources] for w in weighed(state, vote, stem)]
            for vote in TOLD["as_left"]["boxes"]
        },
        "apart": {
            key: sorted(sorted(pair) for pair in kept_apart(state, key)) for key in TOLD["as_left"]["apart"]
        },
    }


def journal_of(path):
    with contextlib.closing(sqlite3.connect(path)) as connection:
        return connection.execute("SELECT command, change FROM journal ORDER BY seq").fetchall()


@pytest.mark.parametrize("look", [read_state, lambda path: opened_state(path)], ids=["looked at", "opened"])
def test_the_minutes_are_the_same(old, method, look):
    assert minutes_of(look(old), method) == of_the_session(TOLD["minutes"])


def opened_state(path):
    store = SessionStore(path)
    store.open()
    state = store.load()
    store.close()
    return state


def test_looking_at_an_older_file_changes_nothing_in_it(tmp_path):
    for file in FILES:
        path = Path(shutil.copy(file, tmp_path / file.name))
        assert read_state(path).workshop.title == peek(path).title
        assert path.read_bytes() == file.read_bytes()


def test_a_list_says_the_same_of_it_before_and_after(old):
    before = peek(old)
    opened_state(old)
    assert peek(old) == before
    assert (before.meeting, before.participants) == (2, len(TOLD["minutes"]["participants"]))


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_tables_and_journal_agree_after_the_change(tmp_path, file):
    store = SessionStore(Path(shutil.copy(file, tmp_path / "old.db")))
    store.open()
    store.load()
    assert store.odd_rows == ()
    assert store.facilitator_events()
    store.close()


@pytest.mark.parametrize(
    ("spoil", "table"),
    [
        ("UPDATE cards SET round = 2 WHERE text = 'Fælles sprog'", "cards"),
        ("UPDATE ratings SET value = 9 WHERE statement = 'resources:00000000002f'", "weighings"),
        ("DELETE FROM ratings WHERE statement = 'apart:000000000029:00000000002b'", "kept_apart"),
        ("UPDATE ratings SET value = 9 WHERE participant = 'anna' AND statement = 'kapacitet'", "ratings"),
    ],
)
def test_a_row_that_had_changed_by_itself_is_noticed_as_before(old, spoil, table):
    with contextlib.closing(sqlite3.connect(old)) as connection:
        assert connection.execute(spoil).rowcount == 1
        connection.commit()
    store = SessionStore(old)
    store.open()
    store.load()
    assert [where for where, _ in store.odd_rows] == [table]
    store.close()


def test_what_was_kept_as_ratings_is_kept_as_what_it_is(old):
    with contextlib.closing(sqlite3.connect(old)) as connection:
        rated = connection.execute("SELECT * FROM ratings WHERE participant <> 'facilitator'").fetchall()
    state = opened_state(old)
    assert [(row.scheduled, row.statement, row.participant, row.value) for row in state.ratings] == rated
    pairs = [tuple(pair) for pairs in TOLD["as_left"]["apart"].values() for pair in pairs]
    assert sorted((row.first, row.second) for row in state.kept_apart) == sorted(pairs)
    boxes = [box for boxes in TOLD["as_left"]["boxes"].values() for _, _, *box in boxes if any(box)]
    assert sorted([row.result, row.resources] for row in state.weighings) == sorted(boxes)
    assert not any("apart:" in change or "resources:" in change for _, change in journal_of(old))


def test_acts_from_before_are_undone_and_redone_as_before(opened):
    opened.redo()
    assert [said_of(opened.state())] == TOLD["redone"]
    for step in TOLD["undone"]:
        opened.undo()
        assert said_of(opened.state()) == step
    opened.redo(len(TOLD["undone"]))
    assert [said_of(opened.state())] == TOLD["redone"]


def test_the_meeting_before_stays_out_of_reach_of_undo(opened):
    begun = opened.state().meetings.get(2)
    with pytest.raises(NothingToUndoError):
        opened.undo(100)
    assert opened.state().meetings.get(2) == begun
    assert opened.state().workshop.meeting == 2


def test_the_journal_holds_no_earlier_form(opened):
    opened.room.stop()
    commands, changes = zip(*journal_of(opened.path), strict=True)
    assert "StartMeeting" in commands
    assert "StartRound" not in commands
    assert '"round":' not in "".join(changes)


def test_what_was_answered_without_a_name_is_forgotten_in_the_lines_from_before_too(old, new_ids, method):
    nameless = tuple(
        dataclasses.replace(activity, anonymous=activity.key == "fem-spoergsmaal")
        for activity in method.activities
    )
    new_ids.method = dataclasses.replace(method, activities=nameless)
    room = new_ids.open(old)
    written = [row for row in room.state().answers if row.meeting == 2]
    room.go_to("fem-spoergsmaal")
    room.go_to("aftaler")
    assert all(row.author is None for row in room.state().answers if row.meeting == 2)
    room.room.stop()
    assert not list(old.parent.glob(f"{old.name}.corrupt-*")), "rows and journal agree"
    lines = [change for _, change in journal_of(room.path) if any(row.id in change for row in written)]
    assert written
    assert lines
    assert not any(row.author in line for row in written for line in lines)
    (kept,) = {row.author for row in room_answers(room.path, meeting=1)} - {"bo"}
    assert kept == "anna", "the first meeting was another one"


def room_answers(path, meeting) -> list[Answer]:
    return [row for row in read_state(path).answers if row.meeting == meeting]


def test_the_copy_made_before_the_change_can_be_put_back(old, rooms, method):
    opened_state(old)
    kept = snapshot_folder(old) / "schema-3.backup"
    assert minutes_of(read_state(kept), method) == of_the_session(TOLD["minutes"])
    again = rooms.open(Path(shutil.copy(kept, old.with_name("again.db"))))
    assert said_of(again.state()) == TOLD["as_left"]


def test_a_snapshot_from_before_takes_the_place_of_a_damaged_file(old, rooms, clock):
    snapshot_folder(old).mkdir(parents=True)
    shutil.copy(DATA / "two-meetings-3.db", snapshot_folder(old) / "20260407T090000000000Z.db")
    old.write_bytes(b"x" * 4096)
    assert rescue(old, clock.now()).read_bytes() == b"x" * 4096
    assert said_of(rooms.open(old).state()) == TOLD["as_left"]


def test_a_journal_that_cannot_be_read_is_damage_and_the_file_is_left_as_it_was(old):
    with contextlib.closing(sqlite3.connect(old)) as connection:
        connection.execute("UPDATE journal SET change = '[[\"cards\"' WHERE seq = 5")
        connection.commit()
        columns = connection.execute("SELECT name FROM pragma_table_info('cards')").fetchall()
    for look in (read_state, opened_state):
        with pytest.raises(DamagedFileError):
            look(old)
    with contextlib.closing(sqlite3.connect(old)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (3,)
        assert connection.execute("SELECT name FROM pragma_table_info('cards')").fetchall() == columns


def test_it_goes_on_into_a_third_meeting(opened):
    opened.ask(do.CloseWorkshop())
    opened.ask(do.StartMeeting("opfoelgning", opened.state().workshop.date))
    state = opened.state()
    assert [row.number for row in state.meetings] == [1, 2, 3]
    opened.room.stop()
    store = SessionStore(opened.path)
    store.open()
    assert store.load().has_rows_of(state)
    assert store.odd_rows == ()
    store.close()


def test_agreements_of_schema_4_keep_their_dates_and_say_nothing_in_words(tmp_path, rooms, clock):
    clock.move(days=1)
    rooms.new_id = lambda: uuid.uuid4().hex
    path = Path(shutil.copy(DATA / "session-4.db", tmp_path / "old.db"))
    room = rooms.open(path)
    steps = {step.who: (step.what, str(step.due), step.due_words) for step in room.state().next_steps}
    assert steps == {"Anne": ("Ringer rundt", "2026-04-08", ""), "Bo": ("Skriver", "None", "")}
    room.undo()
    anne = next(step for step in room.state().next_steps if step.who == "Anne")
    assert (anne.what, str(anne.due), anne.due_words) == ("Ringer", "2026-04-01", "")
    with contextlib.closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (SCHEMA_VERSION,)


@pytest.fixture
def placed(tmp_path, rooms, clock):
    """A file of schema 5 in which a group placed, counted hands and rated, as `tests/data/schemas` has it."""
    clock.move(days=1)
    rooms.new_id = lambda: uuid.uuid4().hex
    path = Path(shutil.copy(DATA / "placements-5.db", tmp_path / "old.db"))
    with contextlib.closing(sqlite3.connect(path)) as connection:
        path.with_suffix(".rows").write_text(
            json.dumps([connection.execute(f"SELECT * FROM {name}").fetchall() for name in KEYED_IN_6])
        )
    return rooms.open(path)


KEYED_IN_6 = ("placements", "hand_counts", "ratings")


def test_what_was_placed_and_rated_in_schema_5_is_in_the_methods_own_set(placed):
    state = placed.state()
    before = json.loads(placed.path.with_suffix(".rows").read_text())
    for name, rows in zip(KEYED_IN_6, before, strict=True):
        now = [dataclasses.astuple(row) for row in state.table(name)]
        assert [list(row[:-1]) for row in now] == rows
        assert {row[-1] for row in now} == {"" if name == "placements" else 0}
    assert [card.agreed for card in state.cards] == ["goer-det", None, None]


def test_hands_counted_in_schema_5_are_undone_and_counted_anew_under_one_key(placed):
    placed.undo()  # three hands for one number; before that it was one
    (hands,) = [row for row in placed.state().hand_counts if row.subject == "potentiale"]
    assert (hands.count, hands.scale) == (1, 0)
    placed.go_to("erkendelser")
    placed.ask(do.CountHands("potentiale", "5", 4))
    assert [row.count for row in placed.state().hand_counts if row.subject == "potentiale"] == [4]


def test_the_journal_of_schema_5_names_rows_by_their_longer_keys(placed):
    placed.room.stop()
    entries = [entry for _, change in journal_of(placed.path) for entry in json.loads(change)]
    lengths = {"placements": 4, "hand_counts": 5, "ratings": 4}
    told = [(table, len(key), before, after) for table, key, before, after in entries if table in lengths]
    assert {(table, length) for table, length, _, _ in told} == set(lengths.items())
    added = {"placements": "category_set", "hand_counts": "scale", "ratings": "scale"}
    assert all(added[table] in row for table, _, *rows in told for row in rows if row is not None)
