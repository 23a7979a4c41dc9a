"""Reflect: questions for each category, answered alone or at the tables, then agreed on."""

from __future__ import annotations

from dataclasses import replace

from prompts.language.cleaning import LONGEST_NAME, clean_line
from prompts.methods.model import Kind
from sessions.clock import as_stored
from sessions.commands import AddAnswer, AgreeAnswer, GiveAnswer, HideAnswer
from sessions.errors import UnknownItemError, UnknownQuestionError
from sessions.model import AgreedAnswer, Answer, AnswerId, HiddenAnswer
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
from sessions.state import put, remove


@rule(GiveAnswer)
def give_answer(context: Context, command: GiveAnswer) -> Decision:
    """Record one answer per question, category and participant; an empty text withdraws it."""
    running(context, Kind.REFLECT)
    category, question = known_category(context, command.category), _known_question(context, command.question)
    earlier = _own_answer(context, category, question)
    text = optional_text(command.text)
    if not text:
        return Decision((remove(earlier),) if earlier else (), earlier.id if earlier else "")
    row = replace(earlier, text=text) if earlier else _new_answer(context, category, question, text)
    return Decision((put(context.state, row),), row.id)


@rule(AddAnswer)
def add_answer(context: Context, command: AddAnswer) -> Decision:
    """Add an answer for somebody without a phone; there can be several."""
    category, question = known_category(context, command.category), _known_question(context, command.question)
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
    category, question = known_category(context, command.category), _known_question(context, command.question)
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


def _own_answer(context: Context, category: str, question: str) -> Answer | None:
    meeting = context.state.workshop.meeting
    for answer in context.state.answers.where("author", context.actor):
        if (answer.category, answer.question, answer.meeting) == (category, question, meeting):
            return answer
    return None


def _known_question(context: Context, key: str) -> str:
    if all(question.key != key for question in context.method.questions):
        raise UnknownQuestionError(question=clean_line(key[:200])[:LONGEST_NAME])
    return key
