"""The run sheet as an overview: what was planned, what it took, and changing the rest of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import ClassVar

from textual.content import Content

from sessions.commands import (
    AddActivity,
    AddPack,
    EditWorkshop,
    MoveActivity,
    OpenActivity,
    SetMinutes,
    SkipActivities,
    SkipActivity,
)
from sessions.model import ActivityStatus, ScheduledActivity
from sessions.rules.clock_and_input import elapsed_seconds
from sessions.rules.creation import LONGEST_TITLE
from sessions.rules.decide import Accepted
from sessions.rules.planning import packs_to_add
from workshop.facilitating.clock_reading import allotted_seconds, behind_seconds
from workshop.facilitating.cut_proposal import CutProposal, cut_proposal
from workshop.facilitating.ports import OpenWorkshop
from workshop.terminal.actions.sending import say
from workshop.terminal.actions.spec import ActionSpec
from workshop.terminal.dialogs.ask import Field, FieldKind, ask_choice, ask_fields, ask_many, fill_in
from workshop.terminal.dialogs.packs import ask_pack
from workshop.terminal.driver.typing_guard import ENTER, Stroke
from workshop.terminal.overlays.list_overlay import Line, ListOverlay
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
DEFAULT_MINUTES = 10
USUAL_SPARE = 15


def _spec(method: str, *keys: str, rank: int, shown: bool = True) -> ActionSpec:
    return ActionSpec(
        method,
        keys,
        f"terminal.run-sheet.act.{method}",
        f"terminal.run-sheet.help.{method}",
        shown=shown,
        rank=rank,
    )


class RunSheetOverlay(ListOverlay):
    """Lists the activities with their times."""

    TITLE_KEY = "terminal.run-sheet.title"
    ENTER = "go"
    ACTIONS: ClassVar[tuple[ActionSpec, ...]] = (
        _spec("go", "enter", rank=1),
        _spec("skip", "x", rank=3),
        _spec("earlier", "K", "shift+up", rank=5),
        _spec("later", "J", "shift+down", rank=6),
        _spec("minutes", "m", rank=7),
        _spec("add", "a", rank=8),
        _spec("packs", "p", rank=9),
        _spec("edit", "e", rank=10),
        _spec("shorten", "c", rank=4),
    )

    def __init__(self, session: OpenWorkshop) -> None:
        """Show the run sheet of an open workshop."""
        super().__init__(session.live)
        self._clock = session.clock
        self._stands_at = ""
        """The line that nobody has gone to with the arrows or the mouse."""

    def on_mount(self) -> None:
        super().on_mount()
        current = self.live.picture.current()
        if current is not None:
            self.choose(current.id)
        self._stands_at = self.chosen
        self.set_interval(1.0, self.picture_changed)

    def allows(self, method: str) -> bool:
        row = self._row()
        if method == "skip":
            return row is not None and row.status in (ActivityStatus.WAITING, ActivityStatus.SKIPPED)
        if method == "go":
            # Text that opened the list and ends in Enter has moved no cursor.
            return row is not None and row.id != self._stands_at
        return method not in ("earlier", "later", "minutes") or row is not None

    def heeds(self, stroke: Stroke) -> bool:
        return stroke.key not in ENTER or not stroke.in_burst

    def note(self) -> str:
        sheet = [row for row in self.live.picture.run_sheet() if row.status is not ActivityStatus.SKIPPED]
        planned = sum(row.minutes + row.extra_minutes for row in sheet)
        behind = int(behind_seconds(self.live.picture, self._clock.now()) / 60)
        key = "on-time" if behind == 0 else "behind" if behind > 0 else "ahead"
        plan = self.words(f"terminal.clock.{key}", n=abs(behind))
        return self.words("terminal.run-sheet.note", n=planned, end=self._expected_end(), plan=plan)

    def _expected_end(self) -> str:
        now = self._clock.now()
        left = timedelta()
        for row in self.live.picture.run_sheet():
            if row.status in (ActivityStatus.WAITING, ActivityStatus.RUNNING):
                left += timedelta(seconds=max(0.0, allotted_seconds(row) - elapsed_seconds(row, now)))
        end = (now + left).astimezone()
        return self.words("terminal.time", hour=end.hour, minute=end.minute)

    def lines(self, width: int) -> Sequence[Line]:
        now = self._clock.now()
        return [Line(row.id, self._line(row, now, width)) for row in self.live.picture.run_sheet()]

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

    def _row(self) -> ScheduledActivity | None:
        return self.live.picture.scheduled.get(self.chosen)

    async def action_go(self) -> None:
        """Put the chosen activity on the projector."""
        if await self.send(OpenActivity(self.chosen)) is not None:
            self.dismiss(None)

    async def action_skip(self) -> None:
        """Leave it out, or put it back."""
        row = self._row()
        if row is not None:
            await self.send(SkipActivity(row.id, row.status is not ActivityStatus.SKIPPED))

    async def action_earlier(self) -> None:
        """Move it up."""
        await self.send(MoveActivity(self.chosen, -1))

    async def action_later(self) -> None:
        """Move it down."""
        await self.send(MoveActivity(self.chosen, 1))

    async def action_minutes(self) -> None:
        """Plan other minutes."""
        row = self._row()
        if row is None:
            return
        minutes = await self._ask_minutes(self.live.method.activity(row.activity).title, row.minutes)
        if minutes is not None:
            await self.send(SetMinutes(row.id, minutes))

    async def action_add(self) -> None:
        """Insert an activity of the method under the chosen one."""
        choices = [(activity.key, activity.title) for activity in self.live.method.activities]
        after = self.chosen
        key = await ask_choice(self.app, self.words("terminal.run-sheet.add-title"), choices)
        if key is None:
            return
        minutes = await self._ask_minutes(self.live.method.activity(key).title, self._usual_minutes(key))
        if minutes is not None:
            answer = await self.send(AddActivity(key, minutes, after))
            if answer is not None:
                self._show_added(answer.subject)

    def _show_added(self, key: str) -> None:
        self.picture_changed()
        self.choose(key)
        self._stands_at = key

    async def action_shorten(self) -> None:
        """Propose what to leave out, in the method's own order, until the delay is covered."""
        words = self.words
        if not cut_proposal(self.live.picture, self.live.method, 0).candidates:
            say(self.app, words("terminal.run-sheet.nothing-to-cut"))
            return
        behind = round(behind_seconds(self.live.picture, self._clock.now()) / 60)
        spare = behind if behind > 0 else await self._ask_spare()
        if spare is None:
            return
        proposal = cut_proposal(self.live.picture, self.live.method, spare)
        titles = {row.id: self.live.method.activity(row.activity).title for row in proposal.candidates}
        choices = [
            (row.id, f"{titles[row.id]} · {words('terminal.run-sheet.minutes', n=row.minutes)}")
            for row in proposal.candidates
        ]
        note = self._cut_note(proposal, spare, behind)
        chosen = await ask_many(
            self.app, words("terminal.run-sheet.cut-title"), choices, proposal.chosen, note
        )
        if chosen:
            await self.send(SkipActivities(chosen))

    async def action_packs(self) -> None:
        """Put a pack in where it belongs."""
        packs = packs_to_add(self.live.method, self.live.picture.run_sheet())
        if not packs:
            key = "none" if self.live.method.packs else "no-packs"
            say(self.app, self.words(f"terminal.packs.{key}"))
            return
        pack = await ask_pack(self.app, packs)
        answer = await self.send(AddPack(pack)) if pack is not None else None
        if answer is not None:
            self._show_added(answer.subject)

    async def action_edit(self) -> None:
        """The workshop's own names and votes."""
        words, now = self.words, self.live.picture.workshop
        dots, most = str(now.dots), str(now.max_per_item)
        fields = (
            Field("title", words("terminal.new.label.title"), now.title, longest=LONGEST_TITLE),
            self._name_field("organisation", now.organisation),
            self._name_field("group", now.group_name),
            Field("dots", words("terminal.new.label.dots"), dots, kind=FieldKind.NUMBER, longest=2),
            Field("most", words("terminal.run-sheet.most-label"), most, kind=FieldKind.NUMBER, longest=2),
        )

        async def send(filled: dict[str, str]) -> Accepted | None:
            counts = int(filled["dots"]), int(filled["most"])
            names = filled["title"], filled["organisation"], filled["group"]
            return await self.send(EditWorkshop(*names, *counts))

        await fill_in(self.app, words("terminal.run-sheet.edit-title"), fields, send)

    def _name_field(self, key: str, value: str) -> Field:
        label = self.words(f"terminal.new.label.{key}")
        return Field(key, label, value, optional=True, longest=LONGEST_TITLE)

    def _cut_note(self, proposal: CutProposal, spare: int, behind: int) -> str:
        won = sum(row.minutes for row in proposal.candidates if row.id in proposal.chosen)
        if won < spare:
            return self.words("terminal.run-sheet.cut-note-short", n=spare, won=won)
        key = "cut-note" if behind > 0 else "cut-note-wanted" if spare else "cut-note-on-time"
        return self.words(f"terminal.run-sheet.{key}", n=spare)

    async def _ask_spare(self) -> int | None:
        """How much to save where the clock does not know: before the beginning, or for an early end."""
        words = self.words
        label = words("terminal.run-sheet.spare-label")
        field = Field("minutes", label, str(USUAL_SPARE), kind=FieldKind.NUMBER, longest=3)
        filled = await ask_fields(self.app, words("terminal.run-sheet.spare-title"), (field,))
        return int(filled["minutes"]) if filled is not None else None

    def _usual_minutes(self, key: str) -> int:
        plans = (planned for sheet in self.live.method.run_sheets for planned in sheet.plan)
        return next((planned.minutes for planned in plans if planned.activity == key), DEFAULT_MINUTES)

    async def _ask_minutes(self, title: str, minutes: int) -> int | None:
        label = self.words("terminal.run-sheet.minutes-label")
        field = Field("minutes", label, str(minutes), kind=FieldKind.NUMBER, longest=3)
        filled = await ask_fields(self.app, title, (field,))
        return int(filled["minutes"]) if filled is not None else None
