"""Next steps in the minutes, shared by the sections on agreeing and on reviewing."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from exports.section_source import Source
from prompts.language.cleaning import clean
from prompts.language.formatting import long_date, week_of, weekday
from prompts.language.words import Words
from sessions.model import AgreementId, NextStep, StepReview, StepStatus
from sessions.queries.agreements import OPEN_STATUSES, REQUIRED, by_date, reviews_of
from sessions.queries.origins import with_origin


@dataclass(frozen=True, slots=True)
class ReviewLine:
    """One meeting's review of an agreement; `due` and `approach` (a key) only if they changed.

    `due_before` is the date that `due` replaced; None if there was none or it is unknown.
    """

    meeting: int
    day: date | None
    status: StepStatus
    learning: str
    due: date | None
    approach: str | None
    approach_title: str
    due_before: date | None = None
    seen_by: str = ""
    approach_before: str | None = None

    def figures(self) -> dict[str, object]:
        """The review as JSON."""
        return {
            "meeting": self.meeting,
            "status": self.status.value,
            "learning": self.learning,
            "when": _iso(self.due),
            "when_before": _iso(self.due_before),
            "approach": self.approach,
            **({"approach_before": self.approach_before} if self.approach_before else {}),
            **({"seen_by": self.seen_by} if self.seen_by else {}),
        }


@dataclass(frozen=True, slots=True)
class NextStepLine:
    """An agreement. `initiative` is a public card number or None, `about` that card's text.

    `number` counts from 1 and stays. `approach` is the one agreed for the initiative, with its sign; may be
    empty. `reviews` holds each follow-up's review of the agreement, the earliest first.
    """

    who: str
    what: str
    due: date | None
    due_words: str
    first_visible_result: str
    resources: str
    help: str
    initiative: str | None
    status: StepStatus
    learning: str
    meeting: int
    reviews: tuple[ReviewLine, ...] = ()
    number: int = 0
    about: str = ""
    approach: str = ""

    def figures(self) -> dict[str, object]:
        """The agreement as JSON."""
        said = {"when_in_words": self.due_words} if self.due_words else {}
        return {
            "number": self.number,
            "who": self.who,
            "what": self.what,
            "when": _iso(self.due),
            **said,
            "first_visible_result": self.first_visible_result,
            "resources": self.resources,
            "help": self.help,
            "initiative": self.initiative,
            "status": self.status.value,
            "learning": self.learning,
            "meeting": self.meeting,
            "reviews": [review.figures() for review in self.reviews],
        }

    def due_in_words(self, words: Words) -> str:
        """The date in words; where there is none, what was said instead; or an empty text."""
        if self.due is None and self.due_words:
            return words("minutes.agree.no-date", text=self.due_words)
        return _in_words(self.due, words)

    def move_in_words(self, meeting: int, words: Words) -> str:
        """The date in words, preceded by the one it replaced in `meeting`."""
        now = self.review_of(meeting)
        if now is None or not now.due or not now.due_before:
            return self.due_in_words(words)
        return words(
            "minutes.meetings.moved", old=_in_words(now.due_before, words), new=self.due_in_words(words)
        )

    def review_of(self, meeting: int) -> ReviewLine | None:
        """The review of the agreement in `meeting`, or None."""
        return next((review for review in self.reviews if review.meeting == meeting), None)

    @property
    def is_open(self) -> bool:
        """Whether it is still to be done."""
        return self.status in OPEN_STATUSES

    def note(self, words: Words) -> str:
        """Which initiative the agreement is about, by name and approach, or an empty text."""
        if not self.about:
            return ""
        return f"{self.about} – {self.approach}" if self.approach else self.about

    def means(self, words: Words) -> str:
        """The resources and the help it needs, or an empty text."""
        helped = words("minutes.agree.helped", who=self.help) if self.help else ""
        return " · ".join(text for text in (self.resources, helped) if text)

    @property
    def lacking(self) -> tuple[str, ...]:
        """The names of the fields that the agreement needs and that are empty."""
        return tuple(name for name in REQUIRED if not getattr(self, name))

    @property
    def is_complete(self) -> bool:
        """Whether the agreement has all that it needs."""
        return not self.lacking


def next_step_lines(source: Source, wanted: Collection[str] | None = None) -> tuple[NextStepLine, ...]:
    """All agreements that were not removed, by date; those without a date last, ties by number.

    `wanted` restricts them to these ids, if given.
    """
    steps = by_date(step for step in source.state.next_steps if not step.removed)
    return tuple(_line(source, step) for step in steps if wanted is None or step.id in wanted)


def open_agreements(steps: Iterable[NextStepLine]) -> tuple[NextStepLine, ...]:
    """Those of `steps` that are still to be done: what every format counts and lists as open."""
    return tuple(step for step in steps if step.is_open)


def _line(source: Source, step: NextStep) -> NextStepLine:
    card = source.shown(step.card)
    return NextStepLine(
        who=source.person(step.who),
        what=clean(step.what),
        due=step.due,
        due_words=clean(step.due_words),
        first_visible_result=clean(step.first_visible_result),
        resources=clean(step.resources),
        help=clean(step.help),
        initiative=source.public_id(card) if card else None,
        status=step.status,
        learning=clean(step.learning),
        meeting=step.meeting,
        reviews=tuple(_reviews(source, step.id)),
        number=step.number,
        about=clean(with_origin(card)) if card else "",
        approach=source.approach(card.agreed) if card else "",
    )


def _in_words(day: date | None, words: Words) -> str:
    """The day with weekday and week: people plan by them."""
    if day is None:
        return ""
    return words(
        "plan.day",
        weekday=weekday(day, words.language),
        date=long_date(day, words.language),
        week=week_of(day),
    )


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day is not None else None


def _reviews(source: Source, step: AgreementId) -> Iterator[ReviewLine]:
    """Each meeting's review, the earliest first.

    Older files did not store the date that was moved; it is then known only if an earlier review set it.
    """
    known: date | None = None
    for review in reviews_of(source.state, step):
        yield _review(source, review, (review.due_before or known) if review.due else None)
        known = review.due or known


def _review(source: Source, review: StepReview, due_before: date | None) -> ReviewLine:
    titles = {category.key: category.title for category in source.method.categories}
    return ReviewLine(
        meeting=review.meeting,
        day=source.state.date_of(review.meeting),
        status=review.status,
        learning=clean(review.learning),
        due=review.due,
        approach=review.category if review.category in titles else None,
        approach_title=titles.get(review.category or "", ""),
        due_before=due_before,
        seen_by=source.person(review.seen_by),
        approach_before=review.category_before if review.category_before in titles else None,
    )
