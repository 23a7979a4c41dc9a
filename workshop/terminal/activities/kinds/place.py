"""Place: alone without results, then the talk about the cards that split the group most, then goals."""

from __future__ import annotations

from time import monotonic

from prompts.methods.model import Phase
from sessions.commands import (
    AcceptAgreed,
    AgreePlacement,
    AgreePlacements,
    Command,
    CountHands,
    EndSecondRound,
    NoteDisagreement,
    SetBehaviourGoal,
    StartSecondRound,
)
from sessions.model import Card
from sessions.tally import placement_rounds, tally_deck
from workshop.terminal.activities.asking import ask_counts, write_text
from workshop.terminal.activities.card_panel import WALL_ACTIONS
from workshop.terminal.activities.common import MOVES, action, digits
from workshop.terminal.activities.kinds.place_board import TALK_SECONDS, PlaceBoard
from workshop.terminal.canvas.board import NOT_PLACED
from workshop.terminal.canvas.canvas import Canvas
from workshop.terminal.dialogs.ask import ask_choice
from workshop.terminal.theme.untrusted_text import harmless, one_line
from workshop.terminal.widgets.keyrow import KeyRow

LONGEST_NOTE = 400


class PlacePanel(PlaceBoard):
    """The board where the group sees how differently it looks at its cards."""

    ACTIONS = (
        *digits("place"),
        action("place", "unplace", "0", shown=False),
        action("place", "accept", "a", rank=10),
        action("place", "second_round", "ctrl+l", rank=20),
        action("place", "disagree", "x", rank=30),
        action("place", "behaviour", "g", rank=40),
        action("place", "hands", "k", rank=50),
        action("place", "following", "l", rank=70),
        action("place", "board", "v", rank=15, public=True),
        action("place", "pick", "space", rank=55),
        action("place", "talk", "c", rank=60, public=True),
        *MOVES,
        *WALL_ACTIONS,
    )

    def action_talk(self) -> None:
        """Start the 90 seconds for the chosen card, or stop them."""
        self._talk_until = None if self._talk_until is not None else monotonic() + TALK_SECONDS
        self._show_detail()

    # --- actions --------------------------------------------------------------------------------

    def allows(self, method: str) -> bool:
        """What the phase has a use for."""
        if method == "hands":
            return self.phase is not Phase.GOALS
        if method == "behaviour":
            return self.phase is not Phase.ALONE
        if method.startswith("digit_"):
            return self.phase is Phase.TALK and self.category_after(int(method[-1])) is not None
        if method in ("unplace", "accept", "second_round", "disagree", "following", "board", "talk", "pick"):
            return self.phase is Phase.TALK
        return super().allows(method)

    async def digit(self, number: int) -> None:
        """Agree the chosen card in a category."""
        category = self.category_after(number)
        if category is not None:
            await self._agree(category.key)

    async def action_unplace(self) -> None:
        """Take the picked cards' agreed place away."""
        await self._agree("")

    async def _agree(self, category: str, cards: tuple[str, ...] = ()) -> None:
        """Agree `cards`, the picked ones, or where none is picked the chosen one, in one act."""
        cards = cards or self.canvas.picked or ((self.canvas.chosen,) if self.canvas.chosen else ())
        if len(cards) == 1 and self.card(cards[0]) is None:
            return
        if cards and await self.send(AgreePlacements(cards, category)) is not None:
            self.canvas.unpick_all()
            self.changed_actions()

    async def action_accept(self) -> None:
        """Agree every card that at least three in four see alike."""
        answer = await self.send(AcceptAgreed())
        if answer is not None:
            count = int(answer.subject or 0)
            self.tell("place.accepted" if count else "place.accepted_none", n=count)

    async def action_second_round(self) -> None:
        """Let everyone place again, or end that."""
        is_open = self.second.open
        command: Command = EndSecondRound() if is_open else StartSecondRound()
        if await self.send(command) is None:
            return
        if is_open:
            # Counted from the picture: the last placements may not have been drawn yet.
            tallies = tally_deck(self.picture, self.live.method, self.activity.deck)
            moved = sum(tally.moved for tally in tallies)
            self.tell("place.moved", n=moved)
        else:
            self.tell("place.second_started")

    async def action_disagree(self) -> None:
        """Write in one line where the group sees the chosen card differently."""
        card = self.chosen_card
        if card is None:
            return
        await write_text(
            self,
            "place.ask_disagreement",
            lambda text: NoteDisagreement(card.id, text),
            card.disagreement,
            self._title(card),
            LONGEST_NOTE,
        )

    async def action_behaviour(self) -> None:
        """Write what somebody has to do differently."""
        card = self.chosen_card
        if card is None:
            return
        await write_text(
            self,
            "place.ask_goal",
            lambda text: SetBehaviourGoal(card.id, text),
            card.behaviour_goal,
            self._title(card),
            LONGEST_NOTE,
        )

    async def action_hands(self) -> None:
        """Count the hands of those without a phone for the chosen card."""
        card = self.chosen_card
        if card is None:
            return
        first, _ = placement_rounds(self.picture.workshop.round)
        wanted = self.scheduled.placement_round or first
        rows = self.picture.hand_counts.where("subject", card.id)
        now = {row.choice: row.count for row in rows if row.round == wanted and not row.scheduled}
        labels = {known.key: f"{known.sign} {harmless(known.title)}" for known in self.live.method.categories}
        counts = await ask_counts(self, self._title(card), labels, now)
        for category, count in (counts or {}).items():
            await self.send(CountHands(card.id, category, count))

    async def action_following(self) -> None:
        """Choose the approach that the chosen card goes on to later."""
        card = self.chosen_card
        if card is None:
            return
        if not card.agreed:
            self.tell("place.agree_first", "warning")
            return
        choices = [
            (known.key, f"{known.sign} {one_line(known.title)}") for known in self.live.method.categories
        ]
        choices = [choice for choice in choices if choice[0] != card.agreed]
        choices.append((NOT_PLACED, self.text("place.no_following")))
        key = await ask_choice(self.app, self.text("place.ask_following"), choices, self._title(card))
        if key is not None:
            await self.send(AgreePlacement(card.id, card.agreed, "" if key == NOT_PLACED else key))

    def action_board(self) -> None:
        """Change between the list and the board."""
        self.shows_board = not self.shows_board
        self.redraw()
        self.canvas.scroll_home(animate=False)
        self.call_after_refresh(self.canvas.show_chosen)

    def _title(self, card: Card) -> str:
        return f"{self.number(card)}  {one_line(card.text)}"

    async def on_key_row_pressed(self, event: KeyRow.Pressed) -> None:
        event.stop()
        if event.key.isdecimal():
            self.perform(f"digit_{event.key}")

    async def on_canvas_dropped(self, event: Canvas.Dropped) -> None:
        event.stop()
        if any(known.key == event.column for known in self.live.method.categories):
            self.canvas.choose(event.key)
            # Dragging one of the picked cards takes all of them along.
            await self._agree(event.column, () if event.key in self.canvas.picked else (event.key,))
