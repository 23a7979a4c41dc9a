"""The decisions: what the group decided, in order, and who carries it out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.content import Content

from workshop.facilitating.acts.anytime.decisions import ACTS, about, listed
from workshop.terminal.actions.action_spec import ActionSpec, specs_of
from workshop.terminal.overlays.list_overlay import ListOverlay, ListRow
from workshop.terminal.theme.untrusted_text import padded, plain

_ABOUT_WIDTH = 22


class DecisionsOverlay(ListOverlay):
    """Lists the decisions."""

    TITLE_KEY = "terminal.decisions.title"
    EMPTY_KEY = "terminal.decisions.empty"
    ENTER = "edit"
    ACTIONS: ClassVar[tuple[ActionSpec, ...]] = specs_of(ACTS)

    def note(self) -> str:
        return self.words("terminal.decisions.note")

    def lines(self, width: int) -> Sequence[ListRow]:
        room = width - _ABOUT_WIDTH - 1
        return [
            ListRow(
                row.id,
                Content.assemble(
                    plain(padded(f"{place}. {row.text}", room)),
                    " ",
                    plain(padded(about(self.situation, row, self.words), _ABOUT_WIDTH), "italic"),
                ),
            )
            for place, row in enumerate(listed(self.situation), start=1)
        ]
