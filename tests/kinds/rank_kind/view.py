"""Rank on phones: one's own order; the order of all once it is shown."""

from __future__ import annotations

from typing import Annotated

import msgspec

from rank_kind.rules import RankCards, in_order, places
from sessions.commands import Command
from workshop.web.contract.requests import Body, KeyText, Shown
from workshop.web.contract.routes import post
from workshop.web.contract.view_shapes import CardPart
from workshop.web.views.view_context import Viewer

MOST_CARDS = 500


class RankPart(msgspec.Struct, frozen=True):
    """The cards as written, one's own places, and the ids in the order of all; null until shown."""

    cards: tuple[CardPart, ...]
    mine: dict[str, int]
    order: tuple[str, ...] | None


class RankBody(Body, frozen=True):
    """Every card once, the most important first."""

    cards: Annotated[tuple[KeyText, ...], msgspec.Meta(max_length=MOST_CARDS)]
    activity: Shown = msgspec.UNSET


PART = RankPart


def part(viewer: Viewer) -> RankPart:
    """What one participant may see."""
    return RankPart(
        cards=viewer.deck_parts(),
        mine=places(viewer.state, viewer.scheduled.id, viewer.participant.id),
        order=viewer.shared("order", lambda: _order(viewer)) if viewer.others_shown else None,
    )


def _order(viewer: Viewer) -> tuple[str, ...]:
    cards = in_order(viewer.state, viewer.scheduled.id, viewer.activity.deck)
    return tuple(card.id for card in cards)


def _ranked(body: RankBody, card: str) -> Command:
    return RankCards(body.cards, activity=body.activity or "")


ROUTES = (post("/api/ranks", "rank", "Put the cards in order.", RankBody, _ranked, 404, 409),)
