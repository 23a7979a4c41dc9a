"""The facilitator's keys that work anywhere in a workshop: run sheet, clock, undo, minutes."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sessions.visibility import early_collection
from workshop.facilitating.act import Act
from workshop.facilitating.act_runner import ran_to_end
from workshop.facilitating.availability import is_last
from workshop.facilitating.conversation import Writing
from workshop.facilitating.ports import OpenWorkshop
from workshop.facilitating.situation import Situation
from workshop.facilitating.telling.learned_lines import has_learned
from workshop.facilitating.telling.talk_time import talk_minutes_lacking
from workshop.live.live_workshop import LiveWorkshop
from workshop.terminal.actions.action_screen import ActionScreen
from workshop.terminal.dialogs.ask import confirm
from workshop.terminal.dialogs.screen_conversation import ScreenConversation
from workshop.terminal.dialogs.sending import say
from workshop.terminal.dialogs.writing import shown_writing
from workshop.terminal.driver.suspend import can_pause


class DrivingScreen(ActionScreen[str]):
    """The base of the workshop screen. Dismissed with `home` or `quit`."""

    def __init__(self, session: OpenWorkshop) -> None:
        """Lead an open workshop."""
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
        if method == "learned":
            return has_learned(self.live.state)
        if method == "freeze":
            return bool(self.live.attached.audience or self.live.attached.frozen)
        return can_pause(self.app) if method == "lay_aside" else True

    @property
    def situation(self) -> Situation:
        """The current situation, for acts."""
        return Situation(self.live.state, self.live.method)

    async def do(self, act: Act) -> None:
        """Carry out an act; a cancelled one changes nothing."""
        await ran_to_end(act.do(FrameConversation(self)))

    def label_now(self, method: str) -> str:
        """The current label of a key that does different things; empty for every other key."""
        if method == "freeze":
            return "terminal.now.let-go" if self.live.attached.frozen else ""
        current = self.live.state.current()
        if method == "next" and not self.situation.closed:
            if is_last(self.live.state):
                return "terminal.now.to-the-end"
            return "terminal.now.begin" if current is None else ""
        if current is None and method == "input":
            is_open = early_collection(self.live.state) is not None
            return f"terminal.now.{'stop-collecting' if is_open else 'collect'}"
        if current is None:
            return ""
        if method == "extend" and talk_minutes_lacking(self.situation):
            return "terminal.now.time-for-talk"
        now = {
            "input": "close" if current.input_open else "open",
            "reveal": "hide" if current.revealed else "show",
            "pause": "stop" if current.running_since else "start",
        }
        return f"terminal.now.{now[method]}" if method in now else ""

    def files_written(self, files: tuple[Path, ...]) -> None:
        """Called when the minutes have been written to `files`."""

    async def action_lay_aside(self) -> None:
        """Ask before suspending the process: nobody leads meanwhile."""
        words = self.words
        if await confirm(self.app, words("terminal.lay-aside.question"), words("terminal.lay-aside.detail")):
            self.app.action_suspend_process()

    def _say(self, key: str, **fields: object) -> None:
        say(self.app, self.words(key, **fields))


class FrameConversation(ScreenConversation):
    """A conversation on behalf of the whole workshop screen."""

    def __init__(self, screen: DrivingScreen) -> None:
        """Ask with dialogs over `screen`."""
        super().__init__(screen.app, screen.live, session=screen.session)
        self._screen = screen

    def leave_for(self, where: str) -> None:
        """Leave the workshop's screen."""
        self._screen.dismiss(where)

    @contextmanager
    def writing(self) -> Iterator[Writing]:
        """Show that files are being written, in a dialog where it takes long."""
        self._screen.writing = True
        try:
            with shown_writing(self._screen.app, self.words("terminal.export.writing")) as writing:
                yield writing
        finally:
            self._screen.writing = False

    def files_written(self, files: tuple[Path, ...]) -> None:
        """Say where the minutes are."""
        if files:
            self.tell("terminal.said.written", n=len(files), folder=files[0].parent)
        self._screen.files_written(files)
