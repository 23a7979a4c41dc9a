"""Everything the facilitator can do from anywhere in a workshop, declared once."""

from __future__ import annotations

from workshop.terminal.actions import ActionSpec


def _act(
    method: str, *keys: str, rank: int = 50, shown: bool = True, facilitator_only: bool = True
) -> ActionSpec:
    name = method.replace("_", "-")
    return ActionSpec(
        method,
        keys,
        f"terminal.act.{name}",
        f"terminal.help.{name}",
        f"terminal.find.{name}",
        shown,
        rank,
        facilitator_only,
    )


DRIVING = (
    _act("next", "n", rank=1),
    _act("previous", "b", rank=12),
    _act("extend", "plus", rank=6),
    _act("shorten", "minus", shown=False),
    _act("pause", "full_stop", rank=11),
    _act("input", "i", rank=4),
    _act("reveal", "r", rank=3),
)
KEEPING = (
    _act("undo", "u", rank=5),
    _act("redo", "U", "ctrl+y", shown=False),
    _act("minutes", "w", rank=10),
    _act("finish", "S", rank=14),
    _act("reopen", rank=60),
    _act("leave", "ctrl+q", "ctrl+c", shown=False),
    _act("lay_aside", "ctrl+z", shown=False),
)
LOOKING = (
    _act("notes", "f", rank=7),
    _act("parking", "p", rank=8),
    _act("run_sheet", "d", rank=9),
    _act("people", "D", rank=13),
    _act("code", "q", rank=15),
    _act("presentation", "m", rank=16),
)
FRAME_ACTIONS = (*DRIVING, *LOOKING, *KEEPING)
