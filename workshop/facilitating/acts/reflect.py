"""Reflect: answers for people without a phone, and the wording that the group agrees on."""

from __future__ import annotations

from prompts.methods.model import Category, Question
from sessions.commands import AddAnswer, AgreeAnswer
from sessions.reflection import columns_of
from workshop.facilitating.act import Act
from workshop.facilitating.asking import write_text
from workshop.facilitating.choices import category_choices
from workshop.facilitating.conversation import Conversation, LeftError


async def _question(talk: Conversation) -> tuple[Category, Question]:
    """A category and one of its questions: the ones on the screen, or else asked for."""
    situation = talk.situation
    activity = situation.activity
    if activity is None:
        raise LeftError
    columns = columns_of(situation.state, situation.method, activity)
    own = not (activity.category_set.key or activity.per_card)
    which = talk.words("plain.reflect.which" if own else "panels.reflect.which")
    key = await talk.item(which, category_choices(columns))
    questions = [(known.key, known.text) for known in activity.questions]
    asked = await talk.item(talk.words("plain.reflect.question"), questions)
    category = next((known for known in columns if known.key == key), None)
    if category is None:
        raise LeftError
    return category, situation.method.question(asked)


def _title(category: Category, question: Question) -> str:
    return f"{category.sign} {category.title}: {question.text}"


async def add(talk: Conversation) -> None:
    """Write an answer for somebody without a phone."""
    category, question = await _question(talk)
    await write_text(
        talk,
        "panels.reflect.ask_answer",
        lambda text: AddAnswer(category.key, question.key, text),
        note=_title(category, question),
        needed=True,
    )


async def agree(talk: Conversation) -> None:
    """Write the group's agreed wording."""
    category, question = await _question(talk)
    known = talk.situation.state.agreed_answers.get(category.key, question.key)
    await write_text(
        talk,
        "panels.reflect.ask_agreed",
        lambda text: AgreeAnswer(category.key, question.key, text),
        known.text if known is not None else "",
        note=_title(category, question),
    )


ACTS = (
    Act("reflect.add", add, keys=("a",), typed="a", rank=10),
    Act("reflect.agree", agree, keys=("e",), typed="e", rank=20),
)
