"""Actions available anywhere in a workshop: run sheet, clock, phones, undo, minutes."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import Protocol, runtime_checkable

from prompts.methods.kinds import KindModules
from workshop.facilitating.act import Act
from workshop.facilitating.acts.anytime import everywhere, lists, taking_home
from workshop.facilitating.telling.learned_lines import has_learned, learned_parts
from workshop.plain.conversation.actions import Action, action_of
from workshop.plain.conversation.line_conversation import LineConversation
from workshop.plain.leading.clock_words import left_words
from workshop.plain.leading.note_keys import in_typed, typed_for_keys
from workshop.plain.leading.status import note_lines, status_lines

LONGEST_WAIT = 3_600


@runtime_checkable
class KindLines(Protocol):
    """The interface of a kind's module for plain mode."""

    ACTIONS: tuple[Action, ...]

    def show(self, desk: LineConversation) -> None:
        """Print the kind's output."""


LINES = KindModules(KindLines, "workshop.plain.kinds", "lines")


async def notes(desk: LineConversation) -> None:
    """Print the facilitator's notes on the activity; in the lobby on the first one."""
    row = desk.scheduled or next(iter(desk.state.run_sheet()), None)
    if row is not None:
        activity = desk.live.method.activity(row.activity)
        typed = typed_for_keys((*LINES.of(activity.kind).ACTIONS, *DRIVING, *KEEPING))
        desk.console.lines(in_typed(line, typed) for line in note_lines(activity, desk.words))


async def look(desk: LineConversation) -> None:
    """Print the current status."""
    show_status(desk)


async def learned(desk: LineConversation) -> None:
    """Print belief and outcome over all meetings."""
    parts = learned_parts(desk.state, desk.live.method, desk.words, drawn=False)
    if not parts:
        desk.say("learned.nothing")
    for part in parts:
        desk.console.line(part.heading)
        desk.console.lines(f"{name}: {said}" for name, said in part.lines)


async def news(desk: LineConversation) -> None:
    """Turn unprompted news on or off."""
    desk.news_on = not desk.news_on
    desk.say("plain.news.on" if desk.news_on else "plain.news.off")


async def wait(desk: LineConversation) -> None:
    """Wait some seconds before the next line, for scripts."""
    seconds = await desk.count(desk.words("plain.ask.seconds"), 10)
    desk.idle = True
    try:
        await asyncio.sleep(min(seconds, LONGEST_WAIT))
    finally:
        desk.idle = False


def show_status(desk: LineConversation) -> None:
    """Print the current status and the kind's output."""
    desk.console.lines(status_lines(desk))
    show_kind(desk)


def show_kind(desk: LineConversation) -> None:
    """Print the output of the activity's kind."""
    if desk.scheduled is not None:
        LINES.of(desk.activity.kind).show(desk)


def kind_actions(desk: LineConversation) -> tuple[Action, ...]:
    """The actions of the activity's kind."""
    if desk.scheduled is None:
        return ()
    return LINES.of(desk.activity.kind).ACTIONS


def _say_clock(desk: LineConversation) -> None:
    if desk.scheduled is not None:
        desk.say("plain.time", left=left_words(desk.row, desk.words, desk.now))


_AFTERWARDS = {"extend": _say_clock, "shorten": _say_clock, "pause": _say_clock, "reveal": show_kind}
"""What is read out after an act; on the projector it is visible anyway."""


def _read_out(act: Act) -> Action:
    action, afterwards = action_of(act), _AFTERWARDS.get(act.method)
    if afterwards is None:
        return action

    async def run(desk: LineConversation) -> None:
        await action.run(desk)
        if desk.accepted:
            afterwards(desk)

    return replace(action, run=run)


DRIVING = (
    *(_read_out(act) for act in everywhere.DRIVING if act.typed),
    Action("v", "plain.act.look", look),
    Action("f", "acts.everywhere.notes.label", notes, lambda desk: not desk.closed),
)
KEEPING = (
    *(_read_out(act) for act in (*everywhere.KEEPING, *taking_home.ACTS, *lists.ACTS) if act.typed),
    Action("O", "acts.everywhere.learned.label", learned, lambda desk: has_learned(desk.state)),
    Action("y", "plain.act.news", news),
    Action("z", "plain.act.wait", wait),
)
