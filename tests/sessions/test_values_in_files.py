"""Dates, moments and none: values in memory, texts in the file, and a file opens whatever stands there."""

import contextlib
import json
import sqlite3
from datetime import UTC, date, datetime, timedelta
from typing import NewType, get_type_hints

import pytest
from rooms import START

from sessions import commands as do
from sessions.model import StepStatus
from sessions.rules.clock_and_input import elapsed_seconds
from sessions.storage.session_file import peek
from sessions.storage.store import SessionStore, read_state
from sessions.table_shapes import SHAPES


@pytest.fixture
def led(room):
    """A session file in which a first activity runs and something is agreed."""
    room.ask(do.OpenNext())
    room.ask(do.AddNextStep("Anne", "Ringer", date(2026, 4, 1), "En liste"))
    room.ask(do.AddNextStep("Bo", "Skriver", None, "Et brev"))
    room.room.stop()
    return room.path


def ask(path, question):
    with contextlib.closing(sqlite3.connect(path)) as connection:
        found = connection.execute(question).fetchall()
        connection.commit()
    return found


def loaded(path):
    store = SessionStore(path)
    store.open()
    try:
        return store.load(), store.odd_rows
    finally:
        store.close()


def test_the_file_holds_iso_texts_and_the_state_values(led):
    state, odd = loaded(led)
    assert odd == ()
    assert [step.due for step in state.next_steps] == [date(2026, 4, 1), None]
    assert (state.workshop.date, state.workshop.created_at, state.workshop.closed_at) == (
        date(2026, 3, 4),
        START,
        None,
    )
    assert state.current().running_since == START
    assert ask(led, "SELECT due FROM next_steps") == [("2026-04-01",), ("",)]
    assert ask(led, "SELECT date, created_at, closed_at FROM workshop") == [
        ("2026-03-04", "2026-03-04T09:00:00.000+00:00", "")
    ]
    assert ask(led, "SELECT DISTINCT at FROM journal") == [("2026-03-04T09:00:00.000+00:00",)]
    (change,) = ask(led, "SELECT change FROM journal ORDER BY seq DESC LIMIT 1")[0]
    ((_, _, _, step),) = json.loads(change)
    assert step["due"] == ""


def test_none_is_an_empty_text_in_the_file(room):
    room.go_to("skriv-tiltag")
    card = room.write("Et tiltag")
    room.ask(do.AddNextStep("Bo", "Skriver", None, ""))
    room.room.stop()
    state, odd = loaded(room.path)
    row, (step,) = state.cards.get(card), state.next_steps
    nothing = (row.author, row.theme, row.merged_into, row.agreed, row.next_category, step.card)
    assert (set(nothing), odd) == ({None}, ())
    assert ask(room.path, "SELECT author, theme, merged_into, agreed, next_category FROM cards") == [
        ("",) * 5
    ]
    (change,) = ask(room.path, "SELECT change FROM journal WHERE command = 'WriteCard'")[0]
    ((_, _, _, told),) = json.loads(change)
    assert {told[name] for name in ("author", "theme", "merged_into", "agreed", "next_category")} == {""}


def test_every_kind_of_id_is_a_type_of_its_own():
    ids = [get_type_hints(shape.row)["id"] for shape in SHAPES if "id" in shape.columns()]
    assert all(isinstance(kind, NewType) for kind in ids)
    assert len(set(ids)) == len(ids)


def test_a_lobby_shows_no_activity(rooms):
    path = rooms.file()
    assert read_state(path).workshop.current is None
    assert ask(path, "SELECT current FROM workshop") == [("",)]


def test_a_moment_is_kept_as_exactly_as_the_file_keeps_it(room):
    room.clock.move(microseconds=1_234_567)
    room.go_to("forslag")
    room.write("Et forslag")
    (card,) = room.state().cards
    room.room.stop()
    assert card.created_at == START + timedelta(milliseconds=1_234)
    assert tuple(read_state(room.path).cards) == (card,)


@pytest.mark.parametrize("text", ["en dag", "2026-02-30", "2026-03-04T09:00:00", "9999-12-31T23:59:59-14:00"])
def test_what_is_no_date_opens_as_none_and_is_noticed(led, text):
    for column in ("workshop.created_at", "workshop.date", "scheduled_activities.running_since"):
        table, name = column.split(".")
        ask(led, f"UPDATE {table} SET {name} = '{text}' WHERE {name} <> ''")
    ask(led, f"UPDATE next_steps SET due = '{text}'")
    state, odd = loaded(led)
    assert state.workshop.created_at is None
    assert elapsed_seconds(state.current(), datetime.now(UTC)) == 0
    assert {step.due for step in state.next_steps} == {None}
    assert {"workshop", "scheduled_activities", "next_steps"} <= {table for table, _ in odd}
    assert peek(led).title == "Prøve"


def test_what_is_no_date_in_rows_and_journal_alike_is_noticed_too(led):
    ask(led, "UPDATE next_steps SET due = 'en dag' WHERE due <> ''")
    ask(led, """UPDATE journal SET change = replace(change, '"due":"2026-04-01"', '"due":"en dag"')""")
    state, odd = loaded(led)
    assert {step.due for step in state.next_steps} == {None}
    assert [table for table, _ in odd] == ["next_steps"]


def test_a_moment_written_in_another_form_is_the_same_moment(led):
    ask(led, "UPDATE workshop SET created_at = '2026-03-04T10:00:00+01:00'")
    state, odd = loaded(led)
    assert state.workshop.created_at == START
    assert odd == ()


@pytest.mark.parametrize("command", [do.Undo(), do.CloseWorkshop()])
def test_work_goes_on_in_a_file_with_dates_that_nobody_can_read(led, rooms, command):
    ask(led, "UPDATE next_steps SET due = 'en dag'")
    ask(led, "UPDATE journal SET at = 'i går'")
    ask(led, "UPDATE scheduled_activities SET running_since = 'i går' WHERE running_since <> ''")
    again = rooms.open(led)
    again.ask(command)
    shown = again.state()
    again.room.stop()
    assert read_state(led).has_rows_of(shown)


def test_a_deadline_in_words_lies_beside_the_date_and_goes_with_it(room):
    step = room.ask(do.AddNextStep("Bo", "Skriver", None, "Et brev", due_words=" snarest ")).id
    assert ask(room.path, "SELECT due, due_words FROM next_steps") == [("", "snarest")]
    room.ask(do.ReviewNextStep(step, StepStatus.UNDER_WAY, "", due=date(2026, 4, 1)))
    assert ask(room.path, "SELECT due, due_words FROM next_steps") == [("2026-04-01", "")]
    room.undo()
    room.ask(do.EditNextStep(step, "Bo", "Skriver", date(2026, 4, 2), "Et brev", due_words="snarest"))
    room.room.stop()
    state, odd = loaded(room.path)
    assert ([(row.due, row.due_words) for row in state.next_steps], odd) == ([(date(2026, 4, 2), "")], ())
