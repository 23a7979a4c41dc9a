"""What came of the agreements over all meetings: how dates held, by approach, and what is stuck since when.

Definitions (`docs/minutes-format.md` repeats them). An agreement is *done*, *stopped* or *open* as the
latest meeting left it. Its date *held* if it is done and its date was never moved; it was *moved* if a
follow-up gave it another date; it is *late* if it is open and its date lies before the latest meeting. An
open agreement is *stuck* if at least one follow-up has reviewed it and none has said that it is under way;
it is stuck since the meeting in which it was agreed. It counts under the approach that its initiative had
when that meeting ended, not under one that a later meeting moved the initiative to. Nothing here names a
person.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sessions.model import NextStep, StepStatus
from sessions.queries.agreements import OPEN_STATUSES, reviews_of
from sessions.state import State


@dataclass(frozen=True, slots=True)
class Tally:
    """How many agreements there are of each sort; `dated` had a date, of which `held` and `moved`."""

    agreed: int
    done: int
    stopped: int
    open: int
    dated: int
    held: int
    moved: int
    late: int


@dataclass(frozen=True, slots=True)
class Stuck:
    """An open agreement that has not moved: its number, and the meeting and day since which."""

    number: int
    what: str
    meeting: int
    since: date | None


@dataclass(frozen=True, slots=True)
class Outcome:
    """The whole, by the meeting in which it was agreed, and by the approach of the initiative it is about.

    The last approach has an empty key: agreements about no initiative, or about one without an approach.
    """

    whole: Tally
    by_meeting: tuple[tuple[int, Tally], ...]
    by_approach: tuple[tuple[str, Tally], ...]
    stuck: tuple[Stuck, ...]


def outcome(state: State, categories: Iterable[str]) -> Outcome:
    """Count what came of all agreements that were not removed."""
    steps = sorted((step for step in state.next_steps if not step.removed), key=lambda step: step.number)
    keys = (*categories, "")
    meetings = sorted({step.meeting for step in steps})
    by_key: dict[str, list[NextStep]] = {key: [] for key in keys}
    for step in steps:
        approach = _approach(state, step)
        by_key[approach if approach in by_key else ""].append(step)
    return Outcome(
        whole=_tally(state, steps),
        by_meeting=tuple(
            (meeting, _tally(state, [step for step in steps if step.meeting == meeting]))
            for meeting in meetings
        ),
        by_approach=tuple((key, _tally(state, here)) for key, here in by_key.items() if here),
        stuck=tuple(
            Stuck(step.number, step.what, step.meeting, state.date_of(step.meeting))
            for step in steps
            if _is_stuck(state, step)
        ),
    )


def _tally(state: State, steps: list[NextStep]) -> Tally:
    latest = state.workshop.date
    dated = [step for step in steps if step.due is not None or _was_moved(state, step)]
    still = [step for step in steps if step.status in OPEN_STATUSES]
    return Tally(
        agreed=len(steps),
        done=sum(step.status is StepStatus.DONE for step in steps),
        stopped=sum(step.status is StepStatus.STOPPED for step in steps),
        open=len(still),
        dated=len(dated),
        held=sum(step.status is StepStatus.DONE and not _was_moved(state, step) for step in dated),
        moved=sum(_was_moved(state, step) for step in dated),
        late=sum(step.due is not None and latest is not None and step.due < latest for step in still),
    )


def _was_moved(state: State, step: NextStep) -> bool:
    return any(review.due is not None for review in reviews_of(state, step.id))


def _is_stuck(state: State, step: NextStep) -> bool:
    said = [review.status for review in reviews_of(state, step.id)]
    return step.status in OPEN_STATUSES and bool(said) and StepStatus.UNDER_WAY not in said


def _approach(state: State, step: NextStep) -> str:
    """The approach when the step was agreed; the first one after that where there was none then."""
    card = state.cards.get(step.card)
    while card is not None and card.merged_into:
        card = state.cards.get(card.merged_into)
    if card is None:
        return ""
    about = {each.id for each in state.next_steps if each.card in (step.card, card.id)}
    # A follow-up goes through the agreements before it places again.
    moves = [
        *((row.meeting, 0, row.category_before) for row in state.step_reviews if row.step in about),
        *((row.meeting, 1, row.before) for row in state.placed_again if row.card == card.id),
    ]
    earlier = sorted((meeting, order, had) for meeting, order, had in moves if had and meeting > step.meeting)
    return earlier[0][2] if earlier else card.agreed or ""
