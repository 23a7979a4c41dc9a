"""Reflect: answers by category and question, and the group's agreed wording."""

from __future__ import annotations

from prompts.methods.model import Category
from sessions.model import Answer
from sessions.queries.reflection import answers_in, columns_of
from sessions.tallies.portfolio import is_about_placed, loads
from sessions.tallies.tally import distribution
from workshop.facilitating.acts.reflect import ACTS
from workshop.facilitating.choices import category_choices
from workshop.live.load_words import load_in_words
from workshop.plain.conversation.actions import Action, actions_of
from workshop.plain.conversation.line_conversation import LineConversation


def _answers(desk: LineConversation, category: str) -> tuple[Answer, ...]:
    rows = answers_in(desk.state, desk.live.method, desk.activity)
    return tuple(row for row in rows if row.category == category)


def _columns(desk: LineConversation) -> tuple[Category, ...]:
    return columns_of(desk.state, desk.live.method, desk.activity)


def show(desk: LineConversation) -> None:
    """Print the number of answers per category, or of cards if the discussion is about placed cards."""
    if is_about_placed(desk.activity):
        told = {
            load.category.key: load_in_words(load, desk.activity, desk.live.method, desk.words)
            for load in loads(desk.state, desk.activity)
        }
        for item in distribution(desk.state, desk.activity, desk.activity.deck):
            if item.category or item.count:
                count = desk.words("plain.place.cards", n=item.count)
                desk.console.line(f"{desk.named(item.category)}: {told.get(item.category) or count}")
        return
    desk.progress("panels.common.status_done", desk.done_count, len(desk.phones))
    for known in _columns(desk):
        count = desk.words("panels.reflect.count", n=len(_answers(desk, known.key)))
        desk.console.line(f"{known.sign if desk.activity.per_card else ''} {known.title}: {count}".strip())


async def _read(desk: LineConversation) -> None:
    """Print all answers of one category; only their number while they are hidden."""
    columns = _columns(desk)
    if not columns:
        desk.say("panels.reflect.no_cards")
        return
    key = await desk.choose(desk.words("panels.reflect.which"), category_choices(columns))
    category = next(known for known in columns if known.key == key)
    answers = _answers(desk, category.key)
    for question in desk.activity.questions:
        own = [answer for answer in answers if answer.question == question.key]
        desk.console.line(question.text)
        desk.say("panels.reflect.count", n=len(own))
        if desk.row.revealed:
            desk.console.lines(f"– {answer.text}" for answer in own)
        agreed = desk.state.agreed_answers.get(category.key, question.key)
        if agreed is not None:
            desk.console.line(f"{desk.words('panels.reflect.we_say')} {agreed.text}")


ACTIONS = (Action("l", "plain.act.answers", _read), *actions_of(ACTS))
