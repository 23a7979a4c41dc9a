"""Cluster: grouping cards. They are picked and then merged or given a theme; no dragging needed."""

from __future__ import annotations

from collections.abc import Sequence

from sessions.model import CardId, ThemeId
from workshop.facilitating.act_runner import ran_to_end
from workshop.facilitating.acts.cluster import ACTS, keep_apart, merge_some, move_to
from workshop.terminal.actions.action_spec import specs_of
from workshop.terminal.activities.card_panel import LIST_HIDDEN, WALL_ACTIONS
from workshop.terminal.activities.cursors import TabCursor
from workshop.terminal.activities.kinds.cluster_board import ClusterBoard
from workshop.terminal.activities.wall_panel import MOVES, action, digits
from workshop.terminal.canvas.canvas import Canvas
from workshop.terminal.dialogs.screen_conversation import Cursor


class ClusterPanel(ClusterBoard):
    """The cards by theme, merged ones below the card they were merged into, and suggestions on request."""

    ACTIONS = (
        action("cluster", "pick", "space", rank=10),
        *specs_of(ACTS),
        action("cluster", "duplicates", "o", rank=40),
        action("cluster", "same", "j", rank=5, at_once=True),
        action("cluster", "other", "l", rank=6, at_once=True),
        action("cluster", "next_pair", "tab", rank=7),
        LIST_HIDDEN,
        action("cluster", "unpick", "z", shown=False),
        *digits("cluster"),
        *MOVES,
        *WALL_ACTIONS,
    )

    @property
    def cursor(self) -> Cursor:
        """The chosen card, and around it its theme."""
        card = self.chosen_card
        return TabCursor(self.canvas, card.theme if card is not None else None)

    def allows(self, method: str) -> bool:
        """Deciding on a pair requires the pair to be on the screen."""
        if method in ("same", "other", "next_pair"):
            return self._pane.has_class("-open") and self.suggestions.current is not None
        if method.startswith("digit_"):
            return int(method[-1]) <= len(self.themes)
        return super().allows(method)

    def action_unpick(self) -> None:
        """Clear the picks."""
        self.canvas.unpick_all()
        self.changed_actions()

    def action_duplicates(self) -> None:
        """Show or hide suggested duplicates."""
        self._pane.toggle_class("-open")
        self._show_pair()
        self.changed_actions()

    async def action_same(self) -> None:
        """The pair is a duplicate: merge it."""
        pair = self.suggestions.current
        found = () if pair is None else tuple(map(self.card, (pair.first, pair.second)))
        some = [card for card in found if card is not None]
        if len(some) >= 2:
            await ran_to_end(merge_some(self.talk(), some))

    async def action_other(self) -> None:
        """The pair is not a duplicate: leave it, and stop suggesting it."""
        pair = self.suggestions.current
        if pair is not None:
            await keep_apart(self.talk(), CardId(pair.first), CardId(pair.second))

    def action_next_pair(self) -> None:
        """Go to the next pair."""
        self.suggestions.step()
        self._show_pair()

    # --- themes -----------------------------------------------------------------------------------

    async def digit(self, number: int) -> None:
        """Put the picked cards, or the chosen one, in a theme by its number."""
        if number <= len(self.themes):
            await self._to_theme(self.themes[number - 1].id, self.canvas.picked or (self.canvas.chosen,))

    async def _to_theme(self, theme: ThemeId, keys: Sequence[str]) -> None:
        cards = [card for card in map(self.card, keys) if card is not None]
        following = self._next_loose(keys)
        if await move_to(self.talk(), theme, cards):
            self.action_unpick()
            if following:
                self.canvas.choose(following)

    def _next_loose(self, leaving: Sequence[str]) -> str:
        """The card without a theme that comes after the chosen one, except `leaving`; may be empty."""
        chosen, known = self.chosen_card, {theme.id for theme in self.themes}
        if chosen is None or chosen.id not in leaving or chosen.theme in known:
            return ""
        shown = set(self.canvas.keys())
        loose = [card.id for card in self.cards if card.id in shown and card.theme not in known]
        after = loose[loose.index(chosen.id) + 1 :] + loose[: loose.index(chosen.id)]
        return next((key for key in after if key not in leaving), "")

    async def on_canvas_dropped(self, event: Canvas.Dropped) -> None:
        event.stop()
        theme = self.state.themes.get(event.column)
        if theme is None:
            return
        # Dragging one of the picked cards moves all of them.
        dragged = self.canvas.picked if event.key in self.canvas.picked else (event.key,)
        await self._to_theme(theme.id, dragged)


PANEL = ClusterPanel
