"""Questions that several acts ask: one text, a show of hands, a category."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, TypeVar

from prompts.language.cleaning import LONGEST_TEXT
from prompts.methods.model import Kind
from sessions.commands import Command, CountHands, CountManyHands, HideAnswer
from sessions.model import Answer
from sessions.queries.answers import is_hidden
from sessions.rules.show_of_hands import most_on_one
from sessions.state import State
from workshop.facilitating.conversation import Choices, Conversation, Field, FieldKind, Send
from workshop.facilitating.field_reading import counts_in

if TYPE_CHECKING:
    from sessions.command_answers import Accepted

LONGEST_LINE = 400
"""Characters up to which one line is enough, so that Enter saves."""

NONE = "-"
"""The key of a choice that means none of the others."""

_DIGITS_OF_A_COUNT = 4
_LONGEST_COUNTS = 60
_TEN = 10

RowType = TypeVar("RowType")


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
    command: Callable[[str, int], CountHands],
) -> None:
    """Ask for a show of hands, one count per label, and send in one act the counts that differ from `now`.

    One act, because a hand that moves to another choice would be one too many between two.
    """
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
        counts = {key: _whole(filled[key]) for key in labels}
        changed = [
            command(key, count)
            for key, count in counts.items()
            if count is not None and count != now.get(key, 0)
        ]
        if len(changed) > 1:
            answer = await talk.send(CountManyHands(tuple(changed)))
        else:
            answer = await talk.send(changed[0]) if changed else None
        return _told(talk, answer, [sum(count or 0 for count in counts.values())])

    await talk.fill_in(talk.words("panels.common.ask_hands"), fields, send, note=note, only_changes=True)


async def count_table(
    talk: Conversation,
    rows: Choices,
    columns: Choices,
    now: Mapping[tuple[str, str], int],
    begins: str,
    *,
    again: bool = False,
    command: Callable[[str, str, int], CountHands] = CountHands,
) -> None:
    """Ask for a show of hands for many things at once, and send in one act what differs from `now`.

    Each row (a subject and its label) is one field, beginning at the subject `begins`; `columns` are the
    choices that a hand may be raised for, and `now` the counts by subject and choice. `command` stores one.
    Where it is asked `again`, a row that is left empty keeps what was counted the first time.
    """
    labels = tuple(label for _, label in columns)

    activity = talk.situation.activity
    most = most_on_one(talk.situation.state, activity.kind) if activity is not None else 0

    def counted(subject: str) -> tuple[int, ...]:
        return tuple(now.get((subject, choice), 0) for choice, _ in columns)

    def written(counts: tuple[int, ...]) -> str:
        apart = "" if len(counts) > 1 and max(counts) < _TEN else " "
        return apart.join(map(str, counts)) if any(counts) else ""

    fields = tuple(
        Field(
            subject,
            label,
            written(counted(subject)),
            optional=True,
            wanted=True,
            longest=_LONGEST_COUNTS,
            counts=labels,
            most_counted=most,
            begins=subject == begins,
        )
        for subject, label in rows
    )

    async def send(filled: dict[str, str]) -> Accepted | None:
        found = {subject: counts_in(filled[subject], len(columns)) or () for subject, _ in rows}
        changed = [
            command(subject, choice, count)
            for subject, counts in found.items()
            for (choice, _), count, before in zip(columns, counts, counted(subject), strict=False)
            if count != before
        ]
        answer = await talk.send(CountManyHands(tuple(changed)))
        return _told(talk, answer, [sum(found[subject]) for subject, _ in rows])

    note = talk.words("panels.common.hands_note", columns=" · ".join(labels)) if len(labels) > 1 else ""
    title = talk.words("panels.common.ask_hands_again" if again else "panels.common.ask_hands")
    if again:
        note = f"{talk.words('panels.common.hands_again_note')} {note}"
    await talk.fill_in(title, fields, send, note=note, only_changes=True)


async def hide_one(talk: Conversation, answers: Iterable[Answer], about: Mapping[str, str]) -> None:
    """Hide one of `answers`, or show a hidden one again. `about` says in short what each is about."""
    state = talk.situation.state
    ordered = sorted(answers, key=lambda row: is_hidden(state, row))

    def told(row: Answer) -> str:
        marked = talk.words("panels.reflect.hidden") if is_hidden(state, row) else ""
        return " ".join(part for part in (marked, about[row.category], row.text) if part)

    choices = [(row.id, told(row)) for row in ordered]
    key = await talk.choose(talk.words("panels.reflect.ask_hide"), choices)
    chosen = next((row for row in ordered if row.id == key), None)
    if chosen is not None:
        await talk.send(HideAnswer(chosen.id, not is_hidden(state, chosen)))


def _told(talk: Conversation, answer: Accepted | None, sums: Sequence[int]) -> Accepted | None:
    """Confirm how many hands, or dots, are stored now, and in a table on how many of what is listed."""
    activity = talk.situation.activity
    if answer is not None and activity is not None:
        counted, rows = sum(map(bool, sums)), len(sums)
        # Cards on two scales are two rows each, and no statements.
        kind = "rows" if activity.kind is Kind.RATE and not activity.statements else activity.kind
        key = f"panels.common.hands_saved.{f'{kind}_of' if rows > 1 else activity.kind}"
        talk.tell(key, n=sum(sums), counted=counted, rows=rows)
    return answer


def _whole(text: str) -> int | None:
    """A typed count; empty means 0, anything that is not a number None, which leaves the count unchanged."""
    line = text.strip()
    if not line:
        return 0
    return int(line) if line.isascii() and line.isdecimal() else None
