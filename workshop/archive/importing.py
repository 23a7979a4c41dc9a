"""Makes a session of the minutes' JSON: the same minutes again, or a template without people and answers."""

from __future__ import annotations

import errno
from datetime import UTC, datetime
from pathlib import Path

from exports.reading.minutes_file import (
    LARGEST,
    MinutesFile,
    NotMinutesError,
    TooLargeError,
    UnreadableMinutesError,
    read_minutes,
)
from exports.reading.rows import RowsOfMinutes
from sessions.model import ActivityStatus, ScheduledActivity, ScheduledId, Workshop
from sessions.rules.meeting.creation import NewWorkshop
from sessions.storage.session_file import DamagedFileError
from workshop.hosting.open_sessions import create_session, session_of_rows
from workshop.live.method_files import ChosenMethod, method_to_keep
from workshop.live.secrets import new_access, new_id
from workshop.machine.folders import METHODS


def import_minutes(file: Path, sessions: Path, *, template: bool = False) -> Path:
    """Make a session in the folder `sessions` of the exported `file`, and return its path.

    With `template` only the method, the run sheet, the titles and the settings are taken.

    Raises:
        ExportError: it is no such file, or of a later version, or too large; nothing was made.
        MethodError: its method is not here.
        StorageError, Refused: what `create_session` raises.
    """
    read = read_file(file)
    chosen = method_to_keep(sessions.resolve().parent / METHODS, read.method, read.language)
    try:
        if template:
            return _template(read, chosen, sessions)
        return _whole(read, chosen, sessions)
    except DamagedFileError as problem:  # numbers that no session would be read with
        raise NotMinutesError(OverflowError(), file=file.name) from problem
    except (KeyError, ValueError, OverflowError) as problem:  # the last: a number that no file can hold
        raise NotMinutesError(problem, file=file.name) from problem


def _whole(read: MinutesFile, chosen: ChosenMethod, sessions: Path) -> Path:
    access, now = new_access(), datetime.now(UTC)
    rows = RowsOfMinutes(read, chosen.method, new_id, now, access.secret, access.code).rows()
    workshop = rows[0]
    assert isinstance(workshop, Workshop)  # noqa: S101 - tells the type checker what `rows` promises
    return session_of_rows(sessions, (*rows, *chosen.kept), workshop.title, workshop.date or now.date())


def read_file(file: Path) -> MinutesFile:
    """The minutes' JSON in `file`. Raises ExportError where it is none, too large or of a later version."""
    try:
        if file.exists() and not (file.is_file() or file.is_dir()):
            raise OSError(errno.EINVAL, "a pipe or a device may never end")
        if file.stat().st_size > LARGEST:
            raise TooLargeError(file=file.name, most=LARGEST // 1_000_000)
        content = file.read_bytes()
    except OSError as problem:
        raise UnreadableMinutesError(problem, file=file.name) from problem
    return read_minutes(content, file.name)


def _template(read: MinutesFile, chosen: ChosenMethod, sessions: Path) -> Path:
    first = next((meeting.run_sheet for meeting in read.meetings if meeting.meeting == 1), read.run_sheet)
    wish = NewWorkshop(
        title=read.title,
        organisation=read.organisation,
        group_name=read.group,
        run_sheet=first,
        dots=read.vote.dots,
        max_per_item=read.vote.max_per_item,
        language=read.language,
    )
    sheet = _sheet(read) if read.meeting == 1 else ()
    return create_session(sessions, wish, chosen.method, sheet=sheet, files=chosen.files)


def _sheet(read: MinutesFile) -> tuple[ScheduledActivity, ...]:
    """The run sheet as it was planned, with nothing begun."""
    return tuple(
        ScheduledActivity(
            id=ScheduledId(new_id()),
            activity=timing.activity,
            position=position,
            minutes=timing.planned_minutes,
            extra_minutes=0,
            status=ActivityStatus.SKIPPED
            if timing.status is ActivityStatus.SKIPPED
            else ActivityStatus.WAITING,
            running_since=None,
            elapsed_seconds=0.0,
            input_open=False,
            revealed=False,
            placement_round=0,
            meeting=1,
        )
        for position, timing in enumerate(read.timings)
    )
