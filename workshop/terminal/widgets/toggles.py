"""Toggles with a visible mark: Textual's own distinguish on from off by colour alone."""

from __future__ import annotations

from textual.content import Content
from textual.widgets import Checkbox, RadioButton


class MarkedRadio(RadioButton):
    """A round mark for the one that is chosen, none for the others."""

    def render(self) -> Content:
        self.BUTTON_INNER = "●" if self.value else " "
        return super().render()


class MarkedCheckbox(Checkbox):
    """A cross for yes, nothing for no."""

    def render(self) -> Content:
        self.BUTTON_INNER = "X" if self.value else " "
        return super().render()
