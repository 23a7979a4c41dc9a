"""The activity's text under its question: its first lines, or all of them once they are asked for."""

from __future__ import annotations

from collections.abc import Sequence

from textual.widgets import Static

from workshop.terminal.theme.untrusted_text import plain


class Instruction(Static):
    """What the group is asked to do, in the method's own lines.

    Folded it takes as many rows as `fit` gave it, so that the wall keeps its room.
    """

    DEFAULT_CSS = """
    Instruction { display: none; height: auto; padding: 0 2; color: $ink-soft; }
    """

    def __init__(self) -> None:
        """Begin with nothing to say."""
        super().__init__(markup=False)
        self.unfolded = False
        self._lines: tuple[str, ...] = ()
        self._rows = 0

    @property
    def has_text(self) -> bool:
        """Whether the activity says anything beside its question."""
        return bool(self._lines)

    def say(self, lines: Sequence[str]) -> None:
        """Show the lines of an activity; another activity's begin folded."""
        if tuple(lines) != self._lines:
            self._lines, self.unfolded = tuple(lines), False
        self._draw()

    def fit(self, rows: int) -> None:
        """Take at most so many rows while folded."""
        self._rows = rows
        self._draw()

    def turn(self) -> None:
        """Show all lines, or only the first ones."""
        self.unfolded = not self.unfolded
        self._draw()

    def _draw(self) -> None:
        shown = self._lines if self.unfolded else self._lines[: self._rows]
        self.display = bool(shown)
        self.styles.max_height = None if self.unfolded else self._rows + 1  # one line may wrap
        left = len(self._lines) - len(shown)
        text = "\n".join(shown)
        self.update(plain(f"{text} (+{left})" if left and shown else text))
