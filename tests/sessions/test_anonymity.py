"""Who wrote what in an anonymous activity is forgotten when it is left: in rows, receipts and journal."""

import re
import sqlite3
from dataclasses import replace

import pytest
from rooms import Rooms, post, rows_of

from sessions import commands as do
from sessions.clock import stamp
from sessions.errors import ActivityMovedOnError
from sessions.storage.store import read_state
from sessions.storage.watching.audit import odd_rows

KEY = "aaaaaaaaaaaaaaaaaaaa"


@pytest.fixture
def anonymous(method):
    return replace(method, activities=tuple(replace(row, anonymous=True) for row in method.activities))


@pytest.fixture
def secret(tmp_path, anonymous, clock):
    """A workshop in which nobody is to be known, with ids as random as the real ones."""
    made = Rooms(tmp_path, anonymous, clock)
    numbers = iter(range(0xFFFFFF, 0, -1))
    made.new_id = lambda: f"{next(numbers):06x}"
    yield made
    made.stop_all()


def lines_about(path, *names):
    """The lines of the journal that name all of `names`."""
    with sqlite3.connect(path) as file:
        lines = [repr(row) for row in file.execute("SELECT * FROM journal")]
    return [line for line in lines if all(name in line for name in names)]


def test_authors_are_dropped_when_the_activity_is_left_and_not_before(secret):
    room = secret.new()
    room.join("ada")
    room.go_to("skriv-tiltag")
    card = room.ask(do.WriteCard("Hemmeligt"), "ada", post(KEY)).id
    assert room.state().cards.get(card).author == "ada"
    assert lines_about(room.path, card, "ada")
    room.go_to("fem-spoergsmaal")
    room.ask(do.GiveAnswer("sammen", "works", "Også hemmeligt"), "ada", post(KEY + "2"))
    room.go_to("opbakning")
    state = room.state()
    assert {row.author for row in (*state.cards, *state.answers)} == {None}
    assert [row.subject for row in state.receipts] == [None, None]
    assert len({row.created_at for row in state.cards}) == 1


def test_a_late_text_is_refused_since_the_journal_would_name_its_author(secret):
    room = secret.new()
    room.join("ada")
    room.go_to("skriv-tiltag")
    left = room.row_of("skriv-tiltag").id
    room.go_to("opbakning")
    with pytest.raises(ActivityMovedOnError):
        room.ask(do.SendLateText("Hemmeligt", left), "ada")
    room.room.stop()
    assert not lines_about(room.path, "Hemmeligt")


def test_no_line_of_the_journal_joins_a_person_and_a_text(secret):
    room = secret.new()
    room.join("ada")
    room.go_to("skriv-tiltag")
    card = room.ask(do.WriteCard("Hemmeligt"), "ada", post(KEY, "5eed")).id
    room.ask(do.EditCard(card, "Hemmeligere"), "ada", post(KEY + "2"))
    room.ask(do.HideCard(card))
    dropping = room.ask(do.OpenActivity(room.row_of("opbakning").id)).seq
    room.room.stop()
    assert lines_about(room.path, card)
    assert lines_about(room.path, "ada")
    # The one line that names both holds all cards and all receipts, each by random keys, unconnected.
    (together,) = lines_about(room.path, card, "ada")
    assert together.startswith(f"({dropping},")
    assert '"author":"ada"' not in together
    assert not lines_about(room.path, "Hemmelig", "5eed")
    assert [line for line in lines_about(room.path, "Hemmelig") if "ada" in line] == [together]


def test_undo_and_redo_never_bring_the_author_back(secret):
    room = secret.new()
    room.join("ada")
    room.go_to("skriv-tiltag")
    card = room.write("Hemmeligt", "ada")
    room.go_to("opbakning")
    for _ in range(2):
        room.undo()
        assert room.state().cards.get(card).author is None
        room.redo()
    room = secret.again(room)
    room.undo()
    assert room.state().current().activity == "skriv-tiltag"
    assert room.state().cards.get(card).author is None


def test_a_late_retry_of_a_dropped_post_is_answered_and_writes_nothing(secret):
    room = secret.new()
    room.join("ada")
    room.go_to("skriv-tiltag")
    room.ask(do.WriteCard("Én gang"), "ada", post(KEY))
    room.go_to("opbakning")
    again = room.ask(do.WriteCard("Én gang"), "ada", post(KEY))
    assert again.repeated
    assert len(room.state().cards) == 1


def test_the_numbers_tell_no_order_once_the_cards_are_shown(secret):
    room = secret.new()
    for name in ("ada", "bo", "cy"):
        room.join(name)
    room.go_to("skriv-tiltag")
    written = [room.write(f"Kort af {name}", name) for name in ("ada", "bo", "cy")]
    room.ask(do.RevealInput())
    state = room.state()
    assert [state.cards.get(key).number for key in written] == [3, 2, 1], "ids count down in this test"
    room.undo()
    assert [room.state().cards.get(key).number for key in written] == [3, 2, 1]


def test_the_file_reads_the_same_and_agrees_with_its_journal_after_the_drop(secret):
    room = secret.new()
    room.join("ada")
    room.go_to("skriv-tiltag")
    room.ask(do.WriteCard("Hemmeligt"), "ada", post(KEY))
    room.go_to("opbakning")
    before = room.state()
    room = secret.again(room)
    assert rows_of(room.state()) == rows_of(before)
    room.room.stop()
    with sqlite3.connect(room.path) as file:
        changes = [row[0] for row in file.execute("SELECT change FROM journal ORDER BY seq")]
    assert odd_rows(before, changes) == ()


def test_no_line_tells_when_a_text_was_written_and_rows_and_journal_agree(secret, clock):
    room = secret.new()
    room.join("ada")
    room.go_to("skriv-tiltag")
    clock.move(minutes=1)
    card = room.write("Hemmeligt", "ada")
    times = [stamp(room.state().cards.get(card).created_at)]
    clock.move(minutes=1)
    room.ask(do.EditCard(card, "Hemmeligere"), "ada")
    own = room.write("Skrevet ved computeren")
    assert lines_about(room.path, card, times[0])
    room.go_to("fem-spoergsmaal")
    clock.move(minutes=1)
    answer = room.ask(do.GiveAnswer("sammen", "works", "Taget tilbage"), "ada").id
    times.append(stamp(room.state().answers.get(answer).created_at))
    room.ask(do.GiveAnswer("sammen", "fails", "Også hemmeligt"), "ada")
    room.ask(do.GiveAnswer("sammen", "works", ""), "ada")
    clock.move(minutes=1)
    room.go_to("opbakning")
    room.room.stop()
    for text, time in zip((card, answer), times, strict=True):
        assert lines_about(room.path, text)
        assert not lines_about(room.path, text, f'"created_at":"{time}"')
    assert read_state(room.path).cards.get(own).author is None
    assert not list(room.path.parent.glob(f"{room.path.name}.corrupt-*"))


def test_authors_stay_where_the_method_asks_for_no_anonymity(room):
    room.join("ada")
    room.go_to("skriv-tiltag")
    card = room.write("Åbent", "ada")
    room.go_to("opbakning")
    assert room.state().cards.get(card).author == "ada"
    assert re.search("ada", "".join(lines_about(room.path, card)))
