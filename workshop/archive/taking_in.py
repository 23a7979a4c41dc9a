"""Takes a list into the session file of a workshop that nobody has open."""

from __future__ import annotations

from pathlib import Path

from exports.reading.list_entries import ListEntries, ListKind, entries_of
from exports.reading.list_source import read_list_file
from sessions.clock import local_day
from workshop.facilitating.telling.list_lines import command_of
from workshop.hosting.open_sessions import opened
from workshop.machine.local_date import today


def read_entries(file: Path, kind: str) -> ListEntries:
    """What `file` holds as a list of `kind`. Raises ExportError."""
    return entries_of(read_list_file(file), ListKind(kind), today())


def take_in(found: ListEntries, path: Path) -> None:
    """Write all of it, or nothing. Raises Refused, and what `open_session` raises."""
    with opened(path) as session:
        day = local_day(session.clock.now())
        session.room.submit(command_of(found, session.method, day)).result()
