"""Leads one workshop line by line, from opening it until it is left."""

from __future__ import annotations

from prompts.language.cleaning import clean_line
from prompts.language.words import Words
from workshop.facilitating.leaving import what_leaving_does
from workshop.facilitating.ports import OpenWorkshop
from workshop.plain.conversation.actions import Action, offered
from workshop.plain.conversation.asking import HELP
from workshop.plain.conversation.console import Console
from workshop.plain.conversation.line_conversation import LineConversation
from workshop.plain.conversation.menu import perform, pick
from workshop.plain.conversation.reading import Interrupted
from workshop.plain.leading.clock_words import left_words
from workshop.plain.leading.everywhere import DRIVING, KEEPING, kind_actions, show_status
from workshop.plain.leading.join_lines import joining
from workshop.plain.leading.news import News
from workshop.plain.leading.people import decisions, parking, people
from workshop.plain.leading.run_sheet import run_sheet

LOOKING = (
    Action("d", "plain.act.run-sheet", run_sheet, lambda desk: not desk.closed),
    Action("D", "plain.act.people", people, lambda desk: not desk.closed),
    Action("p", "plain.act.parking", parking, lambda desk: not desk.closed),
    Action("B", "plain.act.decisions", decisions),
    Action("q", "plain.act.code", joining),
)
EVERYWHERE = (*DRIVING, *LOOKING, *KEEPING)
"""What can be done from anywhere in a workshop."""

KINDS_IN_PROMPT = 2


class Leading:
    """The main loop: print a prompt, read a line, run its action."""

    def __init__(self, console: Console, words: Words, session: OpenWorkshop) -> None:
        """Lead `session` on `console`."""
        self.desk = LineConversation(console, words, session)
        self._waiting = False

    async def run(self) -> str:
        """Lead until the workshop is left; returns `home` or `quit`. Raises EndOfInput."""
        desk = self.desk
        desk.console.lines(desk.session.notices())
        show_status(desk)
        async with News(desk, lambda: self._waiting or desk.idle).spoken():
            while not desk.leave:
                if desk.session.has_ended:
                    desk.say("attached.ended")
                    return "home"
                try:
                    await self._one_line()
                except Interrupted:
                    await self._interrupted()
        return desk.leave

    async def _one_line(self) -> None:
        desk = self.desk
        desk.console.line(self._prompt())
        self._waiting = True
        try:
            typed = clean_line(await desk.console.read())
        finally:
            self._waiting = False
        if typed == HELP:
            desk.console.lines(self._help())
        elif typed:
            await self._do(typed)

    async def _do(self, typed: str) -> None:
        number = int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < 4 else 0
        kinds = offered(kind_actions(self.desk), self.desk)
        if 1 <= number <= len(kinds):
            await perform(self.desk, kinds[number - 1])
        else:
            action, rest = pick(self.desk, self._actions(), typed)
            if action is None:
                self.desk.say("plain.no-such", text=typed)
                return
            await perform(self.desk, action, rest)
        if self.desk.has_moved:
            self.desk.has_moved = False
            show_status(self.desk)

    def _actions(self) -> tuple[Action, ...]:
        return (*kind_actions(self.desk), *EVERYWHERE)

    async def _interrupted(self) -> None:
        """On Ctrl+C, cancel the current question, then ask whether to leave."""
        desk = self.desk
        try:
            words = desk.words
            detail = what_leaving_does(desk.session, words)
            if await desk.confirm(words("terminal.leave.question"), detail):
                desk.leave = "quit"
        except Interrupted:
            desk.leave = "quit"

    def _prompt(self) -> str:
        desk, words = self.desk, self.desk.words
        kinds = offered(kind_actions(desk), desk)[:KINDS_IN_PROMPT]
        told = ("w", "A") if desk.closed else ("n", "r")
        first = [action for action in offered(EVERYWHERE, desk) if action.key in told]
        named = ", ".join(f"{action.key} {words(action.name)}" for action in (*first, *kinds))
        row = desk.scheduled
        if row is None:
            return words("plain.prompt", named=named)
        return words("plain.prompt-timed", left=left_words(row, words, desk.now), named=named)

    def _help(self) -> list[str]:
        desk, words = self.desk, self.desk.words
        lines = [words("plain.help.begin")]
        kinds = offered(kind_actions(desk), desk)
        if kinds:
            lines.append(words("plain.help.here"))
        lines += [
            words("plain.help.numbered", number=number, letter=action.key, name=words(action.name))
            for number, action in enumerate(kinds, start=1)
        ]
        lines.append(words("plain.help.everywhere"))
        lines += [f"{action.key} {words(action.name)}" for action in offered(EVERYWHERE, desk)]
        lines.append(words("plain.help.end"))
        return lines
