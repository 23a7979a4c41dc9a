"""What participants withdraw or write over leaves the file; what the facilitator changed can be undone."""

import sqlite3
from datetime import timedelta
from pathlib import Path

from rooms import START, post

from sessions import commands as do
from sessions.storage.copies.outdated_copies import leave_no_outdated_snapshot
from sessions.storage.copies.snapshots import snapshots, take_snapshot


def bytes_of(folder):
    return b"".join(file.read_bytes() for file in Path(folder).rglob("*") if file.is_file())


def left_of(folder, *texts):
    content = bytes_of(folder)
    return [text for text in texts if text.encode() in content]


def write_and_replace(room):
    """Ada withdraws a card and an answer and writes over another of each."""
    room.join("Ada")
    room.go_to("skriv-tiltag")
    gone = room.ask(do.WriteCard("Trukket kort"), "Ada", post("1")).id
    kept = room.ask(do.WriteCard("Første udkast"), "Ada", post("2")).id
    room.ask(do.EditCard(kept, "Andet udkast"), "Ada", post("3"))
    room.ask(do.EditCard(kept, "Endeligt kort"), "Ada", post("4"))
    room.ask(do.WithdrawCard(gone), "Ada", post("5"))
    room.go_to("fem-spoergsmaal")
    row = room.method.categories[0].key
    question = room.method.questions[0].key
    room.ask(do.GiveAnswer(row, question, "Første svar"), "Ada")
    room.ask(do.GiveAnswer(row, question, "Endeligt svar"), "Ada")
    other = room.method.categories[1].key
    room.ask(do.GiveAnswer(other, question, "Trukket svar"), "Ada")
    room.ask(do.GiveAnswer(other, question, ""), "Ada")
    return kept


GONE = ("Trukket kort", "Første udkast", "Andet udkast", "Første svar", "Trukket svar")
STAYS = ("Endeligt kort", "Endeligt svar")


def test_while_it_is_open_they_leave_file_and_log_when_that_is_asked_for(rooms, tmp_path):
    room = rooms.new()
    write_and_replace(room)
    assert left_of(tmp_path, *GONE) == list(GONE), "there must be something to forget"
    room.room.forget_overwritten()
    room.state()
    assert left_of(tmp_path, *GONE, *STAYS) == list(STAYS)
    room.room.look_after_file()
    assert not room.room._trouble
    assert left_of(tmp_path, *STAYS) == list(STAYS)


def test_they_are_gone_when_it_has_been_left_and_it_opens_as_it_was(rooms, tmp_path):
    room = rooms.new()
    write_and_replace(room)
    before = room.state()
    room.room.stop()
    assert left_of(tmp_path, *GONE, *STAYS) == list(STAYS)
    again = rooms.open(room.path)
    assert again.state().has_rows_of(before)
    assert not again.room._store.odd_rows


def test_a_reader_who_is_in_the_way_keeps_them_only_until_the_next_look(rooms, tmp_path):
    room = rooms.new()
    write_and_replace(room)
    reader = sqlite3.connect(room.path)
    reader.execute("BEGIN")
    reader.execute("SELECT count(*) FROM cards").fetchone()
    room.room.forget_overwritten()
    room.state()
    reader.close()
    room.room.look_after_file()
    room.state()
    assert left_of(tmp_path, *GONE) == []


def test_snapshots_that_hold_them_go_when_a_newer_one_is_there(rooms, tmp_path):
    room = rooms.new()
    early = take_snapshot(room.path, START)
    room.join("Ada")
    room.go_to("skriv-tiltag")
    card = room.write("Trukket kort", "Ada")
    take_snapshot(room.path, START + timedelta(minutes=1))
    room.ask(do.WithdrawCard(card), "Ada")
    room.room.stop()
    assert left_of(tmp_path, "Trukket kort"), "there must be something to forget"
    leave_no_outdated_snapshot(room.path, START + timedelta(minutes=2))
    assert left_of(tmp_path, "Trukket kort") == []
    newest, oldest = snapshots(room.path)
    assert oldest == early, "what holds nothing of it is kept"
    assert newest.stem > early.stem


def test_a_snapshot_forgets_what_was_replaced_just_before_it(rooms, tmp_path):
    room = rooms.new()
    write_and_replace(room)
    snapshot = take_snapshot(room.path, START)
    content = snapshot.read_bytes()
    assert [text for text in (*GONE, *STAYS) if text.encode() in content] == list(STAYS)


def test_snapshots_that_are_ahead_of_a_restored_older_file_are_left_alone(rooms, tmp_path):
    room = rooms.new()
    room.join("Ada")
    room.go_to("skriv-tiltag")
    room.room.stop()
    older = room.path.read_bytes()
    again = rooms.open(room.path)
    again.write("Kun i kopien", "Ada")
    again.room.stop()
    ahead = take_snapshot(room.path, START)
    room.path.write_bytes(older)
    leave_no_outdated_snapshot(room.path, START)
    assert snapshots(room.path) == (ahead,)


def test_what_the_facilitator_changed_can_be_undone_after_they_are_gone_and_a_restart(rooms, tmp_path):
    room = rooms.new()
    kept = write_and_replace(room)
    room.ask(do.EditCard(kept, "Lederens ord"))
    again = rooms.again(room)
    again.undo()
    assert again.state().cards.get(kept).text == "Endeligt kort"


def test_undo_never_brings_back_what_was_withdrawn(rooms):
    room = rooms.new()
    room.join("Ada")
    room.go_to("skriv-tiltag")
    card = room.write("Trukket kort", "Ada")
    room.ask(do.EditCard(card, "Lederens ord"))
    room.ask(do.WithdrawCard(card), "Ada")
    room.undo()
    room.redo()
    again = rooms.again(room)
    again.undo()
    row = again.state().cards.get(card)
    assert (row.withdrawn, row.text) == (True, "")


def test_what_the_facilitator_takes_away_can_come_back(rooms):
    room = rooms.new()
    room.go_to("skriv-tiltag")
    card = room.write("Lederens kort")
    room.ask(do.WithdrawCard(card))
    again = rooms.again(room)
    again.undo()
    row = again.state().cards.get(card)
    assert (row.withdrawn, row.text) == (False, "Lederens kort")
