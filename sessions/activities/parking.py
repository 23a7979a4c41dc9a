"""The parking lot: items kept for later, from any activity, with the name of who takes them on."""

from __future__ import annotations

from dataclasses import replace

from sessions.commands import EditParkedItem, ParkItem, RemoveParkedItem
from sessions.errors import UnknownItemError
from sessions.limits import LONGEST_PARKED, LONGEST_WHO
from sessions.model import ParkedItem, ParkedItemId
from sessions.rules.decide import Context, Decision, cleaned_text, optional_line, rule
from sessions.rules.meanwhile import edited
from sessions.state import put


@rule(ParkItem)
def park_item(context: Context, command: ParkItem) -> Decision:
    item = ParkedItem(
        id=ParkedItemId(context.new_id()),
        number=len(context.state.parked_items) + 1,
        text=cleaned_text(command.text, LONGEST_PARKED),
        who=optional_line(command.who, LONGEST_WHO),
        removed=False,
    )
    return Decision((put(context.state, item),), item.id)


@rule(EditParkedItem)
def edit_parked_item(context: Context, command: EditParkedItem) -> Decision:
    item = _known(context, command.item)
    text, who = cleaned_text(command.text, LONGEST_PARKED), optional_line(command.who, LONGEST_WHO)
    return Decision((put(context.state, edited(item, command.seen, text=text, who=who)),), item.id)


@rule(RemoveParkedItem)
def remove_parked_item(context: Context, command: RemoveParkedItem) -> Decision:
    item = _known(context, command.item)
    return Decision((put(context.state, replace(item, removed=True)),), item.id)


def _known(context: Context, identifier: ParkedItemId) -> ParkedItem:
    item = context.state.parked_items.get(identifier)
    if item is None or item.removed:
        raise UnknownItemError
    return item
