"""The run sheet: planned and used time, and changes to what is still to come."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import ClassVar

from textual.content import Content

from sessions.model import ActivityStatus, ScheduledActivity
from sessions.rules.clock_and_input import allotted_minutes, elapsed_seconds, seconds_left
from workshop.facilitating.acts.anytime.run_sheet import ACTS
from workshop.facilitating.ports import OpenWorkshop
from workshop.facilitating.telling.clock_reading import behind_seconds, ends_on_time, plan_key
from workshop.terminal.actions.action_spec import ActionSpec, specs_of
from workshop.terminal.driver.typing_guard import ENTER, Stroke
from workshop.terminal.overlays.list_overlay import ListOverlay, ListRow
from workshop.terminal.theme.untrusted_text import padded, plain

SIGNS = {
    ActivityStatus.WAITING: "○",
    ActivityStatus.RUNNING: "▶",
    ActivityStatus.DONE: "✓",
    ActivityStatus.SKIPPED: "–",
}
_NUMBERS_WIDTH = 24
MOST_USED = 999
"""Minutes that fit in their column; a workshop that was opened another day has used more."""


class RunSheetOverlay(ListOverlay):
    """Lists the activities with their times."""

    TITLE_KEY = "terminal.run-sheet.title"
    ENTER = "go"
    ACTIONS: ClassVar[tuple[ActionSpec, ...]] = specs_of(ACTS)

    def __init__(self, session: OpenWorkshop) -> None:
        """Show the run sheet of an open workshop."""
        super().__init__(session.live, session)
        self._clock = session.clock
        self._stands_at = ""
        """The line the cursor started on, as long as neither arrows nor mouse have moved it."""

    def on_mount(self) -> None:
        super().on_mount()
        current = self.live.state.current()
        if current is not None:
            self.choose(current.id)
        self._stands_at = self.chosen
        self.set_interval(1.0, self.state_changed)

    def allows(self, method: str) -> bool:
        row = self.live.state.scheduled.get(self.chosen)
        if method == "skip":
            return row is not None and row.status in (ActivityStatus.WAITING, ActivityStatus.SKIPPED)
        if method == "go":
            # If typed text opened the list, its final Enter must not open an activity.
            return row is not None and row.id != self._stands_at
        return True

    def heeds(self, stroke: Stroke) -> bool:
        return stroke.key not in ENTER or not stroke.in_burst

    def added(self, key: str) -> None:
        super().added(key)
        self._stands_at = key

    def note(self) -> str:
        sheet = [row for row in self.live.state.run_sheet() if row.status is not ActivityStatus.SKIPPED]
        planned = sum(map(allotted_minutes, sheet))
        state, now = self.live.state, self._clock.now()
        behind = int(behind_seconds(state, now) / 60)
        plan = self.words(plan_key(behind, on_time=ends_on_time(state, now)), n=abs(behind))
        return self.words("terminal.run-sheet.note", n=planned, end=self._expected_end(), plan=plan)

    def _expected_end(self) -> str:
        now = self._clock.now()
        left = timedelta()
        current = self.live.state.current()
        for row in self.live.state.run_sheet():
            passed = current is not None and row.position < current.position
            if row.status in (ActivityStatus.WAITING, ActivityStatus.RUNNING) and not passed:
                left += timedelta(seconds=max(0.0, seconds_left(row, now)))
        end = (now + left).astimezone()
        return self.words("terminal.time", hour=end.hour, minute=end.minute)

    def lines(self, width: int) -> Sequence[ListRow]:
        now = self._clock.now()
        return [ListRow(row.id, self._line(row, now, width)) for row in self.live.state.run_sheet()]

    def _line(self, row: ScheduledActivity, now: datetime, width: int) -> Content:
        words = self.words
        activity = self.live.method.activity(row.activity)
        used = int(elapsed_seconds(row, now) / 60)
        extra = (
            f"+{row.extra_minutes}"
            if row.extra_minutes > 0
            else f"{row.extra_minutes}"
            if row.extra_minutes
            else ""
        )
        planned = words("terminal.run-sheet.minutes", n=f"{row.minutes}{extra}")
        actual = (
            words("terminal.run-sheet.used", n=used if used <= MOST_USED else f">{MOST_USED}")
            if row.status is not ActivityStatus.WAITING and used
            else ""
        )
        style = "bold" if row.status is ActivityStatus.RUNNING else ""
        if row.status is ActivityStatus.SKIPPED:
            style, actual = "strike", words("terminal.run-sheet.skipped")
        return Content.assemble(
            plain(f"{SIGNS[row.status]} "),
            plain(padded(activity.title, width - _NUMBERS_WIDTH - 2), style),
            plain(f"{planned:>10}", style),
            plain(f"{actual:>14}"),
        )
