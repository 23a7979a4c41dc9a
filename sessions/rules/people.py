"""Rules for participants: joining by phone, people typed in, names, and removal."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from operator import attrgetter

from prompts.language.words import load_words
from sessions.clock import as_stored
from sessions.commands import (
    AddPeople,
    AddPerson,
    ChangeAlias,
    JoinWorkshop,
    MarkDone,
    MergeParticipants,
    RemoveParticipant,
    RemoveParticipants,
    RenameParticipant,
)
from sessions.errors import ActivityClosedError, UnknownParticipantError, WorkshopFullError
from sessions.model import FACILITATOR, DoneMark, HiddenAnswer, Participant, ParticipantId
from sessions.rules.decide import Context, Decision, optional_line, rule
from sessions.rules.meanwhile import edited
from sessions.state import RowWrite, State, put, remove
from sessions.table_shapes import shapes

MOST_PARTICIPANTS = 1_000
MOST_AT_ONE_TABLE = 14
_NUMBER_OF_NAME = re.compile(r" \(\d+\)$")
"""What `_free_alias` adds where somebody has the name already."""
_NOT_HANDED_OVER = ("participants", "receipts")


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


@rule(AddPeople)
def add_people(context: Context, command: AddPeople) -> Decision:
    """Add all of them or none."""
    after = replace(context, state=context.state.copy())  # each sees the numbers and names of those before it
    writes: list[RowWrite] = []
    for alias, table in command.people:
        writes += add_person(after, AddPerson(alias, table)).writes
        after.state.apply(writes[-1:])
    return Decision(tuple(writes), str(writes[0].key[0]) if writes else None, count=len(writes))


@rule(ChangeAlias)
def change_alias(context: Context, command: ChangeAlias) -> Decision:
    return _renamed(context, context.actor, command.alias, command.table_name)


@rule(RenameParticipant)
def rename_participant(context: Context, command: RenameParticipant) -> Decision:
    return _renamed(context, command.participant, command.alias, command.table_name, command.seen)


@rule(RemoveParticipant)
def remove_participant(context: Context, command: RemoveParticipant) -> Decision:
    row = _known(context, command.participant)
    meeting = 0 if command.mistake else row.meeting  # who was not here has taken part in none
    return Decision((put(context.state, replace(row, removed=True, meeting=meeting)),), row.id)


@rule(RemoveParticipants)
def remove_participants(context: Context, command: RemoveParticipants) -> Decision:
    """Whoever has left meanwhile is passed over."""
    state, wanted = context.state, set(command.participants)
    people = [row for row in active_participants(state) if row.id in wanted]
    if not people:
        raise UnknownParticipantError
    rows = [put(state, replace(row, removed=True)) for row in people]
    if command.hide:
        gone = {row.id for row in people}
        rows += [put(state, replace(row, hidden=True)) for row in state.cards if row.author in gone]
        rows += [put(state, HiddenAnswer(row.id)) for row in state.answers if row.author in gone]
    return Decision(tuple(rows), people[0].id)


@rule(MergeParticipants)
def merge_participants(context: Context, command: MergeParticipants) -> Decision:
    person, into = _known(context, command.participant), _known(context, command.into)
    if person.id == into.id:
        raise UnknownParticipantError
    person, into = going_and_staying(person, into)
    same_name = _NUMBER_OF_NAME.sub("", into.alias).casefold() == person.alias.casefold()
    alias = person.alias if same_name else into.alias
    rows = [put(context.state, replace(person, removed=True)), put(context.state, replace(into, alias=alias))]
    return Decision((*rows, *_handed_over(context.state, person.id, into.id)), into.id)


def going_and_staying(earlier: Participant, later: Participant) -> tuple[Participant, Participant]:
    """Of two entries of one person, the one that goes and the one that stays: a phone before none."""
    return (later, earlier) if later.typed_in and not earlier.typed_in else (earlier, later)


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


def left_behind(state: State) -> tuple[Participant, ...]:
    """Those removed from this meeting whose placements, dots, ratings or texts still count.

    So may the hands of those without a phone, and nobody knows which they are. Whoever was written in
    and is here under the same name, as after two entries were said to be one person, has not left.
    """
    gave = _givers(state)
    meeting = state.workshop.meeting
    here = {_bare_name(row) for row in active_participants(state)}
    return tuple(
        row
        for row in state.participants
        if row.removed
        and row.meeting == meeting
        and (row.id in gave or (row.typed_in and _bare_name(row) not in here))
    )


def silent_phones(state: State) -> tuple[Participant, ...]:
    """Those with a phone who have given nothing yet, in the order they joined."""
    gave = _givers(state)
    return tuple(row for row in active_participants(state) if not row.typed_in and row.id not in gave)


def texts_of(state: State, person: ParticipantId) -> int:
    """How many cards and answers of `person` others may see, now or after the reveal."""
    cards = state.cards.where("author", person)
    shown = sum(not (card.hidden or card.withdrawn) for card in cards)
    answers = state.answers.where("author", person)
    return shown + sum(state.hidden_answers.get(answer.id) is None for answer in answers)


def _givers(state: State) -> set[ParticipantId]:
    """Everybody whose placements, dots, ratings or texts there are, as far as it is known whose they are."""
    gave = {row.participant for rows in (state.placements, state.votes, state.ratings) for row in rows}
    return gave | {row.author for rows in (state.cards, state.answers) for row in rows if row.author}


def namesakes(state: State) -> tuple[tuple[Participant, ...], ...]:
    """Those who take part under one name, such as Mette and Mette (2): perhaps one person on two browsers."""
    groups: dict[str, list[Participant]] = {}
    for person in active_participants(state):
        groups.setdefault(_bare_name(person), []).append(person)
    return tuple(tuple(group) for group in groups.values() if len(group) > 1)


def _bare_name(person: Participant) -> str:
    """The name without the number that tells namesakes apart."""
    return _NUMBER_OF_NAME.sub("", person.alias).casefold()


def has_tables(state: State) -> bool:
    """Whether people sit at several tables: too many for one, or somebody's table is known."""
    people = active_participants(state)
    return len(people) > MOST_AT_ONE_TABLE or any(person.table_name for person in people)


def active_count(state: State) -> int:
    """How many take part in this meeting."""
    return state.participants.count("present_in", state.workshop.meeting)


def count_without_phone(state: State) -> int:
    """How many of those who take part in this meeting were typed in, and raise their hands."""
    return sum(person.typed_in for person in active_participants(state))


def count_with_phone(state: State) -> int:
    """How many of those who take part in this meeting have a phone."""
    return active_count(state) - count_without_phone(state)


def _handed_over(state: State, person: ParticipantId, into: ParticipantId) -> Iterator[RowWrite]:
    """What is `person`'s becomes `into`'s. Where both have said something, what `into` has said stands."""
    voted = {row.scheduled for row in state.votes.where("participant", into)}
    answered = {(row.category, row.question, row.meeting) for row in state.answers.where("author", into)}
    for shape in shapes():
        name, columns = shape.name, shape.columns()
        column = next((each for each in ("participant", "author") if each in columns), None)
        if column is None or name in _NOT_HANDED_OVER:
            continue
        for row in [row for row in state.table(name) if getattr(row, column) == person]:
            if name == "answers" and (row.category, row.question, row.meeting) in answered:
                continue
            moved = replace(row, **{column: into})
            if column == "author":
                yield put(state, moved)
                continue
            yield remove(row)
            # Dots are counted together: those of both might be more than one person has.
            stands = row.scheduled in voted if name == "votes" else put(state, moved).before is not None
            if not stands:
                yield put(state, moved)


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


def _renamed(
    context: Context,
    identifier: ParticipantId,
    alias: str,
    table_name: str,
    seen: tuple[Participant, ...] = (),
) -> Decision:
    row = _known(context, identifier)
    after = edited(
        row,
        seen,
        alias=_free_alias(context, alias, row.number, own=row.id),
        table_name=optional_line(table_name),
    )
    return Decision((put(context.state, after),), row.id)


def _known(context: Context, identifier: ParticipantId) -> Participant:
    row = context.state.participants.get(identifier)
    if row is None or row.removed:
        raise UnknownParticipantError
    return row
