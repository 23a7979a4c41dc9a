"""Rate: shows of hands by those without a phone."""

from __future__ import annotations

from prompts.methods.model import Scale
from sessions.commands import CountHands
from sessions.queries.ratings import Measure, measures_of
from workshop.facilitating.act import Act
from workshop.facilitating.conversation import Conversation, LeftError
from workshop.facilitating.shared_questions import count_hands, count_table


async def _measure(talk: Conversation, measures: tuple[Measure, ...]) -> Measure:
    """What hands are raised for: a statement or a card, on one of the scales."""
    if len(measures) == 1:
        return measures[0]
    activity = talk.situation.activity
    by_key = {f"{measure.number}/{measure.statement.key}": measure for measure in measures}
    asked = "panels.rate.ask_statement" if activity and activity.statements else "panels.rate.ask_what"
    return by_key[await talk.choose(talk.words(asked), [(key, each.text) for key, each in by_key.items()])]


async def hands(talk: Conversation) -> None:
    """Record a show of hands, one count per value of the scale: for several on one scale in a table."""
    activity = talk.situation.activity
    measures = measures_of(talk.situation.state, activity) if activity is not None else ()
    if not measures:
        raise LeftError
    values = _values(measures[0].scale)
    if len(measures) > 1 and all(_values(each.scale) == values for each in measures):
        await _table(talk, measures, values)
        return
    measure = await _measure(talk, measures)
    scale, subject, number = measure.scale, measure.statement.key, measure.number
    now = _counted(talk, measure)
    labels = {str(value): f"{value}  {scale.label(value)}".rstrip() for value in _values(scale)}
    await count_hands(
        talk, measure.text, labels, now, lambda value, count: CountHands(subject, value, count, number)
    )


def _values(scale: Scale) -> list[int]:
    """The values in the order of phones and of the result, which the facilitator reads off."""
    values = list(range(scale.lowest, scale.highest + 1))
    return values[::-1] if all(map(scale.label, values)) else values


def _counted(talk: Conversation, measure: Measure) -> dict[str, int]:
    """The hands counted for what is rated, by value."""
    row = talk.situation.scheduled
    return {
        item.choice: item.count
        for item in talk.situation.state.hand_counts.where("subject", measure.statement.key)
        if row is not None and (item.scheduled, item.scale) == (row.id, measure.number)
    }


async def _table(talk: Conversation, measures: tuple[Measure, ...], values: list[int]) -> None:
    by_key = {f"{each.number}/{each.statement.key}": each for each in measures}
    now = {
        (key, choice): count for key, each in by_key.items() for choice, count in _counted(talk, each).items()
    }
    begins = next((key for key in by_key if not any(now.get((key, str(value))) for value in values)), "")

    def stored(key: str, choice: str, count: int) -> CountHands:
        return CountHands(by_key[key].statement.key, choice, count, by_key[key].number)

    await count_table(
        talk,
        [(key, each.text) for key, each in by_key.items()],
        [(str(value), f"{value}  {measures[0].scale.label(value)}".rstrip()) for value in values],
        now,
        begins,
        command=stored,
    )


ACTS = (Act("rate.hands", hands, keys=("k",), typed="k", rank=10),)
