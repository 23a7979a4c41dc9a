"""Record: each card with its fields, and what is missing in them."""

from __future__ import annotations

from sessions.queries.records import Entry, Record, records_of
from workshop.facilitating.acts.record import ACTS
from workshop.live.pointer_words import pointers_in_words
from workshop.plain.conversation.actions import Action, actions_of
from workshop.plain.conversation.line_conversation import LineConversation

FIRST = 10


def show(desk: LineConversation) -> None:
    """Print how much is filled in, then the cards."""
    records = records_of(desk.state, desk.activity, shown=desk.row.revealed)
    if not records:
        desk.say("panels.record.no_cards")
        return
    filled, fields = sum(record.answered for record in records), sum(len(row.entries) for row in records)
    desk.say("panels.record.status", count=filled, total=fields)
    _print(desk, records[:FIRST])
    if len(records) > FIRST:
        desk.say("plain.more-cards", n=len(records) - FIRST)


def _print(desk: LineConversation, records: tuple[Record, ...]) -> None:
    for record in records:
        desk.console.line(desk.card_line(record.card))
        for entry in record.entries:
            desk.console.line(f"{entry.field.title}: {_told(desk, entry)}")
        if said := pointers_in_words(record, desk.live.method, desk.words):
            desk.console.line(said)


def _told(desk: LineConversation, entry: Entry) -> str:
    if entry.is_missing:
        return desk.words("panels.record.missing")
    if entry.held_back and not entry.stands:
        return desk.words("panels.reflect.count", n=entry.held_back)
    return " · ".join(entry.texts) or "–"


async def _list(desk: LineConversation) -> None:
    """List every card."""
    _print(desk, records_of(desk.state, desk.activity, shown=desk.row.revealed))


ACTIONS = (Action("l", "plain.act.list-cards", _list), *actions_of(ACTS))
