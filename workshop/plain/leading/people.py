"""Participants, the parking lot and the decisions, each a small menu."""

from __future__ import annotations

from collections.abc import Iterator

from sessions.model import Participant
from sessions.rules.people import active_participants, namesakes
from workshop.facilitating.acts.anytime import decisions as decision_acts
from workshop.facilitating.acts.anytime import parking as parking_acts
from workshop.facilitating.acts.anytime import people as people_acts
from workshop.plain.conversation.actions import actions_of
from workshop.plain.conversation.line_conversation import LineConversation
from workshop.plain.conversation.menu import submenu
from workshop.plain.leading.status import people_line


def _people(desk: LineConversation) -> tuple[Participant, ...]:
    return active_participants(desk.state)


def _person_line(desk: LineConversation, person: Participant) -> str:
    how = desk.words("terminal.people.typed" if person.typed_in else "terminal.people.phone")
    return ", ".join(part for part in (person.alias, person.table_name, how) if part)


def _show_people(desk: LineConversation) -> Iterator[str]:
    yield people_line(desk)
    for group in namesakes(desk.state):
        yield desk.words("terminal.people.twice", name=group[0].alias)
    for person in _people(desk):
        yield f"{person.number} {_person_line(desk, person)}"


async def people(desk: LineConversation) -> None:
    """Show the participants and their actions."""
    await submenu(desk, "terminal.people.title", _show_people, actions_of(people_acts.ACTS))


# --- parking ----------------------------------------------------------------------------------------


def _show_items(desk: LineConversation) -> Iterator[str]:
    parked = parking_acts.items(desk.situation)
    if not parked:
        yield desk.words("plain.parking.empty")
    for number, item in enumerate(parked, start=1):
        yield f"{number} {parking_acts.in_short(desk, item)}"


async def parking(desk: LineConversation) -> None:
    """Show the parked items and their actions."""
    await submenu(desk, "terminal.parking.title", _show_items, actions_of(parking_acts.ACTS))


# --- decisions --------------------------------------------------------------------------------------


def _show_decisions(desk: LineConversation) -> Iterator[str]:
    found = decision_acts.listed(desk.situation)
    if not found:
        yield desk.words("plain.decisions.empty")
    for number, row in enumerate(found, start=1):
        told = decision_acts.about(desk.situation, row, desk.words)
        yield " – ".join(part for part in (f"{number} {row.text}", told) if part)


async def decisions(desk: LineConversation) -> None:
    """Show the decisions and their actions."""
    await submenu(desk, "terminal.decisions.title", _show_decisions, actions_of(decision_acts.ACTS))
