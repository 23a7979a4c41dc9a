"""What files from an earlier schema hold, rewritten as this one has it: lines of the journal, and ratings.

Undo, the comparison with the tables and the forgetting of authors read the journal. The migration that
changes what rows look like changes it too, so that none of its readers has to know earlier forms.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

_Key = list[str | int]
_Entry = tuple[str, _Key, msgspec.Raw, msgspec.Raw]
"""A table, the key of a row, the row before and after."""
_decoder = msgspec.json.Decoder(list[_Entry])
_encoder = msgspec.json.Encoder()

_RENAMED_IN_4 = {
    "workshop": ("round", "meeting"),
    "meetings": ("round", "number"),
    "scheduled_activities": ("round", "meeting"),
    "participants": ("round", "meeting"),
    "cards": ("round", "meeting"),
    "answers": ("round", "meeting"),
    "next_steps": ("round", "meeting"),
    "step_reviews": ("round", "meeting"),
    "placements": ("round", "placement_round"),
    "hand_counts": ("round", "placement_round"),
}
"""By table, a column's name before schema 4 and since."""

_KEYED_IN_6: dict[str, tuple[str, str | int]] = {
    "placements": ("category_set", ""),
    "hand_counts": ("scale", 0),
    "ratings": ("scale", 0),
}
"""By table, the column that schema 6 added to its key, last, and what older rows have there."""

_RATER, _PAIR, _AXES = "facilitator", "apart", ("visible-result", "resources")
"""Before schema 4 a pair kept apart was the facilitator's rating of `apart:<card>:<card>`, and each axis of a
weighing one of `visible-result:<card>` and `resources:<card>`."""

_Box = tuple[int, int]
"""Visible result and resources, 0 where none is said."""
_Boxes = dict[tuple[str, str], _Box]
"""By scheduled activity and card."""
_NOWHERE: _Box = (0, 0)


def in_words_of_schema_4(lines: Iterable[tuple[int, str]]) -> Iterator[tuple[str, int]]:
    """For each line (`seq`, change) of an older journal that reads otherwise now: its new change, its `seq`.

    The lines must come in order, from the first. Raises msgspec.MsgspecError for one that cannot be read.
    """
    boxes: _Boxes = {}
    for seq, change in lines:
        entries = [_renamed(entry) for entry in _decoder.decode(change)]
        now = _encoder.encode(_with_own_tables(entries, boxes)).decode()
        if now != change:
            yield now, seq


def in_words_of_schema_6(lines: Iterable[tuple[int, str]]) -> Iterator[tuple[str, int]]:
    """For each line (`seq`, change) that names rows by a key that has grown: its new change, its `seq`.

    Raises msgspec.MsgspecError for a line that cannot be read.
    """
    for seq, change in lines:
        now = _encoder.encode([_with_longer_key(entry) for entry in _decoder.decode(change)]).decode()
        if now != change:
            yield now, seq


def out_of_disguise(
    ratings: Iterable[tuple[str, str, str, int]],
) -> tuple[list[tuple[str, str, str]], list[tuple[str, ...]], list[tuple[str, str, int, int]]]:
    """What the rows (scheduled, statement, participant, value) of an older table of ratings really were.

    The keys of those that were no ratings, the pairs kept apart (scheduled, first, second) and the weighings
    (scheduled, card, result, resources).
    """
    keys: list[tuple[str, str, str]] = []
    pairs: list[tuple[str, ...]] = []
    boxes: _Boxes = {}
    for scheduled, statement, participant, value in ratings:
        if cards := _pair(statement, participant):
            pairs.append((scheduled, *cards))
        elif weighed := _weighed(statement, participant):
            axis, card = weighed
            boxes[scheduled, card] = _moved(boxes.get((scheduled, card), _NOWHERE), axis, value)
        else:
            continue
        keys.append((scheduled, statement, participant))
    return keys, pairs, [(*place, *box) for place, box in boxes.items()]


def _renamed(entry: _Entry) -> _Entry:
    table, key, before, after = entry
    if table not in _RENAMED_IN_4:
        return entry
    old, new = _RENAMED_IN_4[table]
    return table, key, _with_name(before, old, new), _with_name(after, old, new)


def _with_longer_key(entry: _Entry) -> _Entry:
    table, key, before, after = entry
    if table not in _KEYED_IN_6:
        return entry
    column, value = _KEYED_IN_6[table]
    return table, [*key, value], _with_column(before, column, value), _with_column(after, column, value)


def _with_column(raw: msgspec.Raw, column: str, value: str | int) -> msgspec.Raw:
    row = _row(raw)
    return raw if row is None else _raw({**row, column: value})


def _with_name(raw: msgspec.Raw, old: str, new: str) -> msgspec.Raw:
    row = _row(raw)
    if row is None or old not in row:
        return raw
    return _raw({new if name == old else name: value for name, value in row.items()})


def _with_own_tables(entries: list[_Entry], boxes: _Boxes) -> list[_Entry]:
    """The entries of one line; `boxes` is where the cards were before it, and is brought up to date.

    A weighing was two rows, of which a line holds only those that it changed.
    """
    found: list[_Entry] = []
    before: _Boxes = {}
    for entry in entries:
        table, key, old, new = entry
        scheduled, statement, participant = map(str, key) if table == "ratings" else ("", "", "")
        if cards := _pair(statement, participant):
            found.append(_pair_entry(scheduled, cards, old, new))
        elif weighed := _weighed(statement, participant):
            axis, card = weighed
            place = (scheduled, card)
            was = boxes.get(place, _NOWHERE)
            before[place] = _moved(before.get(place, was), axis, _value(old))
            boxes[place] = _moved(was, axis, _value(new))
        else:
            found.append(entry)
    return found + [_weighing_entry(place, box, boxes[place]) for place, box in before.items()]


def _pair(statement: str, participant: str) -> list[str]:
    """The two cards that a rating says are two; none where it says something else."""
    mark, *cards = statement.split(":")
    return cards if participant == _RATER and mark == _PAIR and len(cards) == 2 else []


def _weighed(statement: str, participant: str) -> tuple[int, str] | None:
    """The axis (0 or 1) and the card that a rating weighs; None where it says something else."""
    axis, _, card = statement.partition(":")
    return (_AXES.index(axis), card) if participant == _RATER and card and axis in _AXES else None


def _moved(box: _Box, axis: int, value: int) -> _Box:
    return (box[0], value) if axis else (value, box[1])


def _value(rating: msgspec.Raw) -> int:
    row = _row(rating)
    return 0 if row is None else int(row["value"])


def _pair_entry(scheduled: str, cards: list[str], old: msgspec.Raw, new: msgspec.Raw) -> _Entry:
    first, second = cards
    row = _raw({"scheduled": scheduled, "first": first, "second": second})
    before, after = (raw if _row(raw) is None else row for raw in (old, new))
    return "kept_apart", [scheduled, first, second], before, after


def _weighing_entry(place: tuple[str, str], before: _Box, after: _Box) -> _Entry:
    return "weighings", [*place], _weighing(place, before), _weighing(place, after)


def _weighing(place: tuple[str, str], box: _Box) -> msgspec.Raw:
    scheduled, card = place
    if box == _NOWHERE:
        return _raw(None)
    return _raw({"scheduled": scheduled, "card": card, "result": box[0], "resources": box[1]})


def _row(raw: msgspec.Raw) -> dict[str, Any] | None:
    row: dict[str, Any] | None = msgspec.json.decode(raw)
    return row


def _raw(row: dict[str, Any] | None) -> msgspec.Raw:
    return msgspec.Raw(_encoder.encode(row))
