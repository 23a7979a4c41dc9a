"""Agree: what was decided, this meeting's agreements so far or the open ones, and the parked items."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from sessions.commands import Command, TakeNextStep
from sessions.model import AgreementId, GroupDecision, NextStep
from sessions.queries.agreements import is_nameless, open_steps, review_now, stands_for, steps_of_meeting
from sessions.queries.decisions import decisions, steps_of_decision
from sessions.queries.origins import with_origin
from workshop.web.contract.requests import Body, KeyText, Shown
from workshop.web.contract.routes import post
from workshop.web.views.view_context import Viewer


class NextStepPart(msgspec.Struct, frozen=True):
    """One agreement. `due` is an ISO date or empty; then `due_words` may say when in words.

    `initiative` is the card's text and `approach` the title of its category, each empty if there is none.
    `seen_by` is who this meeting was told has seen the first visible result.
    """

    id: str
    number: int
    who: str
    what: str
    due: str
    due_words: str
    first_visible_result: str
    resources: str
    help: str
    status: str
    learning: str
    initiative: str
    approach: str
    seen_by: str = ""


class ParkedPart(msgspec.Struct, frozen=True):
    """A parked item."""

    number: int
    text: str
    who: str


class DecisionPart(msgspec.Struct, frozen=True):
    """A decision that still stands, and who carries it out."""

    number: int
    text: str
    who: tuple[str, ...]


class AgreePart(msgspec.Struct, frozen=True):
    """The decisions and the agreements as they stand (also for review)."""

    next_steps: tuple[NextStepPart, ...]
    parked: tuple[ParkedPart, ...]
    decisions: tuple[DecisionPart, ...] = ()
    own: tuple[str, ...] = ()
    """The ids of the agreements that name this participant."""
    named: bool = False
    """Whether the participant has a name that can stand in an agreement."""


class TakeBody(Body, frozen=True):
    """Whether the participant takes on the agreement `step`, which nobody stands for, or gives it back."""

    step: KeyText
    taken: bool
    activity: Shown = msgspec.UNSET


PART = AgreePart


def part(viewer: Viewer) -> AgreePart:
    """The decisions, this meeting's agreements or else the open ones, and the parked items that stand."""
    steps = steps_of_meeting(viewer.state) or open_steps(viewer.state)
    return for_one(viewer, steps, viewer.shared("agreements", lambda: agreements(viewer, steps)))


def for_one(viewer: Viewer, steps: Iterable[NextStep], shared: AgreePart) -> AgreePart:
    """What all see, and which of the agreements are this participant's."""
    person = viewer.participant
    return msgspec.structs.replace(
        shared,
        own=tuple(step.id for step in steps if stands_for(viewer.state, step, person)),
        named=not is_nameless(viewer.state.workshop.language, person),
    )


def agreements(viewer: Viewer, steps: Iterable[NextStep]) -> AgreePart:
    """These agreements as phones show them, and the parked items."""
    parked = sorted((row for row in viewer.state.parked_items if not row.removed), key=lambda row: row.number)
    return AgreePart(
        next_steps=tuple(_step(viewer, row) for row in steps),
        parked=tuple(ParkedPart(row.number, row.text, row.who) for row in parked),
        decisions=tuple(_decision(viewer, row) for row in decisions(viewer.state)),
    )


def _decision(viewer: Viewer, row: GroupDecision) -> DecisionPart:
    steps = steps_of_decision(viewer.state, row.id)
    return DecisionPart(row.number, row.text, tuple(step.who for step in steps if step.who))


def _step(viewer: Viewer, row: NextStep) -> NextStepPart:
    card = viewer.state.cards.get(row.card)
    shown = card if card is not None and not (card.withdrawn or card.hidden) else None
    titles = {category.key: category.title for category in viewer.method.categories}
    return NextStepPart(
        id=row.id,
        number=row.number,
        who=row.who,
        what=row.what,
        due=row.due.isoformat() if row.due is not None else "",
        due_words=row.due_words if row.due is None else "",
        first_visible_result=row.first_visible_result,
        resources=row.resources,
        help=row.help,
        status=str(row.status),
        learning=row.learning,
        initiative=with_origin(shown) if shown is not None else "",
        approach=titles.get(shown.agreed or "", "") if shown is not None else "",
        seen_by=review_now(viewer.state, row.id).seen_by,
    )


def _taken(body: TakeBody, card: str) -> Command:
    return TakeNextStep(AgreementId(body.step), body.taken, activity=body.activity or None)


ROUTES = (
    post("/api/taken", "take", "Take on an agreement that nobody stands for.", TakeBody, _taken, 404, 409),
)
