"""How the agreements of earlier meetings went, and what the group learned from them."""

from __future__ import annotations

from dataclasses import dataclass

from exports.document import Cell, Column, Highlight, Item, Section, Table, single
from exports.next_steps import NextStepLine, next_step_lines
from exports.part import Part, Source
from prompts.words import Words
from sessions.model import StepStatus


@dataclass(frozen=True, slots=True)
class Review(Part):
    """The agreements made before this meeting, by date."""

    steps: tuple[NextStepLine, ...]

    def highlights(self, words: Words) -> tuple[Highlight, ...]:
        if not self.steps:
            return ()
        counts = {status: sum(step.status is status for step in self.steps) for status in StepStatus}
        told = " · ".join(f"{_status(status, words)} {count}" for status, count in counts.items() if count)
        return (Highlight(5, Item(words("minutes.review.summary", counts=told))),)

    def sections(self, words: Words) -> tuple[Section, ...]:
        if not self.steps:
            return ()
        columns = (
            Column(words("minutes.agree.who"), 14),
            Column(words("minutes.agree.what"), 30),
            Column(words("minutes.agree.when"), 14),
            Column(words("minutes.review.status"), 14),
            Column(words("minutes.review.learning"), 28),
        )
        rows = tuple(_row(step, words) for step in self.steps)
        title = words("minutes.review.title")
        return (Section(15, "review", title, (Table(title, columns, rows),)),)


def build(source: Source) -> Review:
    """Gather the agreements of earlier meetings."""
    now = source.state.workshop.round
    return Review(tuple(step for step in next_step_lines(source) if step.meeting < now))


def _row(step: NextStepLine, words: Words) -> tuple[Cell, ...]:
    return (
        single(step.who),
        single(step.what, step.note(words)),
        single(step.due_in_words(words)),
        single(_status(step.status, words)),
        single(step.learning),
    )


def _status(status: StepStatus, words: Words) -> str:
    return words(f"minutes.review.{status.value}")
