"""Reflect: questions for each category, answered alone or at the tables, then agreed on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from prompts.language.cleaning import LONGEST_NAME, clean_line
from prompts.methods.model import Kind, Question
from sessions.clock import as_stored
from sessions.commands import AddAnswer, AgreeAnswer, GiveAnswer, HideAnswer
from sessions.errors import UnknownItemError, UnknownQuestionError
from sessions.model import AgreedAnswer, Answer, AnswerId, HiddenAnswer
from sessions.queries.answers import answering_as, shared_table, written_together
from sessions.queries.reflection import columns_of
from sessions.rules.decide import (
    Context,
    Decision,
    cleaned_text,
    known_category,
    optional_text,
    rule,
    running,
)
from sessions.rules.meanwhile import edited
from sessions.state import RowWrite, put, remove


@rule(GiveAnswer)
def give_answer(context: Context, command: GiveAnswer) -> Decision:
    """Record one answer per question, category and participant; an empty text withdraws it."""
    _, activity = running(context, Kind.REFLECT)
    columns = columns_of(context.state, context.method, activity)
    category = known_category(context, command.category, columns)
    question = _known_question(context, command.question, activity.questions)
    text, person = optional_text(command.text), context.state.participants.get(context.actor)
    if person is None or not shared_table(activity, person):
        write, subject = answer_write(context, category, question, text)
    else:
        writers = answering_as(context.state, activity, person)
        earlier = _answer_by(context, writers, category, question)
        if earlier is not None and command.seen is not None:
            seen = optional_text(command.seen)
            text = optional_text(written_together(earlier.text, seen, text))
        write, subject = _answer_write(context, earlier, category, question, text)
    return Decision((write,) if write else (), subject)


def answer_write(context: Context, about: str, question: str, text: str) -> tuple[RowWrite | None, str]:
    """The write that makes `text` the actor's answer, or withdraws it where that is empty; and its id."""
    earlier = _answer_by(context, (context.actor,), about, question)
    return _answer_write(context, earlier, about, question, text)


def _answer_write(
    context: Context, earlier: Answer | None, about: str, question: str, text: str
) -> tuple[RowWrite | None, str]:
    if not text:
        return (remove(earlier), earlier.id) if earlier else (None, "")
    row = replace(earlier, text=text) if earlier else _new_answer(context, about, question, text)
    return put(context.state, row), row.id


@rule(AddAnswer)
def add_answer(context: Context, command: AddAnswer) -> Decision:
    """Add an answer for somebody without a phone; there can be several."""
    category, question = _asked(context, command.category, command.question)
    row = _new_answer(context, category, question, cleaned_text(command.text))
    return Decision((put(context.state, row),), row.id)


@rule(HideAnswer)
def hide_answer(context: Context, command: HideAnswer) -> Decision:
    answer = context.state.answers.get(command.answer)
    if answer is None:
        raise UnknownItemError
    row = HiddenAnswer(answer.id)
    if command.hidden:
        return Decision((put(context.state, row),), answer.id)
    known = context.state.hidden_answers.get(answer.id)
    return Decision((remove(known),) if known else (), answer.id)


@rule(AgreeAnswer)
def agree_answer(context: Context, command: AgreeAnswer) -> Decision:
    category, question = _asked(context, command.category, command.question)
    text = optional_text(command.text)
    earlier = context.state.agreed_answers.get(category, question)
    blank = AgreedAnswer(category, question, "")
    after = edited(earlier or blank, command.seen, text=text)
    if not after.text:
        return Decision((remove(earlier),) if earlier else ())
    return Decision((put(context.state, after),), f"{category}/{question}")


def _new_answer(context: Context, category: str, question: str, text: str) -> Answer:
    return Answer(
        id=AnswerId(context.new_id()),
        category=category,
        question=question,
        author=context.author,
        text=text,
        meeting=context.state.workshop.meeting,
        created_at=as_stored(context.now),
    )


def _answer_by(context: Context, writers: Iterable[str], category: str, question: str) -> Answer | None:
    """This meeting's answer to a question by one of `writers`; the first there is."""
    meeting = context.state.workshop.meeting
    found = (
        answer
        for writer in writers
        for answer in context.state.answers.where("author", writer)
        if (answer.category, answer.question, answer.meeting) == (category, question, meeting)
    )
    ordered = sorted(found, key=lambda answer: (answer.created_at is None, answer.created_at, answer.id))
    return ordered[0] if ordered else None


def _asked(context: Context, column: str, question: str) -> tuple[str, str]:
    """A column and a question of any talk: the facilitator writes for others also when it is over.

    Raises UnknownQuestionError, UnknownCategoryError.
    """
    talks = [each for each in context.method.activities if each.kind is Kind.REFLECT]
    questions = [known for each in talks for known in each.questions]
    _known_question(context, question, (*context.method.questions, *questions))
    about = [each for each in talks if any(known.key == question for known in each.questions)]
    columns = [known for each in about for known in columns_of(context.state, context.method, each)]
    own = context.method.categories if any(q.key == question for q in context.method.questions) else ()
    return known_category(context, column, (*own, *columns)), question


def _known_question(context: Context, key: str, among: Iterable[Question]) -> str:
    if all(question.key != key for question in among):
        raise UnknownQuestionError(question=clean_line(key[:200])[:LONGEST_NAME])
    return key
