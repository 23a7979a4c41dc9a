"""The questions that several panels ask the facilitator, each as one awaitable line."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from prompts.language.cleaning import LONGEST_TEXT
from sessions.commands import Command, EditCard
from sessions.model import Card
from sessions.rules.decide import Accepted
from workshop.terminal.activities.common import WallPanel
from workshop.terminal.dialogs.ask import Field, FieldKind, ask_fields, fill_in

LONGEST_LINE = 400
"""Characters up to which one line is enough, so that Enter saves."""

_DIGITS_OF_A_COUNT = 4


async def write_text(
    panel: WallPanel,
    key: str,
    command: Callable[[str], Command],
    value: str = "",
    note: str = "",
    longest: int = LONGEST_TEXT,
    *,
    needed: bool = False,
) -> Accepted | None:
    """Ask for one text and send it. None when left, or when nothing was changed.

    Args:
        panel: Who asks.
        key: The words of the title; `<key>_field` labels the field.
        command: What is sent with the text.
        value: What stands there already.
        note: A line below the title.
        longest: The most characters.
        needed: Whether it may not be empty.
    """
    label = panel.text(f"{key}_field")
    field = Field(
        "text", label, value, multiline=longest > LONGEST_LINE, optional=not needed, longest=longest
    )

    async def send(filled: dict[str, str]) -> Accepted | None:
        return await panel.send(command(filled["text"]))

    return await fill_in(panel.app, panel.text(key), (field,), send, note, only_changes=True)


async def edit_card(panel: WallPanel, card: Card) -> None:
    """Correct a card's text."""
    await write_text(
        panel,
        "collect.ask_edit",
        lambda text: EditCard(card.id, text),
        card.text,
        panel.number(card),
        needed=True,
    )


async def ask_counts(
    panel: WallPanel, note: str, labels: Mapping[str, str], now: Mapping[str, int]
) -> dict[str, int] | None:
    """Ask for a show of hands: a number for each label. Returns only what differs from `now`."""
    fields = tuple(
        Field(
            key,
            label,
            str(now[key]) if now.get(key) else "",
            optional=True,
            wanted=True,
            kind=FieldKind.NUMBER,
            longest=_DIGITS_OF_A_COUNT,
        )
        for key, label in labels.items()
    )
    found = await ask_fields(panel.app, panel.text("common.ask_hands"), fields, note)
    if found is None:
        return None
    counts = {key: _whole(text) for key, text in found.items()}
    return {key: count for key, count in counts.items() if count is not None and count != now.get(key, 0)}


def _whole(text: str) -> int | None:
    """A count as typed; nothing typed is none at all, and what is no number is left as it was."""
    line = text.strip()
    if not line:
        return 0
    return int(line) if line.isascii() and line.isdecimal() else None
