"""A kind from elsewhere decides by its own rules and keeps rows of its own."""

import json
import sqlite3
import subprocess
import sys
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime

import jsonschema
import pytest
from rooms import environment_of_children, post, rows_of

from exports.formats import json_format, markdown
from exports.minutes import build_minutes
from prompts.methods import errors, kinds
from prompts.methods.checks.checking import check_method_folder
from sessions import commands as do
from sessions.errors import ActivityClosedError, UnknownCardError
from sessions.model import KindRow
from sessions.storage.file_reading import read_state
from sessions.storage.sql import additions
from sessions.table_shapes import TableShape
from workshop.facilitating.availability import can_be_shown, takes_input

NOW = datetime(2026, 3, 4, 12, 0, tzinfo=UTC)

WITHOUT_THE_KIND = """
import sys
from pathlib import Path
from prompts.methods.kinds import find
from prompts.methods.loading import load_method
from sessions import commands as do
from sessions.clock import SteadyClock
from sessions.room.room import Room
from sessions.storage.store import SessionStore

assert find("rank") is None
store = SessionStore(Path(sys.argv[1]))
room = Room(store, load_method("tre-skridt", "da"), SteadyClock(), lambda: "f" * 12)
room.start()
assert store.odd_rows == ()
room.submit(do.ParkItem("Senere")).result()
room.submit(do.Undo()).result()
room.stop()
"""


def test_a_method_file_finds_the_kind_by_the_entry_point_of_its_package(ranking):
    assert ranking.activity("put-in-order").kind is kinds.Kind("rank")
    assert kinds.traits_of(kinds.Kind("rank")).package == "rank_kind"
    assert takes_input(ranking.activity("put-in-order"))
    assert can_be_shown(ranking.activity("put-in-order"))


def test_where_it_is_not_installed_the_method_file_says_which_kinds_there_are(request):
    (problem,) = check_method_folder(request.path.parent / "ranking")
    assert isinstance(problem, errors.WrongTypeError)
    assert "review" in problem.expected
    assert "rank" not in problem.expected


def test_a_field_that_the_kind_does_not_take_is_an_error(ranking, tmp_path, request):
    for file in (request.path.parent / "ranking").iterdir():
        (tmp_path / file.name).write_bytes(
            file.read_bytes().replace(b'"rank"\n', b'"rank"\nphase = "alone"\n')
        )
    (problem,) = check_method_folder(tmp_path)
    assert isinstance(problem, errors.WrongValueError)


def test_the_rules_of_the_kind_refuse_and_accept(rank_rooms, cards):
    from rank_kind.rules import RankCards, places

    room = rank_rooms.new(run_sheet="30")
    ids = cards(room)
    room.join("anna")
    with pytest.raises(UnknownCardError):
        room.ask(RankCards((*ids, ids[0])), "anna")
    room.ask(do.OpenInput(False))
    with pytest.raises(ActivityClosedError):
        room.ask(RankCards(tuple(ids)), "anna")
    room.ask(do.OpenInput(True))
    answers = [room.ask(RankCards(tuple(ids)), "anna", post("k" * 22)) for _ in range(2)]
    assert [answer.repeated for answer in answers] == [False, True]
    assert places(room.state(), answers[0].id, "anna") == {card: place for place, card in enumerate(ids, 1)}


def test_undo_takes_back_the_facilitators_act_and_nothing_that_phones_sent(ranked):
    from rank_kind.rules import THE_GROUP, SettlePlace, places

    room, (first, *_) = ranked
    before = rows_of(room.state())
    shown = room.state().workshop.current
    room.ask(SettlePlace(first, 1))
    assert places(room.state(), shown, THE_GROUP) == {first: 1}
    room.undo()
    assert places(room.state(), shown, THE_GROUP) == {}
    assert places(room.state(), shown, "anna")[first] == 2
    room.redo()
    assert places(room.state(), shown, THE_GROUP) == {first: 1}
    room.undo()
    assert rows_of(room.state()) == before


def test_the_rows_are_there_after_a_restart_and_undo_knows_the_act_before_it(ranked, rank_rooms):
    from rank_kind.rules import THE_GROUP, SettlePlace, places

    room, (first, *_) = ranked
    room.ask(SettlePlace(first, 2))
    before = room.state()
    again = rank_rooms.again(room)
    assert len(list(again.state().table("rank_places"))) == 7
    assert again.state().has_rows_of(before)
    again.undo()
    assert places(again.state(), again.state().workshop.current, THE_GROUP) == {}
    again.room.stop()
    assert len(list(read_state(again.path).table("rank_places"))) == 6


def test_only_a_workshop_that_uses_the_kind_has_its_table(ranked, rooms, tables):
    room, _ = ranked
    other = rooms.new("other.db")
    other.go_to("skriv-tiltag")
    other.write("Tekst")
    room.room.stop()
    other.room.stop()
    assert tables(room.path) - tables(other.path) == {"rank_places"}


def test_a_table_is_left_alone_where_the_kind_is_not_installed(ranked, tables):
    from rank_kind.rules import SettlePlace

    room, (first, *_) = ranked
    room.ask(SettlePlace(first, 1))
    room.room.stop()
    before = list(read_state(room.path).table("rank_places"))
    child = [sys.executable, "-c", WITHOUT_THE_KIND, str(room.path)]
    environment = environment_of_children()
    environment.pop("PYTHONPATH", None)
    subprocess.run(child, env=environment, check=True, timeout=60, cwd=rooms_home())
    state = read_state(room.path)
    assert list(state.table("rank_places")) == before
    assert [item.text for item in state.parked_items] == ["Senere"]
    assert "rank_places" in tables(room.path)


def test_a_later_version_of_the_kind_finds_its_new_column_with_the_default():
    @dataclass(frozen=True, slots=True)
    class Earlier(KindRow):
        card: str
        place: int

    @dataclass(frozen=True, slots=True)
    class Later(Earlier):
        why: str = "it's new"
        weight: float = 0.5

    with closing(sqlite3.connect(":memory:")) as database:
        earlier, later = (TableShape("rank_places", row, ("card",)) for row in (Earlier, Later))
        for statement in additions(earlier, ()):
            database.execute(statement)
        database.execute("INSERT INTO rank_places VALUES ('a', 1)")
        for statement in additions(later, earlier.columns()):
            database.execute(statement)
        assert database.execute("SELECT * FROM rank_places").fetchall() == [("a", 1, "it's new", 0.5)]
        assert additions(later, later.columns()) == ()


def rooms_home():
    """Where the program is found without a path of its own."""
    from pathlib import Path

    import sessions

    return Path(sessions.__file__).parents[1]


def test_the_minutes_tell_the_order_once_it_was_shown(ranked, ranking, reveal):
    room, _ = ranked
    hidden = build_minutes(room.state(), ranking, NOW, "1")
    assert b"I r\xc3\xa6kkef\xc3\xb8lge" not in markdown.render(hidden)
    room.ask(reveal)
    minutes = build_minutes(room.state(), ranking, NOW, "1")
    text = markdown.render(minutes).decode()
    assert "I rækkefølge" in text
    assert text.index("Nye møder") < text.index("Fælles mål") < text.index("Mindre papir")
    told = json.loads(json_format.render(minutes))
    jsonschema.Draft202012Validator(json_format.schema()).validate(told)
    assert told["kinds"] == {"rank": {"orders": {"put-in-order": ["t2", "t1", "t3"]}}}


def test_the_minutes_of_other_workshops_are_as_if_there_were_no_such_kind(ranked, rooms, method):
    told = json_format.as_json(build_minutes(rooms.new("other.db").state(), method, NOW, "1"))
    assert "kinds" not in told
