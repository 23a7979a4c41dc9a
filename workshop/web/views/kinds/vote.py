"""Vote: the participant's own dots; the totals once revealed."""

from __future__ import annotations

import hashlib

import msgspec

from sessions.commands import CastVote, Command
from sessions.model import CardId
from sessions.queries.carrying import ranked_cards
from sessions.tallies.vote_tally import covered_voters, dots_used, votes_away
from workshop.web.contract.requests import Body, KeyText, Shown, SmallNumber
from workshop.web.contract.routes import post
from workshop.web.contract.view_shapes import CardPart
from workshop.web.views.view_context import Viewer


class VoteCardPart(CardPart, frozen=True):
    """A card to vote on. `dots` is null until the totals are shown."""

    mine: int
    dots: int | None


class VotePart(msgspec.Struct, frozen=True):
    """The budget, how much of it is used, and the cards.

    `away` is own dots on cards that are merged, hidden or withdrawn: free again until the card returns.
    """

    dots: int
    max_per_item: int
    used: int
    away: int
    cards: tuple[VoteCardPart, ...]


class VoteBody(Body, frozen=True):
    """The number of dots to have on the card; 0 removes them."""

    card: KeyText
    dots: SmallNumber
    activity: Shown = msgspec.UNSET


PART = VotePart


def part(viewer: Viewer) -> VotePart:
    """The budget and the cards, on each phone in another order: the first of a list gets more dots."""
    totals: dict[str, int] = viewer.shared("totals", lambda: _totals(viewer)) if viewer.others_shown else {}
    votes = viewer.state.votes.where("participant", viewer.participant.id)
    own: dict[str, int] = {row.card: row.dots for row in votes if row.scheduled == viewer.scheduled.id}
    workshop, scheduled = viewer.state.workshop, viewer.scheduled.id
    away = votes_away(viewer.state, scheduled, viewer.participant.id)
    return VotePart(
        dots=workshop.dots,
        max_per_item=workshop.max_per_item,
        used=dots_used(viewer.state, scheduled, viewer.participant.id),
        away=sum(vote.dots for vote in away),
        cards=tuple(
            VoteCardPart(**msgspec.structs.asdict(card), mine=own.get(card.id, 0), dots=totals.get(card.id))
            for card in sorted(viewer.deck_parts(), key=lambda card: _place(viewer, card))
        ),
    )


def _place(viewer: Viewer, card: CardPart) -> bytes:
    """Where the card stands on this phone, for as long as the workshop lasts."""
    return hashlib.sha256(f"{viewer.participant.id}/{card.id}".encode()).digest()


def _totals(viewer: Viewer) -> dict[str, int]:
    if covered_voters(viewer.state, viewer.scheduled.id):
        return {}
    ranking = ranked_cards(viewer.state, viewer.scheduled.id, viewer.activity)
    return {item.card.id: item.dots for item in ranking}


def _voted(body: VoteBody, card: str) -> Command:
    return CastVote(CardId(body.card), body.dots, activity=body.activity or None)


ROUTES = (post("/api/votes", "vote", "Put dots on a card.", VoteBody, _voted, 404, 409),)
