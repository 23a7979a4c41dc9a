"""Who takes part: names, tables, people without a phone, and sending a phone away."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.content import Content

from prompts.language.cleaning import LONGEST_NAME
from sessions.commands import AddPerson, RemoveParticipant, RenameParticipant
from sessions.model import Participant
from sessions.rules.decide import Accepted
from sessions.rules.people import active_participants
from workshop.terminal.actions.spec import ActionSpec
from workshop.terminal.dialogs.ask import Field, confirm, fill_in
from workshop.terminal.overlays.list_overlay import Line, ListOverlay
from workshop.terminal.theme.untrusted_text import padded, plain

_NUMBER_WIDTH, _TABLE_WIDTH, _HOW_WIDTH = 4, 14, 14


class PeopleOverlay(ListOverlay):
    """Lists the participants."""

    TITLE_KEY = "terminal.people.title"
    EMPTY_KEY = "terminal.people.empty"
    ENTER = "rename"
    ACTIONS: ClassVar[tuple[ActionSpec, ...]] = (
        ActionSpec("add", ("a",), "terminal.people.act.add", "terminal.people.help.add", rank=1),
        ActionSpec(
            "rename", ("e", "enter"), "terminal.people.act.rename", "terminal.people.help.rename", rank=2
        ),
        ActionSpec(
            "remove", ("ctrl+x",), "terminal.people.act.remove", "terminal.people.help.remove", rank=3
        ),
    )

    def allows(self, method: str) -> bool:
        return method not in ("rename", "remove") or self._person() is not None

    def note(self) -> str:
        return self.words("terminal.people.note", n=len(active_participants(self.live.picture)))

    def lines(self, width: int) -> Sequence[Line]:
        return [
            Line(person.id, self._line(person, width)) for person in active_participants(self.live.picture)
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

    def _person(self) -> Participant | None:
        person = self.live.picture.participants.get(self.chosen)
        return None if person is None or person.removed else person

    def _fields(self, alias: str, table: str) -> tuple[Field, ...]:
        return (
            Field("alias", self.words("terminal.people.name"), alias, longest=LONGEST_NAME),
            Field("table", self.words("terminal.people.table"), table, optional=True, longest=LONGEST_NAME),
        )

    async def action_add(self) -> None:
        """Write somebody in who has no phone."""

        async def send(filled: dict[str, str]) -> Accepted | None:
            return await self.send(AddPerson(filled["alias"], filled["table"]))

        await fill_in(self.app, self.words("terminal.people.add-title"), self._fields("", ""), send)

    async def action_rename(self) -> None:
        """Give somebody another name or table."""
        person = self._person()
        if person is None:
            return
        fields = self._fields(person.alias, person.table_name)

        async def send(filled: dict[str, str]) -> Accepted | None:
            return await self.send(RenameParticipant(person.id, filled["alias"], filled["table"]))

        await fill_in(self.app, self.words("terminal.people.rename-title"), fields, send)

    async def action_remove(self) -> None:
        """Send somebody away."""
        person = self._person()
        if person is not None and await confirm(
            self.app,
            self.words("terminal.people.sure", name=person.alias),
            self.words("terminal.people.sure-detail"),
        ):
            await self.send(RemoveParticipant(person.id))
