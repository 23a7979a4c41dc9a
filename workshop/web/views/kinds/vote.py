"""Vote: one's own dots; the totals once they are revealed."""

from __future__ import annotations

import msgspec

from sessions.tally import dots_on, dots_used, voters, votes_away
from workshop.web.contract.view_shapes import VoteCardPart, VotePart
from workshop.web.views.viewer import Viewer


def part(viewer: Viewer) -> VotePart:
    """The budget and the cards, in the order written: the order tells nothing about the votes."""
    totals: dict[str, int] = viewer.shared("totals", lambda: _totals(viewer)) if viewer.others_shown else {}
    votes = viewer.state.votes.where("participant", viewer.participant.id)
    own = {row.card: row.dots for row in votes if row.scheduled == viewer.scheduled.id}
    workshop, scheduled = viewer.state.workshop, viewer.scheduled.id
    away = votes_away(viewer.state, scheduled, viewer.participant.id)
    return VotePart(
        dots=workshop.dots,
        max_per_item=workshop.max_per_item,
        used=dots_used(viewer.state, scheduled, viewer.participant.id),
        away=sum(vote.dots for vote in away),
        cards=tuple(
            VoteCardPart(**msgspec.structs.asdict(card), mine=own.get(card.id, 0), dots=totals.get(card.id))
            for card in viewer.deck_parts()
        ),
    )


def _totals(viewer: Viewer) -> dict[str, int]:
    if not viewer.enough(voters(viewer.state, viewer.scheduled.id)):
        return {}
    return {card.id: dots_on(viewer.state, viewer.scheduled.id, card.id) for card in viewer.deck_cards()}
