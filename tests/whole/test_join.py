"""Groups joined in one workshop: origin kept, nothing lost, and sent again only what changed changes."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from command_line import workshop

from prompts.language.words import load_words
from prompts.methods.loading import load_method
from sessions.commands import EditCard, JoinGroup
from sessions.model import Card, CardId, Placement, ScheduledId
from sessions.queries.joined import views_of
from sessions.rules.meeting.creation import Access, NewWorkshop, first_rows
from sessions.storage.file_reading import read_state
from sessions.storage.store import SessionStore
from workshop.archive.joining import join_into, read_groups
from workshop.hosting.open_sessions import create_session, opened

NOW = datetime(2026, 3, 4, 9, tzinfo=UTC)
METHOD = load_method()
WORDS = load_words("da")


def card(number: int, text: str, agreed: str | None) -> Card:
    return Card(
        id=CardId(f"c{number}"),
        deck="initiatives",
        number=number,
        scheduled=ScheduledId(""),
        author=None,
        text=text,
        status="ny",
        occurred="",
        outcome="",
        theme=None,
        merged_into=None,
        hidden=False,
        withdrawn=False,
        agreed=agreed,
        next_category=None,
        disagreement="",
        behaviour_goal="",
        meeting=1,
        created_at=NOW,
    )


def group(
    folder: Path, file: str, name: str, cards: list[tuple[str, str | None, str]], title: str = "Dag"
) -> Path:
    """A group's workshop. Each card has a text, what was agreed, and the first letter of each choice."""
    keys = {"g": "goer-det", "s": "sammen", "t": "tag-selv"}
    ids = iter(f"id{n}" for n in range(1000))
    wish = NewWorkshop(title, group_name=name, run_sheet="90")
    rows = first_rows(wish, METHOD, Access("s" * 22, "ABC234"), NOW, lambda: next(ids))
    made = [card(n, text, agreed) for n, (text, agreed, _) in enumerate(cards, start=1)]
    placed = [
        Placement(CardId(f"c{n}"), f"p{person}", 1, keys[letter])  # type: ignore[arg-type]
        for n, (_, _, chosen) in enumerate(cards, start=1)
        for person, letter in enumerate(chosen)
    ]
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / file
    path.unlink(missing_ok=True)
    SessionStore(path).create((*rows, *made, *placed))
    return path


LEADERS = [("Fast introduktion", "goer-det", "gggs"), ("Ny vagtplan", None, "gs")]
STAFF = [("Fast introduktion til nye", "sammen", "sssg"), ("Færre møder", "tag-selv", "ttt")]


@pytest.fixture
def here(tmp_path: Path) -> Path:
    return tmp_path / "data" / "sessions"


def by_text(path: Path) -> dict[str, tuple[str, list[tuple[str, str | None, dict[str, int]]]]]:
    state = read_state(path)
    return {
        row.text: (
            row.origin,
            [(view.group, view.agreed, dict(view.counts)) for view in views_of(state, row)],
        )
        for row in state.cards
        if not row.withdrawn
    }


def test_each_card_keeps_its_group_and_how_it_was_placed_there(here: Path, tmp_path: Path) -> None:
    data = here.parent
    group(here, "ledelsen.db", "Ledelsen", LEADERS)
    group(here, "nord.db", "Nord", STAFF)
    damaged = tmp_path / "i-stykker.db"
    damaged.write_bytes(b"SQLite format 3\0" + b"x" * 5000)
    other = group(tmp_path / "other", "nord.db", "Nord", [("Nyt navn", None, "")], title="En anden dag")
    code, said, complained = workshop(
        data, "join", "ledelsen", "nord", "nord", str(damaged), str(other), "--title", "Samlet"
    )
    assert code == 0, complained
    assert "Ledelsen: 2 nye tiltag" in said
    assert "i-stykker.db" in complained
    assert "samme workshop" in complained
    (made,) = (path for path in here.glob("*.db") if "samlet" in path.name)
    assert by_text(made) == {
        "Fast introduktion": ("Ledelsen", [("Ledelsen", "goer-det", {"goer-det": 3, "sammen": 1})]),
        "Ny vagtplan": ("Ledelsen", [("Ledelsen", None, {})]),  # two choices are too few to be told
        "Fast introduktion til nye": ("Nord", [("Nord", "sammen", {"sammen": 3, "goer-det": 1})]),
        "Færre møder": ("Nord", [("Nord", "tag-selv", {"tag-selv": 3})]),
        "Nyt navn": ("Nord – En anden dag", [("Nord – En anden dag", None, {})]),
    }
    assert not list(read_state(made).placements)


@pytest.mark.wide
def test_what_is_otherwise_about_a_file_is_said_and_the_rest_goes_on(here: Path) -> None:
    staff = group(here, "nord.db", "Nord", STAFF)
    english = group(here, "west.db", "West", [("Shorter meetings", "sammen", "sss")])
    newer = group(here, "nyere.db", "Syd", LEADERS)
    for file, change in (
        (english, "UPDATE workshop SET language = 'en'"),
        (newer, "PRAGMA user_version = 99"),
    ):
        with closing(sqlite3.connect(file)) as database:
            database.execute(change)
            database.commit()
    other = load_method("risikovaerksted")
    risks = create_session(here, NewWorkshop("Risiko", run_sheet=other.run_sheets[0].key), other)
    files = (staff, english, newer, risks)
    with opened(staff):  # the group goes on with it meanwhile
        groups, problems = read_groups(files, here, METHOD, WORDS)
    assert [each.names[0] for each in groups] == ["Nord", "West"]
    assert [file.name in said for said, file in zip(problems, files[2:], strict=True)] == [True, True]
    assert "nyere udgave" in problems[0]
    told = join_into(create_session(here, NewWorkshop("Samlet")), groups, WORDS)
    assert told.lines == ("Nord: 2 nye tiltag.", "West: 1 nyt tiltag.")
    assert any("engelsk" in said and said.startswith("West") for said in told.problems)


def joined(here: Path, *files: Path) -> Path:
    made = create_session(here, NewWorkshop("Samlet"))
    groups, problems = read_groups(files, here, METHOD, WORDS)
    assert not problems
    join_into(made, groups, WORDS)
    return made


@pytest.mark.wide
def test_two_groups_of_one_name_and_day_stay_two_and_each_is_known_again(here: Path) -> None:
    """The second was taken for the first sent again: its cards took the place of the first's."""
    east = group(here, "oest.db", "Nord", LEADERS)
    staff = [*STAFF, LEADERS[0], ("Mindre madspild", None, "")]  # one that both have
    west = group(here, "vest.db", "Nord", staff)
    made = create_session(here, NewWorkshop("Samlet"))
    groups, problems = read_groups((east, west), here, METHOD, WORDS)
    assert not problems
    told = join_into(made, groups, WORDS)
    assert told.lines == ("Nord: 2 nye tiltag.", "Nord – Dag: 4 nye tiltag.")
    assert len(told.problems) == 1
    assert "“Nord – Dag” har samme titel, gruppe og dato som “Nord”" in told.problems[0]
    texts = [text for text, *_ in (*LEADERS, *staff)]
    assert sorted(row.text for row in read_state(made).cards) == sorted(texts)
    group(here, "vest.db", "Nord", [*staff[:3], ("Nyt fra vest", None, "ttt")])
    groups, _ = read_groups((west,), here, METHOD, WORDS)
    told = join_into(made, groups, WORDS)
    assert (told.lines, told.problems) == (("Nord – Dag: 1 ændret, 3 som før.",), ())


@pytest.mark.wide
def test_a_group_that_sends_again_changes_only_what_has_changed(here: Path) -> None:
    leaders, staff = group(here, "l.db", "Ledelsen", LEADERS), group(here, "n.db", "Nord", STAFF)
    made = joined(here, leaders, staff)
    before = {row.text: row for row in read_state(made).cards}
    with opened(made) as session:
        session.room.submit(EditCard(before["Færre møder"].id, "Færre og kortere møder")).result()
    again = group(
        here, "n.db", "Nord", [STAFF[0], ("Færre møder", "sammen", "sss"), ("Nyt tiltag", None, "")]
    )
    groups, _ = read_groups([leaders, again], here, METHOD, WORDS)
    told = join_into(made, groups, WORDS)
    assert told.lines == (
        "Ledelsen: 2 som før.",
        "Nord: 1 nyt tiltag, 1 ændret, 1 som før.",
    )
    after = {row.id: row for row in read_state(made).cards}
    untouched = [row for text, row in before.items() if text != "Færre møder"]
    assert [after[row.id] for row in untouched] == untouched
    assert by_text(made)["Færre og kortere møder"] == ("Nord", [("Nord", "sammen", {"sammen": 3})])
    gone = group(here, "n.db", "Nord", STAFF[:1])
    told = join_into(made, read_groups([gone], here, METHOD, WORDS)[0], WORDS)
    assert told.lines == ("Nord: 2 trukket tilbage, 1 som før.",)
    assert sorted(by_text(made)) == ["Fast introduktion", "Fast introduktion til nye", "Ny vagtplan"]


@pytest.mark.wide
def test_the_json_of_another_laptop_is_the_same_group(here: Path, tmp_path: Path) -> None:
    staff = group(here, "n.db", "Nord", STAFF)
    made = joined(here, staff)
    out = tmp_path / "out"
    assert workshop(here.parent, "export", "n", "--format", "json", "--out", str(out))[0] == 0
    (file,) = out.rglob("*.json")
    groups, problems = read_groups([file], here, METHOD, WORDS)
    told = join_into(made, groups, WORDS)
    assert (problems, told.problems) == ((), ())
    assert told.lines == ("Nord: 2 som før.",)


@pytest.mark.wide
def test_what_does_not_fit_is_refused_for_its_group_alone(here: Path) -> None:
    leaders, staff = group(here, "l.db", "Ledelsen", LEADERS), group(here, "n.db", "Nord", STAFF)
    made = create_session(here, NewWorkshop("Samlet"))
    groups, _ = read_groups([leaders, staff], here, METHOD, WORDS)
    many = tuple(replace(groups[0].cards[0], number=n, text=f"Tiltag {n}") for n in range(1, 5002))
    told = join_into(made, (replace(groups[0], cards=many), groups[1]), WORDS)
    assert ["Ledelsen" in problem for problem in told.problems] == [True]
    assert [line[:4] for line in told.lines] == ["Nord"]
    three_thousand = replace(groups[0], cards=many[:3000])
    assert join_into(made, [three_thousand], WORDS).lines[0].startswith("Ledelsen: 3000 nye")


def test_joining_is_one_act_and_is_taken_back_whole(room) -> None:
    from sessions.commands import SentCard

    sent = (SentCard(1, "Fast introduktion", "", "sammen", "", (("sammen", 3),)),)
    room.ask(JoinGroup("abc", "Nord", "initiatives", sent))
    assert [row.origin for row in room.state().cards] == ["Nord"]
    room.undo()
    assert not [row for row in room.state().cards if not row.withdrawn]
    assert not list(room.state().joined_cards)


def test_minutes_hold_the_groups_beside_each_other(here: Path, tmp_path: Path) -> None:
    made = joined(here, group(here, "l.db", "Ledelsen", LEADERS), group(here, "n.db", "Nord", STAFF))
    out = tmp_path / "out"
    code, _, complained = workshop(
        here.parent, "export", made.stem, "--format", "json", "--format", "md", "--out", str(out)
    )
    assert code == 0, complained
    (file,) = out.rglob("*.json")
    (text,) = out.rglob("*.md")
    told = json.loads(file.read_text("utf-8"))
    assert next((row["text"], row["groups"]) for row in told["initiatives"]) == (
        "Fast introduktion",
        [{"group": "Ledelsen", "number": 1, "agreed": "goer-det", "counts": {"goer-det": 3, "sammen": 1}}],
    )
    said = text.read_text("utf-8")
    assert "Grupperne ved siden af hinanden" in said
    assert "Ledelsen" in said
