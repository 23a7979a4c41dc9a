"""Writes the sheets for the day of a workshop: what is printed before it begins. It blocks."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

from exports.day_sheets import DaySheets
from exports.errors import LibraryMissingError
from exports.files.writing import folder_name, own_folder
from exports.formats import day_sheets_pdf
from exports.formats.documents.day_sheets_word import render
from prompts.language.formatting import long_date
from prompts.language.personal_numbers import without_cpr
from prompts.language.words import load_words
from prompts.methods.model import Kind, Method
from sessions.files.atomic_files import write_new
from sessions.files.file_names import free_name
from sessions.state import State
from sessions.storage.session_file import peek
from sessions.storage.store import read_state
from workshop.live.join_words import sign_of
from workshop.live.method_files import load_method_of
from workshop.live.minutes_page import minutes_of
from workshop.live.qr_matrix import qr_modules

_QUIET_ZONE = 4


def write_day_sheets(session: Path, folder: Path, origin: str) -> tuple[Path, ...]:
    """Write the sheets of a session file, which may be open elsewhere, and return the files: Word, and PDF.

    The PDF is left out where it cannot be made.

    Args:
        session: the session file.
        folder: where minutes go; the file is put into the workshop's own folder there.
        origin: where phones find the workshop, such as `http://192.168.1.5:8140`.

    Raises:
        StorageError: the session file cannot be read.
        ExportError: the folder cannot be made.
        OSError: the file cannot be written.
    """
    shown = peek(session)
    method, state = load_method_of(session, shown.method, shown.language), read_state(session)
    workshop, words = state.workshop, load_words(shown.language)
    sheets = DaySheets(
        title=without_cpr(workshop.title),  # everybody in the room gets these
        organisation=without_cpr(workshop.organisation),
        group=without_cpr(workshop.group_name),
        day=long_date(workshop.date, shown.language) if workshop.date else "",
        language=shown.language,
        plan=tuple(
            (without_cpr(method.activity(row.activity).title), row.minutes) for row in state.run_sheet()
        ),
        address=origin.removeprefix("http://"),
        code=workshop.join_code,
        sign=sign_of(workshop.join_secret, words),
        slip=_asked_early(state, method),
        qr=qr_modules(f"{origin}/#{workshop.join_secret}", _QUIET_ZONE),
    )
    minutes = minutes_of(state, method)
    made = {".docx": render(sheets)}
    with contextlib.suppress(LibraryMissingError):
        made[".pdf"] = day_sheets_pdf.render(sheets, minutes.generated_at)
    own = own_folder(folder, folder_name(minutes, session.stem))
    stem = f"{own.name}_{words('day.file')}"
    name = free_name(stem, lambda wanted: any(os.path.lexists(own / f"{wanted}{each}") for each in made))
    for ending, content in made.items():
        write_new(own / f"{name}{ending}", content)
    return tuple(own / f"{name}{ending}" for ending in made)


def _asked_early(state: State, method: Method) -> str:
    """The question that the initiatives are written for; empty where the run sheet asks for none."""
    placed = {each.deck for each in method.activities if each.kind is Kind.PLACE}
    activities = (method.activity(row.activity) for row in state.run_sheet())
    found = (each for each in activities if each.kind is Kind.COLLECT and each.deck in placed)
    first = next(found, None)
    return first.body[0] if first is not None and first.body else ""
