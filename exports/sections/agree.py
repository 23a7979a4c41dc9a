"""The agreements: who does what, when, and the first visible result.

A first meeting lists what it agreed. A follow-up lists everything open, whichever meeting agreed it,
and marks what is new.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from exports.blocks import Block, Bullets, Cell, Column, Highlight, Item, Paragraph, Section, Table, single
from exports.contents.next_steps import NextStepLine, next_step_lines, open_agreements
from exports.section_source import Part, Source
from prompts.language.words import Words


@dataclass(frozen=True, slots=True)
class Agreements(Part):
    """All agreements by date, in `meeting` on `day`. What came of earlier ones is in the review section."""

    steps: tuple[NextStepLine, ...]
    meeting: int
    day: date | None = None

    def figures(self) -> dict[str, object]:
        return {"next_steps": [step.figures() for step in self.steps]}

    def highlights(self, words: Words) -> tuple[Highlight, ...]:
        told = self._told()
        if not told:
            return ()
        first = told[0]
        line = words("minutes.agree.count", n=len(told))
        if self.meeting > 1:
            new = sum(step.meeting == self.meeting for step in told)
            line = words("minutes.meetings.open", n=len(told), new=new)
        if first.due:
            line += " " + words(
                "minutes.agree.first", when=first.due_in_words(words), who=first.who, what=first.what
            )
        return (Highlight(21, Item(line)),)

    def sections(self, words: Words) -> tuple[Section, ...]:
        told = self._told()
        if not told:
            return ()
        title = words("minutes.agree.title" if self.meeting == 1 else "minutes.meetings.open-title")
        blocks: tuple[Block, ...] = (self._table(title, told, words),)
        lacking = [step for step in told if not step.is_complete]
        if lacking:
            items = tuple(_lacks(step, words) for step in lacking)
            blocks = (
                *blocks,
                Paragraph(words("minutes.agree.lacking", n=len(lacking)), quiet=True),
                Bullets(items),
            )
        return (Section(10, "next-steps", title, blocks),)

    def _told(self) -> tuple[NextStepLine, ...]:
        """What is to be done, whichever meeting agreed it."""
        return open_agreements(self.steps)

    def _table(self, title: str, steps: tuple[NextStepLine, ...], words: Words) -> Table:
        result = "result-and-means" if any(step.means(words) for step in steps) else "result"
        columns = (
            Column(words("minutes.agree.who"), 13),
            Column(words("minutes.agree.what"), 36),
            Column(words("minutes.agree.when"), 18),
            Column(words(f"minutes.agree.{result}"), 33),
        )
        return Table(title, columns, tuple(self._row(step, words) for step in steps))

    def _row(self, step: NextStepLine, words: Words) -> tuple[Cell, ...]:
        return (
            single(step.who),
            single(
                step.what, " · ".join(note for note in (self._origin(step, words), step.note(words)) if note)
            ),
            single(step.move_in_words(self.meeting, words), self._late(step, words)),
            single(step.first_visible_result, step.means(words)),
        )

    def _late(self, step: NextStepLine, words: Words) -> str:
        """That its date lies before the meeting."""
        is_late = step.due is not None and self.day is not None and step.due < self.day
        return words("plan.overdue") if is_late else ""

    def _origin(self, step: NextStepLine, words: Words) -> str:
        """Which meeting agreed it, if there has been more than one."""
        if self.meeting == 1:
            return ""
        if step.meeting == self.meeting:
            return words("minutes.meetings.new")
        return words("minutes.meetings.from-meeting", n=step.meeting)


def _lacks(step: NextStepLine, words: Words) -> Item:
    """Which agreement it is, and what it lacks; its number where it does not say what."""
    parts = ", ".join(words(f"plan.missing-{name}") for name in step.lacking)
    return Item(
        step.what or words("minutes.agree.numbered", n=step.number),
        notes=(words("minutes.agree.lacks", parts=parts),),
    )


def build(source: Source) -> Agreements:
    """Collect the agreements that were not removed."""
    workshop = source.state.workshop
    return Agreements(next_step_lines(source), workshop.meeting, workshop.date)
