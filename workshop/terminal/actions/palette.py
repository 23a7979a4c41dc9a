"""The command palette: find an action by its words, Danish or English, and run it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.fuzzy import Matcher
from textual.widget import Widget
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from prompts.language.words import Words
from workshop.terminal.actions.action_spec import ActionSpec
from workshop.terminal.actions.offer import Offer
from workshop.terminal.dialogs.dialog import Dialog
from workshop.terminal.theme.untrusted_text import one_line, padded, plain
from workshop.terminal.widgets.limited_input import LimitedInput
from workshop.terminal.widgets.option_lists import ChangingList

_LABEL_WIDTH = 18
LONGEST_SEARCH = 60


def searched_text(words: Words, spec: ActionSpec) -> str:
    """All the text by which an action can be found."""
    more = words(spec.palette) if spec.palette else ""
    return f"{words(spec.label)} {more} {words(spec.help)}"


def found(words: Words, offers: Iterable[Offer], search: str) -> list[Offer]:
    """The offers that match `search`, the best first; all of them for an empty search.

    What the footer shows comes before arrows and number keys.
    """
    allowed = sorted((offer for offer in offers if offer.allowed), key=lambda offer: not offer.spec.shown)
    if not search.strip():
        return allowed
    scored = [(_score(words, offer.spec, search), index) for index, offer in enumerate(allowed)]
    return [
        allowed[index] for score, index in sorted(scored, key=lambda pair: (-pair[0], pair[1])) if score > 0
    ]


def _score(words: Words, spec: ActionSpec, search: str) -> float:
    text = searched_text(words, spec).casefold()
    wanted = search.strip().casefold()
    if words(spec.label).casefold().startswith(wanted):
        return 4.0
    if any(word.startswith(wanted) for word in text.split()):
        return 3.0
    return 2.0 if wanted in text else Matcher(wanted).match(words(spec.label).casefold())


class PaletteDialog(Dialog[Offer | None]):
    """Returns the chosen offer."""

    DEFAULT_CSS = """
    PaletteDialog { align: center top; }
    PaletteDialog > #box { margin-top: 1; }
    PaletteDialog OptionList {
        height: auto; max-height: 12; text-wrap: nowrap; text-overflow: ellipsis;
    }
    PaletteDialog #nothing { height: auto; margin-top: 1; color: $ink; }
    PaletteDialog OptionList > .option-list--option-highlighted {
        background: $cursor-paper; color: $cursor-ink;
    }
    """

    MOST_LINES: ClassVar[int] = 12
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "step(1)", show=False, priority=True),
        Binding("up", "step(-1)", show=False, priority=True),
        Binding("ctrl+p", "leave", show=False),
    ]

    def __init__(self, offers: Sequence[Offer]) -> None:
        """Search in `offers`."""
        super().__init__("")
        self._offers = [offer for offer in offers if offer.spec.method != "palette"]
        self._found: list[Offer] = []

    def compose(self) -> Iterable[Widget]:
        self._title = self.words("terminal.palette-title")
        yield from super().compose()

    def body(self) -> Iterable[Widget]:
        yield LimitedInput("", LONGEST_SEARCH, self.words("terminal.palette-hint"))
        yield ChangingList(markup=False)
        yield Static(id="nothing", markup=False)

    def keys(self) -> Content:
        return plain(self.words("terminal.palette-keys"))

    def on_mount(self) -> None:
        super().on_mount()
        self.query_one(OptionList).can_focus = False
        self.query_one(Input).focus()
        self._fill("")

    @on(Input.Changed)
    def _search(self, event: Input.Changed) -> None:
        event.stop()
        self._fill(event.value)

    @on(Input.Submitted)
    def _take(self, event: Input.Submitted) -> None:
        event.stop()
        at = self.query_one(OptionList).highlighted
        if at is not None and at < len(self._found):
            self.dismiss(self._found[at])

    @on(OptionList.OptionSelected)
    def _clicked(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        # A letter typed since the click may have shortened the list.
        if event.option_index < len(self._found):
            self.dismiss(self._found[event.option_index])

    def action_step(self, by: int) -> None:
        """Move the cursor in the list while the search field keeps the focus."""
        options = self.query_one(OptionList)
        if by > 0:
            options.action_cursor_down()
        else:
            options.action_cursor_up()

    def _fill(self, search: str) -> None:
        options = self.query_one(OptionList)
        self._found = found(self.words, self._offers, search)
        options.clear_options()
        options.add_options([Option(self._prompt(offer.spec)) for offer in self._found])
        options.highlighted = 0 if self._found else None
        options.display = bool(self._found)
        nothing = self.query_one("#nothing", Static)
        nothing.display = not self._found
        nothing.update(plain(self.words("terminal.palette-nothing", text=one_line(search.strip()))))

    def _prompt(self, spec: ActionSpec) -> Content:
        return Content.assemble(
            (padded(spec.key_shown, 6), "bold"),
            (padded(self.words(spec.label), _LABEL_WIDTH), "bold"),
            " ",
            plain(self.words(spec.help)),
        )
