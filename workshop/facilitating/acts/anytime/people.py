"""Participants: adding people without a phone, names and tables, removing somebody."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from prompts.language.cleaning import LONGEST_NAME, clean_line
from sessions.commands import (
    AddPeople,
    AddPerson,
    MergeParticipants,
    RemoveParticipant,
    RemoveParticipants,
    RenameParticipant,
)
from sessions.model import Participant, WorkshopStatus
from sessions.rules.people import active_participants, going_and_staying, namesakes, silent_phones, texts_of
from workshop.facilitating.act import Act
from workshop.facilitating.conversation import MORE, Conversation, Field
from workshop.facilitating.shared_questions import edits
from workshop.facilitating.situation import Situation

if TYPE_CHECKING:
    from sessions.command_answers import Accepted


def _fields(talk: Conversation, alias: str = "", table: str = "") -> tuple[Field, ...]:
    return (
        Field("alias", talk.words("terminal.people.name"), alias, longest=LONGEST_NAME),
        Field("table", talk.words("terminal.people.table"), table, optional=True, longest=LONGEST_NAME),
    )


async def _person(talk: Conversation) -> Participant:
    people = active_participants(talk.situation.state)
    choices = [(person.id, ", ".join(filter(None, (person.alias, person.table_name)))) for person in people]
    key = await talk.item(talk.words("plain.people.which"), choices)
    return next(person for person in people if person.id == key)


async def add(talk: Conversation) -> None:
    """Add people without a phone: one after the other, or several with commas or on a line each.

    As with cards, Enter saves and the form comes back empty for the next; the table stays.
    """
    more, at = True, ""

    async def send(filled: dict[str, str]) -> Accepted | None:
        nonlocal more, at
        more, at = MORE in filled, filled["table"]
        names = _names_in(filled["alias"])
        if len(names) > 1:
            return await talk.send(AddPeople(tuple((name, filled["table"]) for name in names)))
        return await talk.send(AddPerson(filled["alias"], filled["table"]))

    label, title = talk.words("terminal.people.names"), talk.words("terminal.people.add-title")
    names = Field("alias", label, multiline=True, once_more=True)
    while more:
        more = False
        _, table = _fields(talk, table=at)
        await talk.fill_in(title, (names, table), send)


def _names_in(typed: str) -> tuple[str, ...]:
    return tuple(filter(None, map(clean_line, re.split(r"[,;\n]", typed))))


async def rename(talk: Conversation) -> None:
    """Change somebody's name or table."""
    person = await _person(talk)

    send = edits(
        talk,
        person,
        lambda state: state.participants.get(person.id),
        lambda seen, filled: RenameParticipant(person.id, filled["alias"], filled["table"], seen),
    )
    fields = _fields(talk, person.alias, person.table_name)
    await talk.fill_in(talk.words("terminal.people.rename-title"), fields, send)


async def remove(talk: Conversation) -> None:
    """Remove somebody, after asking; where they have written something, also what becomes of it."""
    words, person = talk.words, await _person(talk)
    question = words("terminal.people.sure", name=person.alias)
    written = texts_of(talk.situation.state, person.id)
    if written:
        ends = [(name, words(f"terminal.people.one-{name}", n=written)) for name in ("keep", "hide")]
        end = await talk.choose(question, ends, careful=True)
        await talk.send(RemoveParticipants((person.id,), hide=end == "hide"))
    elif person.typed_in and talk.situation.state.workshop.status is WorkshopStatus.LOBBY:
        if await talk.confirm(question):
            await talk.send(RemoveParticipant(person.id, mistake=True))
    elif person.typed_in:
        ends = [(name, words(f"terminal.people.typed-{name}")) for name in ("left", "mistake")]
        mistake = await talk.choose(question, ends, careful=True) == "mistake"
        await talk.send(RemoveParticipant(person.id, mistake))
    elif await talk.confirm(question, words("terminal.people.sure-detail")):
        await talk.send(RemoveParticipant(person.id))


async def remove_many(talk: Conversation) -> None:
    """Remove many at once, such as what one computer has joined again and again."""
    words, phones = talk.words, _with_phones(talk.situation)
    silent = silent_phones(talk.situation.state)
    groups = {"silent": silent, "all": phones}
    key = talk.cursor_on([person.id for person in phones])
    if key:
        place = next(number for number, person in enumerate(phones) if person.id == key)
        groups["after"] = phones[place:]
    choices = [
        (name, words(f"terminal.people.many-{name}", n=len(people), name=people[0].alias))
        for name, people in groups.items()
        if people
    ]
    people = groups[await talk.choose(words("terminal.people.many-title"), choices, careful=True)]
    ends = [(name, words(f"terminal.people.many-{name}")) for name in ("keep", "hide")]
    end = await talk.choose(words("terminal.people.many-sure", n=len(people)), ends, careful=True)
    await talk.send(RemoveParticipants(tuple(person.id for person in people), hide=end == "hide"))


async def merge(talk: Conversation) -> None:
    """Say that two of one name are one person, from two browsers or written in as well."""
    pairs = {
        f"{earlier.id} {later.id}": going_and_staying(earlier, later)
        for group in namesakes(talk.situation.state)
        for earlier, later in pairwise(group)
    }
    words = talk.words
    choices = [
        (key, words("terminal.people.pair", one=one.alias, other=other.alias))
        for key, (one, other) in pairs.items()
    ]
    key = await talk.choose(words("terminal.people.merge-title"), choices, careful=True)
    goes, stays = pairs[key]
    question = words("terminal.people.merge-sure", one=goes.alias, other=stays.alias)
    detail = "merge-typed" if goes.typed_in else "merge-detail"
    if await talk.confirm(question, words(f"terminal.people.{detail}", name=goes.alias)):
        await talk.send(MergeParticipants(goes.id, stays.id))


def _has_namesakes(situation: Situation) -> bool:
    return bool(namesakes(situation.state))


def _with_phones(situation: Situation) -> tuple[Participant, ...]:
    return tuple(person for person in active_participants(situation.state) if not person.typed_in)


def _has_phones(situation: Situation) -> bool:
    return bool(_with_phones(situation))


def _has_people(situation: Situation) -> bool:
    return bool(active_participants(situation.state))


ACTS = (
    Act("people.add", add, keys=("a",), typed="a", rank=1),
    Act("people.rename", rename, _has_people, ("e", "enter"), "e", rank=2),
    Act("people.remove", remove, _has_people, ("ctrl+x",), "x", rank=3),
    Act("people.remove_many", remove_many, _has_phones, ("f",), "f", rank=5),
    Act("people.merge", merge, _has_namesakes, ("j",), "j", rank=4),
)
