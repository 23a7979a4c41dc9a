"""The base of what stands in the middle of the screen: one panel a kind of activity.

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
from sessions.commands import Command
from sessions.model import ScheduledActivity, ScheduledId
from sessions.rules.decide import Accepted
from sessions.state import Event, State
from workshop.facilitating.act import Act
from workshop.facilitating.conversation import LeftError
from workshop.facilitating.situation import Situation
from workshop.live.live_workshop import LiveWorkshop
from workshop.terminal.actions.action_screen import ActionScreen
from workshop.terminal.actions.spec import ActionSpec
from workshop.terminal.dialogs.conversation import Cursor, ScreenConversation
from workshop.terminal.dialogs.sending import send


class ActivityPanel(Widget):
    """One activity on the projector. Lives as long as the activity is the current one."""

    DEFAULT_CSS = """
    ActivityPanel { height: 1fr; width: 1fr; }
    """

    ACTIONS: ClassVar[tuple[ActionSpec, ...]] = ()
    """What can be done here. Keys of `everywhere.FRAME_ACTIONS` belong to the frame."""

    SHOWS_PROMPT: ClassVar[bool] = False
    """Whether the panel draws the activity's prompt itself; otherwise the frame does, above it."""

    can_focus = True

    presentation = reactive(False)
    """Hide what only the facilitator needs. Set by the frame."""

    def __init__(self, live: LiveWorkshop, scheduled_id: ScheduledId) -> None:
        """Show the scheduled activity `scheduled_id` of the live workshop."""
        super().__init__()
        self.live = live
        self.scheduled_id = scheduled_id
        self._last_seen = self._stored_row()

    @property
    def state(self) -> State:
        """The state as it is now. Read only; ask anew instead of keeping it."""
        return self.live.state

    @property
    def scheduled(self) -> ScheduledActivity:
        """The activity's row as it is now; as it last was, if an undo has taken it away."""
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
        """Where the workshop stands now, for the acts of the catalogue."""
        return Situation(self.live.state, self.live.method)

    @property
    def cursor(self) -> Cursor:
        """What an act means when it asks for a card or an item."""
        return Cursor()

    def talk(self) -> ScreenConversation:
        """A conversation with the facilitator in front of this panel, for one act."""
        return ScreenConversation(self.app, self.live, self.cursor)

    async def do(self, act: Act) -> None:
        """Carry out an act of the catalogue; one that is left changes nothing."""
        talk = self.talk()
        try:
            await act.do(talk)
        except LeftError:
            return
        talk.finish()
        if self.is_attached:
            self.changed_actions()

    def refresh_panel(self, events: tuple[Event, ...]) -> None:
        """Show what changed; `()` says that anything may have. At most ten times a second.

        Also called once when the panel is mounted. Change only what differs: no layout for
        each event.
        """
        self.refresh()

    def allows(self, method: str) -> bool:
        """Whether an action makes sense now; one that does not is left out of footer and palette."""
        return True

    def status(self) -> Content | None:
        """A short line for the frame's status bar, such as how many have answered."""
        return None

    def changed_actions(self) -> None:
        """Tell the frame that `allows` or `status` may answer differently now."""
        self.screen.refresh_bindings()

    def perform(self, method: str) -> None:
        """Carry out an action as its key would: once at a time, and a defect in it is said and survived."""
        screen = self.screen
        if isinstance(screen, ActionScreen):
            for offer in screen.offers:
                if offer.owner is self and offer.spec.method == method:
                    screen.perform(offer)

    async def send(self, command: Command) -> Accepted | None:
        """Ask for a command. None where it was refused; the screen says why."""
        return await send(self.app, self.live, command)

    def _stored_row(self) -> ScheduledActivity:
        row = self.live.state.scheduled.get(self.scheduled_id)
        if row is None:
            raise LookupError(self.scheduled_id)
        return row
