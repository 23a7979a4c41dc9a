"""What the facilitator does with cards and themes."""

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
    """Let `others` go into `keep`, which keeps its text."""

    keep: str
    others: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class KeepApart(FacilitatorCommand):
    """Two cards look alike and are two: suggest them no more."""

    first: str
    second: str


@dataclass(frozen=True, slots=True)
class SplitCard(FacilitatorCommand):
    """Take a merged card out again."""

    card: str


@dataclass(frozen=True, slots=True)
class NameTheme(FacilitatorCommand):
    """Make a theme of the cards, or add them to the theme that has this name already."""

    name: str
    cards: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RenameTheme(FacilitatorCommand):
    """Give a theme another name."""

    theme: str
    name: str


@dataclass(frozen=True, slots=True)
class MoveToTheme(FacilitatorCommand):
    """Put cards in a theme (None: in none)."""

    theme: str | None
    cards: tuple[str, ...]
