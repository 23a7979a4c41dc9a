"""Place: alone without results, then the discussion of the most split cards, then goals."""

from __future__ import annotations

from prompts.methods.model import Phase
from workshop.facilitating.acts.place import ACTS, AGREE, agree_in
from workshop.terminal.actions.action_spec import specs_of
from workshop.terminal.activities.card_panel import WALL_ACTIONS
from workshop.terminal.activities.kinds.place_board import TALK_SECONDS, PlaceBoard
from workshop.terminal.activities.wall_panel import MOVES, action, digits
from workshop.terminal.canvas.canvas import Canvas
from workshop.terminal.widgets.key_row import KeyRow


class PlacePanel(PlaceBoard):
    """The board where the group sees how far it disagrees about its cards."""

    ACTIONS = (
        *digits("place"),
        *specs_of(act for act in ACTS if act is not AGREE),  # the number keys do that
        action("place", "board", "v", rank=15),
        action("place", "pick", "space", rank=55),
        action("place", "talk", "c", rank=60),
        *MOVES,
        *WALL_ACTIONS,
    )

    def action_talk(self) -> None:
        """Start the 90 seconds for the chosen card on every screen, or stop them."""
        self.live.time_talk(TALK_SECONDS if self.live.talk_until is None else None)
        self._show_detail()

    # --- actions --------------------------------------------------------------------------------

    def allows(self, method: str) -> bool:
        """Only actions that apply to the phase."""
        if method.startswith("digit_"):
            return self.phase is Phase.TALK and self.category_after(int(method[-1])) is not None
        if method in ("board", "talk", "pick"):
            return self.phase is Phase.TALK
        return super().allows(method)

    def label_now(self, method: str) -> str:
        """The key for the second round ends it while it is open."""
        return "terminal.now.end-second" if method == "second_round" and self.second.open else ""

    async def digit(self, number: int) -> None:
        """Agree the chosen card, or the picked ones, in a category."""
        category = self.category_after(number)
        if category is not None:
            await self._agree(category.key, self.canvas.picked or (self.canvas.chosen,))

    async def _agree(self, category: str, keys: tuple[str, ...]) -> None:
        cards = [card for card in map(self.card, keys) if card is not None]
        if await agree_in(self.talk(), category, cards):
            self.canvas.unpick_all()
            self.changed_actions()

    def action_board(self) -> None:
        """Switch between the list and the board."""
        self.shows_board = not self.shows_board
        self.point()
        self.redraw()
        self.canvas.scroll_home(animate=False)
        self.call_after_refresh(self.canvas.show_chosen)

    async def on_key_row_pressed(self, event: KeyRow.Pressed) -> None:
        event.stop()
        if event.key.isdecimal():
            self.perform(f"digit_{event.key}")

    async def on_canvas_dropped(self, event: Canvas.Dropped) -> None:
        event.stop()
        if any(known.key == event.column for known in self.activity.categories):
            self.canvas.choose(event.key)
            # Dragging one of the picked cards moves all of them.
            await self._agree(
                event.column, self.canvas.picked if event.key in self.canvas.picked else (event.key,)
            )


PANEL = PlacePanel
