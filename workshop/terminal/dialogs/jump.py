"""Jump labels: every card, line and field gets one or two letters, and typing them goes there.

Arrows and Tab reach everything too, but with a wall of forty cards that can take forty steps.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from string import ascii_lowercase
from typing import Any, ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.geometry import Offset, Region
from textual.screen import ModalScreen, Screen
from textual.widget import Widget
from textual.widgets import Button, Checkbox, Input, OptionList, RadioSet, Static, TextArea

from workshop.terminal.canvas.canvas import Canvas
from workshop.terminal.driver.dismiss_once import LeftOnce
from workshop.terminal.driver.push_screen import answer_of
from workshop.terminal.theme.untrusted_text import plain

FIELDS = (Input, TextArea, Button, Checkbox, RadioSet)


@dataclass(frozen=True, slots=True)
class Target:
    """The position of a label, and how to go there."""

    at: Offset
    go: Callable[[], object]


def labels(count: int) -> tuple[str, ...]:
    """One letter each if there are enough, else two each: no label is a prefix of another."""
    if count <= len(ascii_lowercase):
        return tuple(ascii_lowercase[:count])
    pairs = (first + second for first in ascii_lowercase for second in ascii_lowercase)
    return tuple(pair for pair, _ in zip(pairs, range(count), strict=False))


def targets_on(screen: Screen[Any]) -> tuple[Target, ...]:
    """The visible jump targets on `screen`, from top to bottom and left to right."""
    found = [target for widget in screen.query("*") if widget.is_on_screen for target in _in(widget)]
    at = {target.at: target for target in found}
    most = len(ascii_lowercase) ** 2
    return tuple(sorted(at.values(), key=lambda target: (target.at.y, target.at.x)))[:most]


def _in(widget: Widget) -> Iterator[Target]:
    if isinstance(widget, Canvas):
        if widget.marks_choice:
            yield from _blocks(widget)
    elif isinstance(widget, OptionList):
        yield from _lines(widget)
    elif isinstance(widget, FIELDS) and widget.focusable and _is_seen(widget):
        yield Target(widget.region.offset, widget.focus)


def _is_seen(widget: Widget) -> bool:
    """A field scrolled out of its form still has screen coordinates, which belong to something else."""
    return bool(widget.screen.find_widget(widget).visible_region)


def _blocks(canvas: Canvas) -> Iterator[Target]:
    room = canvas.content_region
    for key, at in canvas.spots():
        spot = room.offset + at - canvas.scroll_offset
        if _holds(room, spot):
            yield Target(spot, partial(canvas.choose, key))


def _lines(options: OptionList) -> Iterator[Target]:
    room = options.content_region
    if options.virtual_size.height != options.option_count:  # some take several lines: use the arrow keys
        return
    for index in range(options.option_count):
        spot = room.offset + Offset(0, index - options.scroll_offset.y)
        if _holds(room, spot):
            yield Target(spot, partial(_highlight, options, index))


def _highlight(options: OptionList, index: int) -> None:
    if index < options.option_count:
        options.focus()
        options.highlighted = index


def _holds(room: Region, spot: Offset) -> bool:
    return room.contains(spot.x, spot.y)


class JumpScreen(LeftOnce[int | None], ModalScreen[int | None]):
    """Shows the labels and returns the index of the one typed; any other key cancels."""

    tells_text = False

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", show=False)]

    DEFAULT_CSS = """
    JumpScreen { background: $paper 0%; layers: labels; }
    JumpScreen Static {
        layer: labels; position: absolute; width: auto; height: 1;
        background: $cursor-paper; color: $cursor-ink; text-style: bold;
    }
    """

    def __init__(self, targets: Sequence[Target]) -> None:
        """Label `targets` in order."""
        super().__init__()
        self._targets = targets
        self._labels = labels(len(targets))
        self._typed = ""

    def compose(self) -> ComposeResult:
        for label, target in zip(self._labels, self._targets, strict=True):
            shown = Static(plain(label))
            shown.styles.offset = (target.at.x, target.at.y)
            yield shown

    def on_key(self, event: events.Key) -> None:
        if event.key == "escape" or not self.takes_keys:
            return
        event.stop()
        event.prevent_default()
        self._typed += (event.character or " ").lower()
        if self._typed in self._labels:
            self.dismiss(self._labels.index(self._typed))
        elif not any(label.startswith(self._typed) for label in self._labels):
            self.dismiss(None)

    def on_click(self) -> None:
        self.dismiss(None)

    def on_resize(self, event: events.Resize) -> None:
        if self.is_mounted and event.size != self.size:
            self.dismiss(None)

    def action_leave(self) -> None:
        """Cancel the jump."""
        self.dismiss(None)


async def jump(screen: Screen[Any]) -> None:
    """Let the facilitator type where to go. Await it in a worker."""
    targets = targets_on(screen)
    if not targets:
        screen.app.bell()
        return
    chosen = await answer_of(screen.app, JumpScreen(targets))
    if chosen is not None:
        targets[chosen].go()
