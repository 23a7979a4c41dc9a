"""The lobby, before the first activity: people scan the code and see their names appear."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.widgets import Static

from sessions.rules.people import active_participants
from sessions.state import Event
from workshop.facilitating.telling.collecting_words import collecting_words
from workshop.live.lobby_question import lobby_question
from workshop.terminal.actions.action_spec import ActionSpec
from workshop.terminal.frame.join_stage import Stage
from workshop.terminal.theme.untrusted_text import cut, padded, plain

SHOWN_NAME = 15
"""Cells for a name, where several stand beside each other."""
BESIDE_BAR = 2
"""Cells for the scroll bar beside the names, and between the two."""

WIFI_CODE = ActionSpec(
    "wifi_code",
    ("v",),
    "acts.everywhere.wifi-code.label",
    "acts.everywhere.wifi-code.help",
    "acts.everywhere.wifi-code.palette",
    rank=2,
)


class LobbyStage(Stage):
    """Before the first activity: people scan the code and see their names appear."""

    ACTIONS: ClassVar[tuple[ActionSpec, ...]] = (WIFI_CODE,)
    FOR_JOINING: ClassVar[bool] = True

    def allows(self, method: str) -> bool:
        """The key is available only if the codes do not fit side by side."""
        return method != "wifi_code" or self.needs_wifi_key

    def action_wifi_code(self) -> None:
        """Switch between the codes of the wireless network and the workshop."""
        self.show_other_code()

    def compose_side(self) -> ComposeResult:
        yield Static(plain(self.live.words("terminal.lobby.wifi")), classes="soft same-network", markup=False)
        yield Static(plain(self._question()), id="before", markup=False)
        yield Static(id="count", markup=False)
        with VerticalScroll(id="names", can_focus=False):
            yield Static(id="list", markup=False)

    def _question(self) -> str:
        return lobby_question(self.live.state, self.live.method, self.live.words)

    def refresh_panel(self, events: tuple[Event, ...]) -> None:
        super().refresh_panel(events)
        words = self.live.words
        people = active_participants(self.live.state)
        count = words("terminal.lobby.count", n=len(people)) if people else words("terminal.lobby.nobody")
        collecting = collecting_words(self.live.state, self.live.method, words)
        told = " · ".join(part for part in (count, collecting) if part)
        self.query_one("#count", Static).update(plain(told))
        # Newest first: people who have just scanned look for their own name.
        width = max(SHOWN_NAME, self.side_width - BESIDE_BAR)
        self.query_one("#list", Static).update(
            plain(_in_columns([row.alias for row in reversed(people)], width))
        )


def _in_columns(names: list[str], width: int) -> str:
    columns = max(1, width // (SHOWN_NAME + 2))
    each = SHOWN_NAME if columns > 1 else width
    rows = [names[start : start + columns] for start in range(0, len(names), columns)]
    return "\n".join("  ".join(padded(cut(name, each), each) for name in row).rstrip() for row in rows)
