"""The facilitator's commands on cards and themes."""

from __future__ import annotations

from dataclasses import dataclass

from sessions.command_sets.base import FacilitatorCommand
from sessions.model import CardId, Theme, ThemeId


@dataclass(frozen=True, slots=True)
class WriteCards(FacilitatorCommand):
    """Write a list of cards in one act, such as a pasted one.

    `origin` is the name of the group that the list was brought from, empty for this workshop's own. They
    go into `deck`, which also takes them before its activity, or into the one of the activity that runs.
    """

    texts: tuple[str, ...]
    occurred: str = ""
    outcome: str = ""
    origin: str = ""
    deck: str = ""


@dataclass(frozen=True, slots=True)
class HideCard(FacilitatorCommand):
    """Take a card off the projector and out of the minutes, or bring it back."""

    card: CardId
    hidden: bool = True


@dataclass(frozen=True, slots=True)
class MergeCards(FacilitatorCommand):
    """Merge `others` into `keep`, which keeps its text."""

    keep: CardId
    others: tuple[CardId, ...]


@dataclass(frozen=True, slots=True)
class KeepApart(FacilitatorCommand):
    """Two similar cards are not duplicates: stop suggesting them."""

    first: CardId
    second: CardId


@dataclass(frozen=True, slots=True)
class SplitCard(FacilitatorCommand):
    """Undo the merge of one card."""

    card: CardId


@dataclass(frozen=True, slots=True)
class DivideCard(FacilitatorCommand):
    """Make two or more cards of one: it keeps the first of `texts` and its number, the others are new."""

    card: CardId
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SetOrigin(FacilitatorCommand):
    """Say which group a card was brought from; empty for this workshop's own."""

    card: CardId
    origin: str


@dataclass(frozen=True, slots=True)
class ChooseCards(FacilitatorCommand):
    """Go on with `chosen` in this meeting and set `others` aside. Cards in neither stay as they are."""

    chosen: tuple[CardId, ...]
    others: tuple[CardId, ...]


@dataclass(frozen=True, slots=True)
class NameTheme(FacilitatorCommand):
    """Make a theme of the cards, or add them to the existing theme of this name."""

    name: str
    cards: tuple[CardId, ...]


@dataclass(frozen=True, slots=True)
class RenameTheme(FacilitatorCommand):
    """Give a theme another name."""

    theme: ThemeId
    name: str
    seen: tuple[Theme, ...] = ()


@dataclass(frozen=True, slots=True)
class MoveToTheme(FacilitatorCommand):
    """Put cards in a theme (None: in none)."""

    theme: ThemeId | None
    cards: tuple[CardId, ...]
