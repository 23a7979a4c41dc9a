"""Which keys an activity has, taken from the catalogue of acts: for the notes, on the screen and on paper."""

from __future__ import annotations

from itertools import groupby

from prompts.language.words import Words
from prompts.methods.model import Activity, Kind, Phase
from workshop.facilitating.acts.anytime.everywhere import DRIVING
from workshop.facilitating.availability import can_be_shown, takes_input
from workshop.terminal.actions.action_spec import ActionSpec, key_shown, specs_of
from workshop.terminal.activities.panel_registry import panel_for

_OF_PHASE = {Phase.ALONE: {"hands"}, Phase.GOALS: {"behaviour", "pick"}}
"""What can be done at placing before the talk."""


def keys_of(activity: Activity, words: Words) -> tuple[tuple[str, str], ...]:
    """Each key of `activity` with the sentence that says what it does; those of a break are everywhere's."""
    specs = [] if activity.pause else [spec for spec in panel_for(activity.kind).ACTIONS if spec.shown]
    if activity.kind is Kind.PLACE and activity.phase in _OF_PHASE:
        specs = [spec for spec in specs if spec.method in _OF_PHASE[activity.phase]]
    everywhere = {spec.method: spec for spec in specs_of(DRIVING)}
    if takes_input(activity):
        specs.append(everywhere["input"])
    if can_be_shown(activity):
        specs.append(everywhere["reveal"])
    specs += (everywhere["extend"], everywhere["next"])
    most = len(activity.categories) or 9
    return tuple(
        (_keys(tuple(same), most), words(sentence))
        for sentence, same in groupby(specs, lambda spec: spec.help)
    )


def _keys(same: tuple[ActionSpec, ...], most: int) -> str:
    """`e`, or `1–4` for number keys that do the same."""
    first = same[0].keys
    if len(same) > 1:
        return f"{first[0]}–{min(len(same), most)}"
    return key_shown(first[0]) if first else "^p"
