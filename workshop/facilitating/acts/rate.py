"""Rate: shows of hands by those without a phone."""

from __future__ import annotations

from prompts.methods.model import Scale, Statement
from sessions.commands import CountHands
from workshop.facilitating.act import Act
from workshop.facilitating.conversation import Conversation, LeftError
from workshop.facilitating.shared_questions import count_hands


async def _statement(talk: Conversation) -> tuple[Scale, Statement]:
    activity = talk.situation.activity
    if activity is None or activity.scale is None or not activity.statements:
        raise LeftError
    statements = activity.statements
    if len(statements) == 1:
        return activity.scale, statements[0]
    choices = [(statement.key, statement.text) for statement in statements]
    key = await talk.choose(talk.words("panels.rate.ask_statement"), choices)
    return activity.scale, next(statement for statement in statements if statement.key == key)


async def hands(talk: Conversation) -> None:
    """Record a show of hands for a statement, one count per value of its scale."""
    scale, statement = await _statement(talk)
    row = talk.situation.scheduled
    rows = talk.situation.state.hand_counts.where("subject", statement.key)
    now = {item.choice: item.count for item in rows if row is not None and item.scheduled == row.id}
    labels = {
        str(value): f"{value}  {scale.label(value)}".rstrip()
        for value in range(scale.lowest, scale.highest + 1)
    }
    await count_hands(
        talk, statement.text, labels, now, lambda value, count: CountHands(statement.key, value, count)
    )


ACTS = (Act("rate.hands", hands, keys=("k",), typed="k", rank=10),)
