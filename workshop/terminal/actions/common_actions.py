"""The actions that every screen offers: help, palette, jump labels, theme."""

from __future__ import annotations

from workshop.terminal.actions.action_spec import ActionSpec

HELP = ActionSpec(
    "help",
    ("question_mark", "f1"),
    "acts.everywhere.help.label",
    "acts.everywhere.help.help",
    "acts.everywhere.help.palette",
    rank=0,
    facilitator_only=False,
)
PALETTE = ActionSpec(
    "palette",
    ("ctrl+p",),
    "acts.everywhere.palette.label",
    "acts.everywhere.palette.help",
    "acts.everywhere.palette.palette",
    rank=90,
    facilitator_only=False,
)
THEME = ActionSpec(
    "theme",
    ("t",),
    "acts.everywhere.theme.label",
    "acts.everywhere.theme.help",
    "acts.everywhere.theme.palette",
    shown=False,
    rank=80,
)
JUMP = ActionSpec(
    "jump",
    ("ctrl+g",),
    "acts.everywhere.jump.label",
    "acts.everywhere.jump.help",
    "acts.everywhere.jump.palette",
    shown=False,
    rank=85,
)
COMMON = (HELP, PALETTE, JUMP, THEME)
PINNED = frozenset({"help"})
LEADS_ON = "palette"
