"""One meeting's raw material goes: no file holds it, and what later meetings begin with stays."""

from __future__ import annotations

from datetime import date

import pytest

from sessions import commands as do
from sessions.model import StepStatus
from sessions.queries.outcome import outcome
from sessions.storage.copies.snapshots import take_snapshot
from sessions.storage.store import read_state
from workshop.archive.overview import overview_of
from workshop.archive.purge_meeting import NoSuchMeetingError, purge_meeting
from workshop.cli.main import run_command
from workshop.hosting.open_sessions import opened

FIRST, SECOND = ("Annemette", "Bodil Kær", "Cecilie"), ("Ditte Lund", "Esben")
RAW, KEPT = (
    ("Løs tanke om kaffe", "Endnu en løs tanke"),
    ("Fast introduktion", "Ny vagtplan", "Vagter om natten"),
)


@pytest.fixture
def two(rooms, tmp_path):
    """Two ended meetings: the second has placed a card of the first again, and reviewed its agreement."""
    rooms.folder = tmp_path / "sessions"
    rooms.folder.mkdir()
    room = rooms.new("to.db", title="Lederdag")
    for number, name in enumerate(FIRST):
        room.ask(do.JoinWorkshop(f"p{number}", f"hash{number}", name), actor=f"p{number}")
    room.go_to("skriv-tiltag")
    agreed, again, merged, *_ = [room.write(text, "p0") for text in (*KEPT, *RAW)]
    room.go_to("grupper")
    room.ask(do.MergeCards(again, (merged,)))
    room.go_to("placer-alene")
    for number in range(3):
        room.ask(do.PlaceCard(agreed, "sammen"), actor=f"p{number}")
        room.ask(do.PlaceCard(again, "taet-paa"), actor=f"p{number}")
    room.go_to("tal-om-de-delte")
    room.ask(do.AgreePlacement(agreed, "sammen"))
    room.ask(do.AgreePlacement(again, "taet-paa"))
    step = room.ask(do.AddNextStep("Leder", "Ringer til alle", date(2026, 4, 1), "En liste", card=agreed)).id
    room.ask(do.CloseWorkshop())
    room.clock.move(days=60)
    room.ask(do.StartMeeting("opfoelgning-60"))
    for number, name in enumerate(SECOND):
        room.ask(do.JoinWorkshop(f"q{number}", f"hush{number}", name), actor=f"q{number}")
    room.go_to("status-60")
    room.ask(do.ReviewNextStep(step, StepStatus.DONE, "Det gik"))
    room.go_to("placer-igen")
    room.ask(do.PlaceCard(again, "sammen"), actor="q0")
    room.ask(do.CloseWorkshop())
    take_snapshot(room.path, room.clock.now())
    room.room.stop()
    with overview_of(rooms.folder) as book:
        book.search("kaffe")
    return room.path


def holding(folder, texts):
    files = [file for file in folder.rglob("*") if file.is_file()]
    return {text for text in texts for file in files if text.encode() in file.read_bytes()}


def test_the_first_meetings_people_and_loose_cards_are_in_no_file_afterwards(two, tmp_path, capsys) -> None:
    before = read_state(two)
    assert holding(tmp_path, (*FIRST, *RAW)) == {*FIRST, *RAW}
    assert run_command(["--data-dir", str(tmp_path), "purge", "to", "--meeting", "1", "--yes"]) == 0
    assert "1. møde" in capsys.readouterr().out
    assert holding(tmp_path, (*FIRST, *RAW)) == set()
    assert holding(tmp_path, (*SECOND, *KEPT)) == {*SECOND, *KEPT}
    after = read_state(two)
    assert [row.alias for row in after.participants] == list(SECOND)
    assert {row.placement_round for row in after.placements} == {3}
    assert [row.text for row in after.cards] == list(KEPT)
    assert not any(row.author for row in after.cards)
    assert (list(after.next_steps), list(after.step_reviews)) == (
        list(before.next_steps),
        list(before.step_reviews),
    )
    assert outcome(after, ("sammen",)) == outcome(before, ("sammen",))
    with opened(two) as session:
        session.room.submit(do.StartMeeting("opfoelgning-90")).result()
    assert run_command(["--data-dir", str(tmp_path), "export", "to", "--format", "md"]) == 0


def test_a_meeting_that_has_not_been_held_or_has_not_ended_is_refused(two, tmp_path) -> None:
    with opened(two) as session:
        session.room.submit(do.StartMeeting("opfoelgning-90")).result()
    before = read_state(two)
    for number in (3, 4):
        with pytest.raises(NoSuchMeetingError):
            purge_meeting(two, tmp_path / "log", number)
    assert read_state(two).has_rows_of(before)
    both = ["--data-dir", str(tmp_path), "purge", "to", "--meeting", "1", "--anonymise", "--yes"]
    assert run_command(both) == 2
