"""What the facilitator does from anywhere: the run sheet, the clock, the phones, undo, the minutes."""

from __future__ import annotations

import asyncio
from importlib import import_module

from sessions.commands import (
    CloseWorkshop,
    ExtendTime,
    OpenInput,
    OpenNext,
    OpenPrevious,
    PauseClock,
    Redo,
    ReopenWorkshop,
    RevealInput,
    Undo,
)
from workshop.facilitating.availability import STEP_MINUTES, act_name, can_be_shown, is_last, takes_input
from workshop.facilitating.ports import sentence_of, texts_to_confirm
from workshop.plain.conversation.actions import Action
from workshop.plain.conversation.desk import Desk
from workshop.plain.leading.status import note_lines, status_lines

LONGEST_WAIT = 3_600


def _is_open(desk: Desk) -> bool:
    return not desk.closed


def _in_activity(desk: Desk) -> bool:
    return desk.scheduled is not None


def _takes_input(desk: Desk) -> bool:
    return desk.scheduled is not None and takes_input(desk.activity)


def _can_be_shown(desk: Desk) -> bool:
    return desk.scheduled is not None and can_be_shown(desk.activity)


async def go_on(desk: Desk) -> None:
    """On to the next activity; after the last one, offer to finish."""
    if is_last(desk.picture):
        await finish(desk)
    elif await desk.send(OpenNext()) is not None:
        show_status(desk)


async def go_back(desk: Desk) -> None:
    """Back one activity."""
    if await desk.send(OpenPrevious()) is not None:
        show_status(desk)


async def more_time(desk: Desk) -> None:
    """Two minutes more."""
    if await desk.send(ExtendTime(STEP_MINUTES)) is not None:
        _say_clock(desk)


async def less_time(desk: Desk) -> None:
    """Two minutes less."""
    if await desk.send(ExtendTime(-STEP_MINUTES)) is not None:
        _say_clock(desk)


async def pause(desk: Desk) -> None:
    """Stop the clock, or let it run again."""
    if await desk.send(PauseClock(bool(desk.row.running_since))) is not None:
        _say_clock(desk)


def _say_clock(desk: Desk) -> None:
    from workshop.plain.leading.timekeeping import left_words

    desk.say("plain.time", left=left_words(desk.row, desk.words, desk.now))


async def open_or_close(desk: Desk) -> None:
    """Open for the phones, or close."""
    was = desk.row.input_open
    await desk.do(OpenInput(not was), "terminal.said.closed" if was else "terminal.said.opened")


async def reveal(desk: Desk) -> None:
    """Show what all have written, or hide it."""
    was = desk.row.revealed
    if await desk.do(RevealInput(not was), "terminal.said.hidden" if was else "terminal.said.revealed"):
        show_kind(desk)


async def undo(desk: Desk) -> None:
    """Take the last act back, and say which."""
    answer = await desk.send(Undo())
    if answer is not None:
        desk.say("plain.undone", act=act_name(answer.subject, desk.words))


async def redo(desk: Desk) -> None:
    """Do the last undone act again, and say which."""
    answer = await desk.send(Redo())
    if answer is not None:
        desk.say("terminal.said.redone", act=act_name(answer.subject, desk.words))


async def write_minutes(desk: Desk, *, confirmed: bool = False) -> None:
    """Write the minutes as they stand and say where they are; asks where a text may be too personal."""
    desk.say("terminal.said.writing")
    try:
        files = await desk.session.write_minutes(confirmed=confirmed)
    except Exception as problem:
        texts = texts_to_confirm(problem)
        if not texts or confirmed:
            desk.console.line(sentence_of(problem, desk.words))
        elif await desk.confirm(desk.words("terminal.personal.question"), "\n".join(texts)):
            await write_minutes(desk, confirmed=True)
        return
    desk.say("terminal.end.files")
    desk.console.lines(str(file) for file in files)


async def finish(desk: Desk) -> None:
    """End the workshop after asking, and write the minutes."""
    words = desk.words
    if not await desk.confirm(words("terminal.finish.question"), words("terminal.finish.detail")):
        return
    if await desk.send(CloseWorkshop()) is not None:
        await write_minutes(desk)
        desk.say("plain.closed")


async def reopen(desk: Desk) -> None:
    """Open a finished workshop again."""
    if await desk.send(ReopenWorkshop()) is not None:
        show_status(desk)


async def leave(desk: Desk) -> None:
    """Ask before leaving: phones lose their workshop with it."""
    words = desk.words
    desk.say("terminal.leave.detail")
    choices = [(key, words(f"terminal.leave.{key}")) for key in ("stay", "home", "quit")]
    answer = await desk.choose(words("terminal.leave.question"), choices)
    desk.leave = "" if answer == "stay" else answer


async def notes(desk: Desk) -> None:
    """The facilitator's notes to the activity; in the lobby to the first one."""
    row = desk.scheduled or next(iter(desk.picture.run_sheet()), None)
    if row is not None:
        desk.console.lines(note_lines(desk.live.method.activity(row.activity), desk.words))


async def look(desk: Desk) -> None:
    """Where we are."""
    show_status(desk)


async def news(desk: Desk) -> None:
    """Say news by itself, or not."""
    desk.news_on = not desk.news_on
    desk.say("plain.news.on" if desk.news_on else "plain.news.off")


async def wait(desk: Desk) -> None:
    """Wait some seconds before the next line: for scripts."""
    seconds = await desk.count(desk.words("plain.ask.seconds"), 10)
    desk.idle = True
    try:
        await asyncio.sleep(min(seconds, LONGEST_WAIT))
    finally:
        desk.idle = False


def show_status(desk: Desk) -> None:
    """Print where we are and what the kind has to show."""
    desk.console.lines(status_lines(desk))
    show_kind(desk)


def show_kind(desk: Desk) -> None:
    """Print what the kind of the activity has to show."""
    if desk.scheduled is not None:
        import_module(f"workshop.plain.kinds.{desk.activity.kind.value}").show(desk)


def kind_actions(desk: Desk) -> tuple[Action, ...]:
    """What the kind of the activity offers."""
    if desk.scheduled is None:
        return ()
    found: tuple[Action, ...] = import_module(f"workshop.plain.kinds.{desk.activity.kind.value}").ACTIONS
    return found


DRIVING = (
    Action("n", "plain.act.next", go_on, _is_open),
    Action("b", "plain.act.previous", go_back, _in_activity),
    Action("r", "plain.act.reveal", reveal, _can_be_shown),
    Action("i", "plain.act.input", open_or_close, _takes_input),
    Action("+", "plain.act.extend", more_time, _in_activity),
    Action("-", "plain.act.shorten", less_time, _in_activity),
    Action(".", "plain.act.pause", pause, _in_activity),
    Action("v", "plain.act.look", look),
    Action("f", "plain.act.notes", notes, _is_open),
)
KEEPING = (
    Action("u", "plain.act.undo", undo),
    Action("U", "plain.act.redo", redo),
    Action("w", "plain.act.minutes", write_minutes),
    Action("S", "plain.act.finish", finish, _is_open),
    Action("A", "plain.act.reopen", reopen, lambda desk: desk.closed),
    Action("y", "plain.act.news", news),
    Action("z", "plain.act.wait", wait),
    Action("0", "plain.act.leave", leave),
)
