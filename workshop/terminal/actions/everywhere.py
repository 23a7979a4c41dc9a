"""All actions available anywhere in a workshop, in the order of the help screen."""

from __future__ import annotations

from workshop.facilitating.acts.anytime import everywhere, lists, taking_home
from workshop.terminal.actions.action_spec import ActionSpec, specs_of


def _look(method: str, *keys: str, rank: int = 50, shown: bool = True) -> ActionSpec:
    words = f"acts.everywhere.{method.replace('_', '-')}"
    return ActionSpec(
        method,
        keys,
        f"{words}.label",
        f"{words}.help",
        f"{words}.palette",
        shown,
        rank,
    )


LOOKING = (
    _look("notes", "f", rank=7),
    _look("instruction", "r", rank=16),
    _look("parking", "p", rank=8),
    _look("decisions", "B", rank=10),
    _look("run_sheet", "d", rank=9),
    _look("learned", "O", rank=14),
    _look("people", "D", rank=13),
    _look("code", "q", rank=15),
    _look("presentation", "m", rank=16),
    _look("cockpit", "f2", "ctrl+x", rank=17, shown=False),
)
FRAME_ACTIONS = (
    *specs_of(everywhere.DRIVING),
    *LOOKING,
    *specs_of(everywhere.KEEPING),
    *specs_of(taking_home.ACTS),
    *specs_of(lists.ACTS),
    _look("lay_aside", "ctrl+z", shown=False),
)
