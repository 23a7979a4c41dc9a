"""The status bar: whether everything is stored, how many phones, whether they may write."""

from __future__ import annotations

from datetime import UTC, datetime

from textual.content import Content
from textual.widgets import Static

from prompts.methods.kinds import takes_input_at_once
from sessions.rules.people import active_participants
from workshop.live.live_workshop import LiveWorkshop
from workshop.terminal.theme.untrusted_text import plain


class StatusBar(Static):
    """Says that everything is stored, and turns red when it is not."""

    DEFAULT_CSS = """
    StatusBar { dock: bottom; height: 1; padding: 0 2; color: $ink-soft; background: $paper; }
    StatusBar.-alarm { background: $warn-paper; color: $warn-ink; text-style: bold; }
    StatusBar.-trouble { background: $alarm-paper; color: $alarm-ink; text-style: bold; }
    """

    def __init__(self, live: LiveWorkshop) -> None:
        """Start with the workshop as loaded."""
        super().__init__(markup=False)
        self._live = live
        self._stored_at: datetime | None = None
        self._text = ""

    @property
    def text(self) -> str:
        """The current text."""
        return self._text

    @property
    def stored_at(self) -> datetime | None:
        """When something was stored last; None for nothing yet."""
        return self._stored_at

    def stored(self, moment: datetime | None) -> None:
        """Record that something was stored at `moment`."""
        self._stored_at = moment

    def show(self, connected: int, more: Content | None, alarm: str = "", elsewhere: str = "") -> None:
        """Update the line.

        `more` is the panel's addition, `alarm` replaces everything, and `elsewhere`, what another screen
        did, comes first.
        """
        trouble = self._live.trouble
        self.set_class(trouble, "-trouble")
        self.set_class(bool(alarm), "-alarm")
        if trouble or alarm:
            line = self._trouble() if trouble else plain(alarm)
        else:
            news = [plain(elsewhere, "bold $accent-ink")] if elsewhere else []
            line = self._joined([*news, *self._calm(connected, more)])
        if line.plain != self._text:
            self._text = line.plain
            self.update(line, layout=False)

    def _trouble(self) -> Content:
        return plain(self._live.words("terminal.not-stored"))

    def _joined(self, parts: list[Content]) -> Content:
        # A part that does not fit is omitted entirely: half a sentence on a projector looks like a mistake.
        room = self.content_size.width
        line = parts[0]
        for part in parts[1:]:
            longer = Content("  ·  ").join((line, part))
            if longer.cell_length <= room:
                line = longer
        return line

    def _calm(self, connected: int, more: Content | None) -> list[Content]:
        words, state = self._live.words, self._live.state
        people = active_participants(state)
        parts = [plain(words("terminal.stored-at", time=_local_time(self._stored_at)))]
        if self._live.lost:
            # Said of every activity, also where nobody is asked to be done; only how many, never who.
            parts.append(plain(words("cockpit.cannot-follow", n=self._live.lost), "bold"))
        if more is not None:
            parts.append(more)
        if people:
            parts.append(plain(words("terminal.people-here", n=len(people), connected=connected)))
        current = state.current()
        if current is not None and (
            current.input_open or takes_input_at_once(self._live.method.activity(current.activity))
        ):
            parts.append(
                plain(words("terminal.input-open" if current.input_open else "terminal.input-closed"))
            )
        return parts


def _local_time(moment: datetime | None) -> str:
    return (moment or datetime.now(UTC)).astimezone().strftime("%H:%M:%S")
