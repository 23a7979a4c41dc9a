"""The facilitator's commands while a group places its cards, and shows of hands."""

from __future__ import annotations

from dataclasses import dataclass

from sessions.command_sets.base import FacilitatorCommand
from sessions.model import Card, CardId


@dataclass(frozen=True, slots=True)
class AgreePlacement(FacilitatorCommand):
    """Record the category the group agrees on (None: not placed)."""

    card: CardId
    category: str | None
    next_category: str | None = None


@dataclass(frozen=True, slots=True)
class AgreePlacements(FacilitatorCommand):
    """Record one category for several cards at once (None: not placed); undone as one act."""

    cards: tuple[CardId, ...]
    category: str | None


@dataclass(frozen=True, slots=True)
class AcceptAgreed(FacilitatorCommand):
    """Agree all cards not yet agreed whose agreement is at least `threshold` (0..1)."""

    threshold: float = 0.75


@dataclass(frozen=True, slots=True)
class StartSecondRound(FacilitatorCommand):
    """Let everyone place again, alone, after the discussion."""

    leads = True


@dataclass(frozen=True, slots=True)
class EndSecondRound(FacilitatorCommand):
    """Close the second round and show who moved, as counts."""

    leads = True


@dataclass(frozen=True, slots=True)
class NoteDisagreement(FacilitatorCommand):
    """Record in one line how the group disagrees about a card (empty: none)."""

    card: CardId
    text: str
    seen: tuple[Card, ...] = ()


@dataclass(frozen=True, slots=True)
class SetBehaviourGoal(FacilitatorCommand):
    """Record what somebody has to do differently (empty: none)."""

    card: CardId
    text: str
    seen: tuple[Card, ...] = ()


@dataclass(frozen=True, slots=True)
class WeighCard(FacilitatorCommand):
    """Put a proposal of the vote in a box of visible result × resources (1..3 each; 0 and 0: in none)."""

    card: CardId
    result: int
    resources: int


@dataclass(frozen=True, slots=True)
class CountHands(FacilitatorCommand):
    """Record a show of hands of those without a phone; replaces an earlier count.

    For place: a card id and a category. For rate: a statement key and a number as text. For
    vote: a card id and `dots`.
    """

    subject: str
    choice: str
    count: int


@dataclass(frozen=True, slots=True)
class CountManyHands(FacilitatorCommand):
    """Record many shows of hands in one act, such as those of a table."""

    counts: tuple[CountHands, ...]
