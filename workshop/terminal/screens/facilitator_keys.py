"""What the facilitator's keys do from anywhere: the run sheet, the clock, undo, the minutes."""

from __future__ import annotations

from pathlib import Path

from prompts.methods.model import Activity
from sessions.commands import (
    CloseWorkshop,
    Command,
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
from sessions.model import WorkshopStatus
from sessions.rules.decide import Accepted
from workshop.facilitating.availability import STEP_MINUTES, act_name, can_be_shown, is_last, takes_input
from workshop.facilitating.ports import OpenWorkshop, sentence_of, texts_to_confirm
from workshop.live.live_workshop import LiveWorkshop
from workshop.terminal.actions.action_screen import ActionScreen
from workshop.terminal.actions.sending import say, send
from workshop.terminal.dialogs.ask import ask_choice, confirm
from workshop.terminal.driver.suspend import can_pause
from workshop.terminal.theme.untrusted_text import cut

MOST_ASKED, LONGEST_ASKED = 5, 64
"""How many texts a question shows, and how much of each."""


class DrivingScreen(ActionScreen[str]):
    """Dismissed with `home` or `quit`."""

    def __init__(self, session: OpenWorkshop) -> None:
        """Drive an open workshop."""
        super().__init__()
        self.session = session
        self.writing = False
        """Whether the minutes are being written just now."""

    @property
    def live(self) -> LiveWorkshop:
        """The workshop's picture and commands."""
        return self.session.live

    @property
    def activity(self) -> Activity | None:
        """The activity on the projector."""
        current = self.live.picture.current()
        return None if current is None else self.live.method.activity(current.activity)

    def allows(self, method: str) -> bool:
        picture = self.live.picture
        closed = picture.workshop.status is WorkshopStatus.CLOSED
        current = None if closed else picture.current()
        if method in ("next", "finish", "parking", "people"):
            return not closed
        if method in ("previous", "extend", "shorten", "pause"):
            return current is not None
        if method in ("input", "reveal"):
            return current is not None and self._concerns(method)
        if method == "lay_aside":
            return can_pause(self.app)
        return closed if method == "reopen" else True

    def label_now(self, method: str) -> str:
        """What a key that goes both ways does next; empty for every other."""
        current = self.live.picture.current()
        if current is None:
            return ""
        now = {
            "input": "close" if current.input_open else "open",
            "reveal": "hide" if current.revealed else "show",
            "pause": "stop" if current.running_since else "start",
        }
        return f"terminal.now.{now[method]}" if method in now else ""

    def _concerns(self, method: str) -> bool:
        activity = self.activity
        if activity is None:
            return False
        return takes_input(activity) if method == "input" else can_be_shown(activity)

    async def send(self, command: Command) -> Accepted | None:
        """Ask for a command; a refusal is said on the screen."""
        return await send(self.app, self.live, command)

    async def action_next(self) -> None:
        """On to the next activity; at the end of the run sheet, offer to finish."""
        if is_last(self.live.picture):
            await self.action_finish()
        else:
            await self.send(OpenNext())

    async def action_previous(self) -> None:
        """Back one activity."""
        await self.send(OpenPrevious())

    async def action_extend(self) -> None:
        """Two minutes more."""
        await self.send(ExtendTime(STEP_MINUTES))

    async def action_shorten(self) -> None:
        """Two minutes less."""
        await self.send(ExtendTime(-STEP_MINUTES))

    async def action_pause(self) -> None:
        """Stop the clock, or let it run again."""
        current = self.live.picture.current()
        if current is not None:
            await self.send(PauseClock(bool(current.running_since)))

    async def action_input(self) -> None:
        """Open for the phones, or close."""
        current = self.live.picture.current()
        if current is not None and await self.send(OpenInput(not current.input_open)) is not None:
            self._say("terminal.said.closed" if current.input_open else "terminal.said.opened")

    async def action_reveal(self) -> None:
        """Show what all have written, or hide it."""
        current = self.live.picture.current()
        if current is not None and await self.send(RevealInput(not current.revealed)) is not None:
            self._say("terminal.said.hidden" if current.revealed else "terminal.said.revealed")

    async def action_undo(self) -> None:
        """Take the last act back, and say which."""
        await self._undo(Undo())

    async def action_undo_content(self) -> None:
        """As undo, but never what moved the workshop: its key is a letter."""
        await self._undo(Undo(leading=False))

    async def action_redo(self) -> None:
        """Do the last undone act again, and say which."""
        await self._redo(Redo())

    async def action_redo_content(self) -> None:
        """As redo, but never what moves the workshop: its key is a letter."""
        await self._redo(Redo(leading=False))

    async def _undo(self, command: Undo) -> None:
        answer = await self.send(command)
        if answer is not None:
            self._say("terminal.said.undone", act=act_name(answer.subject, self.words))

    async def _redo(self, command: Redo) -> None:
        answer = await self.send(command)
        if answer is not None:
            self._say("terminal.said.redone", act=act_name(answer.subject, self.words))

    async def action_minutes(self) -> None:
        """Write the minutes as they stand and say where they are."""
        await self.write_minutes()

    async def write_minutes(self) -> tuple[Path, ...]:
        """Write the minutes; returns the files, none where it failed."""
        self.writing = True
        try:
            files = await self._written(confirmed=False)
        finally:
            self.writing = False
        if files and self.live.picture.workshop.status is not WorkshopStatus.CLOSED:
            self._say("terminal.said.written", n=len(files), folder=files[0].parent)
        self.files_written(files)
        return files

    async def _written(self, *, confirmed: bool) -> tuple[Path, ...]:
        self._say("terminal.said.writing")
        try:
            return await self.session.write_minutes(confirmed=confirmed)
        except Exception as problem:
            self.app.clear_notifications()
            texts = texts_to_confirm(problem)
            if texts and not confirmed:
                return await self._written(confirmed=True) if await self._may_stand_there(texts) else ()
            say(self.app, sentence_of(problem, self.words), "error")
            return ()

    async def _may_stand_there(self, texts: tuple[str, ...]) -> bool:
        """Ask whether what looks like personal numbers is to be written. Going back comes first."""
        words = self.words
        listed = [f"– {cut(text, LONGEST_ASKED)}" for text in texts[:MOST_ASKED]]
        if len(texts) > MOST_ASKED:
            listed.append(words("terminal.personal.more", n=len(texts) - MOST_ASKED))
        choices = [(key, words(f"terminal.personal.{key}")) for key in ("back", "write")]
        note = "\n".join([words("terminal.personal.note"), "", *listed])
        answer = await ask_choice(self.app, words("terminal.personal.question"), choices, note, "back")
        return answer == "write"

    def files_written(self, files: tuple[Path, ...]) -> None:
        """The minutes have been written to `files`."""

    async def action_finish(self) -> None:
        """End the workshop after asking, and write the minutes."""
        words = self.words
        if not await confirm(self.app, words("terminal.finish.question"), words("terminal.finish.detail")):
            return
        if await self.send(CloseWorkshop()) is not None:
            await self.write_minutes()

    async def action_reopen(self) -> None:
        """Open a finished workshop again."""
        await self.send(ReopenWorkshop())

    async def action_leave(self) -> None:
        """Ask before the screen goes: phones lose their workshop with it."""
        words = self.words
        choices = (
            ("stay", words("terminal.leave.stay")),
            ("home", words("terminal.leave.home")),
            ("quit", words("terminal.leave.quit")),
        )
        answer = await ask_choice(
            self.app,
            words("terminal.leave.question"),
            choices,
            words("terminal.leave.detail"),
            "stay",
            careful=True,
        )
        if answer in ("home", "quit"):
            self.dismiss(answer)

    async def action_lay_aside(self) -> None:
        """Ask before the process stops: phones are not served meanwhile."""
        words = self.words
        if await confirm(self.app, words("terminal.lay-aside.question"), words("terminal.lay-aside.detail")):
            self.app.action_suspend_process()

    def _say(self, key: str, **fields: object) -> None:
        say(self.app, self.words(key, **fields))
