"""The weeks after a workshop: the next meeting begun in its file, open agreements seen over all of them."""

import json
from datetime import date

import pytest

from sessions import commands as do
from sessions.errors import BadDateError
from sessions.model import StepStatus, WorkshopStatus
from sessions.storage.lock import LockedError
from sessions.storage.store import read_state
from workshop.archive.follow_up import NotEndedError, UnknownEntryError, begin_follow_up, usual_sheet
from workshop.archive.overview import overview_of
from workshop.cli.main import run_command

TODAY = date(2026, 4, 10)


@pytest.fixture
def ended(rooms):
    """A workshop with three agreements, led to its end and closed."""
    room = rooms.new("sessions.db", title="Lederdag")
    room.join("Anne")
    room.go_to("aftaler")
    for who, what, due in (
        ("Anne", "Ringer", date(2026, 4, 1)),
        ("Bo", "Skriver", date(2026, 5, 1)),
        ("", "Rydder op", None),
    ):
        room.ask(do.AddNextStep(who, what, due, ""))
    room.ask(do.CloseWorkshop())
    room.room.stop()
    return room


def test_the_next_meeting_is_begun_with_a_new_code_and_the_methods_own_run_sheet(ended):
    before = read_state(ended.path).workshop
    assert begin_follow_up(ended.path, packs=("kvalitetstjek",), date="4.5.2026") == 2
    state = read_state(ended.path)
    after = state.workshop
    assert (after.meeting, after.status, after.date) == (2, WorkshopStatus.LOBBY, date(2026, 5, 4))
    assert (after.join_secret, after.join_code) != (before.join_secret, before.join_code)
    assert after.join_secret != before.join_secret
    assert [row.activity for row in state.run_sheet()][1:3] == ["status-60", "qif-svar"]


@pytest.mark.wide(short=1)
@pytest.mark.parametrize(
    ("wish", "problem"),
    [
        ({"packs": ("findes-ikke",)}, UnknownEntryError),
        ({"run_sheet": "findes-ikke"}, UnknownEntryError),
        ({"packs": ("opfoelgning",)}, UnknownEntryError),
        ({"date": "31.2.2026"}, BadDateError),
    ],
)
def test_a_wish_that_makes_no_sense_changes_nothing(ended, wish, problem):
    with pytest.raises(problem) as refused:
        begin_follow_up(ended.path, **wish)
    assert refused.value.sentence()
    assert read_state(ended.path).workshop.meeting == 1
    begin_follow_up(ended.path)  # and the file was given back


def test_a_meeting_that_is_not_over_is_not_followed_up(ended):
    begin_follow_up(ended.path)
    with pytest.raises(NotEndedError) as refused:
        begin_follow_up(ended.path)
    assert "Lederdag" in refused.value.sentence()
    assert read_state(ended.path).workshop.meeting == 2


def test_a_workshop_that_is_open_elsewhere_is_left_alone(ended):
    from workshop.hosting.open_sessions import opened

    with opened(ended.path), pytest.raises(LockedError):
        begin_follow_up(ended.path)


def test_open_agreements_are_seen_over_all_workshops_the_late_ones_first(ended, rooms, tmp_path):
    other = rooms.new("other.db", title="Det andet")
    other.go_to("aftaler")
    step = other.ask(do.AddNextStep("Eva", "Færdigt", date(2026, 3, 1), "")).id
    other.ask(do.ReviewNextStep(step, StepStatus.DONE))
    other.ask(do.AddNextStep("Kim", "I dag", date(2026, 4, 10), ""))
    broken = tmp_path / "broken.db"
    broken.write_bytes(b"ikke en database")
    with overview_of(tmp_path) as book:
        found = book.look(TODAY)
        assert [problem.path for problem in book.problems] == [broken]
    assert [(step.workshop.title, step.known.what, step.overdue) for step in found.steps] == [
        ("Lederdag", "Ringer", True),
        ("Det andet", "I dag", False),
        ("Lederdag", "Skriver", False),
        ("Lederdag", "Rydder op", False),
    ]
    assert found.overdue == 1


def test_the_overview_on_a_terminal_says_what_is_late_and_lets_no_escape_through(ended, tmp_path, capsys):
    folder = tmp_path / "data" / "sessions"
    folder.mkdir(parents=True)
    path = ended.path.rename(folder / "2026-03-04_lederdag.db")
    import contextlib
    import sqlite3

    with contextlib.closing(sqlite3.connect(path)) as connection:
        connection.execute("UPDATE next_steps SET what = 'Ri\x1b[2Jnger' WHERE who = 'Anne'")
        connection.commit()
    with overview_of(folder) as book:
        assert "\x1b" not in "".join(step.known.what for step in book.look(TODAY).steps)
    assert run_command(["--data-dir", str(tmp_path / "data"), "overview"]) == 0
    said = capsys.readouterr().out
    assert "\x1b" not in said
    assert "3 åbne aftaler" in said
    assert "! Anne: Ri" in said
    assert "1. april 2026 · over tiden · ikke begyndt · Lederdag" in said
    assert "ingen dato" in said


def test_a_new_workshop_takes_packs_and_an_unknown_one_is_named(tmp_path, capsys):
    folder = str(tmp_path / "data")
    assert run_command(["--data-dir", folder, "new", "Lederdag", "--pack", "findes-ikke"]) == 2
    assert "barrierer" in capsys.readouterr().err
    assert run_command(["--data-dir", folder, "new", "Lederdag", "--pack", "barrierer"]) == 0
    (file,) = (tmp_path / "data").rglob("*.db")
    assert "barrierer-valg" in [row.activity for row in read_state(file).run_sheet()]
    assert run_command(["--data-dir", folder, "new", "Anden", "--run-sheet", "opfoelgning"]) == 2


def test_methods_are_listed_for_programs_and_shown_with_their_packs(tmp_path, capsys):
    assert run_command(["--data-dir", str(tmp_path), "methods", "list", "--json"]) == 0
    listed = json.loads(capsys.readouterr().out)
    assert [each["key"] for each in listed] == ["tre-skridt", "risikovaerksted", "start-stop-fortsaet"]
    assert run_command(["methods", "show"]) == 0
    assert "Pakke barrierer: Kultur- og barriereanalyse (50 min.)" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("days", "sheet"),
    [(None, "opfoelgning"), (12, "opfoelgning-30"), (58, "opfoelgning-60"), (200, "opfoelgning-90")],
)
def test_the_follow_up_fits_how_long_ago_the_first_meeting_was(method, days, sheet):
    assert usual_sheet(method, days) == sheet
