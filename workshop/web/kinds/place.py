"""Place: one's own choices; how all have placed only when it is shown and no round is open.

What the group has agreed, its behaviour goal and its disagreement wait for the end of an open round
too: whoever sorts alone should not be led by what stands on the projector from before.
"""

from __future__ import annotations

import msgspec

from sessions.tally import placement_rounds, tally_card
from workshop.web.parts import PlaceCardPart, PlacePart
from workshop.web.viewer import Viewer, round_is_open

Counts = dict[str, dict[str, int] | None]


def part(viewer: Viewer) -> PlacePart:
    """The categories and every card with one's own choice in the open round and the first."""
    counts: Counts = viewer.shared("counts", lambda: _counts(viewer)) if _counts_shown(viewer) else {}
    choices = _own_choices(viewer)
    first_round, second_round = placement_rounds(viewer.state.workshop.round)
    now_open = round_is_open(viewer.scheduled)
    rounds = (viewer.scheduled.placement_round,) if now_open else (second_round, first_round)
    cards = tuple(
        PlaceCardPart(
            **msgspec.structs.asdict(shown),
            mine=next((choices[card.id, number] for number in rounds if (card.id, number) in choices), ""),
            first=choices.get((card.id, first_round), ""),
            agreed="" if now_open else card.agreed,
            goal="" if now_open else card.behaviour_goal,
            disagreement="" if now_open else card.disagreement,
            counts=counts.get(card.id),
        )
        for card, shown in zip(viewer.deck_cards(), viewer.deck_parts(), strict=True)
    )
    return PlacePart(viewer.categories(), cards, placed=sum(bool(card.mine) for card in cards))


def _counts_shown(viewer: Viewer) -> bool:
    return viewer.scheduled.revealed and not round_is_open(viewer.scheduled)


def _counts(viewer: Viewer) -> Counts:
    found: Counts = {}
    for card in viewer.deck_cards():
        tally = tally_card(viewer.state, viewer.method, card)
        counts = {item.category: item.count for item in tally.final}
        found[card.id] = counts if tally.cast and viewer.enough(tally.cast) else None
    return found


def _own_choices(viewer: Viewer) -> dict[tuple[str, int], str]:
    rows = viewer.state.placements.where("participant", viewer.participant.id)
    return {(row.card, row.round): row.category for row in rows}
