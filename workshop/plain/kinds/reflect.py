"""Reflect: answers by category and question, and what the group says together."""

from __future__ import annotations

from prompts.methods.model import Category, Question
from sessions.commands import AddAnswer, AgreeAnswer
from sessions.model import Answer
from sessions.tally import distribution
from workshop.plain.conversation.actions import Action
from workshop.plain.conversation.desk import Desk


def _answers(desk: Desk, category: str) -> tuple[Answer, ...]:
    meeting = desk.picture.workshop.round
    return tuple(row for row in desk.picture.answers.where("category", category) if row.round == meeting)


def show(desk: Desk) -> None:
    """How many answers there are for each category, or cards where the talk is about placed cards."""
    if desk.activity.deck:
        for item in distribution(desk.picture, desk.live.method, desk.activity.deck):
            if item.category or item.count:
                count = desk.words("plain.place.cards", n=item.count)
                desk.console.line(f"{desk.named(item.category)}: {count}")
        return
    desk.say("panels.common.status_done", n=desk.done_count, total=len(desk.phones))
    for known in desk.live.method.categories:
        count = desk.words("panels.reflect.count", n=len(_answers(desk, known.key)))
        desk.console.line(f"{known.title}: {count}")


async def _question(desk: Desk) -> tuple[Category, Question]:
    category = await desk.category(desk.words("plain.reflect.which"))
    choices = [(known.key, known.text) for known in desk.live.method.questions]
    key = await desk.choose(desk.words("plain.reflect.question"), choices)
    return category, desk.live.method.question(key)


async def _read(desk: Desk) -> None:
    """All answers of one category; only their number while they are hidden."""
    category = await desk.category(desk.words("plain.reflect.which"))
    answers = _answers(desk, category.key)
    for question in desk.live.method.questions:
        own = [answer for answer in answers if answer.question == question.key]
        desk.console.line(question.text)
        desk.say("panels.reflect.count", n=len(own))
        if desk.row.revealed:
            desk.console.lines(f"– {answer.text}" for answer in own)
        agreed = desk.picture.agreed_answers.get(category.key, question.key)
        if agreed is not None:
            desk.console.line(f"{desk.words('panels.reflect.we_say')} {agreed.text}")


async def _add(desk: Desk) -> None:
    category, question = await _question(desk)
    text = await desk.text(desk.words("panels.reflect.ask_answer_field"), needed=True)
    await desk.do(AddAnswer(category.key, question.key, text))


async def _agree(desk: Desk) -> None:
    category, question = await _question(desk)
    known = desk.picture.agreed_answers.get(category.key, question.key)
    text = await desk.text(desk.words("panels.reflect.ask_agreed"), known.text if known is not None else "")
    await desk.do(AgreeAnswer(category.key, question.key, text))


ACTIONS = (
    Action("l", "plain.act.answers", _read),
    Action("e", "plain.act.agree-answer", _agree),
    Action("a", "plain.act.add-answer", _add),
)
