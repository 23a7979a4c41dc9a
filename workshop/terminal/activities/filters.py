"""Card filters: by theme, status, agreed category and table. Pure, no widget.

Options of one facet are combined with or, different facets with and: the split cards of one theme.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass

from prompts.language.words import Words
from prompts.methods.model import Method
from sessions.model import Card
from sessions.state import State
from sessions.visibility import table_is_named
from workshop.terminal.theme.untrusted_text import one_line

NONE = "-"
"""The option for cards without a theme."""

_BETWEEN = ":"
Label = tuple[str, str]
Values = Callable[[Card], Collection[str]]


@dataclass(frozen=True, slots=True)
class Facet:
    """One property to filter by: its options in order, and which of them a card has."""

    key: str
    title: str
    options: tuple[Label, ...]
    values: Values


@dataclass(frozen=True, slots=True)
class CardFilter:
    """The chosen filter: pairs of facet and option."""

    marked: frozenset[tuple[str, str]] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.marked)

    def passed(self, cards: Iterable[Card], facets: Sequence[Facet]) -> tuple[Card, ...]:
        """The cards that pass. Options that are no longer offered are ignored."""
        wanted = [(facet, self._wanted(facet)) for facet in facets]
        asked = [(facet, keys) for facet, keys in wanted if keys]
        return tuple(
            card for card in cards if all(not keys.isdisjoint(facet.values(card)) for facet, keys in asked)
        )

    def said(self, facets: Sequence[Facet]) -> tuple[str, ...]:
        """The filter in words."""
        return tuple(
            f"{facet.title}: {' / '.join(labels)}"
            for facet in facets
            if (labels := [label for key, label in facet.options if (facet.key, key) in self.marked])
        )

    def _wanted(self, facet: Facet) -> frozenset[str]:
        return frozenset(key for key, _ in facet.options if (facet.key, key) in self.marked)


def choices(facets: Sequence[Facet], cards: Sequence[Card], chosen: CardFilter) -> list[Label]:
    """The dialog's choices: every option that distinguishes cards, with the number of cards that have it."""
    return [
        (f"{facet.key}{_BETWEEN}{key}", f"{facet.title}: {label} ({count})")
        for facet in facets
        for key, label in facet.options
        if 0 < (count := sum(key in facet.values(card) for card in cards)) < len(cards)
        or (facet.key, key) in chosen.marked
    ]


def keys_of(chosen: CardFilter) -> tuple[str, ...]:
    """The filter as the dialog's keys."""
    return tuple(sorted(f"{facet}{_BETWEEN}{key}" for facet, key in chosen.marked))


def from_keys(keys: Iterable[str]) -> CardFilter:
    """The filter for a dialog's keys."""
    pairs = (key.partition(_BETWEEN) for key in keys)
    return CardFilter(frozenset((facet, option) for facet, _, option in pairs))


def theme_facet(state: State, deck: str, cards: Sequence[Card], words: Words) -> Facet:
    """A facet of the deck's non-empty themes, and cards without one."""
    used = {card.theme for card in cards}
    themes = sorted(state.themes.where("deck", deck), key=lambda theme: theme.position)
    options: list[tuple[str, str]] = [
        (theme.id, one_line(theme.name)) for theme in themes if theme.id in used
    ]
    known = {key for key, _ in options}
    if options and any(card.theme not in known for card in cards):
        options.append((NONE, words("panels.filter.no_theme")))

    def values(card: Card) -> tuple[str, ...]:
        return (card.theme if card.theme in known else NONE,)

    return Facet("theme", words("panels.filter.theme"), tuple(options), values)


def status_facet(method: Method, deck: str, cards: Sequence[Card], words: Words) -> Facet:
    """A facet of the status that authors gave their cards, if the deck has statuses."""
    used = {card.status for card in cards}
    statuses = method.deck(deck).statuses
    options = tuple((status.key, one_line(status.title)) for status in statuses if status.key in used)
    return Facet("status", words("panels.filter.status"), options, lambda card: (card.status,))


def table_facet(state: State, method: Method, cards: Sequence[Card], words: Words) -> Facet:
    """A facet of the tables at which the cards were written. Never for an anonymous activity."""
    tables = {card.id: _table(state, method, card) for card in cards}
    seats: dict[str, int] = {}
    names: dict[str, str] = {}
    for person in state.participants:
        key = person.table_name.casefold().strip()
        if key and not person.removed:
            seats[key] = seats.get(key, 0) + 1
            names.setdefault(key, one_line(person.table_name))
    used = {key for key in tables.values() if key and table_is_named(state, seats.get(key, 0))}
    options = tuple((key, names[key]) for key in sorted(used))
    return Facet("table", words("panels.filter.table"), options, lambda card: (tables.get(card.id, ""),))


def _table(state: State, method: Method, card: Card) -> str:
    scheduled = state.scheduled.get(card.scheduled)
    if scheduled is not None and method.activity(scheduled.activity).anonymous:
        return ""
    author = state.participants.get(card.author) if card.author else None
    return author.table_name.casefold().strip() if author is not None else ""
