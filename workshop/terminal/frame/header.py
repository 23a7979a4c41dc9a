"""The header: the current activity and the time left."""

from __future__ import annotations

from dataclasses import dataclass

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Digits, Static

from prompts.language.words import Words
from sessions.model import ActivityStatus, WorkshopStatus
from workshop.facilitating.telling.clock_reading import ClockReading, Level, plan_key
from workshop.live.live_workshop import LiveWorkshop
from workshop.terminal.theme.untrusted_text import cut_plain

LEVEL_CLASSES = {Level.CALM: "-calm", Level.SOON: "-soon", Level.LAST: "-last", Level.OVER: "-over"}

MOST_MINUTES_TOLD = 120
"""More than this is not shown: the workshop was opened on another day, or the clock jumped."""


@dataclass(frozen=True, slots=True)
class Place:
    """The header's text: a line above, a title, a line below."""

    above: str
    title: str
    below: str


def place_of(live: LiveWorkshop, part: str = "") -> Place:
    """The header's three lines for the activity on the projector, or for the workshop itself.

    `part` is the part of the activity that runs; it takes the place of the line on how the group sits.
    """
    workshop, method, words = live.state.workshop, live.method, live.words
    current = live.state.current()
    around = " · ".join(part for part in (workshop.organisation, workshop.group_name) if part)
    if current is None or workshop.status is WorkshopStatus.CLOSED:
        return Place(method.title, workshop.title, around)
    activity = method.activity(current.activity)
    sheet = [row for row in live.state.run_sheet() if row.status is not ActivityStatus.SKIPPED]
    number = next((index for index, row in enumerate(sheet, 1) if row.id == current.id), 0)
    steps = [step.key for step in method.steps]
    above = workshop.title
    if activity.step:
        above = words(
            "terminal.step", number=steps.index(activity.step) + 1, title=method.step(activity.step).title
        )
    counted = words("terminal.activity-of", number=number, total=len(sheet))
    return Place(above, activity.title, " · ".join(told for told in (counted, part or activity.form) if told))


def clock_words(reading: ClockReading, words: Words) -> str:
    """The label of the clock."""
    if reading.paused and reading.level is not Level.OVER:
        return words("terminal.clock.paused")
    return words(f"terminal.clock.{reading.level.value}")


def plan_words(reading: ClockReading, words: Words) -> str:
    """How far ahead of or behind the run sheet, in words; nothing beside "over time" while it is followed."""
    minutes = reading.behind_minutes
    if minutes == 0 and reading.level is Level.OVER:
        return ""
    if minutes == 0:
        return words("terminal.clock.on-time")
    if abs(minutes) > MOST_MINUTES_TOLD:
        return words("terminal.clock.far-behind" if minutes > 0 else "terminal.clock.far-ahead")
    return words(plan_key(minutes, on_time=reading.ends_on_time), n=abs(minutes))


class Header(Horizontal):
    """Title on the left, clock on the right; small digits if there is little room."""

    DEFAULT_CSS = """
    Header { height: 5; background: $raised; padding: 1 2; }
    Header #where { width: 1fr; height: 3; }
    Header #above { color: $accent-ink; height: 1; }
    Header #title { text-style: bold; color: $ink; height: 1; }
    Header #below { color: $ink-soft; height: 1; }
    Header #time { width: auto; height: 3; }
    Header #clock-words {
        width: auto; height: 3; padding: 0 1; margin-right: 2; text-align: right; color: $ink;
    }
    Header #digits { width: auto; height: 3; color: $ink; }
    Header #time > .-soon { background: $warn-paper; color: $warn-ink; }
    Header #time > .-last, Header #time > .-over { background: $alarm-paper; color: $alarm-ink; }
    Header.-short { height: 3; padding: 0 2; }
    Header.-tiny { height: 2; padding: 0 2; }
    Header.-tiny #where, Header.-tiny #time, Header.-tiny #clock-words { height: 2; }
    Header.-tiny #below, Header.-tiny #digits { display: none; }
    """

    def __init__(self, live: LiveWorkshop) -> None:
        """Show the header of the live workshop."""
        super().__init__()
        self._live = live
        self._shown: tuple[object, ...] = ()
        self._place: tuple[Content, ...] = ()
        self._part = ""

    def compose(self) -> ComposeResult:
        with Vertical(id="where"):
            yield Static(id="above", markup=False)
            yield Static(id="title", markup=False)
            yield Static(id="below", markup=False)
        with Horizontal(id="time"):
            yield Static(id="clock-words", markup=False)
            yield Digits("", id="digits")

    def on_resize(self) -> None:
        self.show_place()

    def show_place(self, part: str | None = None) -> None:
        """Update title and lines; `part` is the part of the activity that runs, None for the one before."""
        self._part = self._part if part is None else part
        place = place_of(self._live, self._part)
        width = max(10, self.query_one("#where").size.width - 2)
        lines = tuple(cut_plain(text, width) for text in (place.above, place.title, place.below))
        if lines != self._place:
            self._place = lines
            for name, line in zip(("above", "title", "below"), lines, strict=True):
                self.query_one(f"#{name}", Static).update(line, layout=False)

    def show_clock(self, reading: ClockReading | None) -> None:
        """Update the clock; None outside activities. Redraws only what differs."""
        if reading is None:
            self.query_one("#time").display = False
            self._shown = ()
            return
        words = self._live.words
        tiny = self.has_class("-tiny")
        lines = [clock_words(reading, words), plan_words(reading, words)]
        if tiny:
            lines[0] = f"{reading.digits} {lines[0]}"
        shown = (reading.digits, *lines, reading.level, tiny)
        if shown == self._shown:
            return
        layout = [len(str(part)) for part in shown[:3]] != [len(str(part)) for part in self._shown[:3]]
        self._shown = shown
        self.query_one("#time").display = True
        text = Content("\n").join(Content(line) for line in lines)
        label = self.query_one("#clock-words", Static)
        label.update(text, layout=layout)
        digits = self.query_one("#digits", Digits)
        digits.update(reading.digits)
        for level, name in LEVEL_CLASSES.items():
            label.set_class(level is reading.level, name)
            digits.set_class(level is reading.level, name)
