"""Next steps as they stand in the minutes: shared by the meeting that agrees and the one that reviews."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from exports.dates import long_date, parsed
from exports.part import Source
from prompts.cleaning import clean
from prompts.words import Words
from sessions.agreements import by_date, reviews_of
from sessions.model import NextStep, StepReview, StepStatus


@dataclass(frozen=True, slots=True)
class ReviewLine:
    """What one meeting said of an agreement; `due` and `approach` (a key) only where they changed."""

    meeting: int
    date: str
    status: StepStatus
    learning: str
    due: str
    approach: str
    approach_title: str

    def figures(self) -> dict[str, object]:
        """The review as JSON."""
        return {
            "meeting": self.meeting,
            "status": self.status.value,
            "learning": self.learning,
            "when": self.due or None,
            "approach": self.approach or None,
        }


@dataclass(frozen=True, slots=True)
class NextStepLine:
    """An agreement. `due` is an ISO date or empty, `initiative` a public card number or None.

    `reviews` holds what each follow-up said of it, the earliest first.
    """

    who: str
    what: str
    due: str
    first_visible_result: str
    resources: str
    help: str
    initiative: str | None
    status: StepStatus
    learning: str
    meeting: int
    reviews: tuple[ReviewLine, ...] = ()

    def figures(self) -> dict[str, object]:
        """The agreement as JSON."""
        return {
            "who": self.who,
            "what": self.what,
            "when": self.due or None,
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
        """The date as people write it, or an empty text."""
        day = parsed(self.due)
        return long_date(day, words.language) if day else self.due

    def note(self, words: Words) -> str:
        """Which initiative the agreement is about, or an empty text."""
        return words("minutes.agree.about", id=self.initiative) if self.initiative else ""

    @property
    def is_complete(self) -> bool:
        """Whether the agreement has the four things it needs: who, what, when, first visible result."""
        return all((self.who, self.what, self.due, self.first_visible_result))


def next_step_lines(source: Source, wanted: Collection[str] | None = None) -> tuple[NextStepLine, ...]:
    """All agreements that stand, by date; those without a date last, ties by their number.

    `wanted` holds the ids of those to tell of, where it is not all.
    """
    steps = by_date(step for step in source.state.next_steps if not step.removed)
    return tuple(_line(source, step) for step in steps if wanted is None or step.id in wanted)


def _line(source: Source, step: NextStep) -> NextStepLine:
    return NextStepLine(
        who=clean(step.who),
        what=clean(step.what),
        due=clean(step.due),
        first_visible_result=clean(step.first_visible_result),
        resources=clean(step.resources),
        help=clean(step.help),
        initiative=source.shown_id(step.card),
        status=step.status,
        learning=clean(step.learning),
        meeting=step.round,
        reviews=tuple(_review(source, review) for review in reviews_of(source.state, step.id)),
    )


def _review(source: Source, review: StepReview) -> ReviewLine:
    titles = {category.key: category.title for category in source.method.categories}
    return ReviewLine(
        meeting=review.round,
        date=clean(source.state.date_of(review.round)),
        status=review.status,
        learning=clean(review.learning),
        due=clean(review.due),
        approach=review.category if review.category in titles else "",
        approach_title=titles.get(review.category, ""),
    )
