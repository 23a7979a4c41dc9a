"""Queries on agreements: which of them a follow-up reviews, and what each meeting recorded about them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from prompts.language.words import load_words
from sessions.model import AgreementId, NextStep, Participant, StepReview, StepStatus
from sessions.state import State

REQUIRED = ("who", "what", "due", "first_visible_result")
"""The fields that an agreement should have. Missing ones give a warning, never a refusal."""
OPEN_STATUSES = frozenset({StepStatus.NOT_STARTED, StepStatus.UNDER_WAY})
"""The statuses of agreements that are still to be done."""

_BETWEEN_NAMES = re.compile(r"[,;/&+]|\b(?:og|and)\b", re.IGNORECASE)


def names_in(who: str, known: Iterable[str] = ()) -> tuple[str, ...]:
    """The names that an agreement's `who` holds, one or several.

    A `known` name such as “Hanne, HR” is one, whatever stands in it.
    """
    whole = next((name for name in sorted(known, key=len, reverse=True) if _holds(who, name)), None)
    if whole is not None:
        before, _, after = who.casefold().partition(whole.casefold())
        first, last = who[: len(before)], who[len(who) - len(after) :]
        return (*names_in(first, known), whole, *names_in(last, known))
    return tuple(name.strip() for name in _BETWEEN_NAMES.split(who) if name.strip())


def _holds(who: str, name: str) -> bool:
    """Whether `name`, which would be taken for several, stands in `who`."""
    return _BETWEEN_NAMES.search(name) is not None and name.casefold() in who.casefold()


def aliases(state: State) -> tuple[str, ...]:
    """What everybody who has taken part goes by."""
    return tuple(row.alias for row in state.participants if row.alias)


def namesakes_of(who: str, names: Iterable[str]) -> tuple[str, ...]:
    """Those of `names` that `who` is short for, if they are several: two of the first name “Peter”."""
    wanted = f"{who.strip().casefold()} "
    found = tuple(name for name in names if name.casefold().startswith(wanted))
    return found if len(found) > 1 and wanted.strip() not in map(str.casefold, names) else ()


def stands_for(state: State, step: NextStep, person: Participant) -> bool:
    """Whether an agreement names `person`, alone or among others.

    A first name is enough where only one of those who take part has it.
    """
    alias = person.alias.casefold()
    if not alias or not step.who:
        return False
    names = {name.casefold() for name in (step.who, *names_in(step.who, aliases(state)))}
    if alias in names:
        return True
    others = [row.alias.casefold() for row in state.participants if row.id != person.id and not row.removed]
    return any(
        alias.startswith(f"{name} ")
        and not any(other == name or other.startswith(f"{name} ") for other in others)
        for name in names
    )


def is_nameless(language: str, person: Participant) -> bool:
    """Whether `person` goes by a number only."""
    return person.alias in ("", load_words(language)("people.numbered", number=person.number))


def missing_in(step: NextStep) -> tuple[str, ...]:
    """The required fields that `step` lacks, in the order of the form."""
    return tuple(name for name in REQUIRED if not getattr(step, name))


def steps_to_review(state: State) -> tuple[NextStep, ...]:
    """Next steps from earlier meetings that no earlier follow-up has settled, by date."""
    meeting = state.workshop.meeting
    earlier = (step for step in state.next_steps if not step.removed and step.meeting < meeting)
    return by_date(step for step in earlier if not _settled_before(state, step, meeting))


def steps_of_meeting(state: State) -> tuple[NextStep, ...]:
    """Next steps agreed in this meeting, by date."""
    meeting = state.workshop.meeting
    return by_date(step for step in state.next_steps if not step.removed and step.meeting == meeting)


def open_steps(state: State) -> tuple[NextStep, ...]:
    """Next steps still to be done, which the next meeting begins with, by date."""
    return by_date(step for step in state.next_steps if not step.removed and step.status in OPEN_STATUSES)


def is_overdue(step: NextStep, today: date) -> bool:
    """Whether an agreement with a date should have been done before `today`."""
    return step.status in OPEN_STATUSES and step.due is not None and step.due < today


def reviews_of(state: State, step: AgreementId) -> tuple[StepReview, ...]:
    """Each meeting's review of a next step, the earliest first."""
    return tuple(sorted(state.step_reviews.where("step", step), key=lambda review: review.meeting))


def review_now(state: State, step: AgreementId) -> StepReview:
    """This meeting's review of a next step so far; an empty one if there is none."""
    meeting = state.workshop.meeting
    said = state.step_reviews.get(step, meeting)
    return said or StepReview(step, meeting, StepStatus.NOT_STARTED, "", None, None)


def learned_before(state: State, step: AgreementId) -> str:
    """The most recent learning on a next step from earlier meetings; may be empty."""
    earlier = [review for review in reviews_of(state, step) if review.meeting < state.workshop.meeting]
    return next((review.learning for review in reversed(earlier) if review.learning), "")


def by_date(steps: Iterable[NextStep]) -> tuple[NextStep, ...]:
    """Sort key: earliest first, those without a date last, ties by number."""
    return tuple(sorted(steps, key=lambda step: (step.due or date.max, step.number)))


def _settled_before(state: State, step: NextStep, meeting: int) -> bool:
    """Whether an earlier follow-up has already recorded it as done or stopped; that is told only once."""
    told = [review for review in reviews_of(state, step.id) if 1 < review.meeting < meeting]
    now = state.step_reviews.get(step.id, meeting)
    return bool(told) and now is None and step.status not in OPEN_STATUSES
