"""A new workshop begins with the initiatives of an earlier one: a file, a name or the minutes' JSON."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from command_line import workshop

from prompts.language.words import load_words
from prompts.methods.loading import load_method
from sessions.model import Card, CardId, Placement, ScheduledId, Theme, ThemeId
from sessions.rules.meeting.creation import Access, NewWorkshop, first_rows
from sessions.storage.file_reading import read_state
from sessions.storage.session_file import DamagedFileError
from sessions.storage.store import SessionStore
from workshop.archive.earlier import NothingToTakeOverError, create_from
from workshop.hosting.open_sessions import create_session
from workshop.live.method_files import ChosenMethod

NOW = datetime(2026, 3, 4, 9, tzinfo=UTC)
TEXTS = ("Fast introduktion", "Ny vagtplan", "Færre møder", "Skjult")


def card(number: int, text: str, **more: object) -> Card:
    fields = {
        "id": CardId(f"c{number}"),
        "deck": "initiatives",
        "number": number,
        "scheduled": ScheduledId(""),
        "author": None,
        "text": text,
        "status": "i-gang",
        "occurred": "",
        "outcome": "",
        "theme": None,
        "merged_into": None,
        "hidden": False,
        "withdrawn": False,
        "agreed": "tag-selv",
        "next_category": None,
        "disagreement": "Vi er uenige",
        "behaviour_goal": "",
        "meeting": 1,
        "created_at": NOW,
    }
    return Card(**(fields | more))  # type: ignore[arg-type]


@pytest.fixture
def earlier(tmp_path: Path) -> Path:
    folder = tmp_path / "data" / "sessions"
    folder.mkdir(parents=True)
    ids = iter(f"id{n}" for n in range(1000))
    rows = first_rows(
        NewWorkshop("Sidste år", group_name="Nord", run_sheet="90"),
        load_method(),
        Access("s" * 22, "ABC234"),
        NOW,
        lambda: next(ids),
    )
    cards = (
        card(1, TEXTS[0], theme=ThemeId("th"), behaviour_goal="Alle er med"),
        card(2, TEXTS[1]),
        card(3, TEXTS[2], merged_into=CardId("c2")),
        card(4, TEXTS[3], hidden=True),
    )
    theme = Theme(ThemeId("th"), "initiatives", "Start", 1)
    placed = Placement(CardId("c1"), "p1", 1, "sammen")  # type: ignore[arg-type]
    path = folder / "2025-03-04_sidste-aar.db"
    SessionStore(path).create((*rows, theme, *cards, placed))
    return path


def made(data: Path) -> Path:
    (path,) = (file for file in (data / "sessions").glob("*.db") if "i-aar" in file.name)
    return path


@pytest.mark.parametrize("way", ["name", pytest.param("json", marks=pytest.mark.long)])
def test_a_new_workshop_has_the_initiatives_and_nobodys_choice(
    earlier: Path, tmp_path: Path, way: str
) -> None:
    data, named = earlier.parent.parent, "sidste"
    if way == "json":
        out = tmp_path / "out"
        code, _, complained = workshop(data, "export", "sidste", "--format", "json", "--out", str(out))
        assert code == 0, complained
        named = str(next(out.rglob("*.json")))
    before = earlier.read_bytes()
    code, said, complained = workshop(data, "new", "I år", "--from", named)
    assert code == 0, complained
    assert "2 tiltag er taget med" in said
    state = read_state(made(data))
    cards = sorted(state.cards, key=lambda row: row.number)
    assert [(row.number, row.text, row.status) for row in cards] == [
        (1, TEXTS[0], "i-gang"),
        (2, TEXTS[1], "i-gang"),
    ]
    assert [(row.agreed, row.disagreement, row.author) for row in cards] == [(None, "", None)] * 2
    assert [state.themes.get(row.theme).name if row.theme else "" for row in cards] == ["Start", ""]
    assert not list(state.placements)
    assert (state.workshop.title, state.workshop.meeting) == ("I år", 1)
    assert earlier.read_bytes() == before


def test_what_cannot_be_taken_over_is_said_and_nothing_is_made(earlier: Path) -> None:
    data, sessions = earlier.parent.parent, earlier.parent
    empty = create_session(sessions, NewWorkshop("Uden tiltag"))
    damaged = data / "ødelagt.db"
    damaged.write_bytes(b"SQLite format 3\0" + b"x" * 5000)
    before = sorted(sessions.glob("*.db"))
    for file, reason in ((empty, "har ingen tiltag"), (damaged, "ødelagt.db")):
        with pytest.raises((NothingToTakeOverError, DamagedFileError)) as told:
            create_from(sessions, NewWorkshop("I år"), ChosenMethod(load_method()), file)
        assert reason in told.value.sentence(load_words("da"))
    assert sorted(sessions.glob("*.db")) == before
