"""Finds the panel of a kind, imported on first use."""

from __future__ import annotations

from typing import Protocol, runtime_checkable

from prompts.methods.kinds import KindModules
from prompts.methods.model import Kind
from workshop.terminal.activities.activity_panel import ActivityPanel


@runtime_checkable
class KindPanel(Protocol):
    """The interface of a kind's module for the projector screen."""

    PANEL: type[ActivityPanel]


PANELS = KindModules(KindPanel, "workshop.terminal.activities.kinds", "panel")


def panel_for(kind: Kind) -> type[ActivityPanel]:
    """The panel class of `kind`. Raises UnknownKindError, IncompleteKindError."""
    return PANELS.of(kind).PANEL
