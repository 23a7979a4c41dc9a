"""When an anonymous activity is left, its texts are unlinked from their authors.

While it is on the projector a phone must find its own texts again, so the author is stored. When
the group moves on, the link is dropped: in the rows, in the idempotency receipts, and in the
journal, which holds every row a second time. This cannot be reversed, not even by undo.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

import msgspec

from prompts.methods.kinds import Hidden, traits_of
from sessions.clock import as_stored, stamp
from sessions.model import Answer, Card, Receipt, ScheduledActivity
from sessions.rules.decide import Context
from sessions.state import Event, RowWrite, put

NOBODY = None
_NOBODY_IN_FILE = ""


@dataclass(frozen=True, slots=True)
class Dropped:
    """Whose links events drop: of the cards of these activities, of the answers of these meetings.

    `times` holds, by id, the time that each text which had an author now says it was written at.
    """

    activities: frozenset[str]
    meetings: frozenset[int]
    times: Mapping[str, str]

    def names(self, table: str, row: dict[str, Any] | None) -> bool:
        """Whether it covers `row` of `table`, in the journal's form."""
        if row is None:
            return False
        if table == "cards":
            return row["scheduled"] in self.activities
        return table == "answers" and row["meeting"] in self.meetings


def unlinked(context: Context, left: ScheduledActivity) -> tuple[RowWrite, ...]:
    """The writes that unlink texts from their authors when the activity `left` is left."""
    activity = context.method.activity(left.activity)
    if not activity.anonymous:
        return ()
    table = traits_of(activity.kind).anonymous
    texts = [row for row in _written(context, left, table) if row.author != NOBODY]
    # Both lists in the order of random keys: in writing order, side by side, they would restore the link.
    texts.sort(key=lambda row: row.id)
    subjects = {row.id for row in texts}
    now = as_stored(context.now)
    numbers = {} if left.revealed else _numbers_dealt_anew(context, left)
    rows: list[Card | Answer | Receipt] = [_nobodys_text(row, now, numbers) for row in texts]
    posts = (row for row in context.state.receipts if row.subject in subjects)
    rows += [_without_content(row) for row in sorted(posts, key=lambda row: row.key)]
    return tuple(put(context.state, row) for row in rows)


def shuffled(context: Context, shown: ScheduledActivity) -> tuple[RowWrite, ...]:
    """The writes that renumber the cards of an activity when they are first shown.

    Numbers follow the order of writing, which would identify authors to anybody watching who types.
    """
    traits = traits_of(context.method.activity(shown.activity).kind)
    if shown.revealed or "cards" not in traits.given or traits.hidden is not Hidden.UNTIL_REVEAL:
        return ()
    numbers = _numbers_dealt_anew(context, shown)
    cards = (row for row in context.state.cards if row.id in numbers)
    return tuple(put(context.state, replace(row, number=numbers[row.id])) for row in cards)


def dropped_by(events: Iterable[Event]) -> Dropped:
    """The links that the journal must forget because `events` dropped them."""
    rows = [write.after for event in events for write in event.writes if write.drops_author]
    return Dropped(
        activities=frozenset(row.scheduled for row in rows if isinstance(row, Card)),
        meetings=frozenset(row.meeting for row in rows if isinstance(row, Answer)),
        times={row.id: _in_file(row.created_at) for row in rows if isinstance(row, Card | Answer)},
    )


def _in_file(written: datetime | None) -> str:
    return stamp(written) if written is not None else ""


def without_links(change: str, dropped: Dropped) -> str | None:
    """A journal line's change without the `dropped` links; None if it holds none of them."""
    entries = msgspec.json.decode(change)
    if not any(dropped.names(table, after or before) for table, _, before, after in entries):
        return None
    return msgspec.json.encode(list(_cleaned(entries, dropped))).decode()


def _cleaned(entries: list[Any], dropped: Dropped) -> Iterator[list[Any]]:
    for table, key, before, after in entries:
        if table == "receipts":
            # The receipt of a post is in the same line as what it made: together they are the
            # link. Receipts written by the unlinking itself are already blank.
            if after is None or after["payload_hash"]:
                continue
            yield [table, key, after, after]
        elif dropped.names(table, after or before):
            yield [table, key, _nobodys(before, dropped), _nobodys(after, dropped)]
        else:
            yield [table, key, before, after]


def _nobodys(row: dict[str, Any] | None, dropped: Dropped) -> dict[str, Any] | None:
    if row is None or (row["author"] == _NOBODY_IN_FILE and row["id"] not in dropped.times):
        return row
    # When it was written tells who was writing then: every line has the time that the row has now. What was
    # taken back before has no row, and any of those times will do.
    time = dropped.times.get(row["id"]) or max(dropped.times.values())
    return row | {"author": _NOBODY_IN_FILE, "created_at": time}


def _written(context: Context, left: ScheduledActivity, table: str) -> list[Card | Answer]:
    if table == "cards":
        return [row for row in context.state.cards if row.scheduled == left.id]
    if table == "answers":
        return [row for row in context.state.answers if row.meeting == left.meeting]
    return []


def _nobodys_text(row: Card | Answer, now: datetime, numbers: dict[str, int]) -> Card | Answer:
    if isinstance(row, Card):
        return replace(row, author=NOBODY, created_at=now, number=numbers.get(row.id, row.number))
    return replace(row, author=NOBODY, created_at=now)


def _numbers_dealt_anew(context: Context, activity: ScheduledActivity) -> dict[str, int]:
    """The numbers of the activity's cards, dealt out in the order of their random keys."""
    cards = [row for row in context.state.cards if row.scheduled == activity.id]
    keys = sorted(row.id for row in cards)
    return dict(zip(keys, sorted(row.number for row in cards), strict=True))


def _without_content(receipt: Receipt) -> Receipt:
    """The receipt still answers its key, whatever is sent with it: a late retry must not write twice."""
    return replace(receipt, payload_hash="", subject=None, seq=0)
