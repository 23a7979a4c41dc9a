"""The participants: names, tables, people without a phone, and removing a phone."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.content import Content

from sessions.model import Participant
from sessions.rules.people import active_participants, namesakes
from workshop.facilitating.acts.anytime.people import ACTS
from workshop.terminal.actions.action_spec import ActionSpec, specs_of
from workshop.terminal.overlays.list_overlay import ListOverlay, ListRow
from workshop.terminal.theme.untrusted_text import padded, plain

_NUMBER_WIDTH, _TABLE_WIDTH, _HOW_WIDTH = 4, 14, 14


class PeopleOverlay(ListOverlay):
    """Lists the participants."""

    TITLE_KEY = "terminal.people.title"
    EMPTY_KEY = "terminal.people.empty"
    ENTER = "rename"
    ACTIONS: ClassVar[tuple[ActionSpec, ...]] = specs_of(ACTS)

    def note(self) -> str:
        said = self.words("terminal.people.note", n=len(active_participants(self.live.state)))
        twice = namesakes(self.live.state)
        if not twice:
            return said
        return f"{said} · {self.words('terminal.people.twice', name=twice[0][0].alias)}"

    def lines(self, width: int) -> Sequence[ListRow]:
        return [
            ListRow(person.id, self._line(person, width)) for person in active_participants(self.live.state)
        ]

    def _line(self, person: Participant, width: int) -> Content:
        how = self.words("terminal.people.typed" if person.typed_in else "terminal.people.phone")
        name_width = width - _NUMBER_WIDTH - _TABLE_WIDTH - _HOW_WIDTH
        return Content.assemble(
            plain(padded(str(person.number), _NUMBER_WIDTH)),
            plain(padded(person.alias, name_width - 1)),
            " ",
            plain(padded(person.table_name, _TABLE_WIDTH)),
            plain(padded(how, _HOW_WIDTH)),
        )
