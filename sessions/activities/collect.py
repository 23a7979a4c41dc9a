"""Collect: everyone writes cards; hidden from the others until the facilitator reveals."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from prompts.language.cleaning import LONGEST_NAME, clean_line
from prompts.methods.kinds import known, traits_of
from prompts.methods.model import Activity, Deck, Kind
from sessions.clock import as_stored
from sessions.commands import EditCard, HideCard, SetOrigin, WithdrawCard, WriteCard, WriteCards
from sessions.errors import ActivityMovedOnError, TooManyCardsError, UnknownCardError, UnknownChoiceError
from sessions.model import Card, CardId, ScheduledActivity, ScheduledId
from sessions.rules.decide import (
    Context,
    Decision,
    changed_card,
    cleaned_text,
    known_card,
    optional_line,
    optional_text,
    rule,
    running,
)
from sessions.rules.meanwhile import edited
from sessions.state import State, put
from sessions.visibility import early_collection

MOST_CARDS = 5_000
MOST_CARDS_EACH = 200
MOST_PARKED_BY_PHONES = 300


@rule(WriteCard)
def write_card(context: Context, command: WriteCard) -> Decision:
    """Add a card. Phones may while a collect activity is open, the facilitator on any board."""
    scheduled, activity = running(context, *(_with_deck() if context.by_facilitator else (Kind.COLLECT,)))
    check_room(context)
    card = new_card(context, scheduled.id, activity, command)
    return Decision((put(context.state, card),), card.id)


@rule(WriteCards)
def write_cards(context: Context, command: WriteCards) -> Decision:
    """Add a list of cards, all of them or none."""
    if command.deck:
        scheduled, activity = ScheduledId(""), _first_of_deck(context, command.deck)
    else:
        row, activity = running(context, *_with_deck())
        scheduled = row.id
    check_room(context, len(command.texts))
    origin = optional_line(command.origin)
    cards = [
        replace(
            new_card(
                context, scheduled, activity, WriteCard(text, "", command.occurred, command.outcome), place
            ),
            origin=origin,
        )
        for place, text in enumerate(command.texts)
    ]
    subject = cards[0].id if cards else None
    return Decision(tuple(put(context.state, card) for card in cards), subject, count=len(cards))


def _with_deck() -> Iterator[Kind]:
    return (kind for kind in known() if "deck" in traits_of(kind).needs)


def _first_of_deck(context: Context, deck: str) -> Activity:
    """The activity that fills `deck` first. Raises UnknownChoiceError if the method has none."""
    filling = (each for each in context.method.activities if each.deck == deck and not each.grid)
    activity = next(filling, None)
    if activity is None:
        raise UnknownChoiceError(choice=clean_line(deck[:200])[:LONGEST_NAME])
    return activity


def new_card(
    context: Context, scheduled: ScheduledId, activity: Activity, command: WriteCard, place: int = 0
) -> Card:
    """The card that `command` writes, `place` after the next number."""
    return Card(
        id=CardId(context.new_id()),
        deck=activity.deck,
        number=next_number(context.state, activity.deck) + place,
        scheduled=scheduled,
        author=context.author,
        text=cleaned_text(command.text),
        status=_status(context, activity, command.status),
        occurred=_grid_key(context, activity, command.occurred, "when"),
        outcome=_grid_key(context, activity, command.outcome, "outcome"),
        theme=None,
        merged_into=None,
        hidden=False,
        withdrawn=False,
        agreed=None,
        next_category=None,
        disagreement="",
        behaviour_goal="",
        meeting=context.state.workshop.meeting,
        created_at=as_stored(context.now),
        origin=_group_written_from(context),
    )


def _group_written_from(context: Context) -> str:
    """Before the workshop begins, the group that the writer has named; a number is only a table."""
    writer = context.state.participants.get(context.author)
    if writer is None or early_collection(context.state) is None or writer.table_name.isdigit():
        return ""
    return writer.table_name


@rule(EditCard)
def edit_card(context: Context, command: EditCard) -> Decision:
    """Change a card's text. An empty status or grid key leaves that field as it was."""
    card = known_card(context, command.card)
    activity = _activity_for_change(context, card)
    after = edited(
        card,
        [replace(card, text=optional_text(text)) for text in command.seen],
        text=cleaned_text(command.text),
        status=_status(context, activity, command.status or card.status, card.deck),
        occurred=_grid_key(context, activity, command.occurred, "when", card.deck) or card.occurred,
        outcome=_grid_key(context, activity, command.outcome, "outcome", card.deck) or card.outcome,
    )
    return Decision((put(context.state, after),), card.id)


@rule(WithdrawCard)
def withdraw_card(context: Context, command: WithdrawCard) -> Decision:
    """Withdraw a card. Other people's cards that were merged into it stay, under the first of them.

    Its author takes the text away too; what the facilitator withdraws can come back by undo.
    """
    card = known_card(context, command.card)
    _activity_for_change(context, card)
    text = card.text if context.by_facilitator else ""
    gone = changed_card(context, card, withdrawn=True, text=text)
    heirs = [other for other in context.state.merged_cards(card.id) if not other.withdrawn]
    if not heirs:
        return Decision((gone,), card.id)
    first, *others = heirs
    writes = [changed_card(context, first, merged_into=None)]
    writes += [changed_card(context, other, merged_into=first.id) for other in others]
    return Decision((gone, *writes), card.id)


@rule(HideCard)
def hide_card(context: Context, command: HideCard) -> Decision:
    card = known_card(context, command.card)
    return Decision((changed_card(context, card, hidden=command.hidden),), card.id)


@rule(SetOrigin)
def set_origin(context: Context, command: SetOrigin) -> Decision:
    card = known_card(context, command.card)
    return Decision((changed_card(context, card, origin=optional_line(command.origin)),), card.id)


def next_number(state: State, deck: str) -> int:
    """The number of the next card in `deck`, counted from 1; numbers are never reused."""
    return state.cards.count("deck", deck) + 1


def _activity_for_change(context: Context, card: Card) -> Activity | None:
    """A participant may change only their own cards, and only while cards are being written in that deck."""
    if context.by_facilitator:
        return None
    if card.author != context.actor:
        raise UnknownCardError
    _, activity = _open_collect(context)
    if activity.deck != card.deck:
        raise ActivityMovedOnError
    return activity


def _open_collect(context: Context) -> tuple[ScheduledActivity, Activity]:
    return running(context, Kind.COLLECT)


def check_room(context: Context, more: int = 1) -> None:
    """Refuse `more` cards than the workshop or their author may have. Raises TooManyCardsError."""
    if len(context.state.cards) + more > MOST_CARDS:
        raise TooManyCardsError(most=MOST_CARDS)
    if context.author and context.state.cards.count("author", context.author) >= MOST_CARDS_EACH:
        raise TooManyCardsError(most=MOST_CARDS_EACH)


def _status(context: Context, activity: Activity | None, wanted: str, deck: str = "") -> str:
    statuses = _deck(context, activity.deck if activity else deck).statuses
    if not wanted:
        return statuses[0].key if statuses else ""
    if all(status.key != wanted for status in statuses):
        raise UnknownChoiceError(choice=clean_line(wanted[:200])[:LONGEST_NAME])
    return wanted


def _grid_key(context: Context, activity: Activity | None, wanted: str, axis: str, deck: str = "") -> str:
    """`wanted` if the activity's grid has it there; without an activity, any grid that `deck` is put in."""
    if not wanted:
        return ""
    asked = (activity,) if activity is not None else context.method.activities
    grids = [each.grid for each in asked if each.grid and (activity is not None or each.deck == deck)]
    keys = {choice.key for grid in grids for choice in (grid.whens if axis == "when" else grid.outcomes)}
    if wanted not in keys:
        raise UnknownChoiceError(choice=clean_line(wanted[:200])[:LONGEST_NAME])
    return wanted


def _deck(context: Context, key: str) -> Deck:
    return context.method.deck(key)
