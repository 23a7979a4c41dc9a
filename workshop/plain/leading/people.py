"""Participants and the parking lot, each a small menu."""

from __future__ import annotations

from collections.abc import Iterator

from prompts.language.cleaning import LONGEST_NAME, LONGEST_TEXT
from sessions.commands import (
    AddPerson,
    EditParkedItem,
    ParkItem,
    RemoveParkedItem,
    RemoveParticipant,
    RenameParticipant,
)
from sessions.model import ParkedItem, Participant
from sessions.rules.people import active_participants
from workshop.plain.conversation.actions import Action
from workshop.plain.conversation.asking import Field, Left
from workshop.plain.conversation.desk import Desk
from workshop.plain.conversation.menu import submenu
from workshop.plain.leading.status import people_line


def _people(desk: Desk) -> tuple[Participant, ...]:
    return active_participants(desk.picture)


def _has_people(desk: Desk) -> bool:
    return bool(_people(desk))


def _person_line(desk: Desk, person: Participant) -> str:
    how = desk.words("terminal.people.typed" if person.typed_in else "terminal.people.phone")
    return ", ".join(part for part in (person.alias, person.table_name, how) if part)


def _show_people(desk: Desk) -> Iterator[str]:
    yield people_line(desk)
    for person in _people(desk):
        yield f"{person.number} {_person_line(desk, person)}"


async def _person(desk: Desk) -> Participant:
    people = {str(person.number): person for person in _people(desk)}
    while True:
        typed = await desk.ask(desk.words("plain.people.which"))
        if typed in ("", "0"):
            raise Left
        named = [row for row in people.values() if row.alias.casefold() == typed.casefold()]
        if typed in people or named:
            return people.get(typed) or named[0]
        desk.say("plain.people.unknown", text=typed)


def _fields(desk: Desk, alias: str = "", table: str = "") -> tuple[Field, ...]:
    words = desk.words
    return (
        Field("alias", words("terminal.people.name"), alias, needed=True, longest=LONGEST_NAME),
        Field("table", words("terminal.people.table"), table, longest=LONGEST_NAME),
    )


async def _add(desk: Desk) -> None:
    found = await desk.form(_fields(desk))
    await desk.do(AddPerson(found["alias"], found["table"]))


async def _rename(desk: Desk) -> None:
    person = await _person(desk)
    found = await desk.form(_fields(desk, person.alias, person.table_name))
    await desk.do(RenameParticipant(person.id, found["alias"], found["table"]))


async def _remove(desk: Desk) -> None:
    person, words = await _person(desk), desk.words
    question = words("terminal.people.sure", name=person.alias)
    if await desk.confirm(question, words("terminal.people.sure-detail")):
        await desk.do(RemoveParticipant(person.id))


PEOPLE = (
    Action("a", "terminal.people.act.add", _add),
    Action("e", "terminal.people.act.rename", _rename, _has_people),
    Action("x", "terminal.people.act.remove", _remove, _has_people),
)


async def people(desk: Desk) -> None:
    """Who takes part."""
    await submenu(desk, "terminal.people.title", _show_people, PEOPLE)


# --- parking ----------------------------------------------------------------------------------------


def _items(desk: Desk) -> tuple[ParkedItem, ...]:
    return tuple(item for item in desk.picture.parked_items if not item.removed)


def _has_items(desk: Desk) -> bool:
    return bool(_items(desk))


def _item_line(desk: Desk, item: ParkedItem) -> str:
    return f"{item.text} – {item.who or desk.words('terminal.parking.nobody')}"


def _show_items(desk: Desk) -> Iterator[str]:
    items = _items(desk)
    if not items:
        yield desk.words("plain.parking.empty")
    for number, item in enumerate(items, start=1):
        yield f"{number} {_item_line(desk, item)}"


async def _item(desk: Desk) -> ParkedItem:
    choices = [(item.id, _item_line(desk, item)) for item in _items(desk)]
    key = await desk.choose(desk.words("plain.parking.which"), choices)
    return next(item for item in _items(desk) if item.id == key)


async def _park(desk: Desk) -> None:
    words = desk.words
    text = await desk.text(words("terminal.parking.text"), needed=True, longest=LONGEST_TEXT)
    who = await desk.text(words("terminal.parking.who"), longest=LONGEST_NAME)
    await desk.do(ParkItem(text, who))


async def _edit_item(desk: Desk) -> None:
    item, words = await _item(desk), desk.words
    text = await desk.text(words("terminal.parking.text"), item.text, needed=True)
    await desk.do(EditParkedItem(item.id, text, item.who))


async def _give(desk: Desk) -> None:
    item = await _item(desk)
    who = await desk.text(desk.words("terminal.parking.who"), item.who, longest=LONGEST_NAME)
    await desk.do(EditParkedItem(item.id, item.text, who))


async def _remove_item(desk: Desk) -> None:
    item = await _item(desk)
    if await desk.confirm(desk.words("terminal.parking.sure"), item.text):
        await desk.do(RemoveParkedItem(item.id))


PARKING = (
    Action("a", "terminal.parking.act.add", _park),
    Action("g", "terminal.parking.act.give", _give, _has_items),
    Action("e", "terminal.parking.act.edit", _edit_item, _has_items),
    Action("x", "terminal.parking.act.remove", _remove_item, _has_items),
)


async def parking(desk: Desk) -> None:
    """What is for later, and who takes it on."""
    await submenu(desk, "terminal.parking.title", _show_items, PARKING)
