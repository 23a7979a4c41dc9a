"""What is done with a whole workshop from outside: copy it, rename it, find its minutes."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from exports.files.writing import folder_name
from sessions.commands import EditWorkshop
from sessions.model import ActivityStatus, ScheduledActivity, ScheduledId
from sessions.rules.meeting.creation import NewWorkshop
from sessions.rules.meeting.used_time import minutes_next_time
from sessions.storage.session_file import peek
from sessions.storage.store import read_state
from workshop.hosting.open_sessions import create_session, opened
from workshop.live.method_files import copy_in, load_method_of
from workshop.live.minutes_page import minutes_of
from workshop.live.secrets import new_id


def copy_workshop(source: Path, sessions: Path, title: str, *, used_minutes: bool = False) -> Path:
    """Make a new workshop like `source`: its names, votes and first run sheet, and nothing that a group gave.

    With `used_minutes` each activity has the minutes that it took there, if it was held.

    Raises StorageError, MethodError, and what `create_session` raises.
    """
    state = read_state(source)
    like = state.workshop
    method, files = load_method_of(source, like.method, like.language), copy_in(source, like.method)
    wish = NewWorkshop(
        title=title,
        organisation=like.organisation,
        group_name=like.group_name,
        run_sheet=next((row.run_sheet for row in state.meetings if row.number == 1), like.run_sheet),
        dots=like.dots,
        max_per_item=like.max_per_item,
        language=like.language,
        show_small_groups=like.show_small_groups,
    )
    first = sorted((row for row in state.scheduled if row.meeting == 1), key=lambda row: row.position)
    if used_minutes:
        now = datetime.now(UTC)
        first = [replace(row, minutes=minutes_next_time(row, now)) for row in first]
    return create_session(sessions, wish, method, sheet=tuple(map(_not_begun, first)), files=files)


def rename_workshop(session: Path, title: str) -> None:
    """Give a workshop another title; its file keeps its name.

    Raises LockedError if it is open, StorageError, MethodError, and the `Refused` that the title deserves.
    """
    with opened(session) as workshop:
        known = read_state(session).workshop
        command = EditWorkshop(title, known.organisation, known.group_name, known.dots, known.max_per_item)
        workshop.room.submit(command).result()


def minutes_folder(session: Path, exports: Path) -> Path:
    """Where the minutes of a workshop are, or will be: its own folder, else the one for all minutes."""
    shown = peek(session)
    method = load_method_of(session, shown.method, shown.language)
    own = exports / folder_name(minutes_of(read_state(session), method), session.stem)
    return own if own.is_dir() else exports


def _not_begun(row: ScheduledActivity) -> ScheduledActivity:
    skipped = row.status is ActivityStatus.SKIPPED
    return replace(
        row,
        id=ScheduledId(new_id()),
        extra_minutes=0,
        status=ActivityStatus.SKIPPED if skipped else ActivityStatus.WAITING,
        running_since=None,
        elapsed_seconds=0.0,
        input_open=False,
        revealed=False,
        placement_round=0,
    )
