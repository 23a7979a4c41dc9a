"""Vote: one's own dots; the totals once they are revealed."""

from __future__ import annotations

import msgspec

from sessions.tally import dots_on, dots_used
from workshop.web.parts import VoteCardPart, VotePart
from workshop.web.viewer import Viewer


def part(viewer: Viewer) -> VotePart:
    """The budget and the cards, in the order written: the order tells nothing about the votes."""
    totals: dict[str, int] = viewer.shared("totals", lambda: _totals(viewer)) if viewer.others_shown else {}
    votes = viewer.state.votes.where("participant", viewer.participant.id)
    own = {row.card: row.dots for row in votes if row.scheduled == viewer.scheduled.id}
    workshop = viewer.state.workshop
    return VotePart(
        dots=workshop.dots,
        max_per_item=workshop.max_per_item,
        used=dots_used(viewer.state, viewer.scheduled.id, viewer.participant.id),
        cards=tuple(
            VoteCardPart(**msgspec.structs.asdict(card), mine=own.get(card.id, 0), dots=totals.get(card.id))
            for card in viewer.deck_parts()
        ),
    )


def _totals(viewer: Viewer) -> dict[str, int]:
    if not viewer.enough(_voters(viewer)):
        return {}
    return {card.id: dots_on(viewer.state, viewer.scheduled.id, card.id) for card in viewer.deck_cards()}


def _voters(viewer: Viewer) -> int:
    scheduled = viewer.scheduled.id
    phones = {row.participant for row in viewer.state.votes.where("scheduled", scheduled)}
    hands = sum(row.count for row in viewer.state.hand_counts if row.scheduled == scheduled)
    return len(phones) + hands
