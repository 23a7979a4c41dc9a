"""Yes or no, and a text to read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Button, Static

from workshop.terminal.dialogs.dialog import Dialog
from workshop.terminal.driver.typing_guard import Stroke, now
from workshop.terminal.theme.untrusted_text import plain


class ConfirmDialog(Dialog[bool | None]):
    """Returns True for yes; leaving means no. The rest of a text typed before the question is no answer."""

    DEFAULT_CSS = """
    ConfirmDialog Horizontal { height: auto; }
    ConfirmDialog Button { margin-right: 2; }
    """

    CLOSES_BY_CLICK = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j,y", "yes", show=False),
        Binding("n", "leave", show=False),
        Binding("left", "app.focus_previous", show=False),
        Binding("right", "app.focus_next", show=False),
    ]

    def __init__(self, title: str, note: str = "", *, harmless: bool = True) -> None:
        """Ask `title`, with `note` under it; where yes is not `harmless`, Enter means no."""
        super().__init__(title, note)
        self._harmless = harmless
        self._opened = float("inf")

    def on_mount(self) -> None:
        super().on_mount()
        self._opened = now()
        no = next(iter(self.query("#no")), None)  # none where the question was left before it was there
        if not self._harmless and no is not None:
            self.set_focus(no)

    def heeds(self, stroke: Stroke) -> bool:
        # The letters after a first one are let through, so that the first is seen to begin a text.
        return stroke.is_answer_since(self._opened) or (stroke.in_burst and stroke.began > self._opened)

    def acts_at_once(self, stroke: Stroke) -> bool:
        """A letter waits: it may be the first of a sentence that is meant for another window."""
        return stroke.is_text

    def body(self) -> Iterable[Widget]:
        yield Horizontal(
            Button(plain(self.words("terminal.dialog.yes")), variant="primary", id="yes"),
            Button(plain(self.words("terminal.dialog.no")), id="no"),
        )

    def keys(self) -> Content:
        return plain(
            self.words("terminal.dialog.keys-confirm" if self._harmless else "terminal.dialog.keys-discard")
        )

    @on(Button.Pressed)
    def _pressed(self, event: Button.Pressed) -> None:
        event.stop()
        self.dismiss(event.button.id == "yes")

    def action_yes(self) -> None:
        """Answer yes."""
        self.dismiss(True)


class TextDialog(Dialog[None]):
    """Shows lines until a key closes it."""

    DEFAULT_CSS = """
    TextDialog VerticalScroll { height: auto; max-height: 100%; }
    """

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter,q,f,question_mark", "leave", show=False)]

    def __init__(self, title: str, lines: Sequence[str | Content]) -> None:
        """Show `lines`; plain strings among them are never read as markup."""
        super().__init__(title)
        self._lines = lines

    def body(self) -> Iterable[Widget]:
        text = Content("\n").join(line if isinstance(line, Content) else plain(line) for line in self._lines)
        yield VerticalScroll(Static(text))

    def keys(self) -> Content:
        return plain(self.words("terminal.dialog.keys-text"))
