"""Which keys an activity has, taken from the catalogue of acts: for the notes, on the screen and on paper."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from exports.key_told import KeyTold
from prompts.language.words import Words
from prompts.methods.model import Activity, Kind, Method, Phase
from workshop.facilitating.acts.anytime.everywhere import DRIVING
from workshop.facilitating.availability import can_be_shown, takes_input
from workshop.terminal.actions.action_spec import ActionSpec, key_shown, specs_of
from workshop.terminal.actions.common_actions import HELP
from workshop.terminal.actions.everywhere import FRAME_ACTIONS
from workshop.terminal.activities.kinds.present import explains_categories
from workshop.terminal.activities.panel_registry import panel_for

_OF_PHASE = {Phase.ALONE: {"hands"}, Phase.GOALS: {"behaviour", "pick"}}
"""What can be done at placing before the talk."""
_RARE = {"reopen", "open_minutes", "redo_content", "undo_content", "lay_aside"}
"""Whole-workshop actions that nobody needs paper for: after the end, and second keys for the same."""


def keys_of(method: Method, activity: Activity, words: Words) -> tuple[KeyTold, ...]:
    """Each key of `activity` that does something there; those of a break are everywhere's."""
    specs = [] if activity.pause else [spec for spec in panel_for(activity.kind).ACTIONS if _is_told(spec)]
    if activity.kind is Kind.PLACE and activity.phase in _OF_PHASE:
        specs = [spec for spec in specs if spec.method in _OF_PHASE[activity.phase]]
    if activity.kind is Kind.PRESENT and not explains_categories(activity):
        specs = []
    specs = [spec for spec in specs if _concerns(method, activity, spec.method)]
    everywhere = {spec.method: spec for spec in specs_of(DRIVING)}
    if takes_input(activity):
        specs.append(everywhere["input"])
    if can_be_shown(activity):
        specs.append(everywhere["reveal"])
    specs += (everywhere["extend"], everywhere["next"])
    of_categories = activity.kind in {Kind.PLACE, Kind.REFLECT, Kind.PRESENT}
    return _told(specs, words, len(activity.categories) if of_categories else 0)


def keys_everywhere(words: Words) -> tuple[KeyTold, ...]:
    """Each key that does the same in every activity."""
    return _told((*(spec for spec in FRAME_ACTIONS if spec.keys and spec.method not in _RARE), HELP), words)


def _is_told(spec: ActionSpec) -> bool:
    """Number keys stand on the screen itself and not in its footer; paper has to name them."""
    return spec.shown or spec.method.startswith("digit_")


def _concerns(method: Method, activity: Activity, action: str) -> bool:
    """Whether an action has anything to act on in `activity`: a grid, statuses, something handed on."""
    if activity.kind is Kind.REFLECT:
        return action != "column" or activity.per_card
    if activity.kind is not Kind.COLLECT:
        return True
    there = {
        "cell": activity.grid is not None,
        "change": bool(activity.deck and method.deck(activity.deck).statuses),
        "fetch": activity.input is not None,
        "merge": activity.grid is None,
        "split": activity.grid is None,
    }
    return there.get(action, True)


def _told(specs: Iterable[ActionSpec], words: Words, most: int = 0) -> tuple[KeyTold, ...]:
    grouped = ((sentence, tuple(same)) for sentence, same in groupby(specs, lambda spec: spec.help))
    return tuple(
        KeyTold(_keys(same, most), words(sentence), words(same[0].label)) for sentence, same in grouped
    )


def _keys(same: tuple[ActionSpec, ...], most: int) -> str:
    """`e`, or `1–4` for number keys that do the same."""
    first = same[0].keys
    if len(same) > 1:
        return f"{first[0]}–{min(len(same), most or len(same))}"
    return key_shown(first[0]) if first else "^p"
