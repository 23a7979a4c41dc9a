"""The list at home: the workshops in use, the archive, or what a search has found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.message import Message
from textual.widgets import Input, OptionList
from textual.widgets.option_list import Option

from workshop.facilitating.home.home_list import HomeList
from workshop.facilitating.ports import SessionListing
from workshop.terminal.screens.home_rows import archive_row, row_of
from workshop.terminal.theme.themed_app import words_of
from workshop.terminal.widgets.limited_input import LimitedInput
from workshop.terminal.widgets.option_lists import StandingList

ARCHIVE = "archive"
"""The id of the line that leads to the archive."""
LONGEST_SEARCH = 60
LEAST_ROWS, ROWS_AROUND = 4, 16
"""A long list leaves so many rows of the screen to what is said of the chosen one and of the next key."""
PAGE_WIDTH, PAGE_PADDING, _LIST_PADDING = 100, 3, 2


class SearchField(LimitedInput):
    """What is searched for; it is there only while something is. Down and Enter lead to the list."""

    def on_key(self, event: events.Key) -> None:
        if event.key == "down":
            event.stop()
            self.screen.query_one(OptionList).focus()
        else:
            super().on_key(event)


class ListedWorkshops(Vertical):
    """Lists workshops; one of them is chosen, or the line that leads to the archive."""

    DEFAULT_CSS = """
    ListedWorkshops { height: auto; max-height: 1fr; }
    ListedWorkshops SearchField { display: none; margin-bottom: 1; }
    ListedWorkshops OptionList { height: auto; max-height: 1fr; display: none; }
    """

    class Changed(Message):
        """Something else is listed or chosen."""

    def __init__(self) -> None:
        """Nothing is known before `put`."""
        super().__init__()
        self._list: HomeList | None = None
        self._is_whole = False
        self._kept: Path | None = None

    def compose(self) -> ComposeResult:
        field = SearchField("", LONGEST_SEARCH, words_of(self.app)("terminal.home.search-hint"))
        field.disabled = True  # else it would be the first to take keys
        yield field
        yield StandingList(markup=False)

    @property
    def is_known(self) -> bool:
        """Whether any list has been read."""
        return self._list is not None

    @property
    def is_whole(self) -> bool:
        """Whether all of it has been read."""
        return self._is_whole

    @property
    def listings(self) -> Sequence[SessionListing]:
        """All workshops that were read."""
        return self._list.listings if self._list is not None else ()

    @property
    def shown(self) -> tuple[SessionListing, ...]:
        """Those in the list now."""
        return self._list.shown if self._list is not None else ()

    @property
    def chosen(self) -> SessionListing | None:
        """The workshop under the cursor."""
        at, shown = self.query_one(OptionList).highlighted, self.shown
        return shown[at] if at is not None and at < len(shown) else None

    @property
    def is_on_archive(self) -> bool:
        """Whether the cursor is on the line that leads to the archive."""
        options = self.query_one(OptionList)
        at = options.highlighted
        return at is not None and options.get_option_at_index(at).id == ARCHIVE

    @property
    def is_searching(self) -> bool:
        """Whether what was found is listed."""
        return bool(self.query_one(SearchField).display)

    @property
    def is_in_archive(self) -> bool:
        """Whether the archive is listed."""
        return self._list is not None and self._list.in_archive

    def put(self, listings: Sequence[SessionListing], *, is_whole: bool) -> None:
        """List these, or what of them is looked at; the cursor stays on its workshop."""
        if self._kept is None and self.chosen is not None:
            self._kept = self.chosen.path
        self._is_whole = is_whole
        self._list = replace(self._list or HomeList(), listings=listings)

    def keep_on(self, path: Path) -> None:
        """Put the cursor on this workshop when the list is drawn next."""
        self._kept = path

    def show(self) -> None:
        """Draw the list anew; the cursor stays on its workshop, or in its place where that is gone."""
        if not self.query(OptionList):  # the program was left while the list was being read
            return
        words, width, looked_at = words_of(self.app), self._line_width, self._list or HomeList()
        options = self.query_one(OptionList)
        at, kept = options.highlighted or 0, self._kept
        at = next((row for row, item in enumerate(looked_at.shown) if item.path == kept), at)
        self._kept = None
        rows = [Option(row_of(item, width, words)) for item in looked_at.shown]
        if self._is_whole and looked_at.archived and not (looked_at.in_archive or self.is_searching):
            rows.append(Option(archive_row(looked_at.archived, words), id=ARCHIVE))
        options.clear_options()
        options.add_options(rows)
        options.display = bool(rows)
        options.styles.max_height = max(LEAST_ROWS, self.app.size.height - ROWS_AROUND)
        if rows:
            options.highlighted = min(at, len(rows) - 1)
            if not self.is_searching:
                options.focus()
        self.post_message(self.Changed())

    def search(self) -> None:
        """Let somebody type what to search for, in the archive too."""
        field = self.query_one(SearchField)
        field.display, field.disabled = True, False
        field.focus()
        self.show()

    def enter_archive(self) -> None:
        """List the archive."""
        self._look_at(replace(self._list or HomeList(), in_archive=True))

    def back(self) -> None:
        """From what was found to where it was searched; from the archive to the others."""
        looked_at = self._list or HomeList()
        if not self.is_searching:
            self._look_at(replace(looked_at, in_archive=False))
            return
        field = self.query_one(SearchField)
        field.display, field.disabled = False, True
        with self.prevent(Input.Changed):
            field.value = ""
        self.query_one(OptionList).focus()
        self._look_at(replace(looked_at, wanted=""))

    def _look_at(self, looked_at: HomeList) -> None:
        self._list = looked_at
        self.query_one(OptionList).highlighted = None
        self.show()

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self._look_at(replace(self._list or HomeList(), wanted=event.value))

    @on(Input.Submitted)
    def _entered(self, event: Input.Submitted) -> None:
        event.stop()
        self.query_one(OptionList).focus()

    @on(OptionList.OptionHighlighted)
    def _moved(self, event: OptionList.OptionHighlighted) -> None:
        event.stop()
        self.post_message(self.Changed())

    @property
    def _line_width(self) -> int:
        """Cells of a line, before the first layout too: the page of home, without its padding."""
        return max(30, min(PAGE_WIDTH, self.app.size.width) - 2 * PAGE_PADDING - _LIST_PADDING)
