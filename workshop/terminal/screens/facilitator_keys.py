"""What the facilitator's keys do from anywhere: the run sheet, the clock, undo, the minutes."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from workshop.facilitating.act import Act
from workshop.facilitating.conversation import LeftError
from workshop.facilitating.ports import OpenWorkshop
from workshop.facilitating.situation import Situation
from workshop.live.live_workshop import LiveWorkshop
from workshop.terminal.actions.action_screen import ActionScreen
from workshop.terminal.dialogs.ask import confirm
from workshop.terminal.dialogs.conversation import ScreenConversation
from workshop.terminal.dialogs.sending import say
from workshop.terminal.driver.suspend import can_pause


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
        """The workshop's state and commands."""
        return self.session.live

    def allows(self, method: str) -> bool:
        if method in ("parking", "people"):
            return not self.situation.closed
        return can_pause(self.app) if method == "lay_aside" else True

    @property
    def situation(self) -> Situation:
        """Where the workshop stands now, for the acts of the catalogue."""
        return Situation(self.live.state, self.live.method)

    async def do(self, act: Act) -> None:
        """Carry out an act of the catalogue; one that is left changes nothing."""
        with suppress(LeftError):
            await act.do(FrameConversation(self))

    def label_now(self, method: str) -> str:
        """What a key that goes both ways does next; empty for every other."""
        current = self.live.state.current()
        if current is None:
            return ""
        now = {
            "input": "close" if current.input_open else "open",
            "reveal": "hide" if current.revealed else "show",
            "pause": "stop" if current.running_since else "start",
        }
        return f"terminal.now.{now[method]}" if method in now else ""

    def files_written(self, files: tuple[Path, ...]) -> None:
        """The minutes have been written to `files`."""

    async def action_lay_aside(self) -> None:
        """Ask before the process stops: phones are not served meanwhile."""
        words = self.words
        if await confirm(self.app, words("terminal.lay-aside.question"), words("terminal.lay-aside.detail")):
            self.app.action_suspend_process()

    def _say(self, key: str, **fields: object) -> None:
        say(self.app, self.words(key, **fields))


class FrameConversation(ScreenConversation):
    """A conversation in front of the whole workshop."""

    def __init__(self, screen: DrivingScreen) -> None:
        """Ask over `screen`."""
        super().__init__(screen.app, screen.live, session=screen.session)
        self._screen = screen

    def leave_for(self, where: str) -> None:
        """Leave the workshop's screen."""
        self._screen.dismiss(where)

    @contextmanager
    def writing(self) -> Iterator[None]:
        """The minutes are being written."""
        self._screen.writing = True
        try:
            yield
        finally:
            self._screen.writing = False

    def files_written(self, files: tuple[Path, ...]) -> None:
        """Say where the minutes are; after the end the screen shows it by itself."""
        if files and not self.situation.closed:
            self.tell("terminal.said.written", n=len(files), folder=files[0].parent)
        self._screen.files_written(files)
