"""Record: a small form for each card, filled in on phones, by a table or by the facilitator."""

from __future__ import annotations

from prompts.language.cleaning import LONGEST_NAME, clean_line
from prompts.methods.model import Activity, Kind, RecordField
from prompts.methods.sets import FilledBy
from sessions.activities.reflect import answer_write
from sessions.commands import FillField, FillRecord
from sessions.errors import NotAllowedError, UnknownQuestionError
from sessions.model import AgreedAnswer, CardId
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
    text = optional_text(command.text)
    if field.by is FilledBy.EVERYONE and not context.by_facilitator:
        write, subject = answer_write(context, card.id, field.key, text)
        return Decision((write,) if write else (), subject)
    written = _stands(context, card.id, field.key, text)
    return Decision((written,) if written else (), card.id)


@rule(FillRecord)
def fill_record(context: Context, command: FillRecord) -> Decision:
    """Write several fields at once; undone as one act."""
    _, activity = running(context, Kind.RECORD)
    card = among_its_cards(context, command.card, activity)
    writes = (
        _stands(context, card.id, _known_field(activity, key).key, optional_text(text))
        for key, text in dict(command.texts).items()
    )
    return Decision(tuple(write for write in writes if write is not None), card.id)


def _stands(context: Context, card: CardId, field: str, text: str) -> RowWrite | None:
    earlier = context.state.agreed_answers.get(card, field)
    if not text:
        return remove(earlier) if earlier is not None else None
    if earlier is not None and earlier.text == text:
        return None
    return put(context.state, AgreedAnswer(card, field, text))


def _known_field(activity: Activity, key: str) -> RecordField:
    for field in activity.record.fields if activity.record else ():
        if field.key == key:
            return field
    raise UnknownQuestionError(question=clean_line(key[:200])[:LONGEST_NAME])
