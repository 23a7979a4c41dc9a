"""Place: the participant's own choices; everybody's only when shown and no round is open.

The agreed category, behaviour goal and disagreement are also hidden while a round is open: people
sorting alone should not be influenced by earlier results.
"""

from __future__ import annotations

import msgspec

from sessions.commands import Command, PlaceCard
from sessions.model import CardId
from sessions.tallies.tally import (
    PlacementTally,
    most_split_first,
    placed_again,
    placement_rounds,
    tally_card,
    tally_deck,
)
from sessions.visibility import placement_round_is_open
from workshop.web.contract.requests import Body, KeyText, Shown, SmallNumber
from workshop.web.contract.routes import post
from workshop.web.contract.view_shapes import CardPart, CategoryPart
from workshop.web.views.view_context import Viewer


class PlaceCardPart(CardPart, frozen=True):
    """A card to place. The group's own entries are empty while a round is open.

    `agreed` is the group's category, `goal` the behaviour goal, `disagreement` the noted disagreement;
    `counts` is null until revealed.
    """

    mine: str
    first: str
    agreed: str
    goal: str
    disagreement: str
    counts: dict[str, int] | None
    alike: int
    cast: int


class PlacePart(msgspec.Struct, frozen=True):
    """The board; `placed` counts own choices in the open round."""

    categories: tuple[CategoryPart, ...]
    cards: tuple[PlaceCardPart, ...]
    placed: int


class PlacementBody(Body, frozen=True):
    """An empty `category` withdraws the choice. `round` is the one the page showed."""

    card: KeyText
    category: KeyText
    activity: Shown = msgspec.UNSET
    round: SmallNumber | msgspec.UnsetType = msgspec.UNSET


PART = PlacePart


Tallies = dict[str, PlacementTally]


def part(viewer: Viewer) -> PlacePart:
    """The categories, and every card with the participant's choice in the open round and the first."""
    tallies: Tallies = viewer.shared("tallies", lambda: _tallies(viewer)) if viewer.others_shown else {}
    choices = _own_choices(viewer)
    first_round, second_round = placement_rounds(viewer.state.workshop.meeting)
    now_open = placement_round_is_open(viewer.scheduled)
    rounds = (viewer.scheduled.placement_round,) if now_open else (second_round, first_round)
    is_second = now_open and viewer.scheduled.placement_round == second_round
    asked = {card.id for card in placed_again(viewer.deck_cards())} if is_second else None
    again = is_second and viewer.scheduled.revealed
    order: dict[str, int] = viewer.shared("split", lambda: _split_first(viewer)) if again else {}
    cards = [
        PlaceCardPart(
            **msgspec.structs.asdict(shown),
            mine=next((choices[card.id, number] for number in rounds if (card.id, number) in choices), ""),
            first=choices.get((card.id, first_round), ""),
            agreed="" if now_open else card.agreed or "",
            goal="" if now_open else card.behaviour_goal,
            disagreement="" if now_open else card.disagreement,
            counts=_counts(tallies.get(card.id)),
            alike=tallies[card.id].alike if card.id in tallies else 0,
            cast=tallies[card.id].cast if card.id in tallies else 0,
        )
        for card, shown in zip(viewer.deck_cards(), viewer.deck_parts(), strict=True)
        if asked is None or card.id in asked
    ]
    cards.sort(key=lambda card: order.get(card.id, 0))
    return PlacePart(viewer.categories(), tuple(cards), placed=sum(bool(card.mine) for card in cards))


def _split_first(viewer: Viewer) -> dict[str, int]:
    """The places of the cards in the second round, as the group has already seen them: most split first."""
    tallies = most_split_first(tally_deck(viewer.state, viewer.method, viewer.activity.deck))
    return {tally.card.id: place for place, tally in enumerate(tallies)}


def _tallies(viewer: Viewer) -> Tallies:
    """The tallies of cards that enough people have placed."""
    tallies = (tally_card(viewer.state, viewer.activity, card) for card in viewer.deck_cards())
    return {tally.card.id: tally for tally in tallies if tally.cast}


def _counts(tally: PlacementTally | None) -> dict[str, int] | None:
    return {item.category: item.count for item in tally.final} if tally else None


def _own_choices(viewer: Viewer) -> dict[tuple[str, int], str]:
    rows = viewer.state.placements.where("participant", viewer.participant.id)
    key = viewer.activity.category_set.key
    return {(row.card, row.placement_round): row.category for row in rows if row.category_set == key}


def _placed(body: PlacementBody, card: str) -> Command:
    return PlaceCard(
        CardId(body.card), body.category or None, body.round or 0, activity=body.activity or None
    )


ROUTES = (post("/api/placements", "place", "Place a card.", PlacementBody, _placed, 404, 409),)
