"""Everything the facilitator can do from anywhere in a workshop, declared once.

What moves the workshop on, shows, opens, shuts or ends has a key that no text contains: a sentence typed
or pasted over the wall must never do it. A presenter's clicker sends the page keys.
"""

from __future__ import annotations

from workshop.terminal.actions.spec import ActionSpec


def _act(
    method: str,
    *keys: str,
    rank: int = 50,
    shown: bool = True,
    facilitator_only: bool = True,
    once: bool = False,
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
        once,
    )


DRIVING = (
    _act("next", "pagedown", "ctrl+n", rank=1, once=True),
    _act("previous", "pageup", "ctrl+b", rank=12, once=True),
    _act("extend", "plus", rank=6),
    _act("shorten", "minus", shown=False),
    _act("pause", "ctrl+t", rank=11),
    _act("input", "ctrl+o", rank=4),
    _act("reveal", "ctrl+r", rank=3),
)
KEEPING = (
    _act("undo", "ctrl+u", rank=5),
    _act("redo", "ctrl+y", shown=False),
    _act("undo_content", "u", shown=False),
    _act("redo_content", "U", shown=False),
    _act("minutes", "w", rank=10),
    _act("finish", "ctrl+e", rank=14),
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
