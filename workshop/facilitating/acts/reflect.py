"""Reflect: answers for people without a phone, and the wording that the group agrees on."""

from __future__ import annotations

from prompts.methods.model import Category, Question
from sessions.command_answers import Accepted
from sessions.commands import AddAnswer, AgreeAnswer
from sessions.model import AgreedAnswer, Answer
from sessions.queries.reflection import answers_in, columns_of
from sessions.state import State
from workshop.facilitating.act import Act
from workshop.facilitating.choices import category_choices
from workshop.facilitating.conversation import MORE, Conversation, Field, LeftError
from workshop.facilitating.shared_questions import edits, hide_one, write_text
from workshop.facilitating.situation import Situation


async def _question(talk: Conversation) -> tuple[Category, Question]:
    """A category and one of its questions: the ones on the screen, or else asked for."""
    situation = talk.situation
    activity = situation.activity
    if activity is None:
        raise LeftError
    columns = columns_of(situation.state, situation.method, activity)
    key = await talk.item(talk.words("panels.reflect.which"), category_choices(columns))
    questions = [(known.key, known.text) for known in activity.questions]
    asked = await talk.item(talk.words("plain.reflect.question"), questions)
    category = next((known for known in columns if known.key == key), None)
    if category is None:
        raise LeftError
    return category, situation.method.question(asked)


def _title(category: Category, question: Question) -> str:
    return f"{category.sign} {category.title}: {question.text}"


async def add(talk: Conversation) -> None:
    """Write answers for people without a phone: as with cards, Enter saves one and takes the next."""
    category, question = await _question(talk)
    more = True

    async def send(filled: dict[str, str]) -> Accepted | None:
        nonlocal more
        more = MORE in filled
        return await talk.send(AddAnswer(category.key, question.key, filled["text"]))

    field = Field("text", talk.words("panels.reflect.ask_answer_field"), multiline=True, once_more=True)
    while more:
        more = False
        title = talk.words("panels.reflect.ask_answer")
        await talk.fill_in(title, (field,), send, note=_title(category, question))


async def agree(talk: Conversation) -> None:
    """Write the group's agreed wording."""
    category, question = await _question(talk)
    none = AgreedAnswer(category.key, question.key, "")

    def now(state: State) -> AgreedAnswer:
        return state.agreed_answers.get(category.key, question.key) or none

    known = now(talk.situation.state)
    await write_text(
        talk,
        "panels.reflect.ask_agreed",
        edits(
            talk,
            known,
            now,
            lambda seen, filled: AgreeAnswer(category.key, question.key, filled["text"], seen),
        ),
        known.text,
        note=_title(category, question),
    )


async def hide(talk: Conversation) -> None:
    """Hide one answer, or show a hidden one again."""
    situation = talk.situation
    if situation.activity is not None:
        columns = columns_of(situation.state, situation.method, situation.activity)
        await hide_one(talk, _answers(situation), {column.key: column.sign for column in columns})


def _answers(situation: Situation) -> tuple[Answer, ...]:
    if situation.activity is None:
        return ()
    return answers_in(situation.state, situation.method, situation.activity, with_hidden=True)


def _has_answers(situation: Situation) -> bool:
    return situation.revealed and bool(_answers(situation))


ACTS = (
    Act("reflect.add", add, keys=("a",), typed="a", rank=10),
    Act("reflect.agree", agree, keys=("e",), typed="e", rank=20),
    Act("reflect.hide", hide, _has_answers, ("h",), "h", rank=70),
)
