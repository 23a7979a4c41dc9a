"""Counting placements: how a card was placed, how far people agree, who moved.

Definitions (`docs/minutes-format.md` repeats them): every figure of a card is computed from the
*choices that stand*, which `tally_card` defines. The *agreement* of a card is the choices of its most
chosen category divided by all choices that stand. *Entropy* is -Σ p·log2 p over the categories, in
bits. *Most split first* is ascending agreement, then descending entropy, then the number.
*Moved* counts the participants whose second choice differs from their first. Of hands, which have no
owner, it counts as many as must have changed between the two counts; it is then a least number.

Choices of fewer than three people are covered (`sessions.visibility`): the tally says how many there are,
not which, and has no agreement.

User interfaces show agreement as two counts, `alike` of `cast`, never as a rounded share: rounding
can reach the threshold while the share itself is below it.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from operator import attrgetter
from typing import Protocol

from prompts.methods.model import Activity, Category
from sessions.model import Card, HandCount, ScheduledActivity
from sessions.state import State
from sessions.tallies.placed_cards import card_in
from sessions.visibility import is_counted

SECOND = 2
ACCEPT_THRESHOLD = 0.75
"""Cards at or above this agreement can be accepted without talk (`method.md` §7)."""


class Within(Protocol):
    """What has categories: an activity, or a method, whose own they are."""

    @property
    def categories(self) -> tuple[Category, ...]:
        """The categories that are counted."""


@dataclass(frozen=True, slots=True)
class CategoryCount:
    """How many chose a category."""

    category: str
    count: int


@dataclass(frozen=True, slots=True)
class PlacementTally:
    """How one card was placed.

    `first` counts the choices of round one, `final` the choices that stand (see `tally_card`); all
    figures are of `final`. `again` says whether anybody placed the card in round two, `moved` how
    many changed their mind. Counts keep the order of the method's categories and hold every one.
    `moved_at_least` says that hands are among them, of which only a least number can be known.
    `covered` is how many choices stand but are too few to be told; the counts are then all zero.
    """

    card: Card
    first: tuple[CategoryCount, ...]
    final: tuple[CategoryCount, ...]
    again: bool
    moved: int
    covered: int = 0
    moved_at_least: bool = False

    @property
    def cast(self) -> int:
        """How many choices stand and are told."""
        return sum(item.count for item in self.final)

    @property
    def alike(self) -> int:
        """How many chose the leading category."""
        return max((item.count for item in self.final), default=0)

    @property
    def tied(self) -> tuple[int, ...]:
        """The counts of the leading categories where several lead, else empty."""
        leading = tuple(item.count for item in self.final if item.count and item.count == self.alike)
        return leading if len(leading) > 1 else ()

    @property
    def agreement(self) -> float | None:
        """The share (0..1) that chose the leading category; None where nobody has placed the card."""
        return self.alike / self.cast if self.cast else None

    @property
    def entropy(self) -> float:
        """How far the choices are spread over the categories, in bits."""
        return entropy(item.count for item in self.final)

    @property
    def accepted_at_threshold(self) -> bool:
        """Whether the agreement reaches the threshold for accepting without talk."""
        return self.reaches(ACCEPT_THRESHOLD)

    @property
    def leading(self) -> str:
        """The category most chosen, the earlier one on a tie; empty without votes."""
        best = max(self.final, key=lambda item: item.count, default=None)
        return best.category if best is not None and best.count else ""

    @property
    def is_against_most(self) -> bool:
        """Whether the group agreed on another category than the one most chosen."""
        agreed = self.card.agreed
        counts = {item.category: item.count for item in self.final}
        return bool(self.alike) and agreed in counts and counts[agreed] < self.alike

    @property
    def first_round(self) -> PlacementTally:
        """The same card as if nobody had placed it again."""
        return replace(self, final=self.first, again=False, moved=0, covered=0, moved_at_least=False)

    def reaches(self, threshold: float) -> bool:
        """Whether the agreement is at least `threshold` (0..1). A card that nobody placed never is."""
        return self.agreement is not None and self.agreement >= threshold


def placement_rounds(meeting: int) -> tuple[int, int]:
    """The numbers of the first and second placement round in a meeting (counted from 1)."""
    return 2 * meeting - 1, 2 * meeting


def placement_round_in_meeting(state: State, scheduled: ScheduledActivity) -> int:
    """1 or 2 while cards are placed, 0 otherwise; the journal counts the rounds over all meetings."""
    first, _ = placement_rounds(state.workshop.meeting)
    return scheduled.placement_round - first + 1 if scheduled.placement_round else 0


def shown_cards(state: State, deck: str) -> tuple[Card, ...]:
    """The cards of a deck that stand for themselves (not merged, hidden or withdrawn), as written."""
    return tuple(sorted(state.cards.where("standing_in", deck), key=attrgetter("number")))


def is_set_aside(state: State, card: Card) -> bool:
    """Whether this meeting has not chosen the card: see `sessions.queries.choosing`."""
    return state.set_aside.get(card.id, state.workshop.meeting) is not None


def cards_going_on(state: State, deck: str) -> tuple[Card, ...]:
    """The shown cards of a deck without those that this meeting has not chosen."""
    cards = shown_cards(state, deck)
    return tuple(card for card in cards if not is_set_aside(state, card)) if len(state.set_aside) else cards


def placed_again(cards: Sequence[Card]) -> tuple[Card, ...]:
    """The cards of a second round: those the group has not agreed on; all of them if there is none left."""
    return tuple(card for card in cards if not card.agreed) or tuple(cards)


def second_round_is_open(state: State) -> bool:
    """Whether phones can place cards for the second time right now."""
    scheduled = state.current()
    return (
        scheduled is not None
        and scheduled.input_open
        and placement_round_in_meeting(state, scheduled) == SECOND
    )


def tally_card(state: State, within: Within, card: Card) -> PlacementTally:
    """Count the choices that stand for `card` in this meeting, shows of hands included.

    Counted are the choices of a category of `within`: those in another set stand beside them.

    A participant's choice in round two replaces the one in round one; without a second choice the
    first one stands, so a card that nobody placed again keeps its figures. Hands have no owner: if
    any were counted for the card in round two, they replace those of round one. While round two is
    open its choices do not count, so that the projector influences nobody.
    """
    first_round, second_round = placement_rounds(state.workshop.meeting)
    counts_second = not second_round_is_open(state)
    keys = tuple(category.key for category in within.categories)
    choices: dict[str, dict[int, str]] = {}
    for placement in state.placements.where("card", card.id):
        if placement.category in keys:
            choices.setdefault(placement.participant, {})[placement.placement_round] = placement.category
    first, final = dict.fromkeys(keys, 0), dict.fromkeys(keys, 0)
    moved, again = 0, False
    for by_round in choices.values():
        before = by_round.get(first_round)
        after = by_round.get(second_round) if counts_second else None
        if before is not None:
            first[before] += 1
        stands = after or before
        if stands is not None:
            final[stands] += 1
        again = again or after is not None
        moved += before is not None and after is not None and before != after
    first_hands = _hands(state, card, first_round)
    second_hands = _hands(state, card, second_round) if counts_second else ()
    counted_again = any(row.count for row in second_hands)
    _add_hands(first_hands, first)
    _add_hands(second_hands if counted_again else first_hands, final)
    by_hand = _least_moved(first_hands, second_hands, keys)
    return _covered(
        PlacementTally(
            card,
            _counts(first),
            _counts(final),
            again or counted_again,
            moved + by_hand,
            moved_at_least=by_hand > 0,
        )
    )


def people_who_moved(state: State, deck: str, category_set: str = "") -> int:
    """How many chose another category of the set for any card of `deck` in round two than in round one."""
    first_round, second_round = placement_rounds(state.workshop.meeting)
    moved: set[str] = set()
    for card in shown_cards(state, deck):
        placements = [
            row for row in state.placements.where("card", card.id) if row.category_set == category_set
        ]
        first = {row.participant: row.category for row in placements if row.placement_round == first_round}
        moved |= {
            row.participant
            for row in placements
            if row.placement_round == second_round
            and first.get(row.participant, row.category) != row.category
        }
    return len(moved)


def moved_by_hand(state: State, within: Within, deck: str) -> int:
    """How many of those without a phone, at least, chose otherwise for some card in round two."""
    keys = tuple(category.key for category in within.categories)
    first_round, second_round = placement_rounds(state.workshop.meeting)
    return max(
        (
            _least_moved(_hands(state, card, first_round), _hands(state, card, second_round), keys)
            for card in shown_cards(state, deck)
        ),
        default=0,
    )


def tally_deck(state: State, within: Within, deck: str) -> tuple[PlacementTally, ...]:
    """The tally of every card of `deck` that the meeting goes on with, by number."""
    key = within.category_set.key if isinstance(within, Activity) else ""
    cards = (card_in(state, card, key) for card in cards_going_on(state, deck))
    return tuple(tally_card(state, within, card) for card in cards)


def entropy(counts: Iterable[int]) -> float:
    """-Σ p·log2 p in bits over the counts; 0.0 when all agree or nobody has chosen."""
    numbers = [count for count in counts if count > 0]
    total = sum(numbers)
    return sum(-(count / total) * math.log2(count / total) for count in numbers) + 0.0 if total else 0.0


def most_split_first(tallies: Iterable[PlacementTally]) -> tuple[PlacementTally, ...]:
    """Ascending agreement, then descending entropy, then the number; unplaced cards last."""
    return tuple(
        sorted(
            tallies,
            key=lambda tally: (
                tally.agreement is None,
                tally.agreement or 0.0,
                -round(tally.entropy, 9),
                tally.card.number,
            ),
        )
    )


def distribution(state: State, within: Within, deck: str) -> tuple[CategoryCount, ...]:
    """How many cards that go on are agreed in each category; the last entry, without a key, is the rest."""
    counts = dict.fromkeys((*(category.key for category in within.categories), ""), 0)
    key = within.category_set.key if isinstance(within, Activity) else ""
    for card in cards_going_on(state, deck):
        agreed = card_in(state, card, key).agreed
        counts[agreed if agreed in counts else ""] += 1
    return _counts(counts)


def _covered(tally: PlacementTally) -> PlacementTally:
    """`tally` without the counts of a round in which too few chose for them to be told."""
    if not is_counted(tally.cast):
        nothing = _counts(dict.fromkeys((item.category for item in tally.final), 0))
        return replace(tally, first=nothing, final=nothing, moved=0, covered=tally.cast, moved_at_least=False)
    if not is_counted(tally.first_round.cast):
        nothing = _counts(dict.fromkeys((item.category for item in tally.first), 0))
        return replace(tally, first=nothing, moved=0, moved_at_least=False)
    return tally


def _hands(state: State, card: Card, placement_round: int) -> tuple[HandCount, ...]:
    rows = state.hand_counts.where("subject", card.id)
    return tuple(row for row in rows if row.placement_round == placement_round and not row.scheduled)


def _least_moved(first: Iterable[HandCount], second: Iterable[HandCount], keys: Iterable[str]) -> int:
    """How many hands must have gone from one category to another between two counts."""
    before, after = dict.fromkeys(keys, 0), dict.fromkeys(keys, 0)
    _add_hands(first, before)
    _add_hands(second, after)
    came = sum(max(0, after[key] - before[key]) for key in before)
    went = sum(max(0, before[key] - after[key]) for key in before)
    return min(came, went)


def _add_hands(hands: Iterable[HandCount], counts: dict[str, int]) -> None:
    for row in hands:
        if row.choice in counts:
            counts[row.choice] += row.count


def _counts(counts: dict[str, int]) -> tuple[CategoryCount, ...]:
    return tuple(CategoryCount(key, count) for key, count in counts.items())
