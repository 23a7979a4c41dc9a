"""Finds the panel of a kind, and imports it only when the kind comes up."""

from __future__ import annotations

from importlib import import_module

from prompts.methods.model import Kind
from workshop.terminal.activities.base import ActivityPanel


def panel_for(kind: Kind) -> type[ActivityPanel]:
    """The panel class of `kind`: `<Kind>Panel` in `workshop.terminal.activities.<kind>`."""
    module = import_module(f"workshop.terminal.activities.kinds.{kind.value}")
    panel = getattr(module, f"{kind.value.capitalize()}Panel")
    if not (isinstance(panel, type) and issubclass(panel, ActivityPanel)):
        raise TypeError(f"{panel!r} is not an ActivityPanel")
    return panel
