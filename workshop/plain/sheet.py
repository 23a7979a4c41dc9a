"""The run sheet: go to an activity, leave one out, move, give other minutes, add, shorten when late."""

from __future__ import annotations

from collections.abc import Iterator

from sessions.commands import AddActivity, MoveActivity, OpenActivity, SetMinutes, SkipActivity
from sessions.model import ActivityStatus, ScheduledActivity
from sessions.running import elapsed_seconds
from workshop.cutting import cut_proposal
from workshop.plain.actions import Action
from workshop.plain.desk import Desk
from workshop.plain.driving import show_status
from workshop.plain.menu import submenu
from workshop.plain.timekeeping import plan_words
from workshop.timekeeping import behind_seconds

DEFAULT_MINUTES = 10


def _line(desk: Desk, row: ScheduledActivity) -> str:
    words = desk.words
    used = round(elapsed_seconds(row, desk.now) / 60)
    parts = [
        desk.live.method.activity(row.activity).title,
        words("terminal.run-sheet.minutes", n=row.minutes + row.extra_minutes),
        words(f"plain.sheet.{row.status.value}"),
    ]
    if used and row.status is not ActivityStatus.WAITING:
        parts.append(words("terminal.run-sheet.used", n=used))
    return ", ".join(part for part in parts if part)


def _show(desk: Desk) -> Iterator[str]:
    yield plan_words(desk.picture, desk.words, desk.now)
    for number, row in enumerate(desk.picture.run_sheet(), start=1):
        yield f"{number} {_line(desk, row)}"


async def _which(desk: Desk) -> ScheduledActivity:
    """An activity by its place in the run sheet, or by how its title begins."""
    rows = desk.picture.run_sheet()
    titles = [(row.id, desk.live.method.activity(row.activity).title) for row in rows]
    key = await desk.choose(desk.words("plain.sheet.which"), titles, listed=True)
    return next(row for row in rows if row.id == key)


async def _go(desk: Desk) -> None:
    row = await _which(desk)
    if await desk.send(OpenActivity(row.id)) is not None:
        show_status(desk)


async def _skip(desk: Desk) -> None:
    row = await _which(desk)
    await desk.do(SkipActivity(row.id, row.status is not ActivityStatus.SKIPPED))


async def _earlier(desk: Desk) -> None:
    await desk.do(MoveActivity((await _which(desk)).id, -1))


async def _later(desk: Desk) -> None:
    await desk.do(MoveActivity((await _which(desk)).id, 1))


async def _minutes(desk: Desk) -> None:
    row = await _which(desk)
    minutes = await desk.count(desk.words("terminal.run-sheet.minutes-label"), row.minutes)
    await desk.do(SetMinutes(row.id, minutes))


async def _add(desk: Desk) -> None:
    method, words = desk.live.method, desk.words
    key = await desk.choose(
        words("terminal.run-sheet.add-title"), [(item.key, item.title) for item in method.activities]
    )
    plans = (planned for sheet in method.run_sheets for planned in sheet.plan)
    usual = next((planned.minutes for planned in plans if planned.activity == key), DEFAULT_MINUTES)
    minutes = await desk.count(words("terminal.run-sheet.minutes-label"), usual)
    current = desk.scheduled
    await desk.do(AddActivity(key, minutes, current.id if current is not None else ""))


async def _shorten(desk: Desk) -> None:
    rows = cut_proposal(desk.picture, desk.live.method, 0).candidates
    if not rows:
        desk.say("terminal.run-sheet.nothing-to-cut")
        return
    late = max(0, round(behind_seconds(desk.picture, desk.now) / 60))
    desk.say("terminal.run-sheet.cut-note", n=late)
    choices = [(row.id, _line(desk, row)) for row in rows]
    for scheduled in await desk.choose_some(desk.words("terminal.run-sheet.cut-title"), choices):
        await desk.do(SkipActivity(scheduled))


SHEET = (
    Action("g", "terminal.run-sheet.act.go", _go, ends=True),
    Action("x", "terminal.run-sheet.act.skip", _skip),
    Action("o", "terminal.run-sheet.act.earlier", _earlier),
    Action("n", "terminal.run-sheet.act.later", _later),
    Action("m", "terminal.run-sheet.act.minutes", _minutes),
    Action("a", "terminal.run-sheet.act.add", _add),
    Action("c", "terminal.run-sheet.act.shorten", _shorten),
)


async def run_sheet(desk: Desk) -> None:
    """The run sheet as it stands."""
    await submenu(desk, "terminal.run-sheet.title", _show, SHEET)
