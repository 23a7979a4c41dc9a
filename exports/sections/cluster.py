"""Themes: which cards belong together, and how each theme is distributed over the approaches."""

from __future__ import annotations

from dataclasses import dataclass

from exports.blocks import Block, Bullets, Cell, Column, Group, Item, Section, Table, single
from exports.section_source import CardLine, Part, Source
from exports.shortening import LONGEST_SHOWN, MOST_ROWS
from prompts.language.cleaning import clean
from prompts.language.words import Words
from prompts.methods.model import Category, Kind
from sessions.queries.choosing import not_chosen
from sessions.tallies.tally import shown_cards

_BETWEEN = " · "


@dataclass(frozen=True, slots=True)
class ThemeLine:
    """A theme and its cards, each with the key of its agreed category (may be empty)."""

    name: str
    cards: tuple[tuple[CardLine, str | None], ...]
    set_aside: frozenset[str] = frozenset()
    """The public numbers of those that this meeting did not choose."""

    def ids(self) -> tuple[str, ...]:
        """The public numbers of the cards."""
        return tuple(card.id for card, _ in self.cards)


@dataclass(frozen=True, slots=True)
class ThemedDeck:
    """The themes of one deck; `rest` are the cards without one. `placed` decks are covered elsewhere.

    `now` says that this meeting clustered them.
    """

    key: str
    title: str
    placed: bool
    now: bool
    themes: tuple[ThemeLine, ...]
    rest: ThemeLine


@dataclass(frozen=True, slots=True)
class Themes(Part):
    """The themed decks in the order of the method."""

    categories: tuple[Category, ...]
    decks: tuple[ThemedDeck, ...]

    def figures(self) -> dict[str, object]:
        themes = [
            {"deck": deck.key, "name": theme.name, "cards": list(theme.ids())}
            for deck in self.decks
            for theme in deck.themes
        ]
        return {"themes": themes}

    def sections(self, words: Words) -> tuple[Section, ...]:
        found = []
        for number, deck in enumerate(self.decks):
            blocks = self._matrix(deck, words) if deck.placed else _lists(deck, words)
            if blocks and deck.now:
                # The cards of a placed deck have a section of their own; this is where the others stand.
                title = words("minutes.cluster.title") if deck.placed else deck.title
                found.append(Section(35 + number, f"themes-{deck.key}", title, blocks))
        return tuple(found)

    def _matrix(self, deck: ThemedDeck, words: Words) -> tuple[Block, ...]:
        if not deck.themes:
            return ()
        columns = (Column(words("minutes.cluster.theme"), 25), Column(deck.title, 75))
        lines = (*deck.themes, deck.rest) if deck.rest.cards else deck.themes
        rows = tuple(
            (
                single(theme.name or words("minutes.cluster.no-theme")),
                self._cell(theme, words),
            )
            for theme in lines
        )
        return (Table(words("minutes.cluster.caption"), columns, rows),)

    def _cell(self, theme: ThemeLine, words: Words) -> Cell:
        """Every card, in as few lines as stay whole: what is longer than LONGEST_SHOWN gets cut."""
        lines: list[str] = []
        for card, agreed in theme.cards[:MOST_ROWS]:
            named = self._named(card, agreed)
            if card.id in theme.set_aside:
                named += f" ({words('minutes.cluster.set-aside')})"
            if lines and len(lines[-1]) + len(_BETWEEN) + len(named) <= LONGEST_SHOWN:
                lines[-1] += _BETWEEN + named
            else:
                lines.append(named)
        left = len(theme.cards) - MOST_ROWS
        return Cell(tuple(lines), words("minutes.annex.more", n=left) if left > 0 else "")

    def _named(self, card: CardLine, agreed: str | None) -> str:
        """A card as those who were not there can read it: its text, and the sign of its approach."""
        signs = {category.key: category.sign for category in self.categories}
        return " ".join(part for part in (signs.get(agreed or "", ""), card.told) if part)


def build(source: Source) -> Themes:
    """Collect the themes of every deck that is clustered."""
    own = [each for each in source.method.activities if each.kind is Kind.PLACE and not each.category_set.key]
    placed = {activity.deck for activity in own}
    return Themes(
        categories=source.method.categories,
        decks=tuple(_themed(source, deck, deck in placed) for deck in source.decks_of(Kind.CLUSTER)),
    )


def _themed(source: Source, deck: str, placed: bool) -> ThemedDeck:
    meeting = source.state.workshop.meeting
    cards: dict[str, list[tuple[CardLine, str | None]]] = {}
    themes = sorted(source.state.themes.where("deck", deck), key=lambda theme: theme.position)
    known = {theme.id for theme in themes}
    for card in shown_cards(source.state, deck):
        place = card.theme if card.theme in known else ""
        cards.setdefault(place, []).append((source.card_line(card), card.agreed))
    aside = frozenset(source.number_of(card.id) for card in not_chosen(source.state, deck))

    def line_of(name: str, place: str) -> ThemeLine:
        return ThemeLine(name, tuple(cards.get(place, ())), aside)

    return ThemedDeck(
        key=deck,
        title=source.method.deck(deck).title,
        placed=placed,
        now=source.last_held(Kind.CLUSTER, deck=deck) == meeting or meeting == 1,
        themes=tuple(line_of(clean(theme.name), theme.id) for theme in themes if theme.id in cards),
        rest=line_of("", ""),
    )


def _lists(deck: ThemedDeck, words: Words) -> tuple[Block, ...]:
    groups = [Group(theme.name, (Bullets(_items(theme, words)),)) for theme in deck.themes]
    if deck.rest.cards and groups:
        groups.append(Group(words("minutes.cluster.no-theme"), (Bullets(_items(deck.rest, words)),)))
    elif deck.rest.cards:
        return (Bullets(_items(deck.rest, words)),)
    return tuple(groups)


def _items(theme: ThemeLine, words: Words) -> tuple[Item, ...]:
    return tuple(
        Item(card.told, lead=card.id, notes=tuple(card.also_written(words))) for card, _ in theme.cards
    )
