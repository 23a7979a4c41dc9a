"""The base of the panels in the middle of the screen: one panel per kind of activity.

The frame mounts the panel of the current activity, draws title, prompt, clock, footer and help
around it, and calls `refresh_panel` after each batch of events. A panel declares its actions in
`ACTIONS` and has a method `action_<method>` for each. An async action runs in a worker, so it may
await a dialog (`workshop.terminal.dialogs.ask`); while it runs, its key is ignored.
"""

from __future__ import annotations

from typing import ClassVar

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from prompts.language.words import Words
from prompts.methods.model import Activity
from sessions.command_answers import Accepted
from sessions.commands import Command
from sessions.model import ScheduledActivity, ScheduledId
from sessions.state import Event, State
from workshop.facilitating.act import Act
from workshop.facilitating.act_runner import ran_to_end
from workshop.facilitating.situation import Situation
from workshop.live.live_workshop import LiveWorkshop
from workshop.terminal.actions.action_screen import ActionScreen
from workshop.terminal.actions.action_spec import ActionSpec
from workshop.terminal.dialogs.screen_conversation import Cursor, ScreenConversation
from workshop.terminal.dialogs.sending import send


class ActivityPanel(Widget):
    """One activity on the projector. Lives as long as the activity is the current one."""

    DEFAULT_CSS = """
    ActivityPanel { height: 1fr; width: 1fr; }
    """

    ACTIONS: ClassVar[tuple[ActionSpec, ...]] = ()
    """The panel's actions. Keys of `everywhere.FRAME_ACTIONS` are reserved for the frame."""

    SHOWS_PROMPT: ClassVar[bool] = False
    """Whether the panel draws the activity's prompt itself; otherwise the frame does, above it."""

    can_focus = True

    presentation = reactive(False)
    """Whether to hide what only the facilitator needs. Set by the frame."""

    def __init__(self, live: LiveWorkshop, scheduled_id: ScheduledId) -> None:
        """Show the scheduled activity `scheduled_id` of the live workshop."""
        super().__init__()
        self.live = live
        self.scheduled_id = scheduled_id
        self._last_seen = self._stored_row()

    @property
    def state(self) -> State:
        """The current state. Read-only; ask again instead of keeping it."""
        return self.live.state

    @property
    def scheduled(self) -> ScheduledActivity:
        """The activity's current row, or its last one if an undo has removed it."""
        row = self.live.state.scheduled.get(self.scheduled_id)
        if row is not None:
            self._last_seen = row
        return self._last_seen

    @property
    def activity(self) -> Activity:
        """The activity as the method describes it."""
        return self.live.method.activity(self.scheduled.activity)

    @property
    def words(self) -> Words:
        """The sentences in the workshop's language."""
        return self.live.words

    @property
    def situation(self) -> Situation:
        """The current situation, for acts."""
        return Situation(self.live.state, self.live.method)

    @property
    def cursor(self) -> Cursor:
        """The selection that answers an act's question for a card or an item."""
        return Cursor()

    def talk(self) -> ScreenConversation:
        """A conversation for one act, with dialogs over this panel."""
        return ScreenConversation(self.app, self.live, self.cursor)

    async def do(self, act: Act) -> None:
        """Carry out an act; a cancelled one changes nothing."""
        talk = self.talk()
        if not await ran_to_end(act.do(talk)):
            return
        talk.finish()
        if self.is_attached:
            self.changed_actions()

    def refresh_panel(self, events: tuple[Event, ...]) -> None:
        """Show what changed; `()` says that anything may have. Called at most ten times a second.

        Also called once when the panel is mounted. Update only what differs: no layout for
        each event.
        """
        self.refresh()

    def allows(self, method: str) -> bool:
        """Whether an action is available now; others are left out of footer and palette."""
        return True

    def status(self) -> Content | None:
        """A short line for the frame's status bar, such as how many have answered."""
        return None

    def changed_actions(self) -> None:
        """Have the frame refresh footer and status bar, because `allows` or `status` may have changed."""
        self.screen.refresh_bindings()

    def perform(self, method: str) -> None:
        """Carry out an action as its key would: one at a time, and a bug in it is reported, not fatal."""
        screen = self.screen
        if isinstance(screen, ActionScreen):
            for offer in screen.offers:
                if offer.owner is self and offer.spec.method == method:
                    screen.perform(offer)

    async def send(self, command: Command) -> Accepted | None:
        """Send a command. None if it was refused; the screen says why."""
        return await send(self.app, self.live, command)

    def _stored_row(self) -> ScheduledActivity:
        row = self.live.state.scheduled.get(self.scheduled_id)
        if row is None:
            raise LookupError(self.scheduled_id)
        return row
