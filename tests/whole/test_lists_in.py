"""`workshop import LIST --into NAME --as KIND`, and the same from a workshop that is open."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from command_line import workshop as command

from sessions.storage.store import read_state


def session(house: Path) -> Path:
    (path,) = (house / "sessions").glob("*.db")
    return path


def test_a_list_goes_in_before_the_workshop_begins_and_a_preview_changes_nothing(tmp_path: Path) -> None:
    assert command(tmp_path, "new", "Budgetdag")[0] == 0
    tiltag = tmp_path / "tiltag.csv"
    tiltag.write_bytes("Tiltag;Ejer\r\nFærre møder;HR\r\nFaste teams;BK\r\n".encode("cp1252"))
    navne = tmp_path / "navne.txt"
    navne.write_text("Anne\nBo\n", "utf-8")
    aftaler = tmp_path / "aftaler.csv"
    aftaler.write_text("Hvem;Hvad;Frist\nHR;Ringer til skolerne;2026-12-18\n", "utf-8")

    code, said, _ = command(tmp_path, "import", str(tiltag), "--as", "initiatives", "--preview")
    assert (code, "Intet er skrevet" in said) == (0, True)
    assert len(read_state(session(tmp_path)).cards) == 0

    for file, kind in ((tiltag, "initiatives"), (navne, "names"), (aftaler, "agreements")):
        code, said, complaint = command(tmp_path, "import", str(file), "--into", "budgetdag", "--as", kind)
        assert (code, complaint) == (0, ""), complaint
    state = read_state(session(tmp_path))
    assert [(card.deck, card.number, card.text) for card in state.cards] == [
        ("initiatives", 1, "Færre møder"),
        ("initiatives", 2, "Faste teams"),
    ]
    assert [(row.number, row.alias, row.typed_in) for row in state.participants] == [
        (1, "Anne", True),
        (2, "Bo", True),
    ]
    assert [(s.number, s.who, s.what, s.due) for s in state.next_steps] == [
        (1, "HR", "Ringer til skolerne", date(2026, 12, 18))
    ]


def test_a_list_without_a_place_and_a_file_that_is_gone_are_sentences(tmp_path: Path) -> None:
    assert command(tmp_path, "new", "Budgetdag")[0] == 0
    file = tmp_path / "liste.csv"
    file.write_text("Tiltag;Ejer\nFærre møder;HR\n", "utf-8")
    code, _, complaint = command(tmp_path, "import", str(file))
    assert (code, "--into" in complaint) == (2, True)
    gone = command(tmp_path, "import", str(tmp_path / "x.csv"), "--into", "budgetdag", "--as", "names")
    assert (gone[0], "Se, om navn og mappe er rigtige" in gone[2]) == (2, True)
    assert len(read_state(session(tmp_path)).participants) == 0
