"""The agreements of this meeting: who does what, when, and what others can see first."""

from __future__ import annotations

from dataclasses import dataclass

from exports.document import Block, Cell, Column, Highlight, Item, Paragraph, Section, Table, single
from exports.next_steps import NextStepLine, next_step_lines
from exports.part import Part, Source
from prompts.words import Words


@dataclass(frozen=True, slots=True)
class Agreements(Part):
    """All agreements by date; those of `meeting` are told about here, earlier ones in the review."""

    steps: tuple[NextStepLine, ...]
    meeting: int

    def figures(self) -> dict[str, object]:
        return {"next_steps": [step.figures() for step in self.steps]}

    def highlights(self, words: Words) -> tuple[Highlight, ...]:
        new = self._new()
        if not new:
            return ()
        first = new[0]
        line = words("minutes.agree.count", n=len(new))
        if first.due:
            line += " " + words(
                "minutes.agree.first", when=first.due_in_words(words), who=first.who, what=first.what
            )
        return (Highlight(21, Item(line)),)

    def sections(self, words: Words) -> tuple[Section, ...]:
        new = self._new()
        if not new:
            return ()
        blocks: tuple[Block, ...] = (_table(new, words),)
        lacking = [step for step in new if not step.is_complete]
        if lacking:
            blocks = (*blocks, Paragraph(words("minutes.agree.lacking", n=len(lacking)), quiet=True))
        return (Section(20, "next-steps", words("minutes.agree.title"), blocks),)

    def _new(self) -> tuple[NextStepLine, ...]:
        return tuple(step for step in self.steps if step.meeting == self.meeting)


def build(source: Source) -> Agreements:
    """Gather the agreements that stand."""
    return Agreements(next_step_lines(source), source.state.workshop.round)


def _table(steps: tuple[NextStepLine, ...], words: Words) -> Table:
    columns = (
        Column(words("minutes.agree.who"), 13),
        Column(words("minutes.agree.what"), 26),
        Column(words("minutes.agree.when"), 13),
        Column(words("minutes.agree.result"), 20),
        Column(words("minutes.agree.resources"), 15),
        Column(words("minutes.agree.help"), 13),
    )
    return Table(words("minutes.agree.title"), columns, tuple(_row(step, words) for step in steps))


def _row(step: NextStepLine, words: Words) -> tuple[Cell, ...]:
    return (
        single(step.who),
        single(step.what, step.note(words)),
        single(step.due_in_words(words)),
        single(step.first_visible_result),
        single(step.resources),
        single(step.help),
    )
