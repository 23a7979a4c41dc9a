"""Writes minutes to files from a state of the workshop. It blocks: never call it on an event loop."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from exports.errors import ExportError, NotAllWrittenError
from exports.files.writing import write_exports
from exports.formats.format_registry import EVERY_FORMAT, FORMATS
from exports.minutes_document import texts_like_personal_numbers
from exports.options import Names, Options, Version
from prompts.language.personal_numbers import masked_excerpt
from prompts.methods.model import Method
from sessions.state import State
from sessions.storage.session_file import peek
from sessions.storage.store import read_state
from workshop.facilitating.export_choices import ExportChoices
from workshop.live.method_files import load_method_of
from workshop.live.minutes_page import minutes_of
from workshop.machine.folders import TEMPLATES

_SHOWN_TEXTS, _SHOWN_LENGTH, _ASKED_LENGTH = 3, 40, 60


class PersonalNumbersError(ExportError):
    """The minutes contain something shaped like a personal number that has not been confirmed.

    `texts` are those texts. Nothing was written. The sentence quotes them around the number, which it
    masks, because it may be shown on a projector.
    """

    code = "personal-numbers"

    def __init__(self, texts: tuple[str, ...]) -> None:
        """Name the texts."""
        shown = [f"“{masked_excerpt(text, _SHOWN_LENGTH)}”" for text in texts[:_SHOWN_TEXTS]]
        super().__init__(n=len(texts), texts=", ".join(shown))
        self.texts = texts

    @property
    def texts_to_confirm(self) -> tuple[str, ...]:
        """The texts as they may be shown when asking for confirmation: without the numbers."""
        return tuple(masked_excerpt(text, _ASKED_LENGTH) for text in self.texts)


def options_of(
    choices: ExportChoices, bases: tuple[Path, ...] = (), head: Mapping[str, str] | None = None
) -> Options:
    """What the exports are told of these choices, and of the organisation's own files to build on.

    `head` holds texts for the head of the minutes, by the fields of `MeetingDetails`.
    """
    return Options(Version(choices.detail), Names(choices.names), bases, tuple((head or {}).items()))


BASE_ENDINGS = (".docx", ".pptx")
"""What a file of the organisation's own may be: minutes are written into one, slides into the other."""


def own_bases(session: Path) -> tuple[Path, ...]:
    """The organisation's own Word file and slides, in the folder `templates` beside that of the sessions."""
    folder = session.resolve().parent.parent / TEMPLATES
    return tuple(path for ending in BASE_ENDINGS for path in sorted(folder.glob(f"*{ending}"))[:1])


def known_formats() -> tuple[str, ...]:
    """The names of all formats, in the order they are written."""
    return tuple(EVERY_FORMAT)


def usual_formats() -> tuple[str, ...]:
    """What is written if nobody asks for anything else: the minutes, the plan, the dates."""
    names = (*FORMATS, "plan", "plan-pdf", "xlsx", "ics")
    return tuple(name for name in names if EVERY_FORMAT[name].is_available())


def write_minutes(
    state: State,
    method: Method,
    folder: Path,
    formats: Iterable[str] = (),
    *,
    confirmed: bool = False,
    options: Options | None = None,
    on_format: Callable[[str, int, int], None] | None = None,
    session: str = "",
) -> tuple[Path, ...]:
    """Write the minutes in each of `formats` (the usual ones if none is named) and return the files.

    `session` is the name of the session file without its ending, which may tell its folder from another's.

    Raises PersonalNumbersError, unless `confirmed`, before anything is written, and NotAllWrittenError
    after the other formats were written.
    """
    minutes = minutes_of(state, method, options)
    personal = texts_like_personal_numbers(minutes)
    if personal and not confirmed:
        raise PersonalNumbersError(personal)
    written = write_exports(minutes, folder, tuple(formats) or usual_formats(), on_format, session=session)
    files = tuple(file.path for file in written if file.path is not None)
    problems = tuple(file.problem for file in written if file.problem is not None)
    if problems:
        raise NotAllWrittenError(problems, files)
    return files


def write_minutes_of(
    session: Path,
    folder: Path,
    formats: Iterable[str] = (),
    *,
    confirmed: bool = False,
    options: Options | None = None,
    language: str = "",
    on_format: Callable[[str, int, int], None] | None = None,
) -> tuple[Path, ...]:
    """Write the minutes of a session file that may be open elsewhere. Raises StorageError, ExportError."""
    shown = peek(session)
    method = load_method_of(session, shown.method, language or shown.language)
    return write_minutes(
        read_state(session),
        method,
        folder,
        formats,
        confirmed=confirmed,
        options=options,
        on_format=on_format,
        session=session.stem,
    )
