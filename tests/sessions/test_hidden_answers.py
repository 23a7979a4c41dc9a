"""An answer can be hidden like a card: it is on no screen and in no minutes, and it can be undone."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from exports.formats import json_format, markdown
from exports.minutes import build_minutes
from sessions import commands as do
from sessions.errors import UnknownItemError
from sessions.group_subject import GROUP
from sessions.queries.answers import is_hidden, shown_answers

NAMING = "Det handler om Ulla"


@pytest.fixture
def answered(room):
    room.anna = room.join("anna")
    room.go_to("fem-spoergsmaal")
    room.answer = room.ask(do.GiveAnswer("sammen", "works", NAMING), room.anna).id
    room.ask(do.AddAnswer("sammen", "works", "Når vi har tid"))
    return room


def hidden_answers(state):
    return [row for row in state.answers if is_hidden(state, row)]


def texts(rows):
    return [row.text for row in rows]


def minutes(room):
    made = build_minutes(room.state(), room.method, datetime(2026, 3, 4, tzinfo=UTC), "0")
    return markdown.render(made).decode() + json_format.render(made).decode()


def test_a_hidden_answer_is_in_no_list_and_no_minutes_until_it_is_undone(answered) -> None:
    assert NAMING in minutes(answered)
    answered.ask(do.HideAnswer(answered.answer))
    assert texts(shown_answers(answered.state())) == ["Når vi har tid"]
    assert texts(shown_answers(answered.state(), "sammen")) == ["Når vi har tid"]
    assert texts(hidden_answers(answered.state())) == [NAMING]
    assert NAMING not in minutes(answered)
    answered.ask(do.Undo())
    assert NAMING in minutes(answered)
    answered.ask(do.Redo())
    assert NAMING not in minutes(answered)
    answered.ask(do.HideAnswer(answered.answer, hidden=False))
    assert texts(hidden_answers(answered.state())) == []
    assert NAMING in minutes(answered)


def test_it_stays_hidden_when_its_author_changes_it_and_after_a_restart(answered, rooms) -> None:
    answered.ask(do.HideAnswer(answered.answer))
    answered.ask(do.GiveAnswer("sammen", "works", f"{NAMING} igen"), answered.anna)
    assert NAMING not in minutes(answered)
    again = rooms.again(answered)
    assert texts(hidden_answers(again.state())) == [f"{NAMING} igen"]


def test_what_is_no_answer_cannot_be_hidden(answered) -> None:
    with pytest.raises(UnknownItemError):
        answered.ask(do.HideAnswer("nothing"))
    answered.ask(do.HideAnswer(answered.answer, hidden=False))
    assert texts(hidden_answers(answered.state())) == []


def test_what_somebody_wrote_in_a_form_can_be_hidden_too(answered) -> None:
    answered.go_to("moenstre")
    bo = answered.join("bo")
    answered.ask(do.FillField(GROUP, "ledelse", NAMING), answered.anna)
    answered.ask(do.FillField(GROUP, "ledelse", "Spørg oftere"), bo)
    answered.ask(do.RevealInput())
    answered.ask(do.HideAnswer(answered.answer))
    (form,) = [row.id for row in answered.state().answers if row.category == GROUP and row.text == NAMING]
    assert NAMING in minutes(answered)
    answered.ask(do.HideAnswer(form))
    assert NAMING not in minutes(answered)
    assert "Spørg oftere" in minutes(answered)
    answered.ask(do.Undo())
    assert NAMING in minutes(answered)
