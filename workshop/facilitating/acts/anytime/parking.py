"""The parking lot: items kept for later, and who takes them on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sessions.commands import EditParkedItem, ParkItem, RemoveParkedItem
from sessions.limits import LONGEST_PARKED, LONGEST_WHO
from sessions.model import ParkedItem
from workshop.facilitating.act import Act
from workshop.facilitating.conversation import Conversation, Field, Send
from workshop.facilitating.shared_questions import edits, sends
from workshop.facilitating.situation import Situation

if TYPE_CHECKING:
    from sessions.command_answers import Accepted


def items(situation: Situation) -> tuple[ParkedItem, ...]:
    """The parked items, in the order they were added."""
    return tuple(item for item in situation.state.parked_items if not item.removed)


def in_short(talk: Conversation, item: ParkedItem) -> str:
    """An item on one line: what, and who takes it on."""
    return f"{item.text} – {item.who or talk.words('terminal.parking.nobody')}"


def _text(talk: Conversation, value: str = "") -> Field:
    label, has_lines = talk.words("terminal.parking.text"), "\n" in value  # as a phone parked it
    return Field("text", label, value, longest=LONGEST_PARKED, multiline=has_lines)


def _who(talk: Conversation, value: str = "") -> Field:
    return Field("who", talk.words("terminal.parking.who"), value, optional=True, longest=LONGEST_WHO)


async def _item(talk: Conversation) -> ParkedItem:
    known = items(talk.situation)
    choices = [(item.id, in_short(talk, item)) for item in known]
    key = await talk.item(talk.words("plain.parking.which"), choices)
    return next(item for item in known if item.id == key)


async def add(talk: Conversation) -> None:
    """Park something."""

    async def send(filled: dict[str, str]) -> Accepted | None:
        return await talk.send(ParkItem(filled["text"], filled["who"]))

    await talk.fill_in(talk.words("terminal.parking.add-title"), (_text(talk), _who(talk)), send)


async def park(talk: Conversation) -> None:
    """Park something at once; who takes it on is said later, from the list."""
    send = sends(talk, lambda filled: ParkItem(filled["text"]))
    await talk.fill_in(talk.words("terminal.parking.add-title"), (_text(talk),), send)


def _edited(talk: Conversation, item: ParkedItem) -> Send:
    def command(seen: tuple[ParkedItem, ...], filled: dict[str, str]) -> EditParkedItem:
        return EditParkedItem(item.id, filled.get("text", item.text), filled["who"], seen)

    return edits(talk, item, lambda state: state.parked_items.get(item.id), command)


async def edit(talk: Conversation) -> None:
    """Change the text of an item."""
    item = await _item(talk)

    send = _edited(talk, item)
    fields = (_text(talk, item.text), _who(talk, item.who))
    await talk.fill_in(talk.words("terminal.parking.edit-title"), fields, send)


async def give(talk: Conversation) -> None:
    """Set who takes an item on."""
    item = await _item(talk)

    send = _edited(talk, item)
    title = talk.words("terminal.parking.give-title")
    await talk.fill_in(title, (_who(talk, item.who),), send, note=item.text[:200])


async def remove(talk: Conversation) -> None:
    """Remove an item, after asking."""
    item = await _item(talk)
    if await talk.confirm(talk.words("terminal.parking.sure"), item.text[:200]):
        await talk.send(RemoveParkedItem(item.id))


def _has_items(situation: Situation) -> bool:
    return bool(items(situation))


ACTS = (
    Act("parking.add", add, keys=("a", "p"), typed="a", rank=1),
    Act("parking.edit", edit, _has_items, ("e", "enter"), "e", rank=3),
    Act("parking.give", give, _has_items, ("g",), "g", rank=2),
    Act("parking.remove", remove, _has_items, ("x", "delete"), "x", rank=4),
)
