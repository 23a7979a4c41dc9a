"""The display of the place panel: progress, the discussion's list and detail, the board, the goals."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.containers import Container
from textual.content import Content
from textual.events import Resize

from prompts.methods.model import Phase
from sessions.model import Card, ScheduledId
from sessions.queries.carrying import cards_of
from sessions.queries.choosing import not_chosen
from sessions.queries.progress import Progress, placing_progress
from sessions.state import Event
from sessions.tallies.placed_cards import card_in
from sessions.tallies.tally import (
    PlacementTally,
    most_split_first,
    tally_card,
)
from workshop.facilitating.telling.talk_time import talk_time_words
from workshop.live.live_workshop import BOARD, LiveWorkshop
from workshop.terminal.activities.card_panel import CardPanel
from workshop.terminal.activities.filters import Facet
from workshop.terminal.activities.kinds.place_facets import goal_facet, placed_lines, result_facet
from workshop.terminal.activities.kinds.place_views import PlaceView, SecondRound, second_round
from workshop.terminal.canvas.blocks import Block, CardBlock, TextBlock
from workshop.terminal.canvas.board import board, not_chosen_section
from workshop.terminal.canvas.canvas import Canvas
from workshop.terminal.canvas.layout import Flow, Section
from workshop.terminal.canvas.vote_rows import TallyRow
from workshop.terminal.theme.untrusted_text import one_line, plain
from workshop.terminal.widgets.big_number import BigNumber
from workshop.terminal.widgets.count_rows import CountRows
from workshop.terminal.widgets.key_row import KeyItem, KeyRow

TALK_SECONDS = 90
LOW_LINES = 14
"""Below this height, in lines, the detail gives up space to the list."""

ROOMY_LINES = 16
"""Lines from which a detail beside the list may have blank lines between its parts."""


class PlaceBoard(CardPanel):
    """The board; `PlacePanel` adds the actions."""

    DEFAULT_CSS = """
    PlaceBoard #panes { layout: vertical; height: 1fr; }
    PlaceBoard #detail { height: 8; margin: 1 0 0 0; display: none; }
    PlaceBoard.-detail #detail { display: block; }
    PlaceBoard.-low #detail { height: 6; margin: 0; }
    PlaceBoard.-wide #panes { layout: horizontal; }
    PlaceBoard.-wide #detail { height: 1fr; width: 1fr; margin: 0 0 0 3; }
    PlaceBoard.-wide CardWall { width: 1fr; }
    PlaceBoard #legend { margin: 0 0 1 0; }
    """

    def __init__(self, live: LiveWorkshop, scheduled_id: ScheduledId) -> None:
        """Start with the list."""
        super().__init__(live, scheduled_id)
        self.view = PlaceView(live.method, self.activity, live.words, self.number, lambda: live.state)
        self.shows_board = False
        self._tallies: dict[str, PlacementTally] = {}
        self._second: SecondRound | None = None
        self._legend = KeyRow(id="legend")
        self._detail = Canvas(id="detail")
        self._detail.marks_choice = False

    def compose(self) -> ComposeResult:
        yield self._legend
        with Container(id="panes"):
            yield self.wall
            yield self._detail

    def on_mount(self) -> None:
        self.set_interval(1, self._tick)

    def on_resize(self, event: Resize) -> None:
        self.set_class(event.size.height < LOW_LINES, "-low")
        super().on_resize(event)

    @property
    def phase(self) -> Phase:
        """The phase: alone, talk or goals."""
        return self.activity.phase

    @property
    def pointed(self) -> str:
        """The whole board while that is shown, else the selected card."""
        return BOARD if self.shows_board else super().pointed

    # --- drawing --------------------------------------------------------------------------------

    def redraw(self) -> None:
        """Redraw from the state."""
        talks = self.phase is Phase.TALK
        self._legend.display = talks
        self.set_class(talks and not self.shows_board and bool(self.cards), "-detail")
        if talks:
            self._legend.show(self._legend_items())
        super().redraw()
        self._show_detail()

    @property
    def cards(self) -> tuple[Card, ...]:
        """The cards on the board."""
        return cards_of(self.state, self.activity)

    def card(self, key: str | None) -> Card | None:
        """The card with the key `key`, as it is placed in the activity's set."""
        found = super().card(key)
        return None if found is None else card_in(self.state, found, self.activity.category_set.key)

    def sections(self) -> Sequence[Section]:
        """The list, the board, or people's progress."""
        cards = self.cards
        if not cards:
            return self.tip_section("place.empty")
        shown = self.passing(cards)
        if self.phase is Phase.ALONE:
            return self._alone(cards, shown)
        if not shown:
            return self.nothing_meant()
        if self.phase is Phase.GOALS:
            return (Flow(tuple(self._plain(card, goal=True) for card in shown)),)
        tallies = most_split_first(map(self.tally, shown))
        if self.shows_board:
            return self._board(cards, tallies)
        compact = not self.has_class("-wide")
        listed = tuple(self._row(tally, compact) for tally in tallies)
        return (Flow(listed, most_columns=1, spacing=0 if compact else 1),)

    def _board(self, cards: Sequence[Card], tallies: Sequence[PlacementTally]) -> Sequence[Section]:
        """A column per category, its most split card on top, then the cards without one."""
        portfolio = self.view.portfolio(cards)
        spread = self.view.spread(cards, self.text("place.rest"))
        heads = (spread, TextBlock(portfolio, "strong", below=1)) if portfolio else (spread,)
        above = (Flow(heads, most_columns=1, spacing=0),)
        rest = tuple(self._voted(tally) for tally in tallies if not tally.card.agreed)
        aside = not_chosen(self.state, self.activity.deck)
        return (
            *above,
            *board(self.view.columns(tallies, self._voted), self.text("place.rest"), rest),
            *not_chosen_section(self.text("choosing.not_chosen", n=len(aside)), map(self._plain, aside)),
        )

    def _voted(self, tally: PlacementTally) -> CardBlock:
        compact = not self.has_class("-wide")
        source = (tally, compact)
        return self.kept(
            f"voted {tally.card.id}", source, lambda: self.view.voted_card(tally, compact=compact)
        )

    def _row(self, tally: PlacementTally, compact: bool) -> TallyRow:
        return self.kept(tally.card.id, (tally, compact), lambda: self.view.row(tally, compact=compact))

    def _plain(self, card: Card, *, goal: bool = False) -> CardBlock:
        return self.kept(f"plain {card.id}", (card,), lambda: self.view.plain_card(card, goal=goal))

    def _alone(self, cards: Sequence[Card], shown: Sequence[Card]) -> Sequence[Section]:
        done = self.placed
        label = self.text("place.placed_of", n=done.everything, total=done.people)
        big = BigNumber(str(done.everything), label, above=1)
        steps = ("placed_all", done.everything), ("placed_some", done.some), ("placed_none", done.nothing)
        rows = CountRows(tuple((self.view.text(key), count) for key, count in steps), below=1)
        tip = TextBlock(self.text("place.silence"), "muted", below=1)
        listed = tuple(map(self._plain, shown))
        return (
            Flow((big, rows), least_width=24, spacing=0),
            Flow((tip,), spacing=0),
            *((Flow(listed, spacing=0),) if listed else self.nothing_meant()),
        )

    def own_facets(self) -> Sequence[Facet]:
        """The placement result, once it is shown; in the goals phase, whether cards have a goal."""
        if self.phase is Phase.GOALS:
            return (goal_facet(self.words),)
        return (result_facet(self.words, self.tally),) if self.phase is Phase.TALK else ()

    def detail_lines(self, card: Card) -> list[str]:
        """Adds votes and notes, once they are shown."""
        own = [] if self.phase is Phase.ALONE else placed_lines(self.view, self.tally(card))
        return [*own, *super().detail_lines(card)]

    def _legend_items(self) -> tuple[KeyItem, ...]:
        cards = self.cards
        return tuple(
            KeyItem(
                str(number),
                known.sign,
                one_line(known.title),
                self.role(known.key),
                str(sum(card.agreed == known.key for card in cards)),
            )
            for number, known in enumerate(self.activity.categories, start=1)
        )

    @property
    def placed(self) -> Progress:
        """How many phones have placed all cards, some or none."""
        return placing_progress(self.state, self.activity, [person.id for person in self.phones()])

    @property
    def second(self) -> SecondRound:
        """The progress of the second round."""
        if self._second is None:
            phones = frozenset(person.id for person in self.phones())
            self._second = second_round(self.state, self.cards, phones, self.activity.category_set.key)
        return self._second

    def tally(self, card: Card) -> PlacementTally:
        """How a card was placed; recounted only when its placements change."""
        known = self._tallies.get(card.id)
        if known is None or (known.card is not card and known.card != card):
            known = self._tallies[card.id] = tally_card(self.state, self.activity, card)
        return known

    def forget(self, events: tuple[Event, ...]) -> None:
        self._second = None
        if not events:
            self._tallies.clear()
        for event in events:
            for write in event.writes:
                if write.table in ("placements", "set_placements"):
                    self._tallies.pop(str(write.key[0]), None)
                elif write.table in ("hand_counts", "scheduled_activities", "workshop"):
                    self._tallies.clear()

    def _show_detail(self) -> None:
        card = self.chosen_card
        if not self.has_class("-detail") or card is None:
            return
        tally = self.tally(card)
        roomy = self.has_class("-wide") and self.size.height >= ROOMY_LINES
        blocks: list[Block] = list(self.view.detail(tally, self.second, self._talk_words(), roomy))
        portfolio = self.view.portfolio(self.cards)
        if portfolio and roomy:
            blocks.append(TextBlock(portfolio, "muted", above=1))
        self._detail.show((Flow(tuple(blocks), most_columns=1, spacing=0),))

    def status(self) -> Content | None:
        """How many have placed, or the progress of the second round."""
        if self.phase is Phase.GOALS:
            goals = sum(bool(card.behaviour_goal) for card in self.cards)
            return plain(self.text("place.status_goals", count=goals, total=len(self.cards)))
        second = self.second
        if second.open:
            done = self.placed
            return plain(
                self.text("place.status_second", n=done.everything, total=done.people, some=done.some)
            )
        if self.canvas.picked:
            return plain(self.text("cluster.picked", n=len(self.canvas.picked)))
        if self.phase is Phase.ALONE:
            return plain(self.text("common.status_done", n=self.done_count(), total=len(self.phones())))
        left = self.text("place.status_left", n=sum(not card.agreed for card in self.cards))
        talk = talk_time_words(self.scheduled, map(self.tally, self.cards), self.words)
        return plain(" · ".join(filter(None, (left, talk))))

    def on_canvas_chosen(self, event: Canvas.Chosen) -> None:
        event.stop()
        if event.canvas is self.canvas:
            if self.live.talk_until is not None:
                self.live.time_talk(None)
            self._show_detail()

    # --- the talk's clock, advisory -----------------------------------------------------------------

    def _talk_words(self) -> str:
        if self.live.talk_left is None:
            return ""
        left = int(self.live.talk_left + 0.99)
        if left <= 0:
            return self.text("place.talk_over")
        return self.text("place.talk_left", minutes=left // 60, seconds=f"{left % 60:02}")

    def on_unmount(self) -> None:
        if self.live.talk_until is not None:
            self.live.time_talk(None)

    def _tick(self) -> None:
        if self.live.talk_until is not None:
            self._show_detail()
