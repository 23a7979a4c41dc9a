"""The tables of a session file and the steps that bring an older file up to date.

A migration that has been released is never edited: a later one changes what it made.
"""

from __future__ import annotations

import sqlite3

from sqlite_utils import Database, Migrations

from sessions.storage.older_journals import in_words_of_schema_4, in_words_of_schema_6, out_of_disguise
from sessions.storage.schema_version import APPLICATION_ID
from sessions.storage.views import make_views

migrations = Migrations("sessions")

_TABLES_1 = """
CREATE TABLE workshop (
  key TEXT PRIMARY KEY, title TEXT NOT NULL, organisation TEXT NOT NULL, group_name TEXT NOT NULL,
  date TEXT NOT NULL, method TEXT NOT NULL, run_sheet TEXT NOT NULL, language TEXT NOT NULL,
  dots INTEGER NOT NULL, max_per_item INTEGER NOT NULL, status TEXT NOT NULL, current TEXT NOT NULL,
  round INTEGER NOT NULL, join_secret TEXT NOT NULL, join_code TEXT NOT NULL, port INTEGER NOT NULL,
  show_small_groups INTEGER NOT NULL, created_at TEXT NOT NULL, closed_at TEXT NOT NULL) STRICT;
CREATE TABLE scheduled_activities (
  id TEXT PRIMARY KEY, activity TEXT NOT NULL, position INTEGER NOT NULL, minutes INTEGER NOT NULL,
  extra_minutes INTEGER NOT NULL, status TEXT NOT NULL, running_since TEXT NOT NULL,
  elapsed_seconds REAL NOT NULL, input_open INTEGER NOT NULL, revealed INTEGER NOT NULL,
  placement_round INTEGER NOT NULL, round INTEGER NOT NULL) STRICT;
CREATE TABLE participants (
  id TEXT PRIMARY KEY, number INTEGER NOT NULL, alias TEXT NOT NULL, table_name TEXT NOT NULL,
  token_hash TEXT NOT NULL, typed_in INTEGER NOT NULL, removed INTEGER NOT NULL,
  joined_at TEXT NOT NULL) STRICT;
CREATE TABLE cards (
  id TEXT PRIMARY KEY, deck TEXT NOT NULL, number INTEGER NOT NULL, scheduled TEXT NOT NULL,
  author TEXT NOT NULL, text TEXT NOT NULL, status TEXT NOT NULL, occurred TEXT NOT NULL,
  outcome TEXT NOT NULL, theme TEXT NOT NULL, merged_into TEXT NOT NULL, hidden INTEGER NOT NULL,
  withdrawn INTEGER NOT NULL, agreed TEXT NOT NULL, next_category TEXT NOT NULL,
  disagreement TEXT NOT NULL, behaviour_goal TEXT NOT NULL, round INTEGER NOT NULL,
  created_at TEXT NOT NULL) STRICT;
CREATE TABLE themes (
  id TEXT PRIMARY KEY, deck TEXT NOT NULL, name TEXT NOT NULL, position INTEGER NOT NULL) STRICT;
CREATE TABLE placements (
  card TEXT NOT NULL, participant TEXT NOT NULL, round INTEGER NOT NULL, category TEXT NOT NULL,
  PRIMARY KEY (card, participant, round)) STRICT;
CREATE TABLE hand_counts (
  scheduled TEXT NOT NULL, subject TEXT NOT NULL, round INTEGER NOT NULL, choice TEXT NOT NULL,
  count INTEGER NOT NULL, PRIMARY KEY (scheduled, subject, round, choice)) STRICT;
CREATE TABLE answers (
  id TEXT PRIMARY KEY, category TEXT NOT NULL, question TEXT NOT NULL, author TEXT NOT NULL,
  text TEXT NOT NULL, round INTEGER NOT NULL, created_at TEXT NOT NULL) STRICT;
CREATE TABLE agreed_answers (
  category TEXT NOT NULL, question TEXT NOT NULL, text TEXT NOT NULL,
  PRIMARY KEY (category, question)) STRICT;
CREATE TABLE ratings (
  scheduled TEXT NOT NULL, statement TEXT NOT NULL, participant TEXT NOT NULL, value INTEGER NOT NULL,
  PRIMARY KEY (scheduled, statement, participant)) STRICT;
CREATE TABLE votes (
  scheduled TEXT NOT NULL, card TEXT NOT NULL, participant TEXT NOT NULL, dots INTEGER NOT NULL,
  PRIMARY KEY (scheduled, card, participant)) STRICT;
CREATE TABLE next_steps (
  id TEXT PRIMARY KEY, number INTEGER NOT NULL, who TEXT NOT NULL, what TEXT NOT NULL,
  due TEXT NOT NULL, first_visible_result TEXT NOT NULL, resources TEXT NOT NULL, help TEXT NOT NULL,
  card TEXT NOT NULL, status TEXT NOT NULL, learning TEXT NOT NULL, round INTEGER NOT NULL,
  removed INTEGER NOT NULL) STRICT;
CREATE TABLE parked_items (
  id TEXT PRIMARY KEY, number INTEGER NOT NULL, text TEXT NOT NULL, who TEXT NOT NULL,
  removed INTEGER NOT NULL) STRICT;
CREATE TABLE done_marks (
  scheduled TEXT NOT NULL, participant TEXT NOT NULL, done INTEGER NOT NULL,
  PRIMARY KEY (scheduled, participant)) STRICT;
CREATE TABLE receipts (
  participant TEXT NOT NULL, key TEXT NOT NULL, payload_hash TEXT NOT NULL, subject TEXT NOT NULL,
  seq INTEGER NOT NULL, PRIMARY KEY (participant, key)) STRICT, WITHOUT ROWID;
CREATE TABLE journal (
  seq INTEGER PRIMARY KEY, at TEXT NOT NULL, actor TEXT NOT NULL, command TEXT NOT NULL,
  subject TEXT NOT NULL, change TEXT NOT NULL) STRICT;
CREATE INDEX journal_by_actor ON journal (actor, seq);
"""

_TABLES_2 = """
ALTER TABLE participants ADD COLUMN round INTEGER NOT NULL DEFAULT 1;
CREATE TABLE meetings (
  round INTEGER PRIMARY KEY, date TEXT NOT NULL, run_sheet TEXT NOT NULL) STRICT;
CREATE TABLE step_reviews (
  step TEXT NOT NULL, round INTEGER NOT NULL, status TEXT NOT NULL, learning TEXT NOT NULL,
  due TEXT NOT NULL, category TEXT NOT NULL, PRIMARY KEY (step, round)) STRICT;
INSERT INTO meetings SELECT round, date, run_sheet FROM workshop;
UPDATE participants SET round = (SELECT round FROM workshop);
"""

_TABLES_3 = """
ALTER TABLE step_reviews ADD COLUMN due_before TEXT NOT NULL DEFAULT '';
"""

_TABLES_4 = """
ALTER TABLE workshop RENAME COLUMN round TO meeting;
ALTER TABLE meetings RENAME COLUMN round TO number;
ALTER TABLE scheduled_activities RENAME COLUMN round TO meeting;
ALTER TABLE participants RENAME COLUMN round TO meeting;
ALTER TABLE cards RENAME COLUMN round TO meeting;
ALTER TABLE answers RENAME COLUMN round TO meeting;
ALTER TABLE next_steps RENAME COLUMN round TO meeting;
ALTER TABLE step_reviews RENAME COLUMN round TO meeting;
ALTER TABLE placements RENAME COLUMN round TO placement_round;
ALTER TABLE hand_counts RENAME COLUMN round TO placement_round;
CREATE TABLE kept_apart (
  scheduled TEXT NOT NULL, first TEXT NOT NULL, second TEXT NOT NULL,
  PRIMARY KEY (scheduled, first, second)) STRICT;
CREATE TABLE weighings (
  scheduled TEXT NOT NULL, card TEXT NOT NULL, result INTEGER NOT NULL, resources INTEGER NOT NULL,
  PRIMARY KEY (scheduled, card)) STRICT;
UPDATE journal SET command = 'StartMeeting' WHERE command = 'StartRound';
"""

_TABLES_5 = """
ALTER TABLE next_steps ADD COLUMN due_words TEXT NOT NULL DEFAULT '';
"""

_TABLES_6 = """
ALTER TABLE placements RENAME TO placements_5;
CREATE TABLE placements (
  card TEXT NOT NULL, participant TEXT NOT NULL, placement_round INTEGER NOT NULL, category TEXT NOT NULL,
  category_set TEXT NOT NULL, PRIMARY KEY (card, participant, placement_round, category_set)) STRICT;
INSERT INTO placements SELECT *, '' FROM placements_5 ORDER BY rowid;
DROP TABLE placements_5;
ALTER TABLE hand_counts RENAME TO hand_counts_5;
CREATE TABLE hand_counts (
  scheduled TEXT NOT NULL, subject TEXT NOT NULL, placement_round INTEGER NOT NULL, choice TEXT NOT NULL,
  count INTEGER NOT NULL, scale INTEGER NOT NULL,
  PRIMARY KEY (scheduled, subject, placement_round, choice, scale)) STRICT;
INSERT INTO hand_counts SELECT *, 0 FROM hand_counts_5 ORDER BY rowid;
DROP TABLE hand_counts_5;
ALTER TABLE ratings RENAME TO ratings_5;
CREATE TABLE ratings (
  scheduled TEXT NOT NULL, statement TEXT NOT NULL, participant TEXT NOT NULL, value INTEGER NOT NULL,
  scale INTEGER NOT NULL, PRIMARY KEY (scheduled, statement, participant, scale)) STRICT;
INSERT INTO ratings SELECT *, 0 FROM ratings_5 ORDER BY rowid;
DROP TABLE ratings_5;
CREATE TABLE set_placements (
  card TEXT NOT NULL, category_set TEXT NOT NULL, agreed TEXT NOT NULL, next_category TEXT NOT NULL,
  disagreement TEXT NOT NULL, PRIMARY KEY (card, category_set)) STRICT;
"""

_TABLES_8 = """
CREATE TABLE hidden_answers (answer TEXT PRIMARY KEY) STRICT;
"""

_TABLES_10 = """
CREATE TABLE marks (
  subject TEXT NOT NULL, participant TEXT NOT NULL, mark TEXT NOT NULL,
  PRIMARY KEY (subject, participant, mark)) STRICT;
"""

_TABLES_11 = """
ALTER TABLE cards ADD COLUMN origin TEXT NOT NULL DEFAULT '';
"""

_TABLES_12 = """
CREATE TABLE method_copies (key TEXT PRIMARY KEY, files TEXT NOT NULL) STRICT;
"""

_TABLES_13 = """
CREATE TABLE meeting_details (
  meeting INTEGER PRIMARY KEY, purpose TEXT NOT NULL, place TEXT NOT NULL, hours TEXT NOT NULL,
  facilitator TEXT NOT NULL, absentees TEXT NOT NULL, case_number TEXT NOT NULL,
  drafted_by TEXT NOT NULL, approved_by TEXT NOT NULL) STRICT;
"""

_TABLES_14 = """
CREATE TABLE set_aside (
  card TEXT NOT NULL, meeting INTEGER NOT NULL, PRIMARY KEY (card, meeting)) STRICT;
ALTER TABLE cards ADD COLUMN split_from TEXT NOT NULL DEFAULT '';
"""

_TABLES_15 = """
CREATE TABLE joined_cards (
  card TEXT PRIMARY KEY, source TEXT NOT NULL, number INTEGER NOT NULL, sent TEXT NOT NULL,
  agreed TEXT NOT NULL) STRICT;
CREATE TABLE joined_choices (
  card TEXT NOT NULL, category TEXT NOT NULL, people INTEGER NOT NULL, PRIMARY KEY (card, category)) STRICT;
"""

_TABLES_16 = """
CREATE TABLE placed_again (
  card TEXT NOT NULL, meeting INTEGER NOT NULL, before TEXT NOT NULL, PRIMARY KEY (card, meeting)) STRICT;
ALTER TABLE step_reviews ADD COLUMN seen_by TEXT NOT NULL DEFAULT '';
ALTER TABLE meetings ADD COLUMN next_date TEXT NOT NULL DEFAULT '';
"""

_TABLES_17 = """
ALTER TABLE step_reviews ADD COLUMN category_before TEXT NOT NULL DEFAULT '';
"""

_TABLES_7 = """
CREATE TABLE decisions (
  id TEXT PRIMARY KEY, number INTEGER NOT NULL, position INTEGER NOT NULL, text TEXT NOT NULL,
  card TEXT NOT NULL, meeting INTEGER NOT NULL, status TEXT NOT NULL, learning TEXT NOT NULL,
  removed INTEGER NOT NULL) STRICT;
CREATE TABLE decision_steps (
  decision TEXT NOT NULL, step TEXT NOT NULL, PRIMARY KEY (decision, step)) STRICT;
CREATE TABLE decision_reviews (
  decision TEXT NOT NULL, meeting INTEGER NOT NULL, status TEXT NOT NULL, learning TEXT NOT NULL,
  PRIMARY KEY (decision, meeting)) STRICT;
"""


@migrations()
def m001_tables(db: Database) -> None:
    """The first tables: what a group wrote, placed, answered, voted and agreed, and the journal."""
    _execute_all(db, _TABLES_1)
    db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    db.execute("PRAGMA user_version = 1")


@migrations()
def m002_follow_ups(db: Database) -> None:
    """Which meeting it was, who was there, and what each follow-up said of the agreements."""
    _execute_all(db, _TABLES_2)
    db.execute("PRAGMA user_version = 2")


@migrations()
def m003_moved_dates(db: Database) -> None:
    """Which date a follow-up moved an agreement away from."""
    _execute_all(db, _TABLES_3)
    db.execute("PRAGMA user_version = 3")


@migrations()
def m004_meetings_and_own_tables(db: Database) -> None:
    """Meetings and placement rounds are told apart; what was kept disguised as ratings has its own tables."""
    _execute_all(db, _TABLES_4)
    rows = db.execute(
        "SELECT scheduled, statement, participant, value FROM ratings ORDER BY rowid"
    ).fetchall()
    disguised, pairs, weighings = out_of_disguise(rows)
    db.conn.executemany("INSERT INTO kept_apart VALUES (?, ?, ?)", pairs)
    db.conn.executemany("INSERT INTO weighings VALUES (?, ?, ?, ?)", weighings)
    db.conn.executemany(
        "DELETE FROM ratings WHERE scheduled = ? AND statement = ? AND participant = ?", disguised
    )
    lines = db.execute("SELECT seq, change FROM journal ORDER BY seq").fetchall()
    changed = in_words_of_schema_4((seq, change) for seq, change in lines)
    db.conn.executemany("UPDATE journal SET change = ? WHERE seq = ?", changed)
    db.execute("PRAGMA user_version = 4")


@migrations()
def m005_deadlines_in_words(db: Database) -> None:
    """What an agreement says of its time where that is no date."""
    _execute_all(db, _TABLES_5)
    db.execute("PRAGMA user_version = 5")


@migrations()
def m006_sets_and_two_scales(db: Database) -> None:
    """Placements in several sets of categories stand beside each other, and ratings on two scales."""
    _execute_all(db, _TABLES_6)
    lines = db.execute("SELECT seq, change FROM journal ORDER BY seq").fetchall()
    changed = in_words_of_schema_6((seq, change) for seq, change in lines)
    db.conn.executemany("UPDATE journal SET change = ? WHERE seq = ?", changed)
    db.execute("PRAGMA user_version = 6")


@migrations()
def m007_decisions(db: Database) -> None:
    """What the group decided, which agreements carry it out, and what follow-ups said of it."""
    _execute_all(db, _TABLES_7)
    db.execute("PRAGMA user_version = 7")


@migrations()
def m008_hidden_answers(db: Database) -> None:
    """Which answers the facilitator hid."""
    _execute_all(db, _TABLES_8)
    db.execute("PRAGMA user_version = 8")


@migrations()
def m009_views(db: Database) -> None:
    """Views for whoever asks with SQL. A migration that changes what they read makes them again."""
    make_views(db.conn)
    db.execute("PRAGMA user_version = 9")


@migrations()
def m010_marks(db: Database) -> None:
    """What participants said of cards that were being grouped, and of a meeting when it was over."""
    _execute_all(db, _TABLES_10)
    db.execute("PRAGMA user_version = 10")


@migrations()
def m011_origins(db: Database) -> None:
    """Which group a card was brought from."""
    _execute_all(db, _TABLES_11)
    db.execute("PRAGMA user_version = 11")


@migrations()
def m012_method_copies(db: Database) -> None:
    """A copy of the method the workshop was made of, where that is not a shipped one."""
    _execute_all(db, _TABLES_12)
    db.execute("PRAGMA user_version = 12")


@migrations()
def m013_meeting_details(db: Database) -> None:
    """What the head of a meeting's minutes says: purpose, place, hours, people, case number."""
    _execute_all(db, _TABLES_13)
    db.execute("PRAGMA user_version = 13")


@migrations()
def m014_choices(db: Database) -> None:
    """Which cards a meeting did not choose, and which card another was split from."""
    _execute_all(db, _TABLES_14)
    db.execute("PRAGMA user_version = 14")


@migrations()
def m015_joined_groups(db: Database) -> None:
    """Which card of which group a card is, and how that group placed it."""
    _execute_all(db, _TABLES_15)
    db.execute("PRAGMA user_version = 15")


@migrations()
def m016_follow_ups(db: Database) -> None:
    """What was agreed before cards were placed again, who saw a result, and when the group meets next."""
    _execute_all(db, _TABLES_16)
    db.execute("PRAGMA user_version = 16")


@migrations()
def m017_approach_before(db: Database) -> None:
    """The approach that a follow-up moved an agreement's initiative away from."""
    _execute_all(db, _TABLES_17)
    db.execute("PRAGMA user_version = 17")


def _execute_all(db: Database, statements: str) -> None:
    for statement in statements.split(";\n"):
        if statement.strip():
            db.execute(statement)


def bring_up_to_date(connection: sqlite3.Connection) -> None:
    """Apply what is missing, each migration in a transaction of its own. Raises sqlite3.Error."""
    migrations.apply(Database(connection))
