"""Questions that several acts ask: one text, a show of hands, a category."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from string import ascii_letters
from typing import TYPE_CHECKING, TypeVar

from prompts.language.cleaning import LONGEST_TEXT
from prompts.language.words import Words
from prompts.language.written import long_date, weekday
from sessions.commands import Command
from sessions.errors import Refused
from sessions.rules.dates import parsed_due
from sessions.state import State
from workshop.facilitating.conversation import Choices, Conversation, Field, FieldKind, Send

if TYPE_CHECKING:
    from sessions.rules.decide import Accepted

LONGEST_LINE = 400
"""Characters up to which one line is enough, so that Enter saves."""

NONE = "-"
"""The key of a choice that means none of the others."""

_DIGITS_OF_A_COUNT = 4

RowType = TypeVar("RowType")


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


def option_meant(typed: str, options: Choices) -> str | None:
    """The key of the option that a text means: its label, its number, its beginning, or words of only one.

    Empty for an empty text, None where it is not clear.
    """
    wanted = " ".join(typed.casefold().split())
    if not wanted:
        return ""
    labels = {key: " ".join(label.casefold().split()) for key, label in options}
    numbers = {key: label.partition(" ")[0] for key, label in labels.items()}
    for found in (
        [key for key, label in labels.items() if label == wanted or _is_number(wanted, numbers[key])],
        [key for key, label in labels.items() if label.startswith(wanted)],
        [key for key, label in labels.items() if wanted in label],
    ):
        if found:
            return found[0] if len(found) == 1 else None
    return None


def _is_number(wanted: str, number: str) -> bool:
    """Whether `7` or `t7` is what a label begins with."""
    return wanted in (number, number.lstrip(ascii_letters))


def label_of(key: str, options: Choices) -> str:
    """The label of an option; empty for none."""
    return next((label for known, label in options if known == key), "")


def sends(talk: Conversation, command: Callable[[dict[str, str]], Command]) -> Send:
    """Sends what `command` makes of a filled form."""

    async def send(filled: dict[str, str]) -> Accepted | None:
        return await talk.send(command(filled))

    return send


def edits(
    talk: Conversation,
    row: RowType,
    find: Callable[[State], RowType | None],
    command: Callable[[tuple[RowType, ...], dict[str, str]], Command],
) -> Send:
    """Sends what `command` makes of a filled form, and of `row` as the form's writer has seen it.

    That is how it stood when the form was opened. Where it has changed since, a refusal says so, and the
    row that `find` finds then has been seen too.
    """
    seen: tuple[RowType, ...] = (row,)

    async def send(filled: dict[str, str]) -> Accepted | None:
        nonlocal seen
        answer = await talk.send(command(seen, filled))
        now = find(talk.situation.state)
        if now is not None and now != seen[-1]:
            seen = (*seen, now)
        return answer

    return send


async def write_text(
    talk: Conversation,
    key: str,
    send: Send,
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
        send: Sends the filled form; its text has the key `text`.
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
