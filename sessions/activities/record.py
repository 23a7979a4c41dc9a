"""Record: a small form for each card, filled in on phones, by a table or by the facilitator."""

from __future__ import annotations

from dataclasses import replace

from prompts.language.cleaning import LONGEST_NAME, clean_line
from prompts.methods.model import Activity, Kind, RecordField
from prompts.methods.sets import FilledBy
from sessions.activities.reflect import answer_write
from sessions.commands import FillField, FillRecord
from sessions.errors import NotAChoiceError, NotAllowedError, UnknownQuestionError
from sessions.limits import LONGEST_NOTE
from sessions.model import AgreedAnswer, Card
from sessions.queries.filled_fields import what_stands
from sessions.rules.decide import Context, Decision, optional_text, rule, running
from sessions.rules.its_cards import among_its_cards
from sessions.state import RowWrite, put, remove


@rule(FillField)
def fill_field(context: Context, command: FillField) -> Decision:
    """Write a field from a phone: an answer of one's own where everyone fills it, else what stands."""
    _, activity = running(context, Kind.RECORD)
    card = among_its_cards(context, command.card, activity)
    field = _known_field(activity, command.field)
    if field.by is FilledBy.FACILITATOR and not context.by_facilitator:
        raise NotAllowedError
    if field.by is FilledBy.EVERYONE and not context.by_facilitator:
        write, subject = answer_write(context, card.id, field.key, _cleaned(field, command.text))
        return Decision((write,) if write else (), subject)
    written = _stands(context, card, field, command.text)
    return Decision((written,) if written else (), card.id)


@rule(FillRecord)
def fill_record(context: Context, command: FillRecord) -> Decision:
    """Write several fields at once; undone as one act."""
    _, activity = running(context, Kind.RECORD)
    card = among_its_cards(context, command.card, activity)
    writes = (
        _stands(context, card, _known_field(activity, key), text) for key, text in dict(command.texts).items()
    )
    return Decision(tuple(write for write in writes if write is not None), card.id)


def _stands(context: Context, card: Card, field: RecordField, raw: str) -> RowWrite | None:
    text = _cleaned(field, raw)
    if text == what_stands(context.state, card.id, field):
        return None
    if field.goal:
        return put(context.state, replace(card, behaviour_goal=text))
    earlier = context.state.agreed_answers.get(card.id, field.key)
    if not text:
        return remove(earlier) if earlier is not None else None
    return put(context.state, AgreedAnswer(card.id, field.key, text))


def _cleaned(field: RecordField, raw: str) -> str:
    text = optional_text(raw, LONGEST_NOTE) if field.goal else optional_text(raw)
    if not field.choices or not text:
        return text
    for choice in field.choices:
        if text.casefold() in (choice.key.casefold(), choice.title.casefold()):
            return choice.title
    raise NotAChoiceError(choices=", ".join(choice.title for choice in field.choices))


def _known_field(activity: Activity, key: str) -> RecordField:
    for field in activity.record.fields if activity.record else ():
        if field.key == key:
            return field
    raise UnknownQuestionError(question=clean_line(key[:200])[:LONGEST_NAME])
