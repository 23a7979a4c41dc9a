"""Reflect: answers by category and question, and the group's agreed wording."""

from __future__ import annotations

from sessions.answers import shown_answers
from sessions.model import Answer
from sessions.tally import distribution
from workshop.facilitating.acts.reflect import ACTS
from workshop.plain.conversation.actions import Action, actions_of
from workshop.plain.conversation.line_conversation import LineConversation


def _answers(desk: LineConversation, category: str) -> tuple[Answer, ...]:
    meeting = desk.state.workshop.meeting
    return tuple(row for row in shown_answers(desk.state, category) if row.meeting == meeting)


def show(desk: LineConversation) -> None:
    """Print the number of answers per category, or of cards if the discussion is about placed cards."""
    if desk.activity.deck:
        for item in distribution(desk.state, desk.live.method, desk.activity.deck):
            if item.category or item.count:
                count = desk.words("plain.place.cards", n=item.count)
                desk.console.line(f"{desk.named(item.category)}: {count}")
        return
    desk.say("panels.common.status_done", n=desk.done_count, total=len(desk.phones))
    for known in desk.live.method.categories:
        count = desk.words("panels.reflect.count", n=len(_answers(desk, known.key)))
        desk.console.line(f"{known.title}: {count}")


async def _read(desk: LineConversation) -> None:
    """Print all answers of one category; only their number while they are hidden."""
    category = await desk.category(desk.words("plain.reflect.which"))
    answers = _answers(desk, category.key)
    for question in desk.live.method.questions:
        own = [answer for answer in answers if answer.question == question.key]
        desk.console.line(question.text)
        desk.say("panels.reflect.count", n=len(own))
        if desk.row.revealed:
            desk.console.lines(f"– {answer.text}" for answer in own)
        agreed = desk.state.agreed_answers.get(category.key, question.key)
        if agreed is not None:
            desk.console.line(f"{desk.words('panels.reflect.we_say')} {agreed.text}")


ACTIONS = (Action("l", "plain.act.answers", _read), *actions_of(ACTS))
