"""The action plan: one row per agreement, and what stands around it. Every format of it renders exactly this.

The page, the spreadsheet, the list of comma-separated values, the calendar and the slides all say the same,
because none of them decides what belongs in the plan.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from exports.contents.follow_up_dates import FollowUp
from exports.contents.meeting_details import case_line
from exports.contents.next_steps import NextStepLine
from exports.contents.placed_initiatives import Placing
from exports.first_use import explanations
from exports.minutes import Minutes
from exports.minutes_document import agenda
from exports.sections.agree import Agreements
from exports.sections.rate import Ratings
from exports.shortening import cut_text
from prompts.language.formatting import long_date, week_of, weekday
from prompts.language.words import Words, load_words
from prompts.methods.model import Category
from sessions.model import StepStatus

MOST_NAMED = 3
"""Initiatives without an agreement that are named; of the others the number is told."""
LONGEST_NAMED = 60


@dataclass(frozen=True, slots=True)
class ActionRow:
    """An agreement in the plan, all texts ready to show; `due` and `due_before` are None where there is none.

    `place` counts the rows as they are printed, from 1; `number` stays the same in every follow-up.
    `due_before` is the date that the latest move took the place of. `overdue` says that it was
    to be done before the
    meeting and is still open; `is_new` that a follow-up agreed it. `approach_explained` has a translation
    where the title needs one.
    """

    place: int
    number: int
    who: str
    what: str
    due: date | None
    due_words: str
    first_visible_result: str
    resources: str
    help: str
    initiative: str
    approach: str
    approach_explained: str
    status: StepStatus
    status_title: str
    due_before: date | None
    learned: str
    meeting: int
    is_new: bool
    overdue: bool
    is_open: bool

    def deadline(self, words: Words) -> str:
        """The deadline with weekday and week, or what was said of the time, or an empty text."""
        if self.due is None:
            return words("minutes.agree.no-date", text=self.due_words) if self.due_words else ""
        return day_in_words(self.due, words)

    def moved(self, words: Words) -> str:
        """That the deadline was moved, and from when; or an empty text."""
        return words("plan.moved", date=long_date(self.due_before, words.language)) if self.due_before else ""

    def about(self) -> str:
        """The initiative it is about, by name, with the approach agreed for it; or an empty text."""
        return f"{self.initiative} – {self.approach}" if self.approach else self.initiative

    def marks(self, words: Words) -> tuple[str, ...]:
        """What is said beside the status: that it is new, that it is late."""
        return tuple(
            words(f"plan.{mark}")
            for mark, holds in (("new", self.is_new), ("overdue", self.overdue))
            if holds
        )


@dataclass(frozen=True, slots=True)
class ActionPlan:
    """The rows, the open ones by date first, and the three boxes under them as plain sentences."""

    language: str
    title: str
    subtitle: str
    organisation: str
    rows: tuple[ActionRow, ...]
    follow_ups: tuple[str, ...]
    waiting: tuple[str, ...]
    support: tuple[str, ...]
    footer: str
    categories: tuple[Category, ...] = ()
    """The approaches, for those who print where they are named."""

    @property
    def open_rows(self) -> tuple[ActionRow, ...]:
        """The rows that are still to be done; the others have been settled by this meeting."""
        return tuple(row for row in self.rows if row.is_open)

    @property
    def any_moved(self) -> bool:
        """Whether a deadline was moved."""
        return any(row.due_before for row in self.rows)

    @property
    def any_learned(self) -> bool:
        """Whether a follow-up has recorded what was learned."""
        return any(row.learned for row in self.rows)

    def boxes(self, words: Words) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """Title and sentences of the boxes that hold anything."""
        boxes = (("follow-up", self.follow_ups), ("waiting", self.waiting), ("support", self.support))
        return tuple((words(f"plan.{key}"), lines) for key, lines in boxes if lines)


def action_plan(minutes: Minutes) -> ActionPlan:
    """The plan as `minutes` have it: every open agreement, and those that this meeting settled."""
    words = load_words(minutes.language)
    steps = minutes.part(Agreements).steps
    # A plan ten years old shall not look late because it is printed again: the meeting's day decides.
    today = minutes.date or minutes.generated_at.date()
    explained = explanations(minutes.part(Placing).categories)
    told = [step for step in steps if _belongs(step, minutes.meeting)]
    told.sort(key=lambda step: not step.is_open)  # stable: both halves stay in the order of their dates
    where = " · ".join(
        text for text in (minutes.organisation, minutes.group, case_line(minutes.head, words)) if text
    )
    return ActionPlan(
        language=minutes.language,
        title=words("plan.title"),
        subtitle=_subtitle(minutes, words),
        organisation=minutes.organisation,
        rows=tuple(
            _row(step, place, minutes.meeting, today, explained, words)
            for place, step in enumerate(told, start=1)
        ),
        follow_ups=tuple(follow_up_line(meeting, minutes, words) for meeting in minutes.follow_ups),
        waiting=tuple(what_is_lacking(minutes, told, words)),
        support=minutes.part(Ratings).support_lines(words),
        footer=" · ".join(text for text in (where, status_line(minutes, words)) if text),
        categories=minutes.part(Placing).categories,
    )


def day_in_words(day: date, words: Words) -> str:
    """`day` with weekday and week: “onsdag 18. marts 2026, uge 12”."""
    language = words.language
    return words("plan.day", weekday=weekday(day, language), date=long_date(day, language), week=week_of(day))


def follow_up_line(meeting: FollowUp, minutes: Minutes, words: Words) -> str:
    """When the group meets again, and the first question it will take up."""
    question = next(iter(agenda(meeting.position, minutes, words)), "")
    return words("plan.meets", day=day_in_words(meeting.day, words), question=question)


def what_is_lacking(minutes: Minutes, told: Iterable[NextStepLine], words: Words) -> Iterator[str]:
    """What lacks something, and what: an owner, an approach, an agreement, or a part of the rows `told`."""
    for item in minutes.parked:
        if not item.who:
            yield words("plan.no-owner", text=item.text)
    initiatives = minutes.part(Placing).initiatives
    for initiative in initiatives:
        if initiative.placed_in and not initiative.agreed:
            yield words("plan.not-placed", text=initiative.card.told)
    steps = minutes.part(Agreements).steps
    taken_on = {step.initiative for step in steps}
    left = [each.card for each in initiatives if each.agreed and each.card.id not in taken_on]
    if steps and left:  # without any agreement, the plan has said so already
        named = [cut_text(card.told, LONGEST_NAMED) for card in left[:MOST_NAMED]]
        more = [words("plan.more", n=len(left) - MOST_NAMED)] if len(left) > MOST_NAMED else []
        which = " · ".join((*named, *more))
        yield words("plan.no-agreement", n=len(left), which=which)
    for place, step in enumerate(told, start=1):
        if step.is_open and step.lacking:
            parts = ", ".join(words(f"plan.missing-{name}") for name in step.lacking)
            yield words("plan.lacks", n=place, what=step.what, parts=parts)


def status_line(minutes: Minutes, words: Words) -> str:
    """Whether the minutes are final, and when they were written."""
    return _status("plan", minutes, words)


def status_of_minutes(minutes: Minutes, words: Words) -> str:
    """The same of the minutes themselves, whose word has a gender of its own in some languages."""
    return _status("minutes.footer", minutes, words)


def _status(where: str, minutes: Minutes, words: Words) -> str:
    return words(
        f"{where}.{'final' if minutes.final else 'draft'}",
        date=long_date(minutes.generated_at.date(), words.language),
    )


def _subtitle(minutes: Minutes, words: Words) -> str:
    title = minutes.title or words("minutes.untitled")
    return f"{title}, {day_in_words(minutes.date, words)}" if minutes.date else title


def _belongs(step: NextStepLine, meeting: int) -> bool:
    return step.is_open or step.meeting == meeting or step.review_of(meeting) is not None


def _row(
    step: NextStepLine, place: int, meeting: int, today: date, explained: dict[str, str], words: Words
) -> ActionRow:
    moves = [review.due_before for review in step.reviews if review.due and review.due_before]
    return ActionRow(
        place=place,
        number=step.number,
        who=step.who,
        what=step.what,
        due=step.due,
        due_words=step.due_words,
        first_visible_result=step.first_visible_result,
        resources=step.resources,
        help=step.help,
        initiative=step.about,
        approach=step.approach,
        approach_explained=explained.get(step.approach, step.approach),
        status=step.status,
        status_title=words(f"minutes.review.{step.status.value}"),
        due_before=moves[-1] if moves else None,
        learned=step.learning,
        meeting=step.meeting,
        is_new=meeting > 1 and step.meeting == meeting,
        overdue=step.is_open and step.due is not None and step.due < today,
        is_open=step.is_open,
    )
