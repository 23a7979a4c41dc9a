"""What a plan must satisfy so that none of its activities has nothing to work on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from prompts.methods.checks.findings import Findings
from prompts.methods.checks.link_checks import leads_back
from prompts.methods.errors import WrongValueError
from prompts.methods.files.line_numbers import Path
from prompts.methods.files.raw import RawActivity, RawMethod, RawPlanned
from prompts.methods.kinds import find
from prompts.methods.model import Kind


def check_order(
    plan: Sequence[RawPlanned],
    method: RawMethod,
    path: Path,
    findings: Findings,
    written: frozenset[str] = frozenset(),
) -> None:
    """Check that cards are written, and an `input` is held, before an activity works on them.

    `written` are the decks whose cards are there already, such as those of an earlier meeting.
    """
    known = {activity.key: activity for activity in method.activities}
    places = {planned.activity: number for number, planned in enumerate(plan)}
    there = set(written)
    for number, planned in enumerate(plan):
        activity = known.get(planned.activity)
        if activity is None:
            continue
        place: Path = (*path, number, "activity")
        if places.get(activity.input, -1) > number and not leads_back(activity, known):
            findings.add(
                WrongValueError, place, expects="input_first", value=activity.key, name=activity.input
            )
        elif _writes(activity):
            there.add(activity.deck)
        elif activity.deck and activity.deck not in there:
            writer = _writer(activity.deck, known)
            expects = "collect_first" if writer else "collect_somewhere"
            findings.add(
                WrongValueError, place, expects=expects, value=activity.key, deck=activity.deck, name=writer
            )


def written_decks(method: RawMethod) -> frozenset[str]:
    """The decks that any activity of `method` collects cards for."""
    return frozenset(activity.deck for activity in method.activities if _writes(activity))


def _writes(activity: RawActivity) -> bool:
    """Whether cards come into being in it; an external kind with a deck may make them."""
    traits = find(activity.kind)
    return bool(activity.deck) and (
        activity.kind == Kind.COLLECT or (traits is not None and bool(traits.package))
    )


def _writer(deck: str, known: Mapping[str, RawActivity]) -> str:
    """The first activity that collects cards of `deck`; empty if none does."""
    return next((key for key, other in known.items() if other.deck == deck and _writes(other)), "")
