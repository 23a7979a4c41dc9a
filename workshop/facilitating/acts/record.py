"""Record: filling in the form of a card."""

from __future__ import annotations

from prompts.language.cleaning import LONGEST_TEXT
from sessions.command_answers import Accepted
from sessions.commands import FillRecord
from sessions.group_subject import is_about_group
from sessions.limits import LONGEST_NOTE
from sessions.model import Answer
from sessions.queries.origins import with_origin
from sessions.queries.records import answers_to, record_of
from workshop.facilitating.act import Act
from workshop.facilitating.conversation import Conversation, Field, LeftError
from workshop.facilitating.shared_questions import hide_one
from workshop.facilitating.situation import Situation


async def fill(talk: Conversation) -> None:
    """Fill in the form of a card, or the group's; what a field is not changed in is left as it stands."""
    activity = talk.situation.activity
    if activity is None or activity.record is None:
        raise LeftError
    cards = talk.situation.cards
    card = cards[0] if is_about_group(activity) else await talk.card(cards)
    of_group, shown = is_about_group(activity), talk.situation.revealed
    entries = record_of(talk.situation.state, activity, card, shown=shown).entries
    before = {entry.field.key: entry.stands for entry in entries}
    # What only one person has proposed for a card needs no typing to stand. What is the whole group's own
    # is never begun with: whoever happened to send first would have agreed for all.
    proposed = {
        entry.field.key: entry.answers[0]
        for entry in entries
        if len(entry.answers) == 1 and not (entry.field.choices or entry.stands or of_group)
    }
    fields = tuple(
        Field(
            field.key,
            talk.words("panels.record.proposed", field=field.title) if field.key in proposed else field.title,
            before[field.key] or proposed.get(field.key, ""),
            multiline=not field.choices,
            options=tuple((each.title, each.title) for each in field.choices),
            none=talk.words("panels.record.no_choice"),
            optional=True,
            wanted=field.required,
            longest=LONGEST_NOTE if field.goal else LONGEST_TEXT,
            proposed=field.key in proposed,
        )
        for field in activity.record.fields
    )

    async def send(filled: dict[str, str]) -> Accepted | None:
        changed = tuple((key, filled[key]) for key in before if filled[key].strip() != before[key].strip())
        if not changed:
            raise LeftError
        return await talk.send(FillRecord(card.id, changed))

    note = "" if of_group else f"{talk.situation.number(card)}  {with_origin(card)}"
    # A proposal that is saved as it stands is a change.
    await talk.fill_in(activity.record.title, fields, send, note=note)


async def hide(talk: Conversation) -> None:
    """Hide what one person answered, or show a hidden answer again."""
    situation = talk.situation
    about = {str(card.id): situation.number(card) if card.deck else "" for card in situation.cards}
    await hide_one(talk, _answers(situation), about)


def _answers(situation: Situation) -> tuple[Answer, ...]:
    return answers_to(situation.state, situation.activity) if situation.activity is not None else ()


def _has_answers(situation: Situation) -> bool:
    return situation.revealed and bool(_answers(situation))


def _has_cards(situation: Situation) -> bool:
    return bool(situation.cards)


ACTS = (
    Act("record.fill", fill, _has_cards, ("e", "enter"), "e", rank=10),
    Act("record.hide", hide, _has_answers, ("h",), "h", rank=70),
)
