"""What the facilitator's keys do from anywhere: the run sheet, the clock, undo, the minutes."""

from __future__ import annotations

from pathlib import Path

from prompts.model import Activity
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
from sessions.model import ActivityStatus, WorkshopStatus
from sessions.rules import Accepted
from sessions.running import shown_at_once, takes_input_at_once
from workshop.live import LiveWorkshop
from workshop.ports import OpenWorkshop, sentence_of
from workshop.terminal.action_screen import ActionScreen
from workshop.terminal.dialogs import ask_choice, confirm
from workshop.terminal.sending import say, send

STEP_MINUTES = 2


class DrivingScreen(ActionScreen[str]):
    """Dismissed with `home` or `quit`."""

    def __init__(self, session: OpenWorkshop) -> None:
        """Drive an open workshop."""
        super().__init__()
        self.session = session

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
        if method == "code":
            return closed or picture.current() is not None
        return closed if method == "reopen" else True

    def _concerns(self, method: str) -> bool:
        activity = self.activity
        if activity is None or activity.pause:
            return False
        return takes_input_at_once(activity) if method == "input" else not shown_at_once(activity)

    async def send(self, command: Command) -> Accepted | None:
        """Ask for a command; a refusal is said on the screen."""
        return await send(self.app, self.live, command)

    async def action_next(self) -> None:
        """On to the next activity; at the end of the run sheet, offer to finish."""
        if self._is_last():
            await self.action_finish()
        else:
            await self.send(OpenNext())

    def _is_last(self) -> bool:
        current = self.live.picture.current()
        if current is None:
            return False
        sheet = self.live.picture.run_sheet()
        after = [row for row in sheet if row.position > current.position]
        return all(row.status is ActivityStatus.SKIPPED for row in after)

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
        answer = await self.send(Undo())
        if answer is not None:
            self._say("terminal.said.undone", act=self._act_name(answer.subject))

    async def action_redo(self) -> None:
        """Do the last undone act again, and say which."""
        answer = await self.send(Redo())
        if answer is not None:
            self._say("terminal.said.redone", act=self._act_name(answer.subject))

    def _act_name(self, command: str) -> str:
        known = self.words.under("terminal.done.")
        return (
            self.words(f"terminal.done.{command}") if command in known else self.words("terminal.done.other")
        )

    async def action_minutes(self) -> None:
        """Write the minutes as they stand and say where they are."""
        await self.write_minutes()

    async def write_minutes(self) -> tuple[Path, ...]:
        """Write the minutes; returns the files, none where it failed."""
        self._say("terminal.said.writing")
        try:
            files = await self.session.write_minutes()
        except Exception as problem:
            say(self.app, sentence_of(problem, self.words), "error")
            return ()
        if files and self.live.picture.workshop.status is not WorkshopStatus.CLOSED:
            self._say("terminal.said.written", n=len(files), folder=files[0].parent)
        self.files_written(files)
        return files

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
            self.app, words("terminal.leave.question"), choices, words("terminal.leave.detail"), "stay"
        )
        if answer in ("home", "quit"):
            self.dismiss(answer)

    def _say(self, key: str, **fields: object) -> None:
        say(self.app, self.words(key, **fields))
