"""The overview over all workshops: open agreements, next meetings, approaches, leader time, and a search."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from exports.overview import ALL, Overview, OverviewFilter
from sessions.queries.overview_facts import KnownWorkshop
from workshop.facilitating.home.overview_lines import (
    approach_lines,
    found_heading,
    found_rows,
    load_lines,
    meeting_lines,
    passed_over,
    step_lines,
)
from workshop.facilitating.ports import HomePort, OverviewPort, sentence_of
from workshop.machine.local_date import today
from workshop.terminal.actions.action_screen import ActionScreen
from workshop.terminal.actions.action_spec import ActionSpec
from workshop.terminal.actions.footer import ActionFooter
from workshop.terminal.dialogs.ask import ask_choice
from workshop.terminal.dialogs.sending import say
from workshop.terminal.screens.listed_workshops import LONGEST_SEARCH, PAGE_PADDING, PAGE_WIDTH, SearchField
from workshop.terminal.theme.untrusted_text import cut, one_line, plain
from workshop.terminal.widgets.option_lists import StandingList

VIEWS = ("agreements", "meetings", "approaches", "load")
EMPTY = {"agreements": "nothing-open", "meetings": "none-planned", "approaches": "nothing", "load": "no-load"}
REST_BEFORE = 0.15
"""Seconds without a key before a search begins."""
_FRAME = 10
"""Cells of a line that the page, the list and its scroll bar keep for themselves."""
_EVERYBODY = ""
Row = tuple[str, str]
"""The name of the workshop that a row opens, empty for none, and its text of one or two lines."""


def _spec(method: str, *keys: str, rank: int) -> ActionSpec:
    words = f"acts.overview.{method}"
    return ActionSpec(method, keys, f"{words}.label", f"{words}.help", rank=rank)


class OverviewScreen(ActionScreen[Path]):
    """Looks over the workshops of this computer; returns the one to open."""

    ACTIONS: ClassVar[tuple[ActionSpec, ...]] = (
        _spec("turn", "tab", rank=1),
        _spec("open", "enter", rank=2),
        _spec("search", "slash", rank=3),
        _spec("group", "g", rank=4),
        _spec("write", "w", rank=5),
        _spec("practice", "x", rank=6),
        _spec("back", "escape", "q", rank=2),
    )

    DEFAULT_CSS = f"""
    OverviewScreen {{ background: $paper; color: $ink; align: center top; }}
    OverviewScreen #page {{ width: {PAGE_WIDTH}; max-width: 100%; height: 1fr; padding: 1 {PAGE_PADDING}; }}
    OverviewScreen #name {{ text-style: bold; color: $accent-ink; }}
    OverviewScreen #views {{ margin-bottom: 1; }}
    OverviewScreen #said {{ color: $ink-soft; height: auto; max-height: 3; }}
    OverviewScreen SearchField {{ display: none; margin-bottom: 1; }}
    OverviewScreen OptionList, OverviewScreen OptionList:focus {{ height: 1fr; }}
    """

    def __init__(self, home: HomePort) -> None:
        """Look over what `home` keeps."""
        super().__init__()
        self._home = home
        self._book: OverviewPort | None = None
        self._found: Overview | None = None
        self._practice = False
        self._only = ALL
        self._view = VIEWS[0]
        self._rows: tuple[Row, ...] = ()
        self._all: tuple[KnownWorkshop, ...] = ()

    def compose(self) -> ComposeResult:
        with Vertical(id="page"):
            yield Static(plain(self.words("overview.heading")), id="name", markup=False)
            yield Static(id="views", markup=False)
            field = SearchField("", LONGEST_SEARCH, self.words("overview.search-hint"))
            field.disabled = True
            yield field
            yield StandingList(markup=False)
            yield Static(id="said", markup=False)
        yield ActionFooter()

    def on_mount(self) -> None:
        self.rebind()
        self._say(self.words("terminal.home.looking"))
        self.run_worker(self._look(), exclusive=True, group="look")

    def on_unmount(self) -> None:
        if self._book is not None:
            self._book.close()

    def on_resize(self) -> None:
        self.call_after_refresh(self._show)

    def allows(self, method: str) -> bool:
        match method:
            case "open":
                return bool(self._chosen)
            case "search" | "write" | "group":
                return self._found is not None
        return True

    async def _look(self) -> None:
        """Read what has changed, beside the screen, and show it."""
        book = self._book
        try:
            if book is None:
                book = self._book = await asyncio.to_thread(self._home.overview, self._practice)
            self._found = await asyncio.to_thread(book.look, today(), self._only)
        except Exception as problem:
            say(self.app, sentence_of(problem, self.words), "error")
            return
        self._show()

    @property
    def _is_searching(self) -> bool:
        return bool(self.query_one(SearchField).display)

    @property
    def _chosen(self) -> str:
        """The name of the workshop under the cursor; empty for none."""
        at = self.query_one(OptionList).highlighted
        return self._rows[at][0] if at is not None and at < len(self._rows) else ""

    def _show(self) -> None:
        if self._found is None or self._is_searching or not self.is_attached:
            return
        rows = tuple(self._rows_of(self._found))
        self._put(rows or ((_EVERYBODY, self.words(f"overview.{EMPTY[self._view]}", approach=self._close)),))

    def _put(self, rows: Sequence[Row], said: str = "") -> None:
        found, words = self._found, self.words
        if found is None:
            return
        self._rows = tuple(rows)
        views = " · ".join(
            f"[{words(f'overview.{view}')}]" if view == self._view else words(f"overview.{view}")
            for view in VIEWS
        )
        self.query_one("#views", Static).update(plain("" if self._is_searching else views))
        options, room = self.query_one(OptionList), max(20, min(PAGE_WIDTH, self.app.size.width) - _FRAME)
        at = options.highlighted or 0
        options.clear_options()
        options.add_options(
            [Option(plain("\n".join(_cut(line, room) for line in text.split("\n")))) for _, text in rows]
        )
        if rows:
            options.highlighted = min(at, len(rows) - 1)
        if not self._is_searching:
            options.focus()
        self._say(said or self._status(found))
        self.update_footer()

    def _status(self, found: Overview) -> str:
        """How much is open, what of all is looked at, and which files were passed over."""
        words = self.words
        only = self._only.group or self._only.organisation
        parts = (
            words("overview.practice") if self._practice else "",
            words("overview.title", n=len(found.steps), overdue=found.overdue),
            words("overview.only", text=only) if only else "",
            passed_over(self._book.problems, words) if self._book is not None else "",
        )
        return " · ".join(part for part in parts if part)

    @property
    def _close(self) -> str:
        return self._found.close_title if self._found is not None else ""

    def _rows_of(self, found: Overview) -> Iterable[Row]:
        words = self.words
        if self._view == "agreements":
            return ((step.workshop.name, "\n".join(step_lines(step, words))) for step in found.steps)
        if self._view == "meetings":
            return (
                (meeting.workshop.name, "\n".join(meeting_lines(meeting, words)))
                for meeting in found.meetings
            )
        lines = approach_lines(found, words) if self._view == "approaches" else load_lines(found, words)
        return ((_EVERYBODY, line) for line in lines)

    def _say(self, sentence: str) -> None:
        self.query_one("#said", Static).update(plain(one_line(sentence)))

    def action_turn(self) -> None:
        """Show the next of the four lists."""
        self._end_search()
        self._view = VIEWS[(VIEWS.index(self._view) + 1) % len(VIEWS)]
        self.query_one(OptionList).highlighted = None
        self._show()

    def action_open(self) -> None:
        """Open the workshop that the chosen line is about."""
        if self._book is not None and self._chosen:
            self.dismiss(self._book.path_of(self._chosen))

    def action_back(self) -> None:
        """From what was found to the lists; from the lists to home."""
        if self._is_searching:
            self._end_search()
            self._show()
        else:
            self.dismiss(None)

    def action_search(self) -> None:
        """Let somebody type what to search for in all texts."""
        field = self.query_one(SearchField)
        field.display, field.disabled = True, False
        field.focus()
        self._put(())

    def _end_search(self) -> None:
        field = self.query_one(SearchField)
        field.display, field.disabled = False, True
        with self.prevent(Input.Changed):
            field.value = ""

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self.run_worker(self._search(event.value), exclusive=True, group="search")

    @on(Input.Submitted)
    def _entered(self, event: Input.Submitted) -> None:
        event.stop()
        self.query_one(OptionList).focus()

    @on(OptionList.OptionSelected)
    def _selected(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.action_open()

    @on(OptionList.OptionHighlighted)
    def _moved(self, event: OptionList.OptionHighlighted) -> None:
        event.stop()
        self.update_footer()

    async def _search(self, wanted: str) -> None:
        await asyncio.sleep(REST_BEFORE)
        if self._book is None or not wanted.strip():
            self._put(())
            return
        self._say(self.words("terminal.home.looking"))
        try:
            found = await asyncio.to_thread(self._book.search, wanted, self._only)
        except Exception as problem:
            say(self.app, sentence_of(problem, self.words), "error")
            return
        if self._is_searching:
            self._put(found_rows(found, self.words), found_heading(found, self.words))

    async def action_group(self) -> None:
        """Look at one group or organisation, or at all again."""
        known = self._found.workshops if self._found is not None and self._only == ALL else self._all
        self._all = known
        named = {f"o{each.organisation}": each.organisation for each in known if each.organisation}
        named |= {f"g{each.group_name}": each.group_name for each in known if each.group_name}
        ordered = sorted(named.items(), key=lambda item: item[1].casefold())
        everybody = (" ", self.words("overview.all-groups"))
        title = self.words("overview.group")
        key = await ask_choice(self.app, title, [everybody, *((k, one_line(name)) for k, name in ordered)])
        if key is None:
            return
        name = key[1:]
        self._only = ALL
        if key.strip():
            self._only = OverviewFilter(group=name) if key[0] == "g" else OverviewFilter(name)
        await self._look()

    async def action_write(self) -> None:
        """Write what is looked at as a spreadsheet and a calendar file."""
        if self._found is None:
            return
        try:
            written = await asyncio.to_thread(self._home.write_overview, self._found, self._practice)
        except Exception as problem:
            say(self.app, sentence_of(problem, self.words), "error")
        else:
            say(self.app, self.words("overview.files", files=", ".join(map(str, written))))

    async def action_practice(self) -> None:
        """Look at rehearsals and demos, or at the others again."""
        if self._book is not None:
            self._book.close()
        self._book, self._found, self._only = None, None, ALL
        self._practice = not self._practice
        self._end_search()
        await self._look()


def _cut(line: str, width: int) -> str:
    """`line` without anything that moves the cursor, its indent kept, in at most `width` cells."""
    indent = len(line) - len(line.lstrip(" "))
    return " " * indent + cut(one_line(line), width - indent)
