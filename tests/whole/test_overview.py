"""`workshop overview`: everything that is open, on a terminal, for programs, and as files."""

import json
from datetime import date

import pytest

from sessions import commands as do
from workshop.cli.main import run_command


@pytest.fixture
def house(rooms, tmp_path):
    """A data folder with two groups' ended workshops, and one for practice."""
    made = []
    for folder, name, group in (
        ("sessions", "ledelsen", "Ledelsen"),
        ("sessions", "plejen", "Plejen"),
        ("practice", "oevelse", "Øvelse"),
    ):
        rooms.folder = tmp_path / folder
        rooms.folder.mkdir(exist_ok=True)
        room = rooms.new(f"{name}.db", title=f"Dag for {group}", organisation="Eksempelby", group_name=group)
        room.go_to("skriv-tiltag")
        card = room.write(f"Vagtplan i {group}")
        room.go_to("tal-om-de-delte")
        room.ask(do.AgreePlacement(card, "taet-paa"))
        room.go_to("aftaler")
        room.ask(do.AddNextStep("Anne", f"Ringer for {group}", date(2026, 3, 18), "En liste", card=card))
        room.ask(do.CloseWorkshop())
        room.room.stop()
        made.append(room)
    (tmp_path / "sessions" / "broken.db").write_bytes(b"ikke en database" * 9)
    return tmp_path


def said(house, capsys, *arguments):
    assert run_command(["--data-dir", str(house), "overview", *arguments]) == 0
    return capsys.readouterr()


def test_it_is_told_in_lines_and_a_damaged_file_is_named(house, capsys):
    told = said(house, capsys)
    assert "broken.db" in told.err
    assert told.out.splitlines()[0] == "2 åbne aftaler, 2 over tiden"
    assert "! Anne: Ringer for Ledelsen" in told.out
    assert "Tæt på · Dag for Ledelsen · Ledelsen" in told.out
    assert "Tæt på: 2 (2026 2)" in told.out
    assert "Plejen, Eksempelby: Tæt på 1" in told.out
    assert "skulle være holdt · Opfølgning" in told.out
    assert "    Dag for Plejen · Plejen · 1 åben aftale" in told.out
    assert "Aftaler om tiltag i Tæt på\n    Anne: 2" in told.out
    assert "Øvelse" not in told.out


def test_practice_is_apart_and_a_group_can_be_looked_at_alone(house, capsys):
    assert "Dag for Øvelse" in said(house, capsys, "--practice").out
    told = said(house, capsys, "--group", "plej", "--organisation", "EKSEMPEL").out
    assert "Dag for Plejen" in told
    assert "Ledelsen" not in told


def test_programs_read_the_same(house, capsys):
    told = json.loads(said(house, capsys, "--json").out)
    assert (told["workshops"], told["overdue"]) == (2, 2)
    assert [row["what"] for row in told["agreements"]] == ["Ringer for Ledelsen", "Ringer for Plejen"]
    assert [(row["title"], row["initiatives"]) for row in told["approaches"] if row["initiatives"]] == [
        ("Tæt på", 2)
    ]
    assert told["leader_load"]["agreements_by_person"] == {"Anne": 2}
    assert [row["standing"] for row in told["follow_ups"]] == ["late", "late"]


def test_one_person_is_written_what_they_promised_in_all_workshops(house, capsys):
    told = said(house, capsys, "--person", "ANNE").out.splitlines()
    promised = [line for line in told if line.startswith("- ")]
    assert promised == [
        "- Ringer for Ledelsen, skulle være gjort 18. marts 2026",
        "- Ringer for Plejen, skulle være gjort 18. marts 2026",
    ]
    assert [line.strip() for line in told if "Dag for" in line] == ["Dag for Ledelsen", "Dag for Plejen"]
    assert said(house, capsys, "--person", "Anne", "--group", "plejen").out.count("\n- ") == 1
    assert run_command(["--data-dir", str(house), "overview", "--person", "Bo"]) == 2
    assert "Bo" in capsys.readouterr().err


def test_texts_are_searched_in_lines_and_for_programs(house, capsys):
    told = said(house, capsys, "--search", "vagtplan").out
    assert told.splitlines() == [
        "2 tekster fundet",
        "  Dag for Plejen · Plejen, Eksempelby · kort: Vagtplan i Plejen",
        "  Dag for Ledelsen · Ledelsen, Eksempelby · kort: Vagtplan i Ledelsen",
    ]
    rows = json.loads(said(house, capsys, "--search", "ringer", "--group", "leder", "--json").out)
    assert rows == []
    rows = json.loads(said(house, capsys, "--search", "ringer", "--group", "ledelsen", "--json").out)
    assert [(row["kind"], row["text"], row["name"]) for row in rows] == [
        ("agreement", "Anne · Ringer for Ledelsen · En liste", "ledelsen")
    ]
    assert "Intet fundet" in said(house, capsys, "--search", "findes ikke").out


def test_files_are_written_beside_the_minutes_and_never_over_others(house, capsys):
    out = house / "out"
    for _ in range(2):
        said(house, capsys, "--format", "xlsx", "--format", "ics", "--out", str(out))
    names = sorted(file.name for file in (out / "overblik").iterdir())
    assert len(names) == 4
    assert {name.rpartition(".")[2] for name in names} == {"xlsx", "ics"}


def test_purging_a_workshop_deletes_what_the_overview_kept_of_it(house, capsys):
    kept = house / "sessions" / ".overview.index"
    kept.write_bytes(b"whatever it holds")
    assert run_command(["--data-dir", str(house), "purge", "plejen", "--yes"]) == 0
    assert not kept.exists()
