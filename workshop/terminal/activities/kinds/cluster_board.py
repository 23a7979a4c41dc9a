"""The display of the cluster panel: cards by theme, what was merged into them, and possible duplicates."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

from textual.app import ComposeResult
from textual.content import Content

from sessions.model import Card, ScheduledId, Theme
from sessions.queries.carrying import cards_of
from sessions.queries.choosing import beyond_the_sheet, can_be_chosen_from
from sessions.queries.marks import ON_CARDS, marks_on
from sessions.queries.origins import with_origin
from sessions.similarity.kept_apart import kept_apart
from sessions.tallies.tally import is_set_aside
from workshop.live.live_workshop import PAIR, LiveWorkshop
from workshop.terminal.activities.card_panel import CardPanel
from workshop.terminal.activities.duplicates import Suggestions
from workshop.terminal.canvas.blocks import Block, CardBlock, LinesBlock, RuleBlock, TextBlock
from workshop.terminal.canvas.board import not_chosen_section
from workshop.terminal.canvas.canvas import Canvas
from workshop.terminal.canvas.drawing import Line, Span, pieces
from workshop.terminal.canvas.layout import Columns, Flow, Groups, Section, Stack
from workshop.terminal.theme.untrusted_text import harmless, plain


class ClusterBoard(CardPanel):
    """The cards by theme; `ClusterPanel` adds the actions."""

    DEFAULT_CSS = """
    ClusterBoard #suggestion { display: none; height: auto; max-height: 9; margin: 1 0 0 0; }
    ClusterBoard #suggestion.-open { display: block; }
    """

    def __init__(self, live: LiveWorkshop, scheduled_id: ScheduledId) -> None:
        """Start without suggestions; they are computed once the board is shown."""
        super().__init__(live, scheduled_id)
        self.suggestions = Suggestions(live.words.language)
        self._pane = Canvas(id="suggestion")
        self._pane.marks_choice = False
        self._known = False

    def compose(self) -> ComposeResult:
        yield self.wall
        yield self._pane

    def on_mount(self) -> None:
        self.run_worker(self._learn())

    async def _learn(self) -> None:
        """Index all cards in another thread: hundreds take longer than a frame."""
        await asyncio.to_thread(self.suggestions.update, self.cards, self._apart)
        self._known = True
        if self.is_attached:  # the activity may have been left meanwhile
            self.redraw()

    # --- drawing --------------------------------------------------------------------------------

    @property
    def cards(self) -> tuple[Card, ...]:
        """The cards that stand for themselves, of those that the activity works on."""
        return cards_of(self.state, self.activity)

    @property
    def _apart(self) -> frozenset[frozenset[str]]:
        return kept_apart(self.state, self.scheduled_id)

    @property
    def themes(self) -> tuple[Theme, ...]:
        """The deck's themes that have a card, in the order they were named."""
        used = {card.theme for card in self.cards}
        themes = self.state.themes.where("deck", self.activity.deck)
        return tuple(
            sorted((theme for theme in themes if theme.id in used), key=lambda theme: theme.position)
        )

    def redraw(self) -> None:
        """Redraw from the state."""
        super().redraw()
        if self._known:
            self.suggestions.update(self.cards, self._apart)
        self._show_pair()

    def sections(self) -> Sequence[Section]:
        """A group per theme, then the cards without one."""
        cards = self.cards
        if not cards:
            return (*self.tip_section("cluster.empty"), *self.hidden_count())
        cards = self.passing(cards)
        if not cards:
            return (*self.nothing_meant(), *self.hidden_count())
        aside = tuple(card for card in cards if is_set_aside(self.state, card))
        cards = tuple(card for card in cards if not is_set_aside(self.state, card))
        themes = self.themes
        known = {theme.id for theme in themes}
        grouped = ((number, theme, _in(cards, theme)) for number, theme in enumerate(themes, start=1))
        stacks = [self._stack(number, theme, own) for number, theme, own in grouped if own]
        loose = tuple(self._block(card) for card in cards if card.theme not in known)
        sections: list[Section] = self._beyond_the_sheet()
        if loose:
            tip = "cluster.loose" if themes else "cluster.begin"
            sections += [Flow((TextBlock(self.text(tip, n=len(loose)), "muted"),)), Flow(loose)]
        if stacks:
            sections.append(Groups(tuple(stacks), spacing=0))
        sections += not_chosen_section(
            self.text("choosing.not_chosen", n=len(aside)), map(self._block, aside)
        )
        return [*sections, *self.hidden_count()]

    def _beyond_the_sheet(self) -> list[Section]:
        """How many more cards go on than the run sheet is made for; nothing where all have room."""
        method, deck = self.live.method, self.activity.deck
        beyond = (
            beyond_the_sheet(self.state, method, deck) if can_be_chosen_from(method, self.activity) else 0
        )
        said = TextBlock(self.text("choosing.too_many", n=beyond), "accent")
        return [Flow((said,), spacing=0)] if beyond else []

    def _stack(self, number: int, theme: Theme, cards: Sequence[Card]) -> Stack:
        key: Line = (Span(f"{number}  ", "number"),) if number <= 9 else ()
        head = TextBlock(f"{harmless(theme.name)} · {len(cards)}", "accent", lead=key)
        return Stack(theme.id, (head, *map(self._block, cards)))

    def _block(self, card: Card) -> CardBlock:
        others = tuple(other for other in self.state.merged_cards(card.id) if not other.hidden)
        marks = self._marks(card)
        return self.kept(
            card.id,
            (card, *others, marks),
            lambda: CardBlock(
                card.id,
                self.number(card),
                harmless(with_origin(card)),
                notes=((Span(marks, "muted"),),) if marks else (),
                merged=tuple(harmless(with_origin(other)) for other in others),
            ),
        )

    def _marks(self, card: Card) -> str:
        """How many have said on their phones that they mean the same, or do not understand it."""
        counts = ((mark, marks_on(self.state, card.id, mark)) for mark in ON_CARDS)
        return " · ".join(self.text(f"cluster.{mark}", n=n) for mark, n in counts if n)

    @property
    def pointed(self) -> str:
        """The chosen card; while a pair is decided on, both of it."""
        pair = self.suggestions.current
        if pair is not None and self._pane.has_class("-open"):
            return f"{pair.first}{PAIR}{pair.second}"
        return super().pointed

    def _show_pair(self) -> None:
        self.point()
        pair = self.suggestions.current
        if not self._pane.has_class("-open"):
            return
        if pair is None:
            tip = self.tip("cluster.no_pairs" if self._known else "cluster.looking")
            self._pane.show((Flow((RuleBlock(), tip), most_columns=1, spacing=0),))
            return
        first, second = self.card(pair.first), self.card(pair.second)
        if first is None or second is None:
            return
        title = self.text("cluster.pair", place=self.suggestions.place, total=len(self.suggestions))
        head: tuple[Block, ...] = (RuleBlock(), TextBlock(title, "accent"))
        cards = tuple(
            Stack(card.id, (CardBlock("", self.number(card), harmless(with_origin(card)), most=3),))
            for card in (first, second)
        )
        keys = LinesBlock(pieces(self.text("cluster.pair_keys")))
        self._pane.show(
            (Flow(head, most_columns=1, spacing=0), Columns(cards, spacing=0), Flow((keys,), spacing=0))
        )

    def status(self) -> Content | None:
        """How many cards, themes and suggestions."""
        parts = [self.text("cluster.status", cards=len(self.cards), n=len(self.themes))]
        if len(self.suggestions):
            parts.append(self.text("cluster.suggested", n=len(self.suggestions)))
        if self.canvas.picked:
            parts.append(self.text("cluster.picked", n=len(self.canvas.picked)))
        return plain(" · ".join(parts))


def _in(cards: Sequence[Card], theme: Theme) -> tuple[Card, ...]:
    return tuple(card for card in cards if card.theme == theme.id)
