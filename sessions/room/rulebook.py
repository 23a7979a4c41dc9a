"""All rules: importing this module registers the built-in ones.

Those of an external kind are registered when a method that uses the kind is opened.
"""

from __future__ import annotations

from typing import Protocol, runtime_checkable

from prompts.methods.kinds import BUILT_IN, KindModules, kinds_for
from prompts.methods.model import Method
from sessions.activities import choosing, decisions, from_phones, joining, late_texts, parking
from sessions.rules import clock_and_input as running
from sessions.rules import people, show_of_hands, undo
from sessions.rules.decide import decide
from sessions.rules.meeting import meeting_details, meetings, run_sheet, workshop_settings

__all__ = ["RULES", "RULE_MODULES", "decide", "learn"]


@runtime_checkable
class RuleModule(Protocol):
    """A module whose functions are registered by `sessions.rules.decide.rule` when it is imported."""

    __name__: str


RULES = KindModules(RuleModule, "sessions.activities", "rules")
"""Where the rules of a kind are."""

_FRAME: tuple[RuleModule, ...] = (
    people,
    running,
    run_sheet,
    workshop_settings,
    meeting_details,
    meetings,
    undo,
    show_of_hands,
    parking,
    from_phones,
    late_texts,
    decisions,
    choosing,
    joining,
)
RULE_MODULES = (*_FRAME, *map(RULES.of, BUILT_IN))
"""The built-in ones: those for the whole workshop, and one per kind of activity."""


def learn(method: Method) -> None:
    """Register the rules of every kind that `method` uses. Raises UnknownKindError."""
    for kind in kinds_for(method):
        RULES.of(kind)
