"""The footer of keys: the most important that fit, and always help."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rich.cells import cell_len
from textual import events
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from workshop.terminal.actions.action_spec import ActionSpec

_GAP = 2


@dataclass(frozen=True, slots=True)
class FooterItem:
    """An action and its label. A `pinned` one is never omitted.

    `leads_on` marks the way to omitted actions: it is kept as soon as anything is omitted.
    """

    spec: ActionSpec
    label: str
    pinned: bool = False
    leads_on: bool = False

    @property
    def key(self) -> str:
        """The key as displayed."""
        return self.spec.key_shown

    @property
    def width(self) -> int:
        """Width in cells: key, blank and label."""
        return cell_len(self.key) + 1 + cell_len(self.label)


def fitting(items: Sequence[FooterItem], width: int) -> tuple[FooterItem, ...]:
    """The items that fit in `width` cells, preferring low ranks, in the order given."""
    if sum(item.width + _GAP for item in items) <= width + _GAP:
        return tuple(items)
    chosen: set[int] = set()
    room = width
    stays = [item.pinned or item.leads_on for item in items]
    ranked = sorted(range(len(items)), key=lambda index: (not stays[index], items[index].spec.rank, index))
    for index in ranked:
        needed = items[index].width + (_GAP if chosen else 0)
        if needed <= room:
            chosen.add(index)
            room -= needed
    return tuple(item for index, item in enumerate(items) if index in chosen)


class ActionFooter(Widget):
    """One or more rows of actions; each is also a button for the mouse."""

    DEFAULT_CSS = """
    ActionFooter { dock: bottom; height: auto; background: $raised; color: $ink; padding: 0 2; }
    """

    class Chosen(Message):
        """An action was clicked."""

        def __init__(self, spec: ActionSpec) -> None:
            """Name the action."""
            super().__init__()
            self.spec = spec

    def __init__(self, *, id: str | None = None) -> None:
        """Begin empty."""
        super().__init__(id=id)
        self._rows: tuple[tuple[FooterItem, ...], ...] = ()

    @property
    def shown(self) -> tuple[FooterItem, ...]:
        """The items currently shown."""
        return tuple(item for row in self._fitted() for item in row)

    def show(self, rows: Sequence[Sequence[FooterItem]]) -> None:
        """Show `rows` of items; empty rows take no line."""
        after = tuple(tuple(row) for row in rows if row)
        if after != self._rows:
            layout = len(after) != len(self._rows)
            self._rows = after
            self.refresh(layout=layout)

    def render(self) -> Content:
        return Content("\n").join(
            Content(" " * _GAP).join(
                Content.assemble((item.key, "bold $accent-ink"), " ", Content(item.label)) for item in row
            )
            for row in self._fitted()
        )

    def on_click(self, event: events.Click) -> None:
        offset = event.get_content_offset(self)
        if offset is None:
            return
        rows = self._fitted()
        if 0 <= offset.y < len(rows):
            at = 0
            for item in rows[offset.y]:
                if at <= offset.x < at + item.width:
                    self.post_message(self.Chosen(item.spec))
                    return
                at += item.width + _GAP

    def _fitted(self) -> list[tuple[FooterItem, ...]]:
        width = self.content_size.width
        return [fitting(row, width) for row in self._rows]
