"""People at one table answer as one: one writes, the others see it, and nobody is written over."""

from __future__ import annotations

import pytest

from sessions import commands as do
from sessions.state import Event, RowWrite
from workshop.web.stream.change_reader import ChangeReader, News
from workshop.web.views.view_context import PerStateCache, Viewer
from workshop.web.views.view_registry import VIEWS

ASKED = ("goer-det", "works")


@pytest.fixture
def seated(rooms):
    """Anna and Bo at table 1, Ida at table 2, Per at none."""
    room = rooms.new(run_sheet="120")
    for name, table in (("anna", "Bord 1"), ("bo", "bord 1"), ("ida", "Bord 2"), ("per", "")):
        room.ask(do.JoinWorkshop(name, f"hash of {name}", name, table), name)
    room.go_to("fem-spoergsmaal")
    return room


def seen_by(room, name):
    state = room.state()
    row = state.current()
    activity = room.method.activity(row.activity)
    viewer = Viewer(state, room.method, state.participants.get(name), row, activity, PerStateCache())
    part = VIEWS.of(activity.kind).part(viewer)
    return part.table, [answer.text for answer in part.mine]


def texts(room):
    return [answer.text for answer in room.state().answers]


def test_what_one_writes_the_others_at_the_table_see_and_correct(seated) -> None:
    seated.ask(do.GiveAnswer(*ASKED, "Når det haster", seen=""), "anna")
    assert [seen_by(seated, name) for name in ("anna", "bo", "ida", "per")] == [
        ("Bord 1", ["Når det haster"]),
        ("bord 1", ["Når det haster"]),
        ("Bord 2", []),
        ("", []),
    ]
    seated.ask(do.GiveAnswer(*ASKED, "Når det haster meget", seen="Når det haster"), "bo")
    assert texts(seated) == ["Når det haster meget"]
    seated.ask(do.GiveAnswer(*ASKED, "", seen="Når det haster meget"), "anna")
    assert texts(seated) == []


def test_other_tables_and_those_without_one_answer_for_themselves(seated) -> None:
    for name in ("anna", "ida", "per"):
        seated.ask(do.GiveAnswer(*ASKED, name, seen=""), name)
    assert texts(seated) == ["anna", "ida", "per"]


def test_two_who_write_at_once_lose_nothing_and_can_go_on(seated) -> None:
    seated.ask(do.GiveAnswer(*ASKED, "Annas", seen=""), "anna")
    seated.ask(do.GiveAnswer(*ASKED, "Bos", seen=""), "bo")
    assert texts(seated) == ["Annas\nBos"]
    seated.ask(do.GiveAnswer(*ASKED, "Bos egen", seen="Bos"), "bo")
    assert texts(seated) == ["Annas\nBos egen"]
    seated.ask(do.GiveAnswer(*ASKED, "", seen="Annas"), "anna")
    assert texts(seated) == ["Bos egen"]


def test_only_phones_at_the_table_are_told_before_the_answers_are_shown(seated) -> None:
    seated.ask(do.GiveAnswer(*ASKED, "Når det haster", seen=""), "anna")
    state = seated.state()
    row = next(iter(state.answers))
    news = News()
    write = RowWrite("answers", (row.id,), None, row)
    event = Event(state.seq, seated.clock.now(), "anna", "GiveAnswer", row.id, (write,))
    ChangeReader(state, seated.method.activity("fem-spoergsmaal"), news).read(event)
    assert news.mine == {"bo"}


def test_where_the_method_does_not_say_so_people_at_a_table_answer_alone(rooms) -> None:
    room = rooms.new(run_sheet="180")
    for name in ("anna", "bo"):
        room.ask(do.JoinWorkshop(name, f"hash of {name}", name, "Bord 1"), name)
    room.go_to("opsamling")
    room.ask(do.OpenInput())
    for name in ("anna", "bo"):
        room.ask(do.GiveAnswer(*ASKED, name, seen=""), name)
    assert texts(room) == ["anna", "bo"]
