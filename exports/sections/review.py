"""The progress of earlier meetings' agreements, and what the group learned from them."""

from __future__ import annotations

from dataclasses import dataclass

from exports.blocks import Cell, Column, Highlight, Item, Section, Table, single
from exports.contents.next_steps import NextStepLine, next_step_lines
from exports.section_source import Part, Source
from prompts.language.formatting import long_date
from prompts.language.words import Words
from sessions.model import StepStatus
from sessions.queries.agreements import steps_to_review


@dataclass(frozen=True, slots=True)
class Review(Part):
    """The agreements that this meeting reviewed, by date."""

    steps: tuple[NextStepLine, ...]
    meeting: int

    def highlights(self, words: Words) -> tuple[Highlight, ...]:
        told = self.summary(words)
        return (Highlight(5, Item(told)),) if told else ()

    def summary(self, words: Words) -> str:
        """How many of the reviewed agreements have each status, or an empty text."""
        if not self.steps:
            return ""
        counts = {status: sum(step.status is status for step in self.steps) for status in StepStatus}
        told = " · ".join(f"{_status(status, words)} {count}" for status, count in counts.items() if count)
        return words("minutes.review.summary", counts=told)

    def sections(self, words: Words) -> tuple[Section, ...]:
        if not self.steps:
            return ()
        columns = (
            Column(words("minutes.agree.who"), 13),
            Column(words("minutes.agree.what"), 27),
            Column(words("minutes.agree.when"), 22),
            Column(words("minutes.review.status"), 12),
            Column(words("minutes.review.learning"), 26),
        )
        rows = tuple(_row(step, self.meeting, words) for step in self.steps)
        title = words("minutes.review.title")
        return (Section(5, "review", title, (Table(title, columns, rows),)),)


def build(source: Source) -> Review:
    """Collect the agreements of earlier meetings that no earlier follow-up has settled."""
    wanted = {step.id for step in steps_to_review(source.state)}
    return Review(next_step_lines(source, wanted), source.state.workshop.meeting)


def _row(step: NextStepLine, meeting: int, words: Words) -> tuple[Cell, ...]:
    now = step.review_of(meeting)
    approach = words("minutes.review.approach", name=now.approach_title) if now and now.approach else ""
    learned = now.learning if now else "" if step.reviews else step.learning
    seen = words("rounds.seen", who=now.seen_by) if now and now.seen_by else ""
    moved = words("minutes.review.moved") if now and now.due else ""
    return (
        single(step.who),
        single(step.what, " · ".join(note for note in (step.note(words), approach) if note)),
        single(step.move_in_words(meeting, words), moved),
        single(_status(step.status, words)),
        _told(tuple(text for text in (seen, learned, *_earlier(step, meeting, words)) if text)),
    )


def _told(texts: tuple[str, ...]) -> Cell:
    """What was learned, this meeting's first; several entries are marked as a list."""
    return Cell(texts, listed=True) if len(texts) > 1 else single("".join(texts))


def _earlier(step: NextStepLine, meeting: int, words: Words) -> tuple[str, ...]:
    """The reviews of earlier follow-ups, one line each."""
    return tuple(
        words(
            "minutes.review.earlier",
            n=review.meeting,
            when=long_date(review.day, words.language) if review.day else "",
            text=" – ".join(part for part in (_status(review.status, words), review.learning) if part),
        )
        for review in step.reviews
        if review.meeting < meeting
    )


def _status(status: StepStatus, words: Words) -> str:
    return words(f"minutes.review.{status.value}")
