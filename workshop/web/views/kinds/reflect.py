"""Reflect: the participant's own answers; everybody's, unordered and without names, once shown."""

from __future__ import annotations

import msgspec

from prompts.methods.model import Category
from sessions.commands import Command, GiveAnswer
from sessions.model import Answer
from sessions.queries.answers import answering_as, is_hidden, shared_table
from sessions.queries.reflection import answers_in, columns_of
from sessions.rules.people import active_participants
from sessions.tallies.portfolio import is_about_placed, loads, room_question
from sessions.tallies.tally import distribution
from workshop.web.contract.requests import Body, KeyText, RawText, Shown
from workshop.web.contract.routes import post
from workshop.web.contract.view_shapes import CategoryPart
from workshop.web.views.view_context import Viewer, category_part


class QuestionPart(msgspec.Struct, frozen=True):
    """A reflection question."""

    key: str
    text: str
    short: str


class OwnAnswerPart(msgspec.Struct, frozen=True):
    """The participant's own answer; `hidden` says that the facilitator has taken it away for all others."""

    category: str
    question: str
    text: str
    hidden: bool


class AnswersPart(msgspec.Struct, frozen=True):
    """Everybody's answers, in an order that reveals neither author nor time, and the agreed wording."""

    category: str
    question: str
    texts: tuple[str, ...]
    agreed: str


class PlacedPart(msgspec.Struct, frozen=True):
    """How many cards are agreed in a category; an empty category means none.

    `room` is how many the group says it has room for there, null where it has not said.
    """

    category: str
    count: int
    room: int | None = None


class ReflectPart(msgspec.Struct, frozen=True):
    """`answers` is null until they are shown; `suggested` is this table's category.

    `placed` is null unless the discussion is about placed cards. `own` says that the categories are the
    method's own, and neither another set nor cards. `room` says in short what the numbers in `placed` are of;
    it is empty where the talk has none. `table` is the table whose answers `mine` are; empty where everybody
    answers for themselves.
    """

    categories: tuple[CategoryPart, ...]
    questions: tuple[QuestionPart, ...]
    mine: tuple[OwnAnswerPart, ...]
    answers: tuple[AnswersPart, ...] | None
    suggested: str
    placed: tuple[PlacedPart, ...] | None
    own: bool = True
    room: str = ""
    table: str = ""


class AnswerBody(Body, frozen=True):
    """An empty `text` withdraws the answer. `seen` is what stood in the field when it was begun."""

    category: KeyText
    question: KeyText
    text: RawText
    seen: RawText | None = None
    activity: Shown = msgspec.UNSET


PART = ReflectPart


def part(viewer: Viewer) -> ReflectPart:
    """The questions by category, own answers, and everybody's once revealed."""
    given = answers_in(viewer.state, viewer.method, viewer.activity, with_hidden=True)
    table = shared_table(viewer.activity, viewer.participant)
    writers = viewer.shared(
        f"writers/{table.casefold() or viewer.participant.id}",
        lambda: answering_as(viewer.state, viewer.activity, viewer.participant),
    )
    own = [row for row in given if row.author in writers]
    return ReflectPart(
        categories=tuple(map(category_part, _columns(viewer))),
        questions=tuple(QuestionPart(item.key, item.text, item.short) for item in viewer.activity.questions),
        mine=tuple(
            OwnAnswerPart(row.category, row.question, row.text, is_hidden(viewer.state, row)) for row in own
        ),
        answers=viewer.shared("answers", lambda: _answers(viewer)) if viewer.others_shown else None,
        suggested=_suggested(viewer),
        placed=viewer.shared("placed", lambda: _placed(viewer)) if _counts_placed(viewer) else None,
        own=not (viewer.activity.category_set.key or viewer.activity.per_card),
        room=asked.short if (asked := room_question(viewer.activity)) is not None else "",
        table=table,
    )


def _counts_placed(viewer: Viewer) -> bool:
    return is_about_placed(viewer.activity)


def _placed(viewer: Viewer) -> tuple[PlacedPart, ...]:
    counts = distribution(viewer.state, viewer.activity, viewer.activity.deck)
    room = {load.category.key: load.room for load in loads(viewer.state, viewer.activity)}
    return tuple(PlacedPart(item.category, item.count, room.get(item.category)) for item in counts)


def _answers(viewer: Viewer) -> tuple[AnswersPart, ...]:
    groups: dict[tuple[str, str], list[Answer]] = {}
    for row in _given(viewer):
        groups.setdefault((row.category, row.question), []).append(row)
    agreed = {(row.category, row.question): row.text for row in viewer.state.agreed_answers}
    return tuple(
        AnswersPart(category.key, question.key, _shuffled(groups.get(key, [])), agreed.get(key, ""))
        for category in _columns(viewer)
        for question in viewer.activity.questions
        if (key := (category.key, question.key)) in groups or key in agreed
    )


def _columns(viewer: Viewer) -> tuple[Category, ...]:
    return viewer.shared("columns", lambda: columns_of(viewer.state, viewer.method, viewer.activity))


def _given(viewer: Viewer) -> tuple[Answer, ...]:
    return viewer.shared("given", lambda: answers_in(viewer.state, viewer.method, viewer.activity))


def _shuffled(rows: list[Answer]) -> tuple[str, ...]:
    """In the order of their random ids, which reveals neither author nor time."""
    return tuple(row.text for row in sorted(rows, key=lambda row: row.id))


def _suggested(viewer: Viewer) -> str:
    """The tables divide the categories among them; a participant without a table goes by their number."""
    categories = _columns(viewer)
    if not categories:
        return ""
    table = viewer.participant.table_name.casefold()
    tables: list[str] = viewer.shared("tables", lambda: _tables(viewer))
    place = tables.index(table) if table in tables else viewer.participant.number - 1
    return categories[place % len(categories)].key


def _tables(viewer: Viewer) -> list[str]:
    rows = active_participants(viewer.state)
    return sorted({row.table_name.casefold() for row in rows if row.table_name})


def _answered(body: AnswerBody, card: str) -> Command:
    return GiveAnswer(body.category, body.question, body.text, seen=body.seen, activity=body.activity or None)


ROUTES = (post("/api/answers", "answer", "Answer a question for a category.", AnswerBody, _answered, 409),)
