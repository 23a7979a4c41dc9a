"""Questions that several acts ask: one text, a show of hands, a category."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from prompts.language.cleaning import LONGEST_TEXT
from prompts.language.formatting import long_date, weekday
from prompts.language.words import Words
from sessions.commands import Command
from sessions.errors import Refused
from sessions.rules.dates import parsed_due
from workshop.facilitating.conversation import Conversation, Field, FieldKind

if TYPE_CHECKING:
    from sessions.command_answers import Accepted

LONGEST_LINE = 400
"""Characters up to which one line is enough, so that Enter saves."""

NONE = "-"
"""The key of a choice that means none of the others."""

_DIGITS_OF_A_COUNT = 4


def date_read(typed: str, field: Field, words: Words) -> str:
    """What a text typed in a date field means: weekday and date, or that it is words; empty for neither."""
    if field.reference is None or typed == field.value:
        return ""
    try:
        day, said = parsed_due(typed, field.reference)
    except Refused:
        return ""
    if day is not None:
        name, written = weekday(day, words.language), long_date(day, words.language)
        return words("terminal.dialog.date-read", weekday=name, date=written)
    return words("terminal.dialog.date-words", text=said) if said and field.may_be_words else ""


async def write_text(
    talk: Conversation,
    key: str,
    command: Callable[[str], Command],
    value: str = "",
    *,
    note: str = "",
    longest: int = LONGEST_TEXT,
    needed: bool = False,
) -> Accepted | None:
    """Ask for one text and send it. None if nothing was changed.

    Args:
        talk: The conversation to ask in.
        key: The catalogue key of the title; `<key>_field` labels the field.
        command: Makes the command from the text.
        value: The current text.
        note: A line below the title.
        longest: The maximum length in characters.
        needed: Whether the text is required.
    """
    field = Field(
        "text",
        talk.words(f"{key}_field"),
        value,
        multiline=longest > LONGEST_LINE,
        optional=not needed,
        longest=longest,
    )

    async def send(filled: dict[str, str]) -> Accepted | None:
        return await talk.send(command(filled["text"]))

    return await talk.fill_in(talk.words(key), (field,), send, note=note, only_changes=True)


async def count_hands(
    talk: Conversation,
    note: str,
    labels: Mapping[str, str],
    now: Mapping[str, int],
    command: Callable[[str, int], Command],
) -> None:
    """Ask for a show of hands, one count per label, and send each count that differs from `now`."""
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

    async def send(filled: dict[str, str]) -> Accepted | None:
        answer = None
        for key in labels:
            count = _whole(filled[key])
            if count is not None and count != now.get(key, 0):
                answer = await talk.send(command(key, count))
        return answer

    await talk.fill_in(talk.words("panels.common.ask_hands"), fields, send, note=note, only_changes=True)


def _whole(text: str) -> int | None:
    """A typed count; empty means 0, anything that is not a number None, which leaves the count unchanged."""
    line = text.strip()
    if not line:
        return 0
    return int(line) if line.isascii() and line.isdecimal() else None
