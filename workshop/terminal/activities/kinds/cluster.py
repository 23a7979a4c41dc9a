"""Cluster: what belongs together. Cards are picked and then merged or given a theme; no dragging needed."""

from __future__ import annotations

from collections.abc import Sequence

from sessions.commands import (
    HideCard,
    KeepApart,
    MergeCards,
    MoveToTheme,
    NameTheme,
    RenameTheme,
    SplitCard,
    WriteCard,
)
from sessions.tally import merged_cards
from workshop.terminal.activities.asking import edit_card, write_text
from workshop.terminal.activities.card_panel import LIST_HIDDEN, WALL_ACTIONS
from workshop.terminal.activities.common import MOVES, action, digits
from workshop.terminal.activities.kinds.cluster_board import ClusterBoard
from workshop.terminal.canvas.canvas import Canvas
from workshop.terminal.dialogs.ask import ask_choice
from workshop.terminal.theme.untrusted_text import one_line

NEW_THEME = "+"
NO_THEME = "-"
LONGEST_THEME = 80


class ClusterPanel(ClusterBoard):
    """The cards by theme, what was merged below what it went into, and suggestions on request."""

    ACTIONS = (
        action("cluster", "pick", "space", rank=10),
        action("cluster", "merge", "s", rank=20),
        action("cluster", "theme", "g", rank=30),
        action("cluster", "duplicates", "o", rank=40),
        action("cluster", "same", "j", rank=5),
        action("cluster", "other", "l", rank=6),
        action("cluster", "next_pair", "tab", rank=7),
        action("cluster", "split", "x", rank=60),
        action("cluster", "edit", "e", rank=55),
        action("cluster", "rename", "y", rank=65),
        action("cluster", "add", "a", rank=50),
        action("cluster", "hide", "h", rank=70),
        LIST_HIDDEN,
        action("cluster", "unpick", "z", shown=False),
        *digits("cluster"),
        action("cluster", "no_theme", "0", shown=False),
        *MOVES,
        *WALL_ACTIONS,
    )

    # --- picking ----------------------------------------------------------------------------------

    @property
    def meant(self) -> tuple[str, ...]:
        """The picked cards, or the chosen one where none is picked."""
        if self.canvas.picked:
            return self.canvas.picked
        return (self.canvas.chosen,) if self.canvas.chosen else ()

    def allows(self, method: str) -> bool:
        """A decision on a pair needs the pair on the screen."""
        if method in ("same", "other", "next_pair"):
            return self._pane.has_class("-open") and self.suggestions.current is not None
        if method.startswith("digit_"):
            return int(method[-1]) <= len(self.themes)
        return super().allows(method)

    def action_unpick(self) -> None:
        """Put everything back."""
        self.canvas.unpick_all()
        self.changed_actions()

    # --- merging ----------------------------------------------------------------------------------

    async def action_merge(self) -> None:
        """Let the picked cards go into one, after asking whose text is kept."""
        if len(self.canvas.picked) < 2:
            self.tell("cluster.pick_first", "warning")
            return
        await self._merge(self.canvas.picked)

    async def _merge(self, keys: Sequence[str]) -> None:
        cards = [card for card in map(self.card, keys) if card is not None]
        choices = [(card.id, f"{self.number(card)}  {one_line(card.text)}") for card in cards]
        keep = await ask_choice(self.app, self.text("cluster.ask_keep"), choices, current=cards[0].id)
        if keep is None:
            return
        others = tuple(card.id for card in cards if card.id != keep)
        if await self.send(MergeCards(keep, others)) is not None:
            self.canvas.unpick_all()
            self.canvas.choose(keep)

    async def action_split(self) -> None:
        """Take a card out again that went into the chosen one."""
        card = self.chosen_card
        merged = [other for other in merged_cards(self.picture, card.id) if not other.hidden] if card else []
        if not merged:
            self.tell("cluster.nothing_merged", "warning")
            return
        choices = [(other.id, f"{self.number(other)}  {one_line(other.text)}") for other in merged]
        key = await ask_choice(self.app, self.text("cluster.ask_split"), choices)
        if key is not None:
            await self.send(SplitCard(key))

    def action_duplicates(self) -> None:
        """Show or hide what may be the same."""
        self._pane.toggle_class("-open")
        self._show_pair()
        self.changed_actions()

    async def action_same(self) -> None:
        """The pair is one: merge it."""
        pair = self.suggestions.current
        if pair is not None:
            await self._merge((pair.first, pair.second))

    async def action_other(self) -> None:
        """The pair is two: leave it, and suggest it no more."""
        pair = self.suggestions.current
        if pair is not None:
            await self.send(KeepApart(pair.first, pair.second))

    def action_next_pair(self) -> None:
        """Look at the next pair."""
        self.suggestions.step()
        self._show_pair()

    # --- themes -----------------------------------------------------------------------------------

    async def action_theme(self) -> None:
        """Give the picked cards a theme: one that is there, or a new one."""
        if not self.meant:
            return
        if self.themes:
            choices = [(theme.id, one_line(theme.name)) for theme in self.themes]
            choices = [
                (NEW_THEME, self.text("cluster.new_theme")),
                *choices,
                (NO_THEME, self.text("cluster.none")),
            ]
            key = await ask_choice(self.app, self.text("cluster.ask_theme"), choices)
            if key is None:
                return
            if key != NEW_THEME:
                await self._to_theme("" if key == NO_THEME else key)
                return
        named = await write_text(
            self,
            "cluster.ask_name",
            lambda name: NameTheme(name, self.meant),
            longest=LONGEST_THEME,
            needed=True,
        )
        if named is not None:
            self.action_unpick()

    async def _to_theme(self, theme: str) -> None:
        if self.meant and await self.send(MoveToTheme(theme, self.meant)) is not None:
            self.action_unpick()

    async def digit(self, number: int) -> None:
        """Put the picked cards in a theme by its number."""
        themes = self.themes
        if number <= len(themes):
            await self._to_theme(themes[number - 1].id)

    async def action_no_theme(self) -> None:
        """Take the picked cards out of their theme."""
        await self._to_theme("")

    async def action_rename(self) -> None:
        """Give the chosen card's theme another name."""
        card = self.chosen_card
        theme = self.picture.themes.get(card.theme) if card is not None and card.theme else None
        if theme is None:
            self.tell("cluster.theme_first", "warning")
            return
        await write_text(
            self,
            "cluster.ask_name",
            lambda name: RenameTheme(theme.id, name),
            theme.name,
            longest=LONGEST_THEME,
            needed=True,
        )

    async def on_canvas_dropped(self, event: Canvas.Dropped) -> None:
        event.stop()
        if self.picture.themes.get(event.column) is None:
            return
        # Dragging one of the picked cards takes all of them along.
        dragged = self.canvas.picked if event.key in self.canvas.picked else (event.key,)
        if await self.send(MoveToTheme(event.column, dragged)) is not None and len(dragged) > 1:
            self.action_unpick()

    # --- single cards -------------------------------------------------------------------------------

    async def action_add(self) -> None:
        """Write a card for somebody without a phone."""
        await write_text(self, "collect.ask_card", WriteCard, needed=True)

    async def action_edit(self) -> None:
        """Correct the chosen card's text."""
        if (card := self.chosen_card) is not None:
            await edit_card(self, card)

    async def action_hide(self) -> None:
        """Take the chosen card off the projector."""
        card = self.chosen_card
        if card is not None:
            await self.send(HideCard(card.id))
