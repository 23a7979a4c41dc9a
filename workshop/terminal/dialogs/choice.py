"""Choosing one or several from a list: by digit, arrow keys or mouse."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import ClassVar

from textual import events, on
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Button, OptionList
from textual.widgets.option_list import Option

from workshop.facilitating.conversation import Choices
from workshop.terminal.dialogs.dialog import Dialog, Result
from workshop.terminal.driver.typing_guard import Stroke, now
from workshop.terminal.theme.themed_app import ThemedApp
from workshop.terminal.theme.untrusted_text import one_line, plain
from workshop.terminal.widgets.option_lists import ChangingList

NUMBERED = 9


class ListDialog(Dialog[Result]):
    """The list shared by both dialogs."""

    DEFAULT_CSS = """
    ListDialog OptionList { height: auto; max-height: 100%; }
    """

    def __init__(self, title: str, choices: Choices, note: str) -> None:
        """Offer `choices` in order."""
        super().__init__(title, note)
        self._choices = tuple(choices)

    def body(self) -> Iterable[Widget]:
        options = [Option(self._prompt(index)) for index in range(len(self._choices))]
        yield ChangingList(*options, markup=False)

    def on_mount(self) -> None:
        super().on_mount()
        self._list.focus()

    @property
    def _list(self) -> OptionList:
        return self.query_one(OptionList)

    def _prompt(self, index: int) -> Content:
        number = f"{index + 1}" if index < NUMBERED else " "
        return Content.assemble((f"{number}  ", "bold"), plain(one_line(self._choices[index][1])))


class ChoiceDialog(ListDialog[str | None]):
    """Returns the key of one choice."""

    def __init__(
        self,
        title: str,
        choices: Choices,
        note: str = "",
        current: str = "",
        *,
        careful: bool = False,
        written: str = "",
    ) -> None:
        """Start at the choice `current`; if `careful`, the rest of a text typed before is not an answer.

        Letters choose `written`, and are the beginning of the text that is asked for then.
        """
        super().__init__(title, choices, note)
        self._current = current
        self._written = written
        self._careful = careful
        self._opened = float("inf")

    def heeds(self, stroke: Stroke) -> bool:
        return not self._careful or stroke.is_answer_since(self._opened)

    def acts_at_once(self, stroke: Stroke) -> bool:
        return stroke.is_text and stroke.began < self._opened

    def on_mount(self) -> None:
        super().on_mount()
        self._opened = now()
        keys = [key for key, _ in self._choices]
        if keys:
            self._list.highlighted = keys.index(self._current) if self._current in keys else 0

    def keys(self) -> Content:
        return plain(self.words("terminal.dialog.keys-choice"))

    def writes_with(self, key: str) -> bool:
        return bool(self._written)

    def on_key(self, event: events.Key) -> None:
        letter = event.character if event.is_printable else None
        if self._written and letter and letter.isalpha() and isinstance(self.app, ThemedApp):
            event.stop()
            self.app.typed.begin(letter)
            self.dismiss(self._written)
            return
        if event.character is not None and event.character in "123456789":
            index = int(event.character) - 1
            if index < len(self._choices):
                event.stop()
                self.dismiss(self._choices[index][0])

    @on(OptionList.OptionSelected)
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.dismiss(self._choices[event.option_index][0])


class ManyDialog(ListDialog[tuple[str, ...] | None]):
    """Returns the keys of all marked choices."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "mark", show=False),
        Binding("enter", "take", show=False, priority=True),
    ]

    def __init__(self, title: str, choices: Choices, chosen: Sequence[str] = (), note: str = "") -> None:
        """Start with `chosen` marked."""
        super().__init__(title, choices, note)
        self._marked = set(chosen)

    CLOSES_BY_CLICK = False

    DEFAULT_CSS = """
    ManyDialog Horizontal { height: auto; margin-top: 1; }
    ManyDialog Button { margin-right: 2; }
    """

    def foot(self) -> Iterable[Widget]:
        # Enter confirms the marked ones, so the buttons are for the mouse only.
        take = Button(plain(self.words("terminal.dialog.take")), variant="primary", id="take")
        leave = Button(plain(self.words("terminal.dialog.cancel")), id="cancel")
        take.can_focus = leave.can_focus = False
        yield Horizontal(take, leave)

    @on(Button.Pressed)
    def _pressed(self, event: Button.Pressed) -> None:
        event.stop()
        if event.button.id == "take":
            self.action_take()
        else:
            self.action_leave()

    def keys(self) -> Content:
        return plain(self.words("terminal.dialog.keys-many"))

    def on_mount(self) -> None:
        super().on_mount()
        if self._choices:
            self._list.highlighted = 0

    def on_key(self, event: events.Key) -> None:
        if self.takes_keys and event.character is not None and event.character in "123456789":
            index = int(event.character) - 1
            if index < len(self._choices):
                event.stop()
                self._list.highlighted = index
                self._toggle(index)

    @on(OptionList.OptionSelected)
    def _clicked(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self._toggle(event.option_index)

    def action_mark(self) -> None:
        """Mark or unmark the choice under the cursor."""
        if self._list.highlighted is not None:
            self._toggle(self._list.highlighted)

    def action_take(self) -> None:
        """Return what is marked."""
        self.dismiss(tuple(key for key, _ in self._choices if key in self._marked))

    def _toggle(self, index: int) -> None:
        self._marked ^= {self._choices[index][0]}
        self._list.replace_option_prompt_at_index(index, self._prompt(index))

    def _prompt(self, index: int) -> Content:
        mark = "● " if self._choices[index][0] in self._marked else "○ "
        return Content.assemble((mark, "bold"), super()._prompt(index))
