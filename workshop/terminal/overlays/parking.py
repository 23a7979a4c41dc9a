"""The parking lot: what is for later, and who takes it on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.content import Content

from sessions.activities.parking import LONGEST_PARKED, LONGEST_WHO
from sessions.commands import EditParkedItem, ParkItem, RemoveParkedItem
from sessions.model import ParkedItem
from sessions.rules.decide import Accepted
from workshop.terminal.actions.spec import ActionSpec
from workshop.terminal.dialogs.ask import Field, confirm, fill_in
from workshop.terminal.overlays.list_overlay import Line, ListOverlay
from workshop.terminal.theme.untrusted_text import padded, plain

_WHO_WIDTH = 18


class ParkingOverlay(ListOverlay):
    """Lists the parked items."""

    TITLE_KEY = "terminal.parking.title"
    EMPTY_KEY = "terminal.parking.empty"
    ENTER = "edit"
    ACTIONS: ClassVar[tuple[ActionSpec, ...]] = (
        ActionSpec("add", ("a", "p"), "terminal.parking.act.add", "terminal.parking.help.add", rank=1),
        ActionSpec("edit", ("e", "enter"), "terminal.parking.act.edit", "terminal.parking.help.edit", rank=3),
        ActionSpec("give", ("g",), "terminal.parking.act.give", "terminal.parking.help.give", rank=2),
        ActionSpec(
            "remove", ("x", "delete"), "terminal.parking.act.remove", "terminal.parking.help.remove", rank=4
        ),
    )

    def allows(self, method: str) -> bool:
        return method not in ("edit", "give", "remove") or self._item() is not None

    def note(self) -> str:
        return self.words("terminal.parking.note")

    def lines(self, width: int) -> Sequence[Line]:
        nobody = self.words("terminal.parking.nobody")
        return [
            Line(
                item.id,
                Content.assemble(
                    plain(padded(item.text, width - _WHO_WIDTH - 1)),
                    " ",
                    plain(padded(item.who or nobody, _WHO_WIDTH), "bold" if item.who else "italic"),
                ),
            )
            for item in self.live.picture.parked_items
            if not item.removed
        ]

    def _item(self) -> ParkedItem | None:
        item = self.live.picture.parked_items.get(self.chosen)
        return None if item is None or item.removed else item

    def _fields(self, text: str, who: str) -> tuple[Field, ...]:
        return (
            Field("text", self.words("terminal.parking.text"), text, longest=LONGEST_PARKED),
            Field("who", self.words("terminal.parking.who"), who, optional=True, longest=LONGEST_WHO),
        )

    async def action_add(self) -> None:
        """Park something."""

        async def send(filled: dict[str, str]) -> Accepted | None:
            return await self.send(ParkItem(filled["text"], filled["who"]))

        title = self.words("terminal.parking.add-title")
        answer = await fill_in(self.app, title, self._fields("", ""), send)
        if answer is not None:
            self.picture_changed()
            self.choose(answer.subject)

    async def action_edit(self) -> None:
        """Change what is written."""
        item = self._item()
        if item is None:
            return
        fields = self._fields(item.text, item.who)

        async def send(filled: dict[str, str]) -> Accepted | None:
            return await self.send(EditParkedItem(item.id, filled["text"], filled["who"]))

        await fill_in(self.app, self.words("terminal.parking.edit-title"), fields, send)

    async def action_give(self) -> None:
        """Say who takes it on."""
        item = self._item()
        if item is None:
            return
        field = Field("who", self.words("terminal.parking.who"), item.who, optional=True, longest=LONGEST_WHO)

        async def send(filled: dict[str, str]) -> Accepted | None:
            return await self.send(EditParkedItem(item.id, item.text, filled["who"]))

        await fill_in(self.app, self.words("terminal.parking.give-title"), (field,), send, item.text[:200])

    async def action_remove(self) -> None:
        """Take it out."""
        item = self._item()
        if item is not None and await confirm(self.app, self.words("terminal.parking.sure"), item.text[:200]):
            await self.send(RemoveParkedItem(item.id))
