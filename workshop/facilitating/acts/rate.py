"""Rate: shows of hands by those without a phone."""

from __future__ import annotations

from sessions.commands import CountHands
from sessions.queries.ratings import Measure, measures_of
from workshop.facilitating.act import Act
from workshop.facilitating.conversation import Conversation, LeftError
from workshop.facilitating.shared_questions import count_hands


async def _measure(talk: Conversation) -> Measure:
    """What hands are raised for: a statement or a card, on one of the scales."""
    activity = talk.situation.activity
    measures = measures_of(talk.situation.state, activity) if activity is not None else ()
    if not measures:
        raise LeftError
    if len(measures) == 1:
        return measures[0]
    by_key = {f"{measure.number}/{measure.statement.key}": measure for measure in measures}
    asked = "panels.rate.ask_statement" if activity and activity.statements else "panels.rate.ask_what"
    return by_key[await talk.choose(talk.words(asked), [(key, each.text) for key, each in by_key.items()])]


async def hands(talk: Conversation) -> None:
    """Record a show of hands for a statement or a card, one count per value of its scale."""
    measure = await _measure(talk)
    scale, subject, number = measure.scale, measure.statement.key, measure.number
    row = talk.situation.scheduled
    rows = talk.situation.state.hand_counts.where("subject", subject)
    now = {
        item.choice: item.count
        for item in rows
        if row is not None and (item.scheduled, item.scale) == (row.id, number)
    }
    values = list(range(scale.lowest, scale.highest + 1))
    if all(map(scale.label, values)):  # as on phones and in the result: the facilitator reads off those
        values.reverse()
    labels = {str(value): f"{value}  {scale.label(value)}".rstrip() for value in values}
    await count_hands(
        talk, measure.text, labels, now, lambda value, count: CountHands(subject, value, count, number)
    )


ACTS = (Act("rate.hands", hands, keys=("k",), typed="k", rank=10),)
