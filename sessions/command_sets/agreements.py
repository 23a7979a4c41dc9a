"""Answers in the group's own words, next steps, and what is parked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sessions.command_sets.base import FacilitatorCommand
from sessions.model import AgreementId, CardId, ParkedItemId, StepStatus


@dataclass(frozen=True, slots=True)
class AgreeAnswer(FacilitatorCommand):
    """Write the group's own wording for a question of a category (empty: none)."""

    category: str
    question: str
    text: str


@dataclass(frozen=True, slots=True)
class AddAnswer(FacilitatorCommand):
    """Type in an answer for somebody without a phone."""

    category: str
    question: str
    text: str


@dataclass(frozen=True, slots=True)
class AddNextStep(FacilitatorCommand):
    """Agree a next step. `card` is an initiative's id or None."""

    who: str
    what: str
    due: date | None
    first_visible_result: str
    resources: str = ""
    help: str = ""
    card: CardId | None = None


@dataclass(frozen=True, slots=True)
class EditNextStep(FacilitatorCommand):
    """Change a next step's fields."""

    allowed_after_close = True

    step: AgreementId
    who: str
    what: str
    due: date | None
    first_visible_result: str
    resources: str = ""
    help: str = ""
    card: CardId | None = None


@dataclass(frozen=True, slots=True)
class RemoveNextStep(FacilitatorCommand):
    """Take a next step away."""

    step: AgreementId


@dataclass(frozen=True, slots=True)
class ReviewNextStep(FacilitatorCommand):
    """Say how far a next step has come, what was learned, and its new date or approach."""

    allowed_after_close = True

    step: AgreementId
    status: StepStatus
    learning: str = ""
    due: date | None = None
    category: str | None = None


@dataclass(frozen=True, slots=True)
class ParkItem(FacilitatorCommand):
    """Put something in the parking lot."""

    text: str
    who: str = ""


@dataclass(frozen=True, slots=True)
class EditParkedItem(FacilitatorCommand):
    """Change a parked item, or say who takes it on."""

    item: ParkedItemId
    text: str
    who: str


@dataclass(frozen=True, slots=True)
class RemoveParkedItem(FacilitatorCommand):
    """Take a parked item away."""

    item: ParkedItemId
