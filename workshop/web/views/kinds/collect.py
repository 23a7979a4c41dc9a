"""Collect: the participant's own cards, and nobody else's before the reveal."""

from __future__ import annotations

import msgspec

from sessions.commands import Command, EditCard, WithdrawCard, WriteCard
from sessions.model import Card, CardId
from workshop.web.contract.requests import Body, KeyText, NothingBody, RawText, Shown
from workshop.web.contract.routes import post
from workshop.web.contract.view_shapes import CardPart, ChoicePart
from workshop.web.views.view_context import Viewer, card_part, choice_parts


class DeckPart(msgspec.Struct, frozen=True):
    """The deck that cards are written in."""

    key: str
    title: str
    singular: str
    plural: str
    statuses: tuple[ChoicePart, ...]


class GridPart(msgspec.Struct, frozen=True):
    """The two axes of a collected card, and what is asked for each; empty for the page's own words."""

    whens: tuple[ChoicePart, ...]
    outcomes: tuple[ChoicePart, ...]
    when: str = ""
    outcome: str = ""


class OwnCardPart(CardPart, frozen=True):
    """One's own card; `hidden` says that the facilitator has taken it away for all others."""

    hidden: bool


class CollectPart(msgspec.Struct, frozen=True):
    """Own cards; the others' and the `count` of all once revealed: a rising number tells who has sent."""

    deck: DeckPart
    grid: GridPart | None
    mine: tuple[OwnCardPart, ...]
    others: tuple[CardPart, ...]
    count: int | None


class CardBody(Body, frozen=True):
    """A card's new text; the other fields apply if the deck has statuses or the activity a grid."""

    text: RawText
    status: KeyText = ""
    when: KeyText = ""
    outcome: KeyText = ""


class ChangedCardBody(CardBody, frozen=True):
    """A card's new text, and the text it had on the page when the change began."""

    seen: RawText | msgspec.UnsetType = msgspec.UNSET


class NewCardBody(CardBody, frozen=True):
    """A new card."""

    activity: Shown = msgspec.UNSET


PART = CollectPart


def part(viewer: Viewer) -> CollectPart:
    """The deck, the grid if it is used, own cards, all cards once revealed."""
    return CollectPart(
        deck=viewer.shared("deck", lambda: _deck(viewer)),
        grid=viewer.shared("grid", lambda: _grid(viewer)),
        mine=tuple(_own_part(viewer, card) for card in _own(viewer)),
        others=_others(viewer) if viewer.others_shown else (),
        count=len(viewer.deck_cards()) if viewer.others_shown else None,
    )


def _own(viewer: Viewer) -> list[Card]:
    cards = viewer.state.cards.where("author", viewer.participant.id)
    return [card for card in cards if card.deck == viewer.activity.deck and not card.withdrawn]


def _own_part(viewer: Viewer, card: Card) -> OwnCardPart:
    shown = card_part(viewer.state, viewer.method, card)
    return OwnCardPart(**msgspec.structs.asdict(shown), hidden=card.hidden)


def _others(viewer: Viewer) -> tuple[CardPart, ...]:
    own = {card.id for card in _own(viewer)}
    parts = (card for card in viewer.deck_parts() if card.id not in own)
    return tuple(sorted(parts, key=lambda card: card.id)) if viewer.activity.anonymous else tuple(parts)


def _deck(viewer: Viewer) -> DeckPart:
    deck = viewer.method.deck(viewer.activity.deck)
    return DeckPart(deck.key, deck.title, deck.singular, deck.plural, choice_parts(deck.statuses))


def _grid(viewer: Viewer) -> GridPart | None:
    grid = viewer.activity.grid
    if grid is None:
        return None
    return GridPart(choice_parts(grid.whens), choice_parts(grid.outcomes), grid.when, grid.outcome)


def _written(body: NewCardBody, card: str) -> Command:
    return WriteCard(body.text, body.status, body.when, body.outcome, activity=body.activity or None)


def _changed(body: ChangedCardBody, card: str) -> Command:
    seen = () if body.seen is msgspec.UNSET else (body.seen,)
    return EditCard(CardId(card), body.text, body.status, body.when, body.outcome, seen)


def _taken_back(body: NothingBody, card: str) -> Command:
    return WithdrawCard(CardId(card))


ROUTES = (
    post("/api/cards", "write_card", "Write a card.", NewCardBody, _written, 409),
    post("/api/cards/{id}", "edit_card", "Change one's own card.", ChangedCardBody, _changed, 404, 409),
    post(
        "/api/cards/{id}/withdraw",
        "withdraw_card",
        "Take one's card back.",
        NothingBody,
        _taken_back,
        404,
        409,
    ),
)
