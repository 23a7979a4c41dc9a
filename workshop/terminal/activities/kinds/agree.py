"""Agree: who does what, when, and the first visible result, with the top proposals beside it."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.containers import Container
from textual.content import Content

from sessions.model import NextStep, ScheduledId
from sessions.queries.agreements import missing_in, open_steps
from sessions.queries.origins import with_origin
from sessions.tallies.vote_tally import RankedCard
from workshop.facilitating.acts.agree import ACTS, agreed_texts, handed_on, proposals, steps
from workshop.live.live_workshop import LiveWorkshop
from workshop.terminal.actions.action_spec import specs_of
from workshop.terminal.activities.next_step_blocks import step_block
from workshop.terminal.activities.wall_panel import MOVES, SEARCH, WallPanel
from workshop.terminal.canvas.blocks import TextBlock
from workshop.terminal.canvas.canvas import Canvas
from workshop.terminal.canvas.drawing import Line, Span
from workshop.terminal.canvas.layout import Flow, Section
from workshop.terminal.theme.untrusted_text import one_line, plain

FEWER_PROPOSALS = 3


class AgreePanel(WallPanel):
    """The agreements by date; a gap is marked with a sign and a word."""

    DEFAULT_CSS = """
    AgreePanel #panes { layout: vertical; height: 1fr; }
    AgreePanel #proposals { height: auto; max-height: 6; margin: 1 0 0 0; }
    AgreePanel.-wide #panes { layout: horizontal; }
    AgreePanel.-wide CardWall { width: 2fr; }
    AgreePanel.-wide #proposals { width: 1fr; height: 1fr; max-height: 100%; margin: 0 0 0 3; }
    """

    ACTIONS = (
        *specs_of(ACTS),
        *MOVES,
        SEARCH,
    )

    def __init__(self, live: LiveWorkshop, scheduled_id: ScheduledId) -> None:
        """Start with the agreements."""
        super().__init__(live, scheduled_id)
        self._beside = Canvas(id="proposals")
        self._beside.marks_choice = False
        self._newest: int | None = None

    def compose(self) -> ComposeResult:
        with Container(id="panes"):
            yield self.wall
            yield self._beside

    # --- drawing --------------------------------------------------------------------------------

    @property
    def steps(self) -> tuple[NextStep, ...]:
        """This meeting's next steps, earliest first."""
        return steps(self.situation)

    @property
    def proposals(self) -> tuple[RankedCard, ...]:
        """The proposals with most dots in this meeting's last vote."""
        return proposals(self.situation)

    def redraw(self) -> None:
        """Redraw from the state; an agreement that was just made is the one that is looked at."""
        super().redraw()
        before, self._newest = self._newest, max((step.number for step in self.steps), default=0)
        if before is not None and self._newest > before:
            self.canvas.choose(next(step.id for step in self.steps if step.number == self._newest))
            self.point()
        offered = handed_on(self.situation)
        found = () if offered else self.proposals
        self._beside.display = bool(offered or found)
        if offered:
            head = TextBlock(self.text("agree.handed_on"), "muted", below=int(self.has_class("-wide")))
            texts = (TextBlock(one_line(text), lead=(Span("· ", "muted"),)) for text in offered)
            self._beside.show((Flow((head, *texts), most_columns=1, spacing=0),))
        if found:
            wide = self.has_class("-wide")
            found = found if wide or not self.steps else found[:FEWER_PROPOSALS]
            head = TextBlock(self.text("agree.proposals"), "muted", below=int(wide))
            self._beside.show((Flow((head, *map(self._proposal, found)), most_columns=1, spacing=0),))

    def _proposal(self, item: RankedCard) -> TextBlock:
        has_one = item.card.text in agreed_texts(self.situation)
        lead: Line = (
            Span(f"{item.dots:>3} ", "strong"),
            Span(f"{self.number(item.card)} {'✓ ' if has_one else ''}", "number"),
        )
        return TextBlock(one_line(with_origin(item.card)), lead=lead)

    def sections(self) -> Sequence[Section]:
        """The agreements, or a hint as long as there is none."""
        steps = self.steps
        earlier = len(open_steps(self.state))
        if not steps and earlier:
            return self.tip_section("agree.none_new", n=earlier)
        if not steps:
            return self.tip_section("agree.empty")
        return (
            Flow(tuple(step_block(step, self.words, self._card(step)) for step in steps), most_columns=1),
        )

    def _card(self, step: NextStep) -> tuple[Line, ...]:
        card = self.card(step.card)
        if card is None:
            return ()
        line: Line = (Span(f"{self.number(card)} ", "number"), Span(one_line(with_origin(card)), "muted"))
        if card.agreed:
            line = (*line, Span("  "), *self.named(self.live.method.category(card.agreed)))
        return (line,)

    def status(self) -> Content | None:
        """How many agreements, and how many have a gap."""
        steps = self.steps
        gaps = sum(bool(missing_in(step)) for step in steps)
        parts = [self.text("agree.status", n=len(steps))]
        if gaps:
            parts.append(self.text("agree.status_gaps", n=gaps))
        return plain(" · ".join(parts))

    def on_canvas_activated(self, event: Canvas.Activated) -> None:
        event.stop()
        self.perform("edit")


PANEL = AgreePanel
