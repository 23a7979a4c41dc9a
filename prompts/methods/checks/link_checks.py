"""What a link from one activity to another must satisfy: the outcome of the one is the input of the other."""

from __future__ import annotations

from prompts.methods.checks.findings import Findings, names
from prompts.methods.errors import MissingKeyError, UnknownReferenceError, WrongValueError
from prompts.methods.files.line_numbers import Path
from prompts.methods.files.raw import RawActivity, RawMethod
from prompts.methods.kinds import find, traits_of

MOST_CARRIED = 20
MOST_LINKS = 5
"""So many activities may be linked in a row; each is worked out anew from the ones before it."""


def check_link(method: RawMethod, activity: RawActivity, path: Path, findings: Findings) -> None:
    """Check `input` and `most` of one activity."""
    place: Path = (*path, "input")
    if activity.most and not activity.input:
        findings.add(MissingKeyError, place, expects="input_for_most", name="input")
    if not 0 <= activity.most <= MOST_CARRIED:
        findings.add(
            WrongValueError, (*path, "most"), expects="most", value=activity.most, limit=MOST_CARRIED
        )
    if not activity.input:
        return
    known = {other.key: other for other in method.activities}
    source = known.get(activity.input)
    if source is None:
        possible = [key for key, other in known.items() if _may_be_input(other, activity)]
        findings.add(UnknownReferenceError, place, value=activity.input, names=names(possible))
    elif leads_back(activity, known):
        findings.add(WrongValueError, place, expects="no_circle", value=activity.input)
    elif _links(activity, known) > MOST_LINKS:
        limit = MOST_LINKS
        findings.add(WrongValueError, place, expects="links", value=activity.input, limit=limit)
    elif not traits_of(source.kind).has_outcome:
        findings.add(WrongValueError, place, expects="has_outcome", value=activity.input)
    elif _takes_cards(activity) and source.deck != activity.deck:
        findings.add(
            WrongValueError, place, expects="same_deck", value=activity.input, deck=activity.deck or "–"
        )


def _may_be_input(source: RawActivity, activity: RawActivity) -> bool:
    if source.key == activity.key or not traits_of(source.kind).has_outcome:
        return False
    return source.deck == activity.deck or not _takes_cards(activity)


def _takes_cards(activity: RawActivity) -> bool:
    traits = find(activity.kind)
    return traits is not None and traits.carries == "cards"


def _links(activity: RawActivity, known: dict[str, RawActivity]) -> int:
    """How many links lead from the first activity to this one; those of a circle count once."""
    return len(_behind(activity, known))


def _behind(activity: RawActivity, known: dict[str, RawActivity]) -> tuple[RawActivity, ...]:
    """The activities that the links from this one lead to, each once."""
    found: dict[str, RawActivity] = {}
    following = known.get(activity.input)
    while following is not None and following.key not in found:
        found[following.key] = following
        following = known.get(following.input)
    return tuple(found.values())


def leads_back(activity: RawActivity, known: dict[str, RawActivity]) -> bool:
    """Whether following the links from `activity` comes back to it."""
    return activity.key in (other.key for other in _behind(activity, known))
