"""Review: how far the last meeting's agreements have come, and what was learned on the way."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

from sessions.agreements import review_now, reviews_of, steps_to_review
from sessions.commands import ReviewNextStep
from sessions.model import NextStep, StepReview, StepStatus
from sessions.rules.decide import Accepted
from workshop.terminal.activities.common import MOVES, SEARCH, WallPanel, action, digits
from workshop.terminal.activities.steps import STATUS_SIGNS, step_block
from workshop.terminal.canvas.blocks import LinesBlock
from workshop.terminal.canvas.canvas import Canvas
from workshop.terminal.canvas.drawing import Line, Span, pieces
from workshop.terminal.canvas.layout import Flow, Section
from workshop.terminal.dialogs.ask import Field, ask_choice, fill_in
from workshop.terminal.dialogs.typed_dates import typed_date
from workshop.terminal.theme.untrusted_text import harmless, one_line, plain

STATUSES = (StepStatus.NOT_STARTED, StepStatus.UNDER_WAY, StepStatus.DONE, StepStatus.STOPPED)


class ReviewPanel(WallPanel):
    """The agreements of earlier meetings with status, learning, date and approach."""

    SEARCHES = True

    ACTIONS = (
        *digits("review", len(STATUSES)),
        action("review", "learn", "e", "enter", rank=10),
        action("review", "approach", "c", rank=20),
        *MOVES,
        SEARCH,
    )

    @property
    def steps(self) -> tuple[NextStep, ...]:
        """What was agreed before this meeting, earliest first."""
        return steps_to_review(self.picture)

    def _said_now(self, step: NextStep) -> StepReview:
        return review_now(self.picture, step.id)

    # --- drawing --------------------------------------------------------------------------------

    def sections(self) -> Sequence[Section]:
        """The agreements."""
        steps = self.steps
        if not steps:
            return self.tip_section("review.empty")
        blocks = tuple(step_block(step, self.words, self._notes(step), self._learned(step)) for step in steps)
        keys = () if self.presentation else (Flow((LinesBlock(pieces(self.text("review.status_keys"))),)),)
        return (*keys, Flow(blocks, most_columns=1))

    def _notes(self, step: NextStep) -> tuple[Line, ...]:
        role = {StepStatus.DONE: "good", StepStatus.UNDER_WAY: "accent"}.get(step.status, "strong")
        notes: list[Line] = [(Span(f"{STATUS_SIGNS[step.status]} {self._named(step.status)}", role),)]
        card = self.card(step.card)
        if card is not None and card.agreed:
            notes.append(
                (Span(f"{self.number(card)} ", "number"), *self.named(self.live.method.category(card.agreed)))
            )
        return tuple(notes)

    def _learned(self, step: NextStep) -> tuple[tuple[str, str], ...]:
        """What each meeting learned, this one last."""
        lines: list[tuple[str, str]] = []
        for review in reviews_of(self.picture, step.id):
            now = review.round == self.picture.workshop.round
            label = self.text("review.learned") if now else self.text("review.earlier", n=review.round)
            lines += [(label, text) for text in self._told(review)]
        return tuple(lines)

    def _told(self, review: StepReview) -> tuple[str, ...]:
        """What a meeting said besides the status."""
        titles = {known.key: one_line(known.title) for known in self.live.method.categories}
        date = typed_date(review.due, self.words.language)
        told = (
            " ".join(harmless(review.learning).split()),
            self.text("review.moved", date=date) if review.due else "",
            self.text("review.new-approach", name=titles[review.category])
            if review.category in titles
            else "",
        )
        return tuple(text for text in told if text)

    def _named(self, status: StepStatus) -> str:
        return self.text(f"review.{status.value}")

    def status(self) -> Content | None:
        """How many agreements stand where."""
        steps = self.steps
        counts = {status: sum(step.status is status for step in steps) for status in STATUSES}
        parts = [
            f"{STATUS_SIGNS[key]} {count} {self._named(key).lower()}"
            for key, count in counts.items()
            if count
        ]
        return plain(" · ".join(parts)) if steps else None

    # --- actions --------------------------------------------------------------------------------

    @property
    def chosen_step(self) -> NextStep | None:
        """The agreement that is chosen."""
        return self.picture.next_steps.get(self.canvas.chosen)

    def allows(self, method: str) -> bool:
        """Nothing to say without an agreement; an approach belongs to an initiative."""
        if method == "approach":
            return self.chosen_step is not None and bool(self.chosen_step.card)
        return bool(self.steps) if method == "learn" or method.startswith("digit_") else True

    async def digit(self, number: int) -> None:
        """Say how far the chosen agreement has come."""
        step = self.chosen_step
        if step is not None and number <= len(STATUSES):
            await self.send(ReviewNextStep(step.id, STATUSES[number - 1], self._said_now(step).learning))

    async def action_learn(self) -> None:
        """Write what was learned, and a new date."""
        step = self.chosen_step
        if step is None:
            return
        said = self._said_now(step)
        fields = (
            Field("learning", self.text("review.learning_field"), said.learning, optional=True, longest=400),
            Field(
                "due",
                self.text("review.due_field"),
                typed_date(step.due, self.words.language),
                optional=True,
                reference=self.date_reference,
                longest=40,
            ),
        )

        async def send(filled: dict[str, str]) -> Accepted | None:
            return await self.send(ReviewNextStep(step.id, step.status, filled["learning"], filled["due"]))

        await fill_in(self.app, self.text("review.ask_learning"), fields, send, one_line(step.what))

    async def action_approach(self) -> None:
        """Move the agreement's initiative to another approach."""
        step = self.chosen_step
        card = self.card(step.card) if step is not None else None
        if step is None or card is None:
            return
        choices = [
            (known.key, f"{known.sign} {one_line(known.title)}") for known in self.live.method.categories
        ]
        key = await ask_choice(
            self.app, self.text("review.ask_approach"), choices, one_line(card.text), card.agreed
        )
        if key is not None:
            await self.send(ReviewNextStep(step.id, step.status, self._said_now(step).learning, category=key))

    def on_canvas_activated(self, event: Canvas.Activated) -> None:
        event.stop()
        self.perform("learn")
