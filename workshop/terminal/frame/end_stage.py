"""The end, after the last activity: thanks, the agreements, and where the minutes are."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.widgets import Static

from sessions.queries.agreements import open_steps
from sessions.queries.marks import worth_the_time
from sessions.state import Event
from workshop.facilitating.telling.closing_lines import (
    agreement_lines,
    decision_lines,
    follow_up_line,
    parked_lines,
)
from workshop.live.live_workshop import LiveWorkshop
from workshop.live.next_meeting_words import next_meeting_line
from workshop.terminal.frame.about_chosen import LOOK_UP
from workshop.terminal.frame.join_stage import Stage
from workshop.terminal.theme.untrusted_text import one_line, plain

MOST_SHOWN = 5
"""Agreements and parked items at the end; the minutes have them all."""


class EndLines(VerticalScroll, inherit_bindings=False):
    """Scrolls with the arrow keys; PgUp and PgDn lead through the workshop here as everywhere."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,shift+up", "scroll_up", show=False),
        Binding("down,shift+down", "scroll_down", show=False),
        Binding("home", "scroll_home", show=False),
        Binding("end", "scroll_end", show=False),
    ]

    def on_mount(self) -> None:
        self.focus()


class EndStage(Stage):
    """After the close: thanks, and where the minutes are."""

    def __init__(self, live: LiveWorkshop) -> None:
        """Start without files; set `files` to list them."""
        super().__init__(live)
        self.files: tuple[Path, ...] = ()
        self.writing = False
        self._next_meeting = ""
        self._agreed = ""

    def on_mount(self) -> None:
        self.run_worker(self._look_up_next_meeting(), group=LOOK_UP)

    async def _look_up_next_meeting(self) -> None:
        state = self.live.state.copy()
        self._next_meeting = await asyncio.to_thread(follow_up_line, state, self.live.method, self.live.words)
        self._refresh_if_there()

    def compose_side(self) -> ComposeResult:
        words = self.live.words
        yield Static(plain(words("terminal.end.thanks")), id="count", markup=False)
        yield Static(plain(words("terminal.end.phones")), classes="soft", markup=False)
        with EndLines(id="names"):
            yield Static(id="files", markup=False)
            yield Static(id="follow-up", classes="soft", markup=False)
            yield Static(id="taken-home", markup=False)

    def _worth(self) -> str:
        """What people answered on their phones; empty where too few have to be told."""
        counts = worth_the_time(self.live.state)
        if counts is None:
            return ""
        answers = (self.live.words(f"terminal.end.{mark}", n=n) for mark, n in counts)
        return self.live.words("terminal.end.worth", answers=" · ".join(answers))

    def refresh_panel(self, events: tuple[Event, ...]) -> None:
        super().refresh_panel(events)
        words, state = self.live.words, self.live.state
        steps = open_steps(state)
        leads_on = words("terminal.end.follow-up", n=len(steps)) if steps else ""
        agreed = next_meeting_line(state, words)
        if agreed != self._agreed:
            self._agreed = agreed
            self.run_worker(self._look_up_next_meeting(), group=LOOK_UP, exclusive=True)
        when = agreed or self._next_meeting
        self.query_one("#follow-up", Static).update(
            plain("\n".join(filter(None, (when, leads_on, self._worth()))))
        )
        lines = [
            line
            for told in (decision_lines, agreement_lines, parked_lines)
            for line in told(state, words, MOST_SHOWN)
        ]
        taken = [one_line(line) if line[:1] != " " else f"  {one_line(line)}" for line in lines]
        self.query_one("#taken-home", Static).update(plain("\n".join(["", *taken]) if taken else ""))
        if not self.files:
            said = words("terminal.said.writing" if self.writing else "terminal.end.no-files")
            self.query_one("#files", Static).update(plain(f"\n{said}"))
            return
        folder = self.files[0].parent
        names = "  ".join(file.name for file in self.files)
        said = f"\n{words('terminal.end.files')}\n{folder}\n{names}"
        self.query_one("#files", Static).update(plain(said))
