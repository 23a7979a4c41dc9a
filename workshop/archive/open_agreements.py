"""The open agreements of all workshops on this computer: who, what, when, and what is overdue."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from prompts.language.cleaning import clean_line
from sessions.agreements import OPEN_STATUSES
from sessions.model import NextStep, StepStatus
from sessions.state import State
from sessions.storage.session_file import StorageError
from sessions.storage.store import read_state


@dataclass(frozen=True, slots=True)
class OpenStep:
    """An agreement that is neither done nor stopped."""

    workshop: str
    name: str
    meeting: int
    who: str
    what: str
    due: date | None
    first_visible_result: str
    status: StepStatus
    overdue: bool
    due_words: str = ""

    def figures(self) -> dict[str, object]:
        """The agreement as JSON."""
        return {
            "workshop": self.workshop,
            "name": self.name,
            "meeting": self.meeting,
            "who": self.who,
            "what": self.what,
            "when": self.due.isoformat() if self.due else None,
            **({"when_in_words": self.due_words} if self.due_words else {}),
            "first_visible_result": self.first_visible_result,
            "status": self.status.value,
            "overdue": self.overdue,
        }


@dataclass(frozen=True, slots=True)
class Overview:
    """The open agreements by date (those without one last), and the files that could not be read."""

    steps: tuple[OpenStep, ...]
    problems: tuple[StorageError, ...]

    @property
    def overdue(self) -> int:
        """How many are overdue."""
        return sum(step.overdue for step in self.steps)


def overview(sessions: Iterable[Path], today: date) -> Overview:
    """Read every session file; none is opened for writing, so any of them may be in use."""
    steps: list[OpenStep] = []
    problems: list[StorageError] = []
    for path in sessions:
        try:
            steps += _open_steps(path, read_state(path), today)
        except StorageError as problem:
            problems.append(problem)
    steps.sort(key=lambda step: (step.due or date.max, step.workshop, step.who))
    return Overview(tuple(steps), tuple(problems))


def _open_steps(path: Path, state: State, today: date) -> Iterator[OpenStep]:
    for step in state.next_steps:
        if step.removed or step.status not in OPEN_STATUSES:
            continue
        yield OpenStep(
            workshop=clean_line(state.workshop.title),
            name=path.stem,
            meeting=step.meeting,
            who=clean_line(step.who),
            what=clean_line(step.what),
            due=step.due,
            first_visible_result=clean_line(step.first_visible_result),
            status=step.status,
            overdue=is_overdue(step, today),
            due_words=clean_line(step.due_words),
        )


def is_overdue(step: NextStep, today: date) -> bool:
    """Whether an agreement with a date should have been done before `today`."""
    return step.status in OPEN_STATUSES and step.due is not None and step.due < today
