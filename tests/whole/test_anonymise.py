"""The people are taken out of a workshop that stays: no file on the computer names them afterwards."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

from command_line import workshop

from prompts.methods.loading import load_method
from sessions import commands as do
from sessions.storage.copies.snapshots import take_snapshot
from sessions.storage.lock import LockedError
from sessions.storage.store import read_state
from workshop.archive.anonymise import anonymise, may_let_go
from workshop.archive.overview import overview_of
from workshop.cli.exit_codes import USAGE
from workshop.hosting.open_sessions import opened

NAMES = ("Annemette", "Bodil Kær")


def held(rooms) -> Path:
    room = rooms.new("held.db", title="Lederdag")
    for number, name in enumerate(NAMES):  # elsewhere in the tests an id is the name itself
        room.ask(do.JoinWorkshop(f"p{number}", f"hash{number}", name), actor=f"p{number}")
    room.go_to("skriv-tiltag")
    room.write("Fast introduktion", "p0")
    room.ask(do.AddNextStep(NAMES[1], "Ringer til alle", date(2026, 4, 1), "En liste"))
    room.ask(do.CloseWorkshop())
    room.room.stop()
    return room.path


def test_the_work_stays_and_no_file_names_anybody(rooms, tmp_path):
    path = held(rooms)
    take_snapshot(path, rooms.clock.now())
    with overview_of(path.parent) as book:
        assert book.search("ringer")
    before = read_state(path)
    told = {file: file.read_bytes() for file in tmp_path.rglob("*") if file.is_file()}
    assert any(NAMES[0].encode() in content for content in told.values())
    assert anonymise(path, tmp_path / "log") >= 1
    after = read_state(path)
    assert [card.text for card in after.cards] == [card.text for card in before.cards]
    assert [(step.who, step.what) for step in after.next_steps] == [("BK", "Ringer til alle")]
    assert len(after.participants) == len(before.participants)
    assert not any(card.author for card in after.cards)
    for file in (file for file in tmp_path.rglob("*") if file.is_file()):
        content = file.read_bytes()
        assert not any(name.encode() in content for name in NAMES), file
    with opened(path) as session:
        assert session.room is not None


def test_one_that_is_open_is_left_as_it_is(rooms, tmp_path):
    path = held(rooms)
    with opened(path):
        before = read_state(path)
        try:
            anonymise(path, tmp_path / "log")
        except LockedError:
            pass
        else:
            raise AssertionError
        assert read_state(path).has_rows_of(before)


def test_the_command_asks_about_the_persons_and_not_about_the_whole_workshop(rooms, tmp_path):
    path = held(rooms)
    (tmp_path / "sessions").mkdir()
    path.rename(tmp_path / "sessions" / path.name)
    code, said, _ = workshop(tmp_path, "purge", "held", "--anonymise")
    assert code == USAGE
    assert "Tag personerne ud" in said
    assert "Det, I skrev, besluttede og aftalte, bliver" in said
    assert "slettes fra denne computer" not in said


def test_it_is_offered_thirty_days_after_the_last_planned_follow_up(rooms, tmp_path):
    path, method = held(rooms), load_method()
    state, last = read_state(path), date(2026, 6, 2)  # 90 days after 4 March
    assert not may_let_go(state, method, last + timedelta(days=30))
    assert may_let_go(state, method, last + timedelta(days=31))
    anonymise(path, tmp_path / "log")
    assert not may_let_go(read_state(path), method, last + timedelta(days=400))
