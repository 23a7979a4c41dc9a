"""Collect: one's own cards, and nobody else's before the reveal."""

from __future__ import annotations

from sessions.model import Card
from workshop.web.contract.view_shapes import CardPart, CollectPart, DeckPart, GridPart
from workshop.web.views.viewer import Viewer, card_part, choice_parts


def part(viewer: Viewer) -> CollectPart:
    """The deck, the grid where it is used, own cards, all cards once revealed."""
    return CollectPart(
        deck=viewer.shared("deck", lambda: _deck(viewer)),
        grid=viewer.shared("grid", lambda: _grid(viewer)),
        mine=tuple(card_part(viewer.state, viewer.method, card) for card in _own(viewer)),
        others=_others(viewer) if viewer.others_shown else (),
        count=len(viewer.deck_cards()),
    )


def _own(viewer: Viewer) -> list[Card]:
    cards = viewer.state.cards.where("author", viewer.participant.id)
    return [card for card in cards if card.deck == viewer.activity.deck and not card.withdrawn]


def _others(viewer: Viewer) -> tuple[CardPart, ...]:
    own = {card.id for card in _own(viewer)}
    parts = (card for card in viewer.deck_parts() if card.id not in own)
    return tuple(sorted(parts, key=lambda card: card.id)) if viewer.activity.anonymous else tuple(parts)


def _deck(viewer: Viewer) -> DeckPart:
    deck = viewer.method.deck(viewer.activity.deck)
    return DeckPart(deck.key, deck.title, deck.singular, deck.plural, choice_parts(deck.statuses))


def _grid(viewer: Viewer) -> GridPart | None:
    if not viewer.activity.grid:
        return None
    grid = viewer.method.grid
    return GridPart(choice_parts(grid.whens), choice_parts(grid.outcomes))
