"""The base of all dialogs: a box in the middle with a title and a line of keys."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar, TypeVar

from textual import events
from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widget import Widget
from textual.widgets import OptionList, Static

from prompts.language.words import Words
from workshop.terminal.driver.dismiss_once import LeftOnce
from workshop.terminal.theme.themed_app import words_of
from workshop.terminal.theme.untrusted_text import plain

Result = TypeVar("Result")
BOX_WIDTH = 76
SCROLLING = (VerticalScroll, OptionList)
_AROUND = 8
"""Cells for border, padding and a scroll bar."""


def text_width(app: App[Any]) -> int:
    """The maximum width of a line of text in a dialog, in cells."""
    return min(BOX_WIDTH, app.size.width) - _AROUND


class KeysLine(Static):
    """Shows which keys work; if one of them closes the dialog, so does a click on the line."""

    def on_click(self, event: events.Click) -> None:
        event.stop()
        if isinstance(self.screen, Dialog) and self.screen.CLOSES_BY_CLICK:
            self.screen.action_leave()


class Dialog(LeftOnce[Result], ModalScreen[Result]):
    """A modal question. Esc closes it with None."""

    DEFAULT_CSS = """
    Dialog { align: center middle; background: $paper 60%; }
    Dialog > #box {
        width: 76; max-width: 100%; height: auto; max-height: 100%;
        background: $paper; border: round $accent-ink; padding: 1 2;
    }
    Dialog .dialog-title { text-style: bold; color: $accent-ink; margin-bottom: 1; }
    Dialog .dialog-note { color: $ink-soft; margin-bottom: 1; }
    Dialog .dialog-foot { dock: bottom; height: auto; }
    Dialog .dialog-keys { height: auto; color: $ink-soft; margin-top: 1; }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", show=False),
        Binding("ctrl+g", "jump", show=False),
    ]
    MOST_LINES: ClassVar[int] = 1_000
    """The maximum height of a scrolling body, in lines."""

    CLOSES_BY_CLICK: ClassVar[bool] = True
    """Whether a click on the line of keys closes the dialog; not if typed text would be lost."""

    def __init__(self, title: str, note: str = "") -> None:
        """Take the title and a note under it; both may contain untrusted text."""
        super().__init__()
        self._title = title
        self._note = note

    def compose(self) -> ComposeResult:
        with Vertical(id="box"):
            yield Static(plain(self._title), classes="dialog-title")
            if self._note:
                yield Static(plain(self._note), classes="dialog-note")
            yield from self.body()
            with Vertical(classes="dialog-foot"):
                yield from self.foot()
                yield KeysLine(self.keys(), classes="dialog-keys")

    def body(self) -> Iterable[Widget]:
        """The widgets between the title and the keys."""
        return ()

    def foot(self) -> Iterable[Widget]:
        """The widgets that stay visible above the keys, however long the body is: buttons."""
        return ()

    def keys(self) -> Content:
        """The text of the line of keys."""
        return plain(self.words("terminal.dialog.keys-leave"))

    def on_mount(self) -> None:
        self.call_after_refresh(self._fit)

    def on_resize(self) -> None:
        self.call_after_refresh(self._fit)

    def _fit(self) -> None:
        """Limit the body to the height that title, note and foot leave, or the foot covers its last lines."""
        box = next(iter(self.query("#box")), None)
        body = next((child for child in box.children if isinstance(child, SCROLLING)), None) if box else None
        if box is None or body is None:
            return
        others = [child for child in box.children if child is not body and child.display]
        taken = sum(child.outer_size.height + child.styles.margin.height for child in others)
        room = self.size.height - box.styles.margin.height - box.gutter.height - taken
        body.styles.max_height = max(1, min(room, self.MOST_LINES))

    @property
    def words(self) -> Words:
        """The sentences of the screen's language."""
        return words_of(self.app, self)

    def action_jump(self) -> None:
        """Jump to a field or a line."""
        from workshop.terminal.dialogs.jump import jump

        self.run_worker(jump(self), exclusive=True, group="jump")

    def action_leave(self) -> None:
        """Close without an answer."""
        self.dismiss(None)
