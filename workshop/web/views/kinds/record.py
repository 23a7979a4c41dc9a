"""Record: the forms of all cards, as they stand, and the participant's own answers."""

from __future__ import annotations

import msgspec

from prompts.methods.sets import FilledBy
from sessions.commands import Command, FillField
from sessions.model import CardId
from sessions.queries.origins import with_origin
from sessions.queries.records import Record, agreed_sign, records_of
from workshop.web.contract.requests import Body, KeyText, RawText, Shown
from workshop.web.contract.routes import post
from workshop.web.views.view_context import Viewer


class RecordFieldPart(msgspec.Struct, frozen=True):
    """One field of the form. `by` is `everyone`, `table` or `facilitator`."""

    key: str
    title: str
    help: str
    by: FilledBy
    required: bool
    choices: tuple[str, ...] = ()
    """The only answers that the field takes; any text where there are none."""


class RecordCardPart(msgspec.Struct, frozen=True):
    """A card's form, by the keys of its fields: what stands, one's own answers, and everybody's unordered."""

    id: str
    number: str
    text: str
    stands: dict[str, str]
    mine: dict[str, str]
    answers: dict[str, tuple[str, ...]]


class RecordPart(msgspec.Struct, frozen=True):
    """The fields, and a form for each card."""

    title: str
    fields: tuple[RecordFieldPart, ...]
    cards: tuple[RecordCardPart, ...]


class FieldBody(Body, frozen=True):
    """An empty `text` empties the field, or withdraws one's answer."""

    card: KeyText
    field: KeyText
    text: RawText
    activity: Shown = msgspec.UNSET


PART = RecordPart


def part(viewer: Viewer) -> RecordPart:
    """Every card's form, with the participant's own answers."""
    form = viewer.activity.record
    records: tuple[Record, ...] = viewer.shared(
        "records", lambda: records_of(viewer.state, viewer.activity, shown=viewer.others_shown)
    )
    own: dict[str, dict[str, str]] = {}
    for row in viewer.state.answers.where("author", viewer.participant.id):
        if row.meeting == viewer.state.workshop.meeting:
            own.setdefault(row.category, {})[row.question] = row.text
    return RecordPart(
        title=form.title if form else "",
        fields=tuple(
            RecordFieldPart(
                each.key,
                each.title,
                each.help,
                each.by,
                each.required,
                tuple(choice.title for choice in each.choices),
            )
            for each in form.fields
        )
        if form
        else (),
        cards=tuple(_card(viewer, record, own.get(record.card.id, {})) for record in records),
    )


def _card(viewer: Viewer, record: Record, own: dict[str, str]) -> RecordCardPart:
    keys = {entry.field.key for entry in record.entries}
    number = viewer.method.card_number(record.card.deck, record.card.number)
    return RecordCardPart(
        id=record.card.id,
        number=f"{number} {agreed_sign(viewer.method, record.card)}".strip(),
        text=with_origin(record.card),
        stands={entry.field.key: entry.stands for entry in record.entries if entry.stands},
        mine={key: text for key, text in own.items() if key in keys},
        answers={entry.field.key: entry.answers for entry in record.entries if entry.answers},
    )


def _filled(body: FieldBody, card: str) -> Command:
    return FillField(CardId(body.card), body.field, body.text, activity=body.activity or None)


ROUTES = (
    post(
        "/api/fields", "fill_field", "Fill in a field of a card's record.", FieldBody, _filled, 403, 404, 409
    ),
)
