"""Review: progress on earlier meetings' agreements, and what was learned."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

from sessions.model import NextStep, StepReview, StepStatus
from sessions.queries.agreements import reviews_of
from workshop.facilitating.acts.review import ACTS, STATUS, STATUSES, set_status, steps
from workshop.terminal.actions.action_spec import specs_of
from workshop.terminal.activities.next_step_blocks import STATUS_SIGNS, step_block
from workshop.terminal.activities.wall_panel import MOVES, SEARCH, WallPanel, digits
from workshop.terminal.canvas.blocks import LinesBlock
from workshop.terminal.canvas.canvas import Canvas
from workshop.terminal.canvas.drawing import Line, Span, pieces
from workshop.terminal.canvas.layout import Flow, Section
from workshop.terminal.dialogs.date_in_field import typed_date
from workshop.terminal.theme.untrusted_text import harmless, one_line, plain


class ReviewPanel(WallPanel):
    """The agreements of earlier meetings with status, learning, date and approach."""

    ACTIONS = (
        *digits("review", len(STATUSES)),
        *specs_of(act for act in ACTS if act is not STATUS),  # the number keys do that
        *MOVES,
        SEARCH,
    )

    @property
    def steps(self) -> tuple[NextStep, ...]:
        """What was agreed before this meeting, earliest first."""
        return steps(self.situation)

    # --- drawing --------------------------------------------------------------------------------

    def sections(self) -> Sequence[Section]:
        """The agreements."""
        steps = self.steps
        if not steps:
            return self.tip_section("review.empty")
        blocks = tuple(step_block(step, self.words, self._notes(step), self._learned(step)) for step in steps)
        keys = Flow((LinesBlock(pieces(self.text("review.status_keys"))),))
        return (keys, Flow(blocks, most_columns=1))

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
        """What was learned in each meeting, this one last."""
        lines: list[tuple[str, str]] = []
        for review in reviews_of(self.state, step.id):
            now = review.meeting == self.state.workshop.meeting
            earlier = "" if now else self.text("review.earlier", n=review.meeting)
            lines += [(earlier or self.text(f"review.{label}"), text) for label, text in self._told(review)]
        return tuple(lines)

    def _told(self, review: StepReview) -> tuple[tuple[str, str], ...]:
        """A meeting's review apart from the status: what was learned, and what was decided."""
        titles = {known.key: one_line(known.title) for known in self.live.method.categories}
        date = typed_date(review.due, self.words.language)
        told = (
            ("learned", " ".join(harmless(review.learning).split())),
            ("seen", one_line(review.seen_by)),
            ("decided", self.text("review.moved", date=date) if review.due else ""),
            (
                "decided",
                self.text("review.new-approach", name=titles[review.category])
                if review.category in titles
                else "",
            ),
        )
        return tuple((label, text) for label, text in told if text)

    def _named(self, status: StepStatus) -> str:
        return self.text(f"review.{status.value}")

    def status(self) -> Content | None:
        """How many agreements have each status."""
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
        """The chosen agreement."""
        return self.state.next_steps.get(self.canvas.chosen)

    def allows(self, method: str) -> bool:
        """Reviewing needs an agreement; changing the approach needs one with an initiative."""
        if method == "approach":
            return self.chosen_step is not None and bool(self.chosen_step.card)
        return bool(self.steps) if method == "learn" or method.startswith("digit_") else True

    async def digit(self, number: int) -> None:
        """Set the status of the chosen agreement."""
        step = self.chosen_step
        if step is not None and number <= len(STATUSES):
            await set_status(self.talk(), step, STATUSES[number - 1])

    def on_canvas_activated(self, event: Canvas.Activated) -> None:
        event.stop()
        self.perform("learn")


PANEL = ReviewPanel
