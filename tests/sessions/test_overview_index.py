"""What an overview knows of many files: read once, read anew when one changes, and never what is hidden."""

import contextlib
import shutil
import sqlite3
import stat
import sys
from datetime import date
from pathlib import Path

import pytest

from sessions import commands as do
from sessions.queries.overview_facts import ApproachCount, TextKind
from sessions.storage.overview import overview_index, overview_index_file
from sessions.storage.overview.overview_index import NAME, OverviewIndex
from sessions.storage.watching import file_stamps

MANY = overview_index.FEWEST
DATA = Path(__file__).parent.parent / "data" / "schemas"


@pytest.fixture
def group(rooms):
    """An ended workshop: three initiatives, two of them agreed, one hidden; an agreement, a parked item."""
    room = rooms.new("a.db", title="Lederdag", organisation="Eksempelby", group_name="Ledelsen")
    room.go_to("skriv-tiltag")
    rota, calls, hidden = (room.write(text) for text in ("Ny vagtplan", "Ringetider", "Hemmelig plan"))
    room.ask(do.HideCard(hidden))
    room.go_to("tal-om-de-delte")
    room.ask(do.AgreePlacement(rota, "taet-paa"))
    room.ask(do.AgreePlacement(calls, "goer-det"))
    room.go_to("aftaler")
    room.ask(do.AddNextStep("Anne", "Ringer til PPR", date(2026, 4, 1), "En liste", card=rota))
    room.ask(do.RemoveNextStep(room.ask(do.AddNextStep("Bo", "Fortrudt", None, "")).id))
    room.ask(do.ParkItem("Kørsel i ferien", "Carl"))
    room.ask(do.CloseWorkshop())
    room.room.stop()
    return room


@pytest.fixture
def many(group, monkeypatch):
    """A folder with so many workshops that an index is kept, written to long ago."""
    monkeypatch.setattr(file_stamps, "_COARSEST_STAMP_NS", 0)
    for number in range(MANY):
        shutil.copy(group.path, group.path.with_name(f"b{number:02}.db"))
    return group.path.parent


@pytest.fixture
def looked_into(monkeypatch):
    """The files that are read from now on."""
    names = []
    for reader in ("facts_of", "texts_of"):
        read = getattr(overview_index, reader)

        def noting(path, read=read):
            names.append(path.name)
            return read(path)

        monkeypatch.setattr(overview_index, reader, noting)
    return names


def found(index, wanted):
    names = {workshop.name for workshop in index.workshops()}
    return {text.text for text in index.search(wanted, names)}


def looked_over(folder):
    with OverviewIndex(folder) as index:
        index.refresh()
        return index.workshops(), index.agreements(), index.approaches(), found(index, "vagtplan")


def test_it_knows_the_workshop_its_open_agreements_and_its_approaches_by_year(group):
    (workshop,), (step,), approaches, _ = looked_over(group.path.parent)
    assert (workshop.title, workshop.organisation, workshop.group_name) == (
        "Lederdag",
        "Eksempelby",
        "Ledelsen",
    )
    assert (workshop.status, workshop.meeting, workshop.first_day) == ("closed", 1, date(2026, 3, 4))
    assert (step.who, step.what, step.due, step.about) == (
        "Anne",
        "Ringer til PPR",
        date(2026, 4, 1),
        "Ny vagtplan",
    )
    assert step.approach == "taet-paa"
    assert approaches == (ApproachCount("a", 2026, "goer-det", 1), ApproachCount("a", 2026, "taet-paa", 1))


def test_what_groups_brought_along_is_counted_in_their_own_workshops(rooms):
    """It was counted twice, in the group's own file and as not agreed in the joined one."""
    room = rooms.new("joined.db")
    cards = tuple(do.SentCard(n, f"Tiltag {n}", agreed="sammen") for n in (1, 2, 3))
    room.ask(do.JoinGroup("source", "Nord", "initiatives", cards))
    room.go_to("skriv-tiltag")
    room.write("Vores eget", room.join("Anne"))
    room.go_to("tal-om-de-delte")
    first = min(room.state().cards, key=lambda card: card.number)
    room.ask(do.AgreePlacement(first.id, "goer-det"))
    with OverviewIndex(room.path.parent) as index:
        index.refresh()
        told = {row.approach: row.initiatives for row in index.approaches()}
    assert told == {"goer-det": 1, "": 1}


def test_texts_are_found_by_all_their_words_and_parts_of_words(group):
    told = {
        "plan": {TextKind.CARD},
        "VAGTPLAN ny": {TextKind.CARD},
        "ppr liste": {TextKind.AGREEMENT},
        "kørsel carl": {TextKind.PARKED},
        "eksempelby": {TextKind.TITLE},
        "hemmelig": set(),
        "fortrudt": set(),
        "vagtplan carl": set(),
        "pp": {TextKind.AGREEMENT},
        '"': set(),
        "vag* OR x": set(),
        "  ": set(),
    }
    with OverviewIndex(group.path.parent) as index:
        index.refresh()
        assert {wanted: {text.kind for text in index.search(wanted, {"a"})} for wanted in told} == told
        assert index.search("plan", set()) == ()


def test_a_sqlite_without_the_search_module_finds_the_same(group, monkeypatch):
    monkeypatch.setattr(
        overview_index_file, "_TEXTS", "CREATE VIRTUAL TABLE texts USING no_such_module(text)"
    )
    with OverviewIndex(group.path.parent) as index:
        index.refresh()
        assert found(index, "plan") == {"Ny vagtplan"}
        assert found(index, "PPR") == {"Anne · Ringer til PPR · En liste"}


def test_what_is_written_in_a_meeting_that_runs_is_found_when_it_has_ended(rooms):
    room = rooms.new("a.db")
    room.go_to("skriv-tiltag")
    room.write("Endnu ikke vist")
    with OverviewIndex(room.path.parent) as index:
        index.refresh()
        assert found(index, "vist") == set()
        room.ask(do.CloseWorkshop())
        assert found(index, "vist") == {"Endnu ikke vist"}


def test_only_what_was_written_to_is_read_again(many, looked_into, rooms):
    first = looked_over(many)
    assert len(looked_into) == 2 * (MANY + 1)
    looked_into.clear()
    assert looked_over(many) == first
    assert looked_into == []
    room = rooms.open(many / "b03.db")
    room.ask(do.StartMeeting("opfoelgning"))
    room.go_to("nye-aftaler")
    rooms._ids = (f"new{number}" for number in range(99))
    room.ask(do.AddNextStep("Dorte", "Noget nyt", None, ""))
    room.room.stop()
    looked_into.clear()
    workshops, agreements, *_ = looked_over(many)
    assert set(looked_into) == {"b03.db"}
    assert next(each.meeting for each in workshops if each.name == "b03") == 2
    assert [each.name for each in agreements if each.who == "Dorte"] == ["b03"]
    assert len(agreements) == MANY + 2


def test_a_file_that_is_gone_takes_all_its_words_with_it(many):
    with contextlib.closing(sqlite3.connect(many / "b05.db")) as file:
        file.execute("UPDATE cards SET text = 'Kun her står xylofon' WHERE text = 'Ny vagtplan'")
        file.commit()
    with OverviewIndex(many) as index:
        index.refresh()
        assert found(index, "xylofon")
    assert b"xyl" in (many / NAME).read_bytes()
    (many / "b05.db").unlink()
    with OverviewIndex(many) as index:
        index.refresh()
        assert found(index, "xylofon") == set()
    assert b"xyl" not in (many / NAME).read_bytes()


@pytest.mark.parametrize("nonsense", [b"", b"nonsense" * 999, None], ids=["empty", "nonsense", "lacking"])
def test_an_index_that_is_of_no_use_is_made_anew(many, nonsense):
    first = looked_over(many)
    if nonsense is None:
        with contextlib.closing(sqlite3.connect(many / NAME)) as file:
            file.execute("DROP TABLE approaches")
    else:
        (many / NAME).write_bytes(nonsense)
    assert looked_over(many) == first
    assert looked_over(many) == first
    assert (many / NAME).stat().st_size > 1_000


def test_few_files_leave_no_index_and_a_folder_in_its_place_is_left_alone(group, many):
    alone = many / "alone"
    alone.mkdir()
    shutil.copy(group.path, alone)
    looked_over(alone)
    assert [file.name for file in alone.iterdir()] == ["a.db"]
    (many / NAME).mkdir()
    assert len(looked_over(many)[0]) == MANY + 1
    assert (many / NAME).is_dir()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such rights")
def test_the_index_is_as_private_as_the_files(many):
    looked_over(many)
    assert stat.S_IMODE((many / NAME).stat().st_mode) == 0o600


def test_damaged_and_foreign_files_are_named_and_the_others_are_there(group):
    folder = group.path.parent
    (folder / "broken.db").write_bytes(b"ikke en database" * 99)
    with contextlib.closing(sqlite3.connect(folder / "foreign.db")) as file:
        file.execute("CREATE TABLE workshop (title)")
    (folder / "a-folder.db").mkdir()
    with OverviewIndex(folder) as index:
        index.refresh()
        assert [workshop.name for workshop in index.workshops()] == ["a"]
        assert {problem.path.name for problem in index.problems} == {
            "broken.db",
            "foreign.db",
            "a-folder.db",
        }
        assert found(index, "vagtplan") == {"Ny vagtplan"}


def test_files_of_earlier_schemas_are_read_and_left_as_they_were(tmp_path):
    for file in DATA.glob("*.db"):
        shutil.copy(file, tmp_path)
    before = {file.name: file.read_bytes() for file in tmp_path.iterdir()}
    with OverviewIndex(tmp_path) as index:
        index.refresh()
        assert index.problems == ()
        assert {workshop.name for workshop in index.workshops()} == {file.stem for file in DATA.glob("*.db")}
        assert {step.who for step in index.agreements() if step.name == "session-4"} == {"Anne", "Bo"}
    assert {file.name: file.read_bytes() for file in tmp_path.iterdir()} == before
