"""Record: filling in the form of a card."""

from __future__ import annotations

from sessions.command_answers import Accepted
from sessions.commands import FillRecord
from sessions.records import record_of
from workshop.facilitating.act import Act
from workshop.facilitating.conversation import Conversation, Field, LeftError
from workshop.facilitating.situation import Situation


async def fill(talk: Conversation) -> None:
    """Fill in the form of a card; what a field is not changed in is left as it stands."""
    card = await talk.card(talk.situation.cards)
    activity = talk.situation.activity
    if activity is None or activity.record is None:
        raise LeftError
    before = {
        entry.field.key: entry.stands for entry in record_of(talk.situation.state, activity, card).entries
    }
    fields = tuple(
        Field(
            field.key,
            field.title,
            before[field.key],
            multiline=True,
            optional=not field.required,
            wanted=field.required,
        )
        for field in activity.record.fields
    )

    async def send(filled: dict[str, str]) -> Accepted | None:
        changed = tuple((key, filled[key]) for key in before if filled[key].strip() != before[key].strip())
        return await talk.send(FillRecord(card.id, changed))

    note = f"{talk.situation.number(card)}  {card.text}"
    await talk.fill_in(activity.record.title, fields, send, note=note, only_changes=True)


def _has_cards(situation: Situation) -> bool:
    return bool(situation.cards)


ACTS = (Act("record.fill", fill, _has_cards, ("e", "enter"), "e", rank=10),)
