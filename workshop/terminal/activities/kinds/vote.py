"""Vote: how many have voted; the result only after the reveal."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

from sessions.model import Card, ScheduledId, Vote
from sessions.queries.carrying import cards_of, ranked_cards
from sessions.queries.origins import with_origin
from sessions.queries.result_and_resources import weighed
from sessions.state import Event
from sessions.tallies.vote_tally import RankedCard, covered_voters, standing_votes
from sessions.visibility import LEAST_COUNTED
from workshop.facilitating.acts.vote import ACTS, NO_BOX, to_box
from workshop.live.live_workshop import BOARD, LiveWorkshop
from workshop.terminal.actions.action_spec import specs_of
from workshop.terminal.activities.kinds.vote_axes import BOXES, Box, box_of, picture
from workshop.terminal.activities.wall_panel import MOVES, SEARCH, WallPanel, action, digits
from workshop.terminal.canvas.bars import RankRow
from workshop.terminal.canvas.blocks import CardBlock, TextBlock
from workshop.terminal.canvas.canvas import Canvas
from workshop.terminal.canvas.layout import Flow, Section
from workshop.terminal.theme.untrusted_text import harmless, plain
from workshop.terminal.widgets.big_number import BigNumber

ROOMY_LINES = 18
"""From this height, in lines, the grid's cards may take two lines each."""


class VotePanel(WallPanel):
    """The proposals; after the reveal the dots on each, most first, or a grid of two axes."""

    ACTIONS = (
        action("vote", "axes", "v", rank=15),
        *specs_of(ACTS),
        *digits("vote"),
        action("vote", "no_box", "0", shown=False, at_once=True),
        *MOVES,
        SEARCH,
    )

    def __init__(self, live: LiveWorkshop, scheduled_id: ScheduledId) -> None:
        """Start with the list."""
        super().__init__(live, scheduled_id)
        self.shows_axes = False
        self._was_shown: bool | None = None

    @property
    def cards(self) -> tuple[Card, ...]:
        """The cards that can be voted for."""
        return cards_of(self.state, self.activity)

    @property
    def voted(self) -> int:
        """How many phones have given at least one dot."""
        here = {person.id for person in self.phones()}
        return len({vote.participant for vote in self._votes()} & here)

    @property
    def dots_used(self) -> int:
        """How many dots phones have given so far."""
        return sum(vote.dots for vote in self._votes())

    def _votes(self) -> Sequence[Vote]:
        return standing_votes(self.state, self.scheduled_id)

    def refresh_panel(self, events: tuple[Event, ...]) -> None:
        """Redraw; when the result is shown, start at its first proposal."""
        super().refresh_panel(events)
        shown, self._was_shown = self._was_shown, self.scheduled.revealed
        if self.scheduled.revealed and shown is False and (keys := self.canvas.keys()):
            self.canvas.choose(keys[0])

    # --- drawing --------------------------------------------------------------------------------

    def sections(self) -> Sequence[Section]:
        """Counts and proposals before the reveal, the ranked proposals after it."""
        if not self.cards:
            return self.tip_section("vote.empty")
        if not self.scheduled.revealed:
            return self._counts()
        if self.shows_axes:
            items = weighed(self.state, self.scheduled_id, self.activity)
            return picture(items, self.words, self._in_short, roomy=self._roomy)
        covered = covered_voters(self.state, self.scheduled_id)
        if covered:
            said = TextBlock(self.text("rate.too_few", n=covered, least=LEAST_COUNTED), "muted", below=1)
            return (Flow((said,), spacing=0), Flow(self._proposals()))
        ranking = ranked_cards(self.state, self.scheduled_id, self.activity)
        most = max((item.dots for item in ranking), default=0)
        rows = tuple(self._row(rank, item, ranking, most) for rank, item in enumerate(ranking, start=1))
        return (Flow(rows, most_columns=1),)

    def _counts(self) -> Sequence[Section]:
        total, dots = len(self.phones()), self.state.workshop.dots
        voted = BigNumber(str(self.voted), self.text("vote.voted", n=self.voted, total=total), above=1)
        used = BigNumber(str(self.dots_used), self.text("vote.dots_used", total=total * dots), above=1)
        tip = TextBlock(self.text("vote.reveal_tip"), "muted", below=1)
        counts = Flow((voted, used), least_width=24, spacing=0)
        return (counts, Flow((tip,), spacing=0), Flow(self._proposals()))

    def _proposals(self) -> tuple[CardBlock, ...]:
        return tuple(
            CardBlock(card.id, self.number(card), harmless(with_origin(card))) for card in self.cards
        )

    def _row(self, rank: int, item: RankedCard, ranking: Sequence[RankedCard], most: int) -> RankRow:
        first_alike = next(place for place, other in enumerate(ranking, start=1) if other.dots == item.dots)
        return RankRow(
            key=item.card.id,
            rank=f"{first_alike}." if first_alike == rank else "=".ljust(len(f"{first_alike}.")),
            number=self.number(item.card),
            text=" ".join(harmless(with_origin(item.card)).split()),
            dots=item.dots,
            most=most,
        )

    @property
    def _roomy(self) -> bool:
        return self.size.height >= ROOMY_LINES

    def _in_short(self, card: Card) -> CardBlock:
        text, most = " ".join(harmless(with_origin(card)).split()), 2 if self._roomy else 1
        block = CardBlock(card.id, self.number(card), text, most=most, surface=self._roomy)
        return self.kept(card.id, (card, most), lambda: block)

    def status(self) -> Content | None:
        """How many have voted."""
        return plain(self.text("vote.status", n=self.voted, total=len(self.phones())))

    @property
    def pointed(self) -> str:
        """The grid as long as it is shown: the group's screen switches with it."""
        return BOARD if self.shows_axes else super().pointed

    # --- actions --------------------------------------------------------------------------------

    def allows(self, method: str) -> bool:
        """The grid is available after the reveal, and boxes only in the grid."""
        if method == "axes":
            return self.scheduled.revealed and bool(self.cards)
        if method.startswith("digit_") or method == "no_box":
            return self.scheduled.revealed and self.shows_axes
        return True

    def action_axes(self) -> None:
        """Switch between the list and the grid."""
        self.shows_axes = not self.shows_axes
        self.point()
        self.redraw()
        self.call_after_refresh(self.canvas.show_chosen)

    async def digit(self, number: int) -> None:
        """Put the chosen proposal in the box with that number."""
        await self._to_box(self.canvas.chosen, BOXES[number - 1])

    async def action_no_box(self) -> None:
        """Take the chosen proposal out of its box."""
        await self._to_box(self.canvas.chosen, NO_BOX)

    async def _to_box(self, key: str, box: Box) -> None:
        if (card := self.card(key)) is not None:
            await to_box(self.talk(), card, box)

    async def on_canvas_dropped(self, event: Canvas.Dropped) -> None:
        event.stop()
        box = box_of(event.column)
        if box is not None and self.shows_axes:
            await self._to_box(event.key, box)


PANEL = VotePanel
