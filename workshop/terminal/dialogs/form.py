"""A form of a few fields. Nothing is sent until all required fields are filled."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Button, Input, Static, TextArea

from prompts.language.pasted_lists import items_of
from prompts.language.typed_dates import example_day
from sessions.errors import date_forms
from workshop.facilitating.conversation import MORE, Field, FieldKind
from workshop.facilitating.field_reading import fault_in, label_of, read_back, value_of
from workshop.terminal.dialogs.ask import confirm
from workshop.terminal.dialogs.dialog import Dialog
from workshop.terminal.dialogs.sending import say
from workshop.terminal.driver.typing_guard import Stroke, now
from workshop.terminal.theme.themed_app import ThemedApp
from workshop.terminal.theme.untrusted_text import one_line, plain
from workshop.terminal.widgets.limited_input import MOST_IN_LINE, KnownTexts, LimitedArea, LimitedInput

_SHOWN_OF_REST = 40
"""Characters that show where the part begins that has no room."""


class FieldsDialog(Dialog[dict[str, str] | None]):
    """Asks for texts, and returns them by field key."""

    DEFAULT_CSS = """
    FieldsDialog VerticalScroll { height: auto; max-height: 100%; }
    FieldsDialog .field-label { color: $ink-soft; }
    FieldsDialog .field-error { color: $alarm-ink; background: $alarm-paper; display: none; }
    FieldsDialog .field-error.-on { display: block; }
    FieldsDialog .field-error.-note { display: block; color: $ink-soft; background: $paper; }
    FieldsDialog Horizontal { height: auto; margin-top: 1; }
    FieldsDialog Button { margin-right: 2; }
    """

    CLOSES_BY_CLICK = False
    AUTO_FOCUS = ""
    """The first field takes the focus itself, at the moment it takes what was typed before."""
    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+s", "save", show=False, priority=True)]

    def __init__(self, title: str, fields: tuple[Field, ...], note: str = "") -> None:
        """Ask for `fields` in order."""
        super().__init__(title, note)
        self._fields = fields
        self._opened = float("inf")
        self._asks = False
        self._begun_with: tuple[str, ...] = ()

    def on_mount(self) -> None:
        super().on_mount()
        self._opened = now()
        for area in self.query(LimitedArea):
            area.opened = self._opened
            area.move_cursor(area.document.end)
        first = next((number for number, field in enumerate(self._fields) if field.begins), 0)
        editor = next(iter(self.query(f"#field-{first}")), None)
        if editor is None:  # the form was left before it was there
            return
        # As the fields show it: they take no line ends and no control characters.
        self._begun_with = tuple(self._text(number).strip() for number in range(len(self._fields)))
        # From here on keys go to the field; no key may come between text and focus.
        typed = self.app.typed.take() if isinstance(self.app, ThemedApp) else ""
        if typed and isinstance(editor, LimitedInput):
            editor.begin(typed)
        self.set_focus(editor)
        for number, field in enumerate(self._fields):
            begun = self.query_one(f"#field-{number}")
            if field.proposed and isinstance(begun, LimitedArea):
                begun.insert("\n", begun.document.end)
        if typed and isinstance(editor, LimitedArea):
            editor.put(typed)
            if typed.endswith((" ", "\n")):  # cleaning takes the end off, but typing goes on after it
                editor.insert(typed[-1])

    def heeds(self, stroke: Stroke) -> bool:
        if not stroke.ends_text_from_before(self._opened) or isinstance(self.focused, LimitedArea):
            return True
        say(self.app, self.words("terminal.dialog.again"))
        return False

    def body(self) -> Iterable[Widget]:
        rows = [widget for number, field in enumerate(self._fields) for widget in self._row(number, field)]
        yield VerticalScroll(*rows, can_focus=False)

    def foot(self) -> Iterable[Widget]:
        yield Horizontal(
            Button(plain(self.words("terminal.dialog.save")), variant="primary", id="save"),
            Button(plain(self.words("terminal.dialog.cancel")), id="cancel"),
        )

    def keys(self) -> Content:
        if any(field.once_more for field in self._fields):
            return plain(self.words("terminal.dialog.keys-more"))
        several = any(field.multiline for field in self._fields)
        ways = "fields" if len(self._fields) > 1 else "field"
        return plain(self.words(f"terminal.dialog.keys-{ways}{'-lines' if several else ''}"))

    def _row(self, number: int, field: Field) -> Iterable[Widget]:
        spared = field.optional and not field.wanted
        optional = f" ({self.words('terminal.dialog.optional')})" if spared else ""
        yield Static(plain(field.label + optional), classes="field-label", id=f"label-{number}")
        yield self._editor(number, field)
        yield Static("", classes="field-error", id=f"error-{number}")

    def _editor(self, number: int, field: Field) -> Widget:
        name = f"field-{number}"
        if field.multiline:
            area = LimitedArea(field.value, field.longest, id=name)
            area.each_line_saves = field.once_more
            return area
        digits = field.kind is FieldKind.NUMBER
        hint = field.placeholder
        if field.reference is not None and not hint:
            ahead = example_day(field.reference)
            hint = self.words("terminal.dialog.date-hint", **date_forms(ahead, self.words))
        value = label_of(field.value, field.options) if field.options else field.value
        line = LimitedInput(value, field.longest, hint, digits, id=name)
        known = field.suggestions or tuple(label for _, label in field.options)
        if known:
            line.suggester = KnownTexts(known)
        line.takes_row = partial(self._take_row, field)
        return line

    def _take_row(self, field: Field, pasted: str) -> bool:
        """Put a row of a spreadsheet in the fields that it tells something of; whether it was one."""
        told = field.row(pasted[:MOST_IN_LINE]) if field.row is not None else {}
        for number, each in enumerate(self._fields):
            editor = self.query_one(f"#field-{number}")
            if each.key in told and isinstance(editor, LimitedInput):
                editor.value = told[each.key]
        return bool(told)

    def _text(self, number: int) -> str:
        editor = self.query_one(f"#field-{number}")
        return (
            editor.text.rstrip("\n")
            if isinstance(editor, LimitedArea)
            else editor.value
            if isinstance(editor, Input)
            else ""
        )

    def set_focus(
        self, widget: Widget | None, scroll_visible: bool = True, from_app_focus: bool = False
    ) -> None:
        """Scroll a field into view together with its label, which a low screen would otherwise cut off."""
        name = widget.id or "" if widget is not None else ""
        asked = name.startswith("field-")
        super().set_focus(widget, scroll_visible and not asked, from_app_focus)
        if asked:
            self.call_after_refresh(self._show_row, name.removeprefix("field-"))

    def _show_row(self, number: str) -> None:
        if not self.query(f"#label-{number}"):  # the form was left meanwhile
            return
        label, editor = self.query_one(f"#label-{number}"), self.query_one(f"#field-{number}")
        scroll = self.query_one(VerticalScroll)
        both = label.virtual_region.union(editor.virtual_region)
        error = self.query_one(f"#error-{number}", Static)
        if error.display:  # what is wrong stands below the field; it is laid out only later
            both = both.grow((0, 0, -(-len(str(error.content)) // max(1, both.width)), 0))
        scroll.scroll_to_region(both, animate=False, force=True)

    def _show_fault(self, number: str) -> None:
        if self.focused is not None and self.focused.id == f"field-{number}":
            self._show_row(number)

    @on(Input.Submitted)
    def _next_or_save(self, event: Input.Submitted) -> None:
        event.stop()
        self._go_on(int(str(event.input.id).removeprefix("field-")))

    def _go_on(self, number: int) -> None:
        if number == len(self._fields) - 1:
            self.action_save()
        elif not self._complain(number, self._fault(number)):
            self.query_one(f"#field-{number + 1}").focus()

    @on(Button.Pressed)
    def _pressed(self, event: Button.Pressed) -> None:
        event.stop()
        if event.button.id == "save":
            self.action_save()
        else:
            self.action_leave()

    @on(LimitedArea.Entered)
    def _entered(self, event: LimitedArea.Entered) -> None:
        event.stop()
        number = int(str(event.area.id).removeprefix("field-"))
        if self._fields[number].once_more:
            self.action_save(more=True)
        else:
            self._go_on(number)

    def action_save(self, more: bool = False) -> None:
        """Return the fields' texts, or point out the first one that is missing."""
        faulty = [
            number
            for number, field in enumerate(self._fields)
            if self._complain(number, self._missing(number, field) or self._fault(number))
        ]
        if faulty:
            self.query_one(f"#field-{faulty[0]}").focus()
        else:
            filled = {
                field.key: value_of(self._text(number), field) for number, field in enumerate(self._fields)
            }
            if more and isinstance(self.app, ThemedApp):
                self.app.order.wait_for_next(self)
            self.dismiss(filled | ({MORE: ""} if more else {}))

    def _complain(self, number: int, sentence: str) -> bool:
        """Show below the field what is wrong with it, or remove the message if nothing is."""
        error = self.query_one(f"#error-{number}", Static)
        error.set_class(bool(sentence), "-on")
        error.remove_class("-note")
        error.update(plain(sentence))
        if sentence:
            # The sentence has its height only after it was laid out.
            self.call_after_refresh(self.call_after_refresh, self._show_fault, str(number))
        return bool(sentence)

    def _missing(self, number: int, field: Field) -> str:
        lacks = not field.optional and not self._text(number).strip()
        return self.words("terminal.dialog.missing") if lacks else ""

    @on(Input.Changed)
    @on(TextArea.Changed)
    def _say_what_does_not_fit(self, event: Input.Changed | TextArea.Changed) -> None:
        event.stop()
        number = int(str(event.control.id).removeprefix("field-"))
        if not self._complain(number, self._too_long(number)):
            self._read_back(number)

    def _read_back(self, number: int) -> None:
        """Show what is read where more is meant than stands there, such as the day of a date."""
        field, error = self._fields[number], self.query_one(f"#error-{number}", Static)
        said = one_line(read_back(self._text(number), field, self.words))
        error.set_class(bool(said), "-note")
        if said:
            error.update(plain(said))

    def _fault(self, number: int) -> str:
        text, field = self._text(number), self._fields[number]
        return self._too_long(number) or one_line(fault_in(text, field, self.words))

    def _too_long(self, number: int) -> str:
        """What to say of a text that has no room, and where the part begins that has none."""
        text, longest = self._text(number), self._fields[number].longest
        if len(text) <= longest or (self._fields[number].once_more and items_of(text).is_list):
            return ""
        begins = one_line(text[longest : longest + _SHOWN_OF_REST])
        return self.words(
            "terminal.dialog.too-long", length=len(text), longest=longest, n=len(text) - longest, rest=begins
        )

    @property
    def _is_filled(self) -> bool:
        """Whether something was written that leaving would throw away."""
        texts = (self._text(number).strip() for number in range(len(self._begun_with)))
        return any(text and text != begun for text, begun in zip(texts, self._begun_with, strict=True))

    def action_leave(self) -> None:
        """Leave; ask first where something was written."""
        words = self.words
        question, detail = words("terminal.dialog.discard"), words("terminal.dialog.discard-detail")
        if not self._is_filled:
            self.dismiss(None)
        elif not self._asks:
            self._asks = True
            self.run_worker(self._ask_to_leave(question, detail), exit_on_error=False)

    async def _ask_to_leave(self, question: str, detail: str) -> None:
        try:
            if await confirm(self.app, question, detail, harmless=False):
                self.dismiss(None)
        finally:
            self._asks = False
