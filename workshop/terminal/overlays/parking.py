"""The parking lot: items for later, and who takes them on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.content import Content

from workshop.facilitating.acts.anytime.parking import ACTS, items
from workshop.terminal.actions.action_spec import ActionSpec, specs_of
from workshop.terminal.overlays.list_overlay import ListOverlay, ListRow
from workshop.terminal.theme.untrusted_text import padded, plain

_WHO_WIDTH = 18


class ParkingOverlay(ListOverlay):
    """Lists the parked items."""

    TITLE_KEY = "terminal.parking.title"
    EMPTY_KEY = "terminal.parking.empty"
    ENTER = "edit"
    ACTIONS: ClassVar[tuple[ActionSpec, ...]] = specs_of(ACTS)

    def note(self) -> str:
        return self.words("terminal.parking.note")

    def lines(self, width: int) -> Sequence[ListRow]:
        nobody = self.words("terminal.parking.nobody")
        return [
            ListRow(
                item.id,
                Content.assemble(
                    plain(padded(item.text, width - _WHO_WIDTH - 1)),
                    " ",
                    plain(padded(item.who or nobody, _WHO_WIDTH), "bold" if item.who else "italic"),
                ),
            )
            for item in items(self.situation)
        ]
