"""Commands on agreed answers, next steps and parked items."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sessions.command_sets.base import FacilitatorCommand
from sessions.model import (
    AgreedAnswer,
    AgreementId,
    AnswerId,
    CardId,
    NextStep,
    ParkedItem,
    ParkedItemId,
    StepStatus,
)


@dataclass(frozen=True, slots=True)
class AgreeAnswer(FacilitatorCommand):
    """Write the group's own wording for a question of a category (empty: none)."""

    category: str
    question: str
    text: str
    seen: tuple[AgreedAnswer, ...] = ()


@dataclass(frozen=True, slots=True)
class AddAnswer(FacilitatorCommand):
    """Add an answer for somebody without a phone."""

    category: str
    question: str
    text: str


@dataclass(frozen=True, slots=True)
class HideAnswer(FacilitatorCommand):
    """Take an answer off every screen and out of the minutes, or bring it back."""

    answer: AnswerId
    hidden: bool = True


@dataclass(frozen=True, slots=True)
class FillRecord(FacilitatorCommand):
    """Write what stands in fields of a card's record: pairs of key and text (empty: nothing stands)."""

    card: CardId
    texts: tuple[tuple[str, str], ...]


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
    due_words: str = ""


@dataclass(frozen=True, slots=True)
class AddNextSteps(FacilitatorCommand):
    """Agree a list of next steps in one act."""

    steps: tuple[AddNextStep, ...]


@dataclass(frozen=True, slots=True)
class EditNextStep(FacilitatorCommand):
    """Change a next step's fields. `seen` is how its editor has seen it: see `sessions.rules.meanwhile`."""

    allowed_after_close = True

    step: AgreementId
    who: str
    what: str
    due: date | None
    first_visible_result: str
    resources: str = ""
    help: str = ""
    card: CardId | None = None
    due_words: str = ""
    seen: tuple[NextStep, ...] = ()


@dataclass(frozen=True, slots=True)
class RemoveNextStep(FacilitatorCommand):
    """Remove a next step."""

    step: AgreementId


@dataclass(frozen=True, slots=True)
class ReviewNextStep(FacilitatorCommand):
    """Record a next step's progress, what was learned, and a new date or approach.

    `seen_by` says who has seen the first visible result; None leaves what was said.
    """

    allowed_after_close = True

    step: AgreementId
    status: StepStatus
    learning: str = ""
    due: date | None = None
    category: str | None = None
    seen_by: str | None = None


@dataclass(frozen=True, slots=True)
class ParkItem(FacilitatorCommand):
    """Put something in the parking lot."""

    text: str
    who: str = ""


@dataclass(frozen=True, slots=True)
class EditParkedItem(FacilitatorCommand):
    """Change a parked item, including who takes it on."""

    item: ParkedItemId
    text: str
    who: str
    seen: tuple[ParkedItem, ...] = ()


@dataclass(frozen=True, slots=True)
class RemoveParkedItem(FacilitatorCommand):
    """Remove a parked item."""

    item: ParkedItemId
