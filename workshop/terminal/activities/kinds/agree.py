"""Agree: who does what, when, and what others can see first, with the top proposals beside it."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.containers import Container
from textual.content import Content

from prompts.methods.model import Kind
from sessions.agreements import steps_of_meeting
from sessions.commands import RemoveNextStep
from sessions.model import NextStep
from sessions.rules.decide import Accepted
from sessions.tally import RankedCard, shown_cards, vote_ranking
from workshop.live.live_workshop import LiveWorkshop
from workshop.terminal.activities.common import MOVES, SEARCH, WallPanel, action
from workshop.terminal.activities.steps import add_command, edit_command, fields_for, missing_in, step_block
from workshop.terminal.canvas.blocks import TextBlock
from workshop.terminal.canvas.canvas import Canvas
from workshop.terminal.canvas.drawing import Line, Span
from workshop.terminal.canvas.layout import Flow, Section
from workshop.terminal.dialogs.ask import ask_choice, confirm, fill_in
from workshop.terminal.theme.untrusted_text import harmless, one_line, plain

MOST_PROPOSALS = 5
FEWER_PROPOSALS = 3
OWN_WORDS = "+"
NO_CARD = "-"


class AgreePanel(WallPanel):
    """The agreements by date; a gap is marked with a sign and a word."""

    DEFAULT_CSS = """
    AgreePanel #panes { layout: vertical; height: 1fr; }
    AgreePanel #proposals { height: auto; max-height: 6; margin: 1 0 0 0; }
    AgreePanel.-wide #panes { layout: horizontal; }
    AgreePanel.-wide CardWall { width: 2fr; }
    AgreePanel.-wide #proposals { width: 1fr; height: 1fr; max-height: 100%; margin: 0 0 0 3; }
    """

    SEARCHES = True

    ACTIONS = (
        action("agree", "add", "a", rank=10),
        action("agree", "edit", "e", "enter", rank=20),
        action("agree", "remove", "x", rank=30),
        *MOVES,
        SEARCH,
    )

    def __init__(self, live: LiveWorkshop, scheduled_id: str) -> None:
        """Begin with what has been agreed."""
        super().__init__(live, scheduled_id)
        self._beside = Canvas(id="proposals")
        self._beside.marks_choice = False

    def compose(self) -> ComposeResult:
        with Container(id="panes"):
            yield self.wall
            yield self._beside

    # --- drawing --------------------------------------------------------------------------------

    @property
    def steps(self) -> tuple[NextStep, ...]:
        """This meeting's next steps, earliest first."""
        return steps_of_meeting(self.picture)

    @property
    def proposals(self) -> tuple[RankedCard, ...]:
        """The proposals with most dots in this meeting's last vote."""
        for row in reversed(self.picture.run_sheet()):
            activity = self.live.method.activity(row.activity)
            if activity.kind is Kind.VOTE and row.revealed:
                ranked = vote_ranking(self.picture, row.id, activity.deck)
                return tuple(item for item in ranked if item.dots)[:MOST_PROPOSALS]
        return ()

    def redraw(self) -> None:
        """Draw anew from the picture."""
        super().redraw()
        proposals = self.proposals
        self._beside.display = bool(proposals)
        if proposals:
            wide = self.has_class("-wide")
            proposals = proposals if wide or not self.steps else proposals[:FEWER_PROPOSALS]
            head = TextBlock(self.text("agree.proposals"), "muted", below=int(wide))
            self._beside.show((Flow((head, *map(self._proposal, proposals)), most_columns=1, spacing=0),))

    def _proposal(self, item: RankedCard) -> TextBlock:
        lead: Line = (Span(f"{item.dots:>3} ", "strong"), Span(f"{self.number(item.card)} ", "number"))
        return TextBlock(one_line(item.card.text), lead=lead)

    def sections(self) -> Sequence[Section]:
        """The agreements, or what to do as long as there is none."""
        steps = self.steps
        if not steps:
            return self.tip_section("agree.empty")
        return (
            Flow(tuple(step_block(step, self.words, self._card(step)) for step in steps), most_columns=1),
        )

    def _card(self, step: NextStep) -> tuple[Line, ...]:
        card = self.card(step.card)
        if card is None:
            return ()
        line: Line = (Span(f"{self.number(card)} ", "number"), Span(one_line(card.text), "muted"))
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

    # --- actions --------------------------------------------------------------------------------

    @property
    def chosen_step(self) -> NextStep | None:
        """The agreement that is chosen."""
        return self.picture.next_steps.get(self.canvas.chosen)

    def allows(self, method: str) -> bool:
        """Nothing to change as long as nothing is agreed."""
        return bool(self.steps) if method in ("edit", "remove") else True

    async def action_add(self) -> None:
        """Agree a next step, from a proposal or in own words."""
        what = await self._ask_what()
        if what is None:
            return

        async def send(filled: dict[str, str]) -> Accepted | None:
            card = await self._ask_card("")
            return None if card is None else await self.send(add_command(filled, card))

        await fill_in(
            self.app, self.text("agree.ask"), fields_for(self.words, self.date_reference, what=what), send
        )

    async def _ask_what(self) -> str | None:
        proposals = self.proposals
        if not proposals:
            return ""
        choices = [(item.card.id, f"{item.dots}  {one_line(item.card.text)}") for item in proposals]
        choices.append((OWN_WORDS, self.text("agree.own_words")))
        key = await ask_choice(self.app, self.text("agree.ask_what"), choices)
        if key is None:
            return None
        return next((item.card.text for item in proposals if item.card.id == key), "")

    async def _ask_card(self, current: str) -> str | None:
        """Which card the step belongs to; empty for none, None when left."""
        deck = next((known.deck for known in self.live.method.activities if known.kind is Kind.PLACE), "")
        cards = shown_cards(self.picture, deck) if deck else ()
        if not cards:
            return ""
        choices = [(NO_CARD, self.text("agree.no_card"))]
        choices += [(card.id, f"{self.number(card)}  {one_line(card.text)}") for card in cards]
        key = await ask_choice(self.app, self.text("agree.ask_card"), choices, current=current or NO_CARD)
        return "" if key == NO_CARD else key

    async def action_edit(self) -> None:
        """Change the chosen agreement."""
        step = self.chosen_step
        if step is None:
            return

        async def send(filled: dict[str, str]) -> Accepted | None:
            card = await self._ask_card(step.card)
            return None if card is None else await self.send(edit_command(step.id, filled, card))

        await fill_in(
            self.app, self.text("agree.ask"), fields_for(self.words, self.date_reference, step), send
        )

    async def action_remove(self) -> None:
        """Take the chosen agreement away, after asking."""
        step = self.chosen_step
        if step is not None and await confirm(self.app, self.text("agree.ask_remove"), harmless(step.what)):
            await self.send(RemoveNextStep(step.id))

    def on_canvas_activated(self, event: Canvas.Activated) -> None:
        event.stop()
        self.perform("edit")
