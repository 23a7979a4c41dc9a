"""Next steps as they stand in the minutes: shared by the meeting that agrees and the one that reviews."""

from __future__ import annotations

from dataclasses import dataclass

from exports.dates import long_date, parsed
from exports.part import Source
from prompts.cleaning import clean
from prompts.words import Words
from sessions.model import NextStep, StepStatus


@dataclass(frozen=True, slots=True)
class NextStepLine:
    """An agreement. `due` is an ISO date or empty, `initiative` a public card number or None."""

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


def next_step_lines(source: Source) -> tuple[NextStepLine, ...]:
    """All agreements that stand, by date; those without a date last, ties by their number."""
    steps = sorted(
        (step for step in source.state.next_steps if not step.removed),
        key=lambda step: (not step.due, step.due, step.number),
    )
    return tuple(_line(source, step) for step in steps)


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
    )
