"""What groups that were joined brought along: which of their cards are here, and how they placed them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sessions.command_sets.joining import SentCard
from sessions.model import Card, JoinedCard
from sessions.state import State


@dataclass(frozen=True, slots=True)
class GroupView:
    """How one group sees an initiative: what it agreed, and how many chose what.

    `people` is how many chose; 0 where nobody did or too few to be told.
    """

    group: str
    agreed: str | None
    counts: tuple[tuple[str, int], ...]
    number: int
    """Of the card that the group brought: it may have been merged since."""

    @property
    def people(self) -> int:
        return sum(count for _, count in self.counts)


@dataclass(frozen=True, slots=True)
class Difference:
    """What of a group's list is new, changed or gone since it was sent last.

    `edited_here` are cards whose text has changed in both places: this workshop's stays.
    `kept` are gone there, and stay because this workshop has worked on them.
    """

    new: tuple[SentCard, ...]
    changed: tuple[tuple[Card, SentCard], ...]
    gone: tuple[Card, ...]
    edited_here: tuple[Card, ...]
    kept: tuple[Card, ...]
    same: int

    @property
    def is_nothing(self) -> bool:
        return not (self.new or self.changed or self.gone)


def groups_of(state: State) -> tuple[str, ...]:
    """The groups that were joined, in the order in which they came."""
    rows = sorted(state.joined_cards, key=lambda row: _number(state, row))
    origins = (card.origin for row in rows if (card := state.cards.get(row.card)) is not None)
    return tuple(dict.fromkeys(origins))


def views_of(state: State, card: Card) -> tuple[GroupView, ...]:
    """How each group that brought `card`, or a card that was merged into it, sees it."""
    found = []
    for each in _with_merged(state, card):
        row = state.joined_cards.get(each.id)
        if row is not None:
            found.append(GroupView(each.origin, row.agreed, _counts(state, each), each.number))
    return tuple(found)


def origin_of(state: State, source: str) -> str:
    """The name under which the workshop `source` was joined; empty where it was not."""
    rows = (row for row in state.joined_cards if row.source == source)
    cards = (state.cards.get(row.card) for row in rows)
    return next((card.origin for card in cards if card is not None), "")


def source_like(state: State, origin: str, sent: Iterable[SentCard]) -> str:
    """The group called `origin` that sent at least half of these texts before; empty where there is none.

    So a workshop whose title has been changed since is still the same one.
    """
    texts = {(each.number, each.text) for each in sent}
    alike: dict[str, int] = {}
    for row in state.joined_cards:
        card = state.cards.get(row.card)
        if card is not None and card.origin == origin and (row.number, row.sent) in texts:
            alike[row.source] = alike.get(row.source, 0) + 1
    best = max(alike, key=lambda source: alike[source], default="")
    return best if best and 2 * alike[best] >= len(texts) else ""


def difference(state: State, source: str, deck: str, sent: Iterable[SentCard]) -> Difference:
    """Compare what the workshop `source` sends with what is here of it."""
    here = {
        row.number: (card, row)
        for row in state.joined_cards
        if row.source == source and (card := state.cards.get(row.card)) is not None and card.deck == deck
    }
    new: list[SentCard] = []
    changed: list[tuple[Card, SentCard]] = []
    edited: list[Card] = []
    same = 0
    for each in sent:
        card, row = here.pop(each.number, (None, None))
        if card is None or row is None:
            new.append(each)
        elif _is_as_sent(state, card, row, each):
            same += 1
        else:
            changed.append((card, each))
            if each.text != row.sent and card.text != row.sent:
                edited.append(card)
    left = [card for card, _ in here.values() if not card.withdrawn]
    kept = tuple(card for card in left if _is_worked_on(state, card))
    gone = tuple(card for card in left if card not in kept)
    return Difference(tuple(new), tuple(changed), gone, tuple(edited), kept, same)


def _is_as_sent(state: State, card: Card, row: JoinedCard, sent: SentCard) -> bool:
    known = (row.sent, row.agreed, _counts(state, card), card.withdrawn)
    return known == (sent.text, sent.agreed, _sorted(sent.counts), False)


def _is_worked_on(state: State, card: Card) -> bool:
    """Whether this workshop has placed, agreed or merged something about the card."""
    return bool(
        card.agreed
        or state.placements.where("card", card.id)
        or state.merged_cards(card.id)
        or any(step.card == card.id and not step.removed for step in state.next_steps)
    )


def _with_merged(state: State, card: Card) -> tuple[Card, ...]:
    merged = (each for each in state.merged_cards(card.id) if not each.withdrawn)
    return (card, *(inner for each in merged for inner in _with_merged(state, each)))


def _counts(state: State, card: Card) -> tuple[tuple[str, int], ...]:
    return _sorted((row.category, row.people) for row in state.joined_choices.where("card", card.id))


def _sorted(counts: Iterable[tuple[str, int]]) -> tuple[tuple[str, int], ...]:
    return tuple(sorted((category, people) for category, people in counts if people))


def _number(state: State, row: JoinedCard) -> int:
    card = state.cards.get(row.card)
    return card.number if card is not None else 0
