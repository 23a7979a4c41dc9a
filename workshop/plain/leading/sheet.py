"""The run sheet: go to an activity, leave one out, move, give other minutes, add, shorten when late."""

from __future__ import annotations

from collections.abc import Iterator

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
from sessions.rules.planning import packs_to_add
from workshop.facilitating.clock_reading import behind_seconds
from workshop.facilitating.cut_proposal import cut_proposal
from workshop.plain.conversation.actions import Action
from workshop.plain.conversation.asking import Field
from workshop.plain.conversation.desk import Desk
from workshop.plain.conversation.menu import submenu
from workshop.plain.conversation.packs import pack_choices
from workshop.plain.leading.driving import show_status
from workshop.plain.leading.timekeeping import plan_words

DEFAULT_MINUTES = 10
USUAL_SPARE = 15


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


async def _packs(desk: Desk) -> None:
    """Put a pack in where it belongs."""
    packs = packs_to_add(desk.live.method, desk.picture.run_sheet())
    if not packs:
        desk.say("terminal.packs.none" if desk.live.method.packs else "terminal.packs.no-packs")
        return
    words = desk.words
    await desk.do(AddPack(await desk.choose(words("terminal.packs.title"), pack_choices(words, packs))))


async def _shorten(desk: Desk) -> None:
    """Propose what to leave out, in the method's own order, until the delay is covered."""
    if not cut_proposal(desk.picture, desk.live.method, 0).candidates:
        desk.say("terminal.run-sheet.nothing-to-cut")
        return
    late = round(behind_seconds(desk.picture, desk.now) / 60)
    spare = await desk.count(desk.words("terminal.run-sheet.spare-label"), late if late > 0 else USUAL_SPARE)
    proposal = cut_proposal(desk.picture, desk.live.method, spare)
    choices = [(row.id, _line(desk, row)) for row in proposal.candidates]
    chosen = [row for row in proposal.candidates if row.id in proposal.chosen]
    numbers = [str(number) for number, (key, _) in enumerate(choices, start=1) if key in proposal.chosen]
    desk.say("plain.sheet.propose", numbers=" ".join(numbers), n=sum(row.minutes for row in chosen))
    title = desk.words("terminal.run-sheet.cut-title")
    await desk.do(SkipActivities(await desk.choose_some(title, choices, proposal.chosen)))


async def _workshop(desk: Desk) -> None:
    """The workshop's own names and votes."""
    words, now = desk.words, desk.picture.workshop
    found = await desk.form(
        (
            Field("title", words("terminal.new.label.title"), now.title, needed=True, longest=LONGEST_TITLE),
            Field(
                "organisation",
                words("terminal.new.label.organisation"),
                now.organisation,
                longest=LONGEST_TITLE,
            ),
            Field("group", words("terminal.new.label.group"), now.group_name, longest=LONGEST_TITLE),
        )
    )
    dots = await desk.count(words("terminal.new.label.dots"), now.dots)
    most = await desk.count(words("terminal.run-sheet.most-label"), min(now.max_per_item, dots))
    await desk.do(EditWorkshop(found["title"], found["organisation"], found["group"], dots, most))


SHEET = (
    Action("g", "terminal.run-sheet.act.go", _go, ends=True),
    Action("x", "terminal.run-sheet.act.skip", _skip),
    Action("o", "terminal.run-sheet.act.earlier", _earlier),
    Action("n", "terminal.run-sheet.act.later", _later),
    Action("m", "terminal.run-sheet.act.minutes", _minutes),
    Action("a", "terminal.run-sheet.act.add", _add),
    Action("p", "plain.act.packs", _packs),
    Action("c", "terminal.run-sheet.act.shorten", _shorten),
    Action("e", "plain.act.edit-workshop", _workshop),
)


async def run_sheet(desk: Desk) -> None:
    """The run sheet as it stands."""
    await submenu(desk, "terminal.run-sheet.title", _show, SHEET)
