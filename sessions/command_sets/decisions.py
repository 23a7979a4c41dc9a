"""Commands on decisions: what the group has decided, in its own words."""

from __future__ import annotations

from dataclasses import dataclass

from sessions.command_sets.base import FacilitatorCommand
from sessions.model import AgreementId, CardId, DecisionId, DecisionStatus


@dataclass(frozen=True, slots=True)
class ConfirmDecision(FacilitatorCommand):
    """Record a decision. `card` is the proposal it confirms, whose text is taken if `text` is empty."""

    allowed_after_close = True

    text: str = ""
    card: CardId | None = None


@dataclass(frozen=True, slots=True)
class EditDecision(FacilitatorCommand):
    """Change the wording of a decision."""

    allowed_after_close = True

    decision: DecisionId
    text: str


@dataclass(frozen=True, slots=True)
class RemoveDecision(FacilitatorCommand):
    """Remove a decision."""

    allowed_after_close = True

    decision: DecisionId


@dataclass(frozen=True, slots=True)
class MoveDecision(FacilitatorCommand):
    """Move a decision up (`by` -1) or down (1) in the list."""

    allowed_after_close = True

    decision: DecisionId
    by: int


@dataclass(frozen=True, slots=True)
class TieDecision(FacilitatorCommand):
    """Say which agreements carry a decision out; these and no others."""

    allowed_after_close = True

    decision: DecisionId
    steps: tuple[AgreementId, ...]


@dataclass(frozen=True, slots=True)
class ReviewDecision(FacilitatorCommand):
    """Record in a follow-up whether a decision still stands, and what was learned."""

    allowed_after_close = True

    decision: DecisionId
    status: DecisionStatus
    learning: str = ""
