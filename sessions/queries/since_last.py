"""How a follow-up sees an initiative beside how the group saw it before.

Everybody joins a follow-up anew, so people are matched by the name that they gave both times; who goes by a
number only is not. Nobody's choice is told, only how many chose differently.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from sessions.model import Card, ParticipantId
from sessions.queries.agreements import is_nameless
from sessions.state import State
from sessions.tallies.tally import placement_rounds, second_round_is_open
from sessions.visibility import is_counted


@dataclass(frozen=True, slots=True)
class SinceLast:
    """What was agreed of a card before it was placed again, and who has moved.

    `moved` of the `of` people that are known from both meetings chose differently; both are 0 where they are
    too few to be told.
    """

    before: str
    meeting: int
    moved: int
    of: int


def since_last(state: State, categories: Collection[str], card: Card) -> SinceLast | None:
    """What has changed of `card` since it was placed before; None unless this meeting places it again."""
    now = state.workshop.meeting
    row = state.placed_again.get(card.id, now)
    if row is None:
        return None
    earlier = _meeting_before(state, card, now)
    moved = of = 0
    if earlier:
        then, today = _choices(state, categories, card, earlier), _choices(state, categories, card, now)
        known = then.keys() & today.keys()
        if is_counted(len(known)):
            moved, of = sum(then[person] != today[person] for person in known), len(known)
    return SinceLast(row.before, earlier, moved, of)


def _meeting_before(state: State, card: Card, now: int) -> int:
    rounds = [row.placement_round for row in state.placements.where("card", card.id) if not row.category_set]
    return max((meeting for each in rounds if (meeting := (each + 1) // 2) < now), default=0)


def _choices(state: State, categories: Collection[str], card: Card, meeting: int) -> dict[str, str]:
    """The choice that stands in `meeting` of each person with a name, by that name."""
    first, second = placement_rounds(meeting)
    rounds = (
        (first,) if meeting == state.workshop.meeting and second_round_is_open(state) else (first, second)
    )
    found: dict[str, str] = {}
    for each in rounds:
        for row in state.placements.where("card", card.id):
            if row.placement_round == each and row.category in categories:
                name = _name(state, row.participant)
                if name:
                    found[name] = row.category
    return found


def _name(state: State, participant: ParticipantId) -> str:
    person = state.participants.get(participant)
    if person is None or is_nameless(state.workshop.language, person):
        return ""
    return person.alias.casefold()
