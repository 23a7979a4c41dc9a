"""The history of all meetings as one document: what has changed since last time, then how it came to be."""

from __future__ import annotations

from exports.blocks import Block, Bullets, Cell, Column, Group, Item, Paragraph, Section, Table, single
from exports.contents.came_of_it import came_of_it
from exports.contents.decisions import DecisionLine
from exports.contents.next_steps import NextStepLine, ReviewLine
from exports.contents.placed_initiatives import Placing
from exports.minutes import MeetingLine, Minutes
from exports.sections.agree import Agreements
from prompts.language.cleaning import clean
from prompts.language.formatting import long_date
from prompts.language.words import Words
from sessions.model import DecisionStatus


def history_sections(minutes: Minutes, words: Words) -> tuple[Section, ...]:
    """Changes of the latest meeting first, what came of it, then agreements, decisions and meetings."""
    steps = minutes.part(Agreements).steps
    return (
        Section(1, "since-last", words("history.since"), _since_last(minutes, steps, words)),
        Section(
            2,
            "outcome",
            words("history.outcome"),
            came_of_it(minutes.beliefs, minutes.outcome, minutes.approaches, words),
        ),
        Section(3, "agreements", words("history.agreements"), _agreements(minutes, steps, words)),
        Section(4, "decisions", words("history.decisions"), _decisions(minutes, words)),
        Section(5, "meetings", words("history.meetings"), _meetings(minutes, words)),
    )


def _since_last(minutes: Minutes, steps: tuple[NextStepLine, ...], words: Words) -> tuple[Block, ...]:
    now = minutes.meeting
    reviewed = [(step, said) for step in steps if (said := step.review_of(now)) is not None]
    told = {
        "history.new": [Item(_named(step, words)) for step in steps if step.meeting == now],
        "history.reviewed": [
            Item(step.what, lead=f"{step.who}:" if step.who else "", notes=_said(step, said, words))
            for step, said in reviewed
        ],
        "history.decided": [Item(line.text) for line in minutes.decisions if line.meeting == now],
        "history.changed": [
            Item(line.text, notes=_reviewed(line, now, words))
            for line in minutes.decisions
            if any(review.meeting == now for review in line.reviews)
        ],
        "history.moved": [
            Item(item.card.told, item.card.id, (_move(item.since.before, item.agreed, minutes, words),))
            for item in minutes.part(Placing).initiatives
            if item.since is not None and item.since.before != item.agreed
        ],
    }
    groups = tuple(Group(words(key), (Bullets(tuple(items)),)) for key, items in told.items() if items)
    return groups or (Paragraph(words("history.nothing")),)


def _named(step: NextStepLine, words: Words) -> str:
    return ", ".join(part for part in (step.who, step.what, step.due_in_words(words)) if part)


def _said(step: NextStepLine, said: ReviewLine, words: Words) -> tuple[str, ...]:
    moved = step.move_in_words(said.meeting, words) if said.due else ""
    seen = words("rounds.seen", who=said.seen_by) if said.seen_by else ""
    status = words(f"minutes.review.{said.status.value}")
    return tuple(part for part in (status, moved, seen, said.learning) if part)


def _reviewed(line: DecisionLine, meeting: int, words: Words) -> tuple[str, ...]:
    return tuple(
        part
        for review in line.reviews
        if review.meeting == meeting
        for part in (_status(review.status, words), clean(review.learning))
        if part
    )


def _status(status: DecisionStatus, words: Words) -> str:
    return words("history.stands" if status is DecisionStatus.STANDS else f"decisions.{status.value}")


def _move(before: str, now: str | None, minutes: Minutes, words: Words) -> str:
    titles = {key: f"{sign} {title}" for key, sign, title in minutes.approaches}
    none = words("minutes.place.not-placed")
    return words("history.from-to", before=titles.get(before, before), now=titles.get(now or "", none))


def _came_of_it(minutes: Minutes, words: Words) -> tuple[Block, ...]:
    return came_of_it(minutes.beliefs, minutes.outcome, minutes.approaches, words)


def _agreements(minutes: Minutes, steps: tuple[NextStepLine, ...], words: Words) -> tuple[Block, ...]:
    if not steps:
        return ()
    days = {line.number: line for line in minutes.meetings}
    columns = (
        Column(words("minutes.agree.who"), 14),
        Column(words("minutes.agree.what"), 30),
        Column(words("minutes.review.status"), 12),
        Column(words("history.told"), 44),
    )
    rows = tuple(
        (
            single(step.who),
            single(step.what, step.note(words)),
            single(words(f"minutes.review.{step.status.value}")),
            Cell(
                (
                    words("history.agreed-at", meeting=_meeting(days.get(step.meeting), step.meeting, words)),
                    *(
                        f"{_meeting(days.get(said.meeting), said.meeting, words)}: "
                        + " · ".join(_said(step, said, words))
                        for said in step.reviews
                    ),
                ),
                listed=True,
            ),
        )
        for step in sorted(steps, key=lambda step: step.number)
    )
    return (Table(words("history.agreements"), columns, rows),)


def _meeting(line: MeetingLine | None, number: int, words: Words) -> str:
    if line is None or line.date is None:
        return words("history.meeting", n=number)
    return words("history.meeting-on", n=number, date=long_date(line.date, words.language))


def _decisions(minutes: Minutes, words: Words) -> tuple[Block, ...]:
    days = {line.number: line for line in minutes.meetings}
    items = tuple(
        Item(
            line.text,
            notes=(
                _meeting(days.get(line.meeting), line.meeting, words),
                *(
                    f"{_meeting(days.get(review.meeting), review.meeting, words)}: "
                    + " · ".join(_reviewed(line, review.meeting, words))
                    for review in line.reviews
                ),
            ),
        )
        for line in minutes.decisions
    )
    return (Bullets(items),) if items else ()


def _meetings(minutes: Minutes, words: Words) -> tuple[Block, ...]:
    columns = (
        Column(words("minutes.meetings.meeting"), 22),
        Column(words("minutes.meetings.date"), 30),
        Column(words("minutes.meetings.run-sheet"), 48),
    )
    rows = tuple(
        (
            single(words("history.meeting", n=line.number)),
            single(long_date(line.date, words.language) if line.date else ""),
            single(line.run_sheet),
        )
        for line in minutes.meetings
    )
    return (Table(words("history.meetings"), columns, rows),)
