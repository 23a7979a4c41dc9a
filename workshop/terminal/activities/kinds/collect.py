"""Collect: only a growing count at first, then everybody's cards on the wall or in the grid."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

from prompts.methods.model import Grid, Kind
from sessions.model import ActivityStatus, Card
from sessions.queries.origins import with_origin
from sessions.tallies.tally import shown_cards
from workshop.facilitating.acts.cards import BETWEEN, cell_key, to_cell
from workshop.facilitating.acts.collect import ACTS, can_merge
from workshop.terminal.actions.action_spec import specs_of
from workshop.terminal.activities.card_panel import LIST_HIDDEN, WALL_ACTIONS, CardPanel
from workshop.terminal.activities.wall_panel import MOVES, action, title_of
from workshop.terminal.canvas.blocks import CardBlock, LinesBlock, TextBlock
from workshop.terminal.canvas.canvas import Canvas
from workshop.terminal.canvas.drawing import Line, Span
from workshop.terminal.canvas.layout import Flow, Section
from workshop.terminal.canvas.matrix import MatrixCell, MatrixRow, matrix
from workshop.terminal.theme.untrusted_text import harmless, one_line, plain
from workshop.terminal.widgets.big_number import BigNumber


class CollectPanel(CardPanel):
    """How many cards there are while people write, and the cards once they are shown."""

    ACTIONS = (
        action("collect", "pick", "space", rank=24),
        *specs_of(ACTS),
        LIST_HIDDEN,
        *MOVES,
        *WALL_ACTIONS,
    )

    # --- drawing --------------------------------------------------------------------------------

    @property
    def cards(self) -> tuple[Card, ...]:
        """The cards that stand on the wall."""
        return shown_cards(self.state, self.activity.deck)

    def sections(self) -> Sequence[Section]:
        """The counts before the reveal, the cards after it."""
        if not self.scheduled.revealed:
            return self._counts()
        if not self.cards:
            return (*self.tip_section("collect.empty"), *self.hidden_count())
        if self.filter and not self.passing(self.cards):
            return (*self.nothing_meant(), *self.hidden_count())
        grid = self.activity.grid
        return (*(self._matrix(grid) if grid else self._wall()), *self.hidden_count())

    def _counts(self) -> Sequence[Section]:
        count, phones = len(self.cards), len(self.phones())
        written = BigNumber(str(count), self.text("collect.written", n=count), above=1)
        done = BigNumber(
            str(self.done_count()), self.text("collect.done", n=self.done_count(), total=phones), above=1
        )
        hints = (
            ()
            if self._goes_on
            else (
                TextBlock(self.text("collect.silence"), "strong", above=1),
                TextBlock(self.text("collect.reveal_tip"), "muted", above=1),
            )
        )
        return (
            Flow((written, done) if phones else (written,), least_width=24, spacing=1),
            Flow(hints, most_columns=1, spacing=0),
        )

    @property
    def _goes_on(self) -> bool:
        """Whether cards of this deck were written before: then the group talks while it writes more."""
        method, now = self.live.method, self.scheduled
        earlier = (row for row in self.state.run_sheet() if row.position < now.position)
        others = (
            method.activity(row.activity) for row in earlier if row.status is not ActivityStatus.SKIPPED
        )
        return any(other.kind is Kind.COLLECT and other.deck == self.activity.deck for other in others)

    def _wall(self) -> Sequence[Section]:
        cards = self.passing(self.cards)
        if not self.state.has_merged_cards:  # asked once, not of each of hundreds
            return (Flow(tuple(self._block_of(card) for card in cards)),)
        return (Flow(tuple(map(self._block, cards))),)

    def _matrix(self, grid: Grid) -> Sequence[Section]:
        by_cell: dict[str, list[CardBlock]] = {}
        for card in self.passing(self.cards):
            by_cell.setdefault(cell_key(card.occurred, card.outcome), []).append(self._block(card))
        rows = [
            MatrixRow(
                harmless(outcome.title),
                "accent",
                tuple(
                    MatrixCell(
                        cell_key(when.key, outcome.key),
                        harmless(when.title),
                        tuple(by_cell.pop(cell_key(when.key, outcome.key), ())),
                    )
                    for when in grid.whens
                ),
            )
            for outcome in grid.outcomes
        ]
        sections = [*matrix(rows, "–")]
        loose = [block for blocks in by_cell.values() for block in blocks]
        if loose:
            sections.append(Flow((TextBlock(self.text("collect.no_cell"), "muted"),), spacing=0))
            sections.append(Flow(tuple(loose)))
        follow_up: tuple[Line, ...] = tuple((Span(harmless(line), "strong"),) for line in grid.follow_up)
        return (*sections, Flow((LinesBlock(follow_up),)))

    def _block(self, card: Card) -> CardBlock:
        inside = tuple(other for other in self.state.merged_cards(card.id) if not other.hidden)
        return self._block_of(card, inside)

    def _block_of(self, card: Card, inside: tuple[Card, ...] = ()) -> CardBlock:
        return self.kept(card.id, (card, *inside), lambda: self._new_block(card, inside))

    def _new_block(self, card: Card, inside: tuple[Card, ...]) -> CardBlock:
        status = title_of(self.deck.statuses, card.status)
        notes: tuple[Line, ...] = ((Span(status, "muted"),),) if status else ()
        notes += tuple((Span(f"+ {one_line(with_origin(other))}", "muted"),) for other in inside)
        return CardBlock(card.id, self.number(card), harmless(with_origin(card)), notes)

    def status(self) -> Content | None:
        """How many cards and people."""
        count = len(self.cards)
        told = [self.text("collect.status", n=count)]
        if phones := len(self.phones()):
            told.append(self.text("common.status_done", n=self.done_count(), total=phones))
        return plain(" · ".join(told))

    def allows(self, method: str) -> bool:
        """Hidden cards can be listed only once cards are visible."""
        if method == "pick":
            return can_merge(self.situation)
        if method == "list_hidden" and not self.scheduled.revealed:
            return False
        return super().allows(method)

    @property
    def can_filter(self) -> bool:
        """Not before the reveal: even the number of cards per option would disclose something."""
        return self.scheduled.revealed and super().can_filter

    async def on_canvas_dropped(self, event: Canvas.Dropped) -> None:
        event.stop()
        card = self.card(event.key)
        if card is not None and self.activity.grid and BETWEEN in event.column:
            await to_cell(self.talk(), card, event.column)


PANEL = CollectPanel
