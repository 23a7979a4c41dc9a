"""Toggles with a visible mark: Textual's own distinguish on from off by colour alone."""

from __future__ import annotations

from textual.content import Content
from textual.widgets import Checkbox, RadioButton, RadioSet


class MarkedRadio(RadioButton):
    """A round mark for the one that is chosen, none for the others."""

    def render(self) -> Content:
        self.BUTTON_INNER = "●" if self.value else " "
        return super().render()


class OneOf(RadioSet):
    """One of a few: an arrow chooses the one beside the chosen one at once, and stops at the ends.

    Textual moves a cursor of its own, which starts at the first one whatever is chosen, and wants a second
    key. Here that cursor stays on the chosen one.
    """

    def on_mount(self) -> None:
        self.call_after_refresh(self._put_cursor_on_chosen)

    def _put_cursor_on_chosen(self) -> None:
        for _ in range(self.pressed_index):
            super().action_next_button()

    def action_previous_button(self) -> None:
        """Choose the one before."""
        self._choose_beside(-1)

    def action_next_button(self) -> None:
        """Choose the one after."""
        if self.pressed_index < 0:  # Textual's own call, before the chosen one is known
            super().action_next_button()
        self._choose_beside(1)

    def _choose_beside(self, by: int) -> None:
        buttons = [button for button in self.children if isinstance(button, RadioButton)]
        at = self.pressed_index + by
        if self.pressed_index >= 0 and 0 <= at < len(buttons):
            buttons[at].value = True


class MarkedCheckbox(Checkbox):
    """A cross for yes, nothing for no."""

    def render(self) -> Content:
        self.BUTTON_INNER = "X" if self.value else " "
        return super().render()
