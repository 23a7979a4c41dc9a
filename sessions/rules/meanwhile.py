"""Edits of what somebody else has changed since the editor saw it.

Two screens, or a screen and a phone, may have a form open on one row. A field that an editor left alone
keeps what the other has saved; a field that both changed is refused once, with the other's words.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, TypeVar, cast

from sessions.errors import ChangedMeanwhileError
from sessions.model import Row

RowType = TypeVar("RowType", bound=Row)


def edited(now: RowType, seen: Sequence[RowType], **wanted: object) -> RowType:
    """The row as it stands `now`, with the `wanted` fields of an editor who has `seen` it.

    `seen` is first how it stood when the edit began, then how it stood at each refusal, which showed that;
    empty where that is not said. Raises ChangedMeanwhileError for a field that both changed.
    """
    changes = {name: _field(name, now, seen, value) for name, value in wanted.items()}
    return cast(RowType, replace(cast(Any, now), **changes))


def _field(name: str, now: Row, seen: Sequence[Row], wanted: object) -> object:
    theirs, known = getattr(now, name), [getattr(row, name) for row in seen]
    if known and wanted == known[0]:
        return theirs
    if not known or theirs == wanted or theirs in known:
        return wanted
    raise ChangedMeanwhileError(text="–" if theirs in (None, "") else str(theirs))
