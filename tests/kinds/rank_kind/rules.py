"""Rank: the places that each participant gave the cards, and those that the group settled on."""

from __future__ import annotations

from dataclasses import dataclass

from prompts.methods.model import Kind
from sessions.commands import CurrentActivityCommand, FacilitatorCommand
from sessions.errors import UnknownCardError
from sessions.model import Card, KindRow
from sessions.rules.decide import Context, Decision, rule, running
from sessions.state import State, put
from sessions.table_shapes import TableShape
from sessions.tallies.tally import shown_cards

THE_GROUP = ""


@dataclass(frozen=True, slots=True)
class RankPlace(KindRow):
    """The place, from 1, that a participant (empty: the group) gave a card in one scheduled activity."""

    scheduled: str
    participant: str
    card: str
    place: int


TABLES = (
    TableShape("rank_places", RankPlace, ("scheduled", "participant", "card"), ("scheduled", "participant")),
)


@dataclass(frozen=True, slots=True)
class RankCards(CurrentActivityCommand):
    """Put the cards in this order, the most important first."""

    cards: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SettlePlace(FacilitatorCommand):
    """The place of a card that the group settles on."""

    card: str
    place: int


@rule(RankCards)
def rank_cards(context: Context, command: RankCards) -> Decision:
    """Every card of the deck once, in the order sent."""
    scheduled, activity = running(context, Kind("rank"))
    cards = {card.id for card in shown_cards(context.state, activity.deck)}
    if set(command.cards) != cards or len(command.cards) != len(cards):
        raise UnknownCardError
    rows = (
        RankPlace(scheduled.id, context.actor, card, place) for place, card in enumerate(command.cards, 1)
    )
    return Decision(tuple(put(context.state, row) for row in rows), scheduled.id)


@rule(SettlePlace)
def settle_place(context: Context, command: SettlePlace) -> Decision:
    """The group's own place for one card."""
    scheduled, activity = running(context, Kind("rank"))
    cards = shown_cards(context.state, activity.deck)
    if all(card.id != command.card for card in cards):
        raise UnknownCardError
    row = RankPlace(scheduled.id, THE_GROUP, command.card, command.place)
    return Decision((put(context.state, row),), command.card)


def places(state: State, scheduled: str, participant: str) -> dict[str, int]:
    """The places that one participant, or the group, gave, by card."""
    rows: tuple[RankPlace, ...] = state.table("rank_places").where("scheduled", scheduled)
    return {row.card: row.place for row in rows if row.participant == participant}


def people(state: State, scheduled: str) -> int:
    """How many have sent an order."""
    rows: tuple[RankPlace, ...] = state.table("rank_places").where("scheduled", scheduled)
    return len({row.participant for row in rows} - {THE_GROUP})


def in_order(state: State, scheduled: str, deck: str) -> tuple[Card, ...]:
    """The cards by the place the group settled on, else by the sum of all places given."""
    rows: tuple[RankPlace, ...] = state.table("rank_places").where("scheduled", scheduled)
    settled = places(state, scheduled, THE_GROUP)
    sums = {card.id: 0 for card in shown_cards(state, deck)}
    for row in rows:
        if row.participant != THE_GROUP and row.card in sums:
            sums[row.card] += row.place
    return tuple(
        sorted(shown_cards(state, deck), key=lambda card: (settled.get(card.id, 1_000), sums[card.id]))
    )
