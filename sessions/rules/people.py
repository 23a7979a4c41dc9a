"""Rules for participants: joining by phone, people typed in, names, and removal."""

from __future__ import annotations

from dataclasses import replace
from operator import attrgetter

from prompts.language.words import load_words
from sessions.clock import as_stored
from sessions.commands import (
    AddPerson,
    ChangeAlias,
    JoinWorkshop,
    MarkDone,
    RemoveParticipant,
    RenameParticipant,
)
from sessions.errors import ActivityClosedError, UnknownParticipantError, WorkshopFullError
from sessions.model import FACILITATOR, DoneMark, Participant, ParticipantId
from sessions.rules.decide import Context, Decision, optional_line, rule
from sessions.state import State, put

MOST_PARTICIPANTS = 1_000


@rule(JoinWorkshop)
def join_workshop(context: Context, command: JoinWorkshop) -> Decision:
    """Let a phone join; one that returns with the same token is the same participant."""
    for known in context.state.participants.where("token_hash", command.token_hash):
        if not known.removed:
            here = replace(known, meeting=context.state.workshop.meeting)
            return Decision((put(context.state, here),), known.id)
    identifier = command.participant
    if not identifier or identifier == FACILITATOR or context.state.participants.get(identifier):
        identifier = ParticipantId(context.new_id())  # never overwrite another participant's row
    row = _new_participant(context, identifier, command.alias, command.table_name)
    return Decision((put(context.state, replace(row, token_hash=command.token_hash)),), row.id)


@rule(AddPerson)
def add_person(context: Context, command: AddPerson) -> Decision:
    row = _new_participant(context, ParticipantId(context.new_id()), command.alias, command.table_name)
    return Decision((put(context.state, replace(row, typed_in=True)),), row.id)


@rule(ChangeAlias)
def change_alias(context: Context, command: ChangeAlias) -> Decision:
    return _renamed(context, context.actor, command.alias, command.table_name)


@rule(RenameParticipant)
def rename_participant(context: Context, command: RenameParticipant) -> Decision:
    return _renamed(context, command.participant, command.alias, command.table_name)


@rule(RemoveParticipant)
def remove_participant(context: Context, command: RemoveParticipant) -> Decision:
    row = _known(context, command.participant)
    return Decision((put(context.state, replace(row, removed=True)),), row.id)


@rule(MarkDone)
def mark_done(context: Context, command: MarkDone) -> Decision:
    current = context.state.current()
    if current is None:
        raise ActivityClosedError
    return Decision((put(context.state, DoneMark(current.id, context.actor, command.done)),), current.id)


def active_participants(state: State) -> tuple[Participant, ...]:
    """Everybody who takes part in this meeting, in the order they joined."""
    here = state.participants.where("present_in", state.workshop.meeting)
    return tuple(sorted(here, key=attrgetter("number")))


def active_count(state: State) -> int:
    """How many take part in this meeting."""
    return state.participants.count("present_in", state.workshop.meeting)


def _new_participant(context: Context, identifier: ParticipantId, alias: str, table_name: str) -> Participant:
    here = context.state.participants.count("meeting", context.state.workshop.meeting)
    if active_count(context.state) >= MOST_PARTICIPANTS:
        raise WorkshopFullError(most=MOST_PARTICIPANTS)
    return Participant(
        id=identifier,
        number=here + 1,
        alias=_free_alias(context, alias, here + 1),
        table_name=optional_line(table_name),
        token_hash="",
        typed_in=False,
        removed=False,
        joined_at=as_stored(context.now),
        meeting=context.state.workshop.meeting,
    )


def _free_alias(context: Context, wanted: str, number: int, own: str = "") -> str:
    words = load_words(context.state.workshop.language)
    alias = optional_line(wanted) or words("people.numbered", number=number)
    free, count = alias, 1
    # A participant who returns to a follow-up may have their own name again.
    meeting = context.state.workshop.meeting
    while any(
        row.id != own and row.meeting == meeting
        for row in context.state.participants.where("folded_alias", free.casefold())
    ):
        count += 1
        free = f"{alias} ({count})"
    return free


def _renamed(context: Context, identifier: ParticipantId, alias: str, table_name: str) -> Decision:
    row = _known(context, identifier)
    after = replace(
        row,
        alias=_free_alias(context, alias, row.number, own=row.id),
        table_name=optional_line(table_name),
    )
    return Decision((put(context.state, after),), row.id)


def _known(context: Context, identifier: ParticipantId) -> Participant:
    row = context.state.participants.get(identifier)
    if row is None or row.removed:
        raise UnknownParticipantError
    return row
