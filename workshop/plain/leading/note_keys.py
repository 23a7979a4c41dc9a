"""Notes name the keys of the screen; read in plain mode they name what is typed there."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from workshop.facilitating.acts.anytime import parking
from workshop.plain.conversation.actions import Action

_IN_BRACKETS = re.compile(r" ?\[([^\]]+)\]")
_SPELT_OUT = re.compile(r"\b(Ctrl\+[A-Z]|PgDn|PgUp|Page Down|Page Up)\b")
_TEXTUAL = {"PgDn": "pagedown", "PgUp": "pageup", "Page Down": "pagedown", "Page Up": "pageup"}
_LISTS = {key: key for key in "dDpB"}
"""Run sheet, participants, parking lot and decisions: opened alike on every face."""
_BY_ANOTHER_WAY = {"P": "p a", "1–4": "t"}
"""What the screen does with one key, and plain mode by way of a list or a question."""


def typed_for_keys(actions: Iterable[Action]) -> dict[str, str]:
    """What is typed for each key of the screen, where `actions` are offered; the first one counts."""
    typed: dict[str, str] = {}
    for action in actions:
        for key in action.screen_keys:
            typed.setdefault(key, action.key)
    for act in parking.ACTS:
        for key in act.keys:
            typed.setdefault(key, act.typed)
    return {**typed, **_LISTS, **_BY_ANOTHER_WAY}


def in_typed(note: str, typed: Mapping[str, str]) -> str:
    """`note` with what is typed in place of the screen's keys; one that nothing here answers is left out."""

    def bracketed(found: re.Match[str]) -> str:
        answer = typed.get(_textual(found[1]), "")
        return f" [{answer}]" if answer else ""

    def spelt(found: re.Match[str]) -> str:
        return typed.get(_textual(found[1]), found[1])

    return _SPELT_OUT.sub(spelt, _IN_BRACKETS.sub(bracketed, note))


def _textual(key: str) -> str:
    return _TEXTUAL.get(key, key.replace("Ctrl+", "ctrl+").lower() if key.startswith("Ctrl+") else key)
