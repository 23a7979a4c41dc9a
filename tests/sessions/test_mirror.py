"""Copies in a second place: whole, few, telling no more than the session, and good to take over from."""

from datetime import timedelta
from pathlib import Path

import pytest
from rooms import START

from sessions import commands as do
from sessions.storage.copies.snapshots import take_snapshot
from sessions.storage.mirror import (
    KEPT,
    MirrorAwayError,
    OtherSessionError,
    mirror_session,
    mirrored,
    take_over,
)
from sessions.storage.session_file import MissingFileError
from sessions.storage.store import read_state

LATER = START + timedelta(hours=1)


@pytest.fixture
def stick(tmp_path):
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder


@pytest.fixture
def other(tmp_path):
    """Where the session would lie on another computer."""
    folder = tmp_path / "other"
    folder.mkdir()
    return folder / "workshop.db"


def on_stick(stick):
    return sorted(file.name for file in (stick / "workshop").iterdir())


def texts(path):
    return {card.text for card in read_state(path).cards}


def written(rooms, *cards):
    room = rooms.new()
    room.join("Ada")
    room.go_to("skriv-tiltag")
    for text in cards:
        room.write(text, "Ada")
    return room


def test_another_computer_that_has_nothing_gets_all_that_was_copied(rooms, stick, other):
    room = written(rooms, "Første")
    mirror_session(room.path, stick, START)
    assert mirrored(stick, "work") == ("workshop",)
    taken = take_over(other, stick, LATER)
    assert (taken.kept, taken.stored) == (None, rooms.clock.now())
    assert read_state(other).has_rows_of(room.state())
    rooms.open(other).write("Det går videre")


def test_the_newest_is_the_one_made_last_whatever_the_clock_says_and_few_are_kept(rooms, stick, other):
    room = written(rooms)
    for number in range(KEPT + 2):
        room.write(f"Kort {number}")
        mirror_session(room.path, stick, START - timedelta(days=number))
    assert len(on_stick(stick)) == KEPT
    take_over(other, stick, START)
    assert read_state(other).seq == room.state().seq


def test_a_bad_copy_is_passed_over_for_the_one_before(rooms, stick, other):
    room = written(rooms, "Første")
    mirror_session(room.path, stick, START)
    room.write("Andet", "Ada")
    newest = mirror_session(room.path, stick, LATER)
    newest.write_bytes(newest.read_bytes()[:5_000])
    take_over(other, stick, LATER)
    assert texts(other) == {"Første"}


def test_half_a_copy_is_no_copy_and_goes_with_the_next(rooms, stick, other):
    room = written(rooms, "Første")
    half = mirror_session(room.path, stick, START)
    half.rename(half.with_suffix(".unfinished"))
    assert mirrored(stick, "workshop") == ()
    with pytest.raises(MissingFileError):
        take_over(other, stick, START)
    mirror_session(room.path, stick, START)
    assert [Path(name).suffix for name in on_stick(stick)] == [".db"]


def test_a_stick_that_is_out_is_told_and_nothing_is_made_in_its_place(rooms, stick, other):
    room = written(rooms, "Første")
    stick.rmdir()
    with pytest.raises(MirrorAwayError):
        mirror_session(room.path, stick, START)
    with pytest.raises(MirrorAwayError):
        mirrored(stick, "workshop")
    assert not stick.exists()


def test_an_older_file_is_brought_forward_and_kept_and_a_newer_one_is_left(rooms, stick):
    room = written(rooms, "Første")
    room.room.stop()
    older = room.path.read_bytes()
    again = rooms.open(room.path)
    again.write("Andet", "Ada")
    mirror_session(room.path, stick, START)
    again.room.stop()
    assert take_over(room.path, stick, LATER) is None, "it is as far"
    room.path.write_bytes(older)
    kept = take_over(room.path, stick, LATER).kept
    assert texts(room.path) == {"Første", "Andet"}
    assert kept.read_bytes() == older
    rooms.open(room.path).write("Tredje")
    assert take_over(room.path, stick, LATER) is None, "it is farther"


def test_where_the_file_is_damaged_the_copy_that_has_come_farthest_is_taken(rooms, stick):
    room = written(rooms, "Første")
    mirror_session(room.path, stick, LATER)
    room.write("Andet", "Ada")
    take_snapshot(room.path, START)
    room.room.stop()
    room.path.write_bytes(b"x" * 9_000)
    taken = take_over(room.path, stick, LATER)
    assert texts(room.path) == {"Første", "Andet"}
    assert taken.kept.read_bytes() == b"x" * 9_000


def test_another_workshop_of_the_same_name_is_left_alone(rooms, stick, other):
    room = written(rooms, "Første")
    mirror_session(room.path, stick, START)
    rooms.clock.move(hours=2)
    there = rooms.file("workshop-2.db").rename(other)
    before = there.read_bytes()
    with pytest.raises(OtherSessionError) as refused:
        take_over(other, stick, LATER)
    assert "samme navn" in refused.value.sentence()
    assert other.read_bytes() == before


def test_copies_hold_nothing_that_was_withdrawn_or_written_over(rooms, stick):
    room = written(rooms, "Skrevet over")
    gone = room.write("Trukket tilbage", "Ada")
    mirror_session(room.path, stick, START)
    changed = next(card for card in room.state().cards if card.text == "Skrevet over")
    room.ask(do.EditCard(changed.id, "Det endelige"), "Ada")
    room.ask(do.WithdrawCard(gone), "Ada")
    mirror_session(room.path, stick, LATER)
    content = b"".join(file.read_bytes() for file in (stick / "workshop").iterdir())
    assert b"Det endelige" in content
    assert not [text for text in ("Skrevet over", "Trukket tilbage") if text.encode() in content]
