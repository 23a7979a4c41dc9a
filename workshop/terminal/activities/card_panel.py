"""A panel around a wall of cards: filter, search, and details of one card.

Filter and search combine. While either is on, a line says how many of the cards are shown and how to
see them all again: a wall that omits cards must never look complete.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sessions.model import Card, ScheduledId
from sessions.queries.origins import with_origin
from workshop.live.live_workshop import LiveWorkshop
from workshop.terminal.activities.filters import (
    CardFilter,
    Facet,
    choices,
    from_keys,
    keys_of,
    status_facet,
    table_facet,
    theme_facet,
)
from workshop.terminal.activities.hidden_cards import HiddenCardsOverlay, hidden_cards
from workshop.terminal.activities.wall_panel import SEARCH, WallPanel, action, title_of
from workshop.terminal.canvas.blocks import TextBlock
from workshop.terminal.canvas.canvas import Canvas
from workshop.terminal.canvas.layout import Flow, Section
from workshop.terminal.dialogs.ask import ask_many, confirm, show_text
from workshop.terminal.theme.untrusted_text import harmless, one_line, plain
from workshop.terminal.widgets.card_wall import CardWall

WALL_ACTIONS = (
    SEARCH,
    action("common", "filter", "F", rank=75),
    action("common", "show_all", "escape", shown=False),
    action("common", "detail", "enter", rank=78, shown=False),
)
LIST_HIDDEN = action("hidden", "list_hidden", "ctrl+k", rank=79)


class CardPanel(WallPanel):
    """Shows the cards that pass the filter, and says so."""

    def __init__(self, live: LiveWorkshop, scheduled_id: ScheduledId) -> None:
        """Start with all cards."""
        super().__init__(live, scheduled_id)
        self.filter = CardFilter()

    # --- what is shown -----------------------------------------------------------------------------

    @property
    def cards(self) -> tuple[Card, ...]:
        """All cards that stand for themselves, by number."""
        raise NotImplementedError

    @property
    def hidden_cards(self) -> tuple[Card, ...]:
        """The hidden cards. Their number may be shown, their text may not."""
        return hidden_cards(self.state, self.activity.deck)

    def hidden_count(self) -> tuple[Section, ...]:
        """A line on how many cards are hidden; empty if there are none."""
        count = len(self.hidden_cards)
        return (Flow((TextBlock(self.text("hidden.count", n=count), "muted"),), spacing=0),) if count else ()

    def facets(self) -> Sequence[Facet]:
        """The facets by which the cards can be filtered now."""
        cards, state, deck = self.cards, self.state, self.activity.deck
        found = (
            *self.own_facets(),
            status_facet(self.live.method, deck, cards, self.words),
            theme_facet(state, deck, cards, self.words),
            table_facet(state, self.live.method, cards, self.words),
        )
        return tuple(facet for facet in found if facet.options)

    def own_facets(self) -> Sequence[Facet]:
        """Additional facets of this kind."""
        return ()

    def passing(self, cards: Iterable[Card]) -> tuple[Card, ...]:
        """The cards that pass the filter."""
        return self.filter.passed(cards, self.facets()) if self.filter else tuple(cards)

    def nothing_meant(self) -> tuple[Section, ...]:
        """The section shown when no card passes the filter."""
        return self.tip_section("filter.nothing")

    def redraw(self) -> None:
        """Redraw, and say what is filtered out."""
        super().redraw()
        self._say_what_is_shown()

    def on_card_wall_searched(self, event: CardWall.Searched) -> None:
        event.stop()
        self._say_what_is_shown()

    def _say_what_is_shown(self) -> None:
        needle = self.canvas.needle
        said = list(self.filter.said(self.facets())) if self.filter else []
        if needle:
            said.append(self.text("filter.search", needle=one_line(needle)))
        if not said or not self.can_filter:
            self.wall.say(None)
            return
        known = {card.id for card in self.cards}
        shown = len(known.intersection(self.canvas.keys()))
        line = self.text("filter.shown", n=shown, total=len(known), what=" · ".join(said))
        self.wall.say(plain(f"{line}   {self.text('filter.clear')}"))

    # --- actions -----------------------------------------------------------------------------------

    @property
    def can_filter(self) -> bool:
        """Whether there are visible cards at all. Called for every key of the footer, so it must be cheap."""
        return bool(self.state.cards.where("standing_in", self.activity.deck))

    def allows(self, method: str) -> bool:
        """Filter, search and details are available once cards are visible."""
        if method == "list_hidden":
            return bool(self.hidden_cards)
        if method == "show_all":
            return bool(self.filter or self.canvas.needle or self.canvas.picked)
        return self.can_filter if method in ("filter", "search", "detail") else True

    async def action_filter(self) -> None:
        """Choose what to filter the cards by."""
        offered = choices(self.facets(), self.cards, self.filter)
        if not offered:
            self.tell("filter.all_alike", "warning")
            return
        title, note = self.text("filter.title"), self.text("filter.note")
        chosen = await ask_many(self.app, title, offered, keys_of(self.filter), note)
        if chosen is not None:
            self.filter = from_keys(chosen)
            self.redraw()
            self.call_after_refresh(self.canvas.show_chosen)

    def action_show_all(self) -> None:
        """Show all cards again, and clear the picks."""
        self.filter = CardFilter()
        self.canvas.unpick_all()
        self.wall.end_search()
        self.redraw()
        self.call_after_refresh(self.canvas.show_chosen)

    def action_pick(self) -> None:
        """Pick the chosen card, or unpick it."""
        if self.canvas.chosen:
            self.canvas.pick(self.canvas.chosen)
            self.changed_actions()

    async def action_detail(self) -> None:
        """Show everything known about the chosen card."""
        card = self.chosen_card
        if card is not None:
            title = f"{self.number(card)}  {one_line(with_origin(card))}"
            await show_text(self.app, title, self.detail_lines(card) or [self.text("detail.nothing")])

    async def action_list_hidden(self) -> None:
        """Show the hidden cards' text, after asking: everybody who sees this screen can read it then."""
        detail = "hidden.sure_detail_private" if self.live.attached.audience else "hidden.sure_detail"
        if await confirm(self.app, self.text("hidden.sure"), self.text(detail)):
            self.app.push_screen(HiddenCardsOverlay(self.live, self.activity.deck, self.number))

    def detail_lines(self, card: Card) -> list[str]:
        """The details of a card besides its first line; a kind adds its own."""
        lines: list[str] = []
        if "\n" in card.text.strip():
            lines += [harmless(card.text), ""]
        lines += [
            self.text("detail.merged", text=f"{self.number(other)}  {one_line(with_origin(other))}")
            for other in self.state.merged_cards(card.id)
            if not other.hidden
        ]
        status = title_of(self.deck.statuses, card.status)
        theme = self.state.themes.get(card.theme) if card.theme else None
        if status:
            lines.append(self.text("detail.line", label=self.text("filter.status"), text=status))
        if theme is not None:
            lines.append(self.text("detail.line", label=self.text("filter.theme"), text=one_line(theme.name)))
        return lines

    def on_canvas_activated(self, event: Canvas.Activated) -> None:
        event.stop()
        self.perform("detail")
