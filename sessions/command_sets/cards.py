"""The facilitator's commands on cards and themes."""

from __future__ import annotations

from dataclasses import dataclass

from sessions.command_sets.base import FacilitatorCommand


@dataclass(frozen=True, slots=True)
class HideCard(FacilitatorCommand):
    """Take a card off the projector and out of the minutes, or bring it back."""

    card: str
    hidden: bool = True


@dataclass(frozen=True, slots=True)
class MergeCards(FacilitatorCommand):
    """Merge `others` into `keep`, which keeps its text."""

    keep: str
    others: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class KeepApart(FacilitatorCommand):
    """Two similar cards are not duplicates: stop suggesting them."""

    first: str
    second: str


@dataclass(frozen=True, slots=True)
class SplitCard(FacilitatorCommand):
    """Undo the merge of one card."""

    card: str


@dataclass(frozen=True, slots=True)
class NameTheme(FacilitatorCommand):
    """Make a theme of the cards, or add them to the existing theme of this name."""

    name: str
    cards: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RenameTheme(FacilitatorCommand):
    """Give a theme another name."""

    theme: str
    name: str


@dataclass(frozen=True, slots=True)
class MoveToTheme(FacilitatorCommand):
    """Put cards in a theme (empty: in none)."""

    theme: str
    cards: tuple[str, ...]
