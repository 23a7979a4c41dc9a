"""Reads from one session file what an overview of many needs, with a few queries and without its journal.

What stands and what is open is said by the views of the file (`sessions.storage.views`). Texts that were
given in a meeting which runs just now are left out: what its group has not seen must not be found at home.
"""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from prompts.language.cleaning import clean_line
from sessions.clock import day_in
from sessions.queries.overview_facts import (
    ApproachCount,
    KnownAgreement,
    KnownText,
    KnownWorkshop,
    TextKind,
    WorkshopFacts,
)
from sessions.storage.file_reading import brought_up_to_date, sense
from sessions.storage.schema_version import SCHEMA_VERSION
from sessions.storage.session_file import (
    DamagedFileError,
    check_identity,
    connect,
    require_file,
    storage_errors,
)
from sessions.workshop_status import WorkshopStatus

_WORKSHOP = """
SELECT title, organisation, group_name, method, language, status, meeting, run_sheet,
  (SELECT date FROM meetings WHERE number = 1), date,
  (SELECT next_date FROM meetings WHERE number = workshop.meeting)
FROM workshop"""
_AGREEMENTS = """
SELECT number, agreed_in_meeting, who, what, due, due_in_words, first_visible_result, status, about, approach
FROM agreements_open ORDER BY number"""
_APPROACHES = """
SELECT coalesce(CAST(substr(written_on, 1, 4) AS INTEGER), 0), coalesce(approach, ''), count(*)
FROM initiatives
WHERE approach IS NOT NULL OR number NOT IN (
  SELECT number FROM cards WHERE deck = 'initiatives' AND origin <> '' AND author = '')
GROUP BY 1, 2"""
"""What groups brought to a joined workshop is counted in their own, and here only where it was agreed."""
_TEXTS = """
SELECT 'card', number, text, NULL, NULL, NULL, NULL, NULL FROM cards
WHERE NOT hidden AND NOT withdrawn AND meeting < :before AND (
  merged_into = '' OR merged_into IN (SELECT id FROM cards WHERE NOT hidden AND NOT withdrawn))
UNION ALL SELECT 'card', number, coalesce(behaviour_goal, ''), coalesce(disagreement, ''), '', '', '', ''
FROM initiatives
WHERE coalesce(behaviour_goal, disagreement) IS NOT NULL AND written_in_meeting < :before
UNION ALL SELECT 'answer', 0, text, NULL, NULL, NULL, NULL, NULL FROM answers
WHERE id NOT IN (SELECT answer FROM hidden_answers) AND meeting < :before
UNION ALL SELECT 'answer', 0, text, NULL, NULL, NULL, NULL, NULL FROM agreed_answers
UNION ALL SELECT 'agreement', number, who, what, first_visible_result, resources, help, learning
FROM next_steps WHERE NOT removed
UNION ALL SELECT 'decision', number, text, learning, '', '', '', '' FROM decisions WHERE NOT removed
UNION ALL SELECT 'parked', number, text, who, '', '', '', '' FROM parked_items WHERE NOT removed"""
"""Kind, number, and the parts of the text; a second part that is NULL says that there is one only."""
_KINDS = {kind.value: kind for kind in TextKind}


def facts_of(path: Path) -> WorkshopFacts:
    """Read all but the texts of a session file, which may be open elsewhere, without writing to it.

    Raises what `peek` raises.
    """
    with _looked_into(path) as database:
        return WorkshopFacts(
            _workshop(path, database),
            tuple(_agreement(path.stem, found) for found in database.execute(_AGREEMENTS)),
            tuple(
                ApproachCount(path.stem, year, clean_line(approach), initiatives)
                for year, approach, initiatives in database.execute(_APPROACHES)
            ),
        )


def texts_of(path: Path) -> tuple[KnownText, ...]:
    """Read the texts of a session file that may be searched for, as `facts_of`."""
    with _looked_into(path) as database:
        return tuple(_texts(_workshop(path, database), database))


@contextlib.contextmanager
def _looked_into(path: Path) -> Iterator[sqlite3.Connection]:
    """A connection to the file, or to a copy in memory of one with an earlier schema."""
    require_file(path)
    with (
        storage_errors(path),
        sense(path),
        contextlib.closing(connect(path, read_only=True)) as database,
    ):
        if check_identity(path, database) == SCHEMA_VERSION:
            database.execute("BEGIN")  # one view of a file that may be written to meanwhile
            yield database
            return
        with contextlib.closing(brought_up_to_date(database)) as copy:
            yield copy


def _workshop(path: Path, database: sqlite3.Connection) -> KnownWorkshop:
    row = database.execute(_WORKSHOP).fetchone()
    if row is None or row[5] not in tuple(WorkshopStatus):
        raise DamagedFileError(path)
    title, organisation, group, method, language, status, meeting, sheet, *days = row
    return KnownWorkshop(
        path.stem,
        clean_line(title),
        clean_line(organisation),
        clean_line(group),
        str(method),
        str(language),
        str(status),
        int(meeting),
        str(sheet),
        *map(_day, days),
    )


def _agreement(name: str, row: tuple[object, ...]) -> KnownAgreement:
    number, meeting, who, what, due, due_words, result, status, about, approach = row
    return KnownAgreement(
        name,
        int(str(number)),
        int(str(meeting)),
        _line(who),
        _line(what),
        _day(due),
        _line(due_words),
        _line(result),
        str(status),
        _line(about),
        _line(approach),
    )


def _texts(workshop: KnownWorkshop, database: sqlite3.Connection) -> Iterator[KnownText]:
    named = (workshop.title, workshop.organisation, workshop.group_name)
    yield KnownText(workshop.name, TextKind.TITLE, 0, " · ".join(part for part in named if part))
    runs = workshop.status == WorkshopStatus.RUNNING
    before = workshop.meeting + (0 if runs else 1)
    for kind, number, *parts in database.execute(_TEXTS, {"before": before}):
        if told := parts[0] if parts[1] is None else " · ".join(part for part in parts if part):
            yield KnownText(workshop.name, _KINDS[kind], number, told)


def _line(value: object) -> str:
    return clean_line(str(value)) if value else ""


def _day(value: object) -> date | None:
    return day_in(str(value)) if value else None
