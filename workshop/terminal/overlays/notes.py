"""The facilitator's notes on the activity on the projector: why, what to say, what to watch for."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from exports.key_told import KeyTold
from prompts.language.words import Words
from prompts.methods.model import Activity, Method
from workshop.live.live_workshop import LiveWorkshop
from workshop.terminal.actions.action_screen import Overlay
from workshop.terminal.actions.action_spec import ActionSpec
from workshop.terminal.actions.common_actions import HELP
from workshop.terminal.actions.footer import ActionFooter
from workshop.terminal.actions.offer import Offer
from workshop.terminal.canvas.drawing import wrap
from workshop.terminal.overlays.list_overlay import CLOSE
from workshop.terminal.theme.untrusted_text import one_line, plain

BOX_WIDTH, AROUND = 84, 8
KEY_WIDTH = 6
KeysOf = Callable[[Method, Activity, Words], tuple[KeyTold, ...]]
"""Names each key of an activity and what it does."""
CLOSE_NOTES = ActionSpec("close", ("f", *CLOSE.keys), CLOSE.label, CLOSE.help, rank=2)


def note_lines(
    method: Method, activity: Activity, words: Words, width: int, keys_of: KeysOf
) -> Iterator[Content]:
    """The notes as lines: headings bold, points with a dash."""
    yield plain(words("terminal.notes.purpose"), "bold $accent-ink")
    yield plain(activity.purpose)
    for key, points in (("say", activity.notes.say), ("watch", activity.notes.watch)):
        if points:
            yield from (Content(""), plain(words(f"terminal.notes.{key}"), "bold $accent-ink"))
            for point in points:
                first, *rest = wrap(one_line(point), width - 2)
                yield plain(f"– {first}")
                yield from (plain(f"  {line}") for line in rest)
    if activity.notes.when_late:
        yield from (Content(""), plain(words("terminal.notes.when-late"), "bold $accent-ink"))
        yield plain(activity.notes.when_late)
    yield from (Content(""), plain(words("terminal.notes.keys"), "bold $accent-ink"))
    for key, does, _ in keys_of(method, activity, words):
        first, *rest = wrap(does, width - KEY_WIDTH)
        yield plain(f"{key:<{KEY_WIDTH}}{first}")
        yield from (plain(" " * KEY_WIDTH + line) for line in rest)


class NotesOverlay(Overlay):
    """Shows the notes, and follows the activity while open."""

    DEFAULT_CSS = """
    NotesOverlay { align: center middle; background: $paper 60%; }
    NotesOverlay > #box {
        width: 84; max-width: 100%; height: auto; max-height: 100%;
        background: $paper; border: round $accent-ink;
    }
    NotesOverlay #overlay-title { padding: 0 2; margin: 1 0; text-style: bold; }
    NotesOverlay VerticalScroll { height: auto; max-height: 100%; padding: 0 2 1 2; }
    """

    def __init__(self, live: LiveWorkshop, keys_of: KeysOf) -> None:
        """Show the notes on the current activity; in the lobby on the first one."""
        super().__init__()
        self.live = live
        self._keys_of = keys_of
        self._shown = ""

    def compose(self) -> ComposeResult:
        with Vertical(id="box"):
            yield Static(id="overlay-title", markup=False)
            with VerticalScroll():
                yield Static(id="notes", markup=False)
            yield ActionFooter()

    def make_offers(self) -> list[Offer]:
        return [Offer(CLOSE_NOTES, self, here=True), Offer(HELP, self)]

    def on_mount(self) -> None:
        self.rebind()
        self.query_one(VerticalScroll).focus()
        self.state_changed()

    def on_resize(self) -> None:
        self._shown = ""
        self.state_changed()

    def state_changed(self) -> None:
        row = self.live.state.current() or next(iter(self.live.state.run_sheet()), None)
        if row is None or row.id == self._shown or not self.query("#notes"):
            return
        self._shown = row.id
        width = min(BOX_WIDTH, self.app.size.width) - AROUND
        activity = self.live.method.activity(row.activity)
        self.query_one("#overlay-title", Static).update(plain(activity.title))
        self.query_one("#notes", Static).update(
            Content("\n").join(note_lines(self.live.method, activity, self.words, width, self._keys_of))
        )
