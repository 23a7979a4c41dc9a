"""Writes minutes as files in a folder of their own, and never overwrites anything.

`Documents/Workshops/2026-03-04_budgetdag/2026-03-04_referat_budgetdag.docx`: the second time the name
ends in `-2`. Minutes of a workshop that is not closed are drafts: `…_udkast-1.docx`, `…_udkast-2.docx`, so
that the final ones get the good name. If one format fails, the others are still written.
"""

from __future__ import annotations

import itertools
import logging
import os
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from exports.errors import (
    FolderError,
    FormatNotMadeError,
    FormatNotWrittenError,
    FormatRefusedError,
    LinkedFolderError,
    OutsideFolderError,
    UnknownFormatError,
)
from exports.formats.format_registry import EVERY_FORMAT, Format
from exports.minutes import Minutes
from prompts.language.words import Words, load_words
from sessions.files.atomic_files import write_new
from sessions.files.file_names import free_name, short_slug_of, slug_of
from sessions.files.private_files import make_folder

NO_DATE = "0000-00-00"
"""Used in place of a missing date, so that folder names always have the same form."""
MOST_TRIES = 1_000
LONGEST_GROUP = 30
"""Characters of the group in a file's name: with folder and title it stays far below what systems allow."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class WrittenFile:
    """The result for one format: `path` if it was written, `problem` if it was not."""

    format: str
    path: Path | None
    problem: FormatNotWrittenError | FormatNotMadeError | FormatRefusedError | None = None


def folder_name(minutes: Minutes, session: str = "") -> str:
    """`<date>_<slug>`: ASCII, about 71 characters at most, allowed on every system.

    Of two workshops with one title on one day, the second has a number in the name of its `session`, and has
    it here too, so that each has a folder of its own.
    """
    slug = slug_of(minutes.title)
    numbered = re.fullmatch(rf"[\d-]+_{slug}(-\d+)", session)
    return f"{_day(minutes)}_{slug}{numbered[1] if numbered else ''}"


def write_exports(
    minutes: Minutes,
    folder: Path,
    formats: Iterable[str],
    on_format: Callable[[str, int, int], None] | None = None,
    *,
    session: str = "",
) -> tuple[WrittenFile, ...]:
    """Write `minutes` in each of `formats` under the base `folder`, in the order asked for.

    The base folder is made if it is missing. All files of one call get the same number.

    Args:
        minutes: what to write.
        folder: the folder that the workshop's own folder is made in.
        formats: names in `exports.formats.format_registry.EVERY_FORMAT`; one named twice is written once.
        on_format: told the name of each format before it is made, its number from 1, and how many there are.
            What it raises stops the export; the files written before it stay, whole.
        session: the name of the session file, without its ending.

    Returns:
        One entry per format. An entry with a `problem` was not written, the others were.

    Raises:
        UnknownFormatError: a name that is no format; nothing was written.
        FolderError: the folder cannot be made.
        LinkedFolderError: the workshop's own folder is a link; it is not followed.
        OutsideFolderError: the workshop's own folder is not inside `folder`.
    """
    wanted = tuple(_known(name) for name in dict.fromkeys(formats))
    words = load_words(minutes.language)
    place = _Place(own_folder(folder, folder_name(minutes, session)), minutes, words)
    suffix = place.free_suffix(wanted)
    written = []
    for number, entry in enumerate(wanted, start=1):
        if on_format is not None:
            on_format(entry.name, number, len(wanted))
        written.append(_write(minutes, place, entry, suffix))
    return tuple(written)


def _known(name: str) -> Format:
    try:
        return EVERY_FORMAT[name]
    except KeyError:
        raise UnknownFormatError(name=name, known=", ".join(EVERY_FORMAT)) from None


def own_folder(base: Path, name: str) -> Path:
    """Make the folder `name` in `base` and return it. Raises as `write_exports`."""
    own = base / name
    try:
        make_folder(base)
        real_base = base.resolve(strict=True)
        own = real_base / name
        if own.is_symlink():
            raise LinkedFolderError(folder=own)
        make_folder(own)
        if own.resolve(strict=True).parent != real_base:
            raise OutsideFolderError(folder=own)
    except (OSError, ValueError) as problem:
        raise FolderError(problem, folder=own) from problem
    return own


@dataclass(frozen=True, slots=True)
class _Place:
    """The folder of a workshop's minutes, and the names of the files in it."""

    folder: Path
    minutes: Minutes
    words: Words

    def path(self, entry: Format, suffix: str) -> Path:
        """`<date>_<what>_<title>-<group><suffix>.<ending>`: what a journal asks of a file's name."""
        stem, _, ending = entry.file_name_in(self.words).rpartition(".")
        return self.folder / f"{_day(self.minutes)}_{stem}_{self._subject()}{suffix}.{ending}"

    def free_suffix(self, formats: tuple[Format, ...]) -> str:
        """The first suffix with which none of the names is taken.

        Nothing, `-2`, `-3` and so on for final minutes; `_udkast-1`, `_udkast-2` for drafts.
        """

        def is_taken(suffix: str) -> bool:
            return any(os.path.lexists(self.path(entry, suffix)) for entry in formats)

        if self.minutes.final:
            return free_name("", is_taken)
        draft = f"_{self.words('minutes.file.draft')}-"
        return next(suffix for n in itertools.count(1) if not is_taken(suffix := f"{draft}{n}"))

    def _subject(self) -> str:
        """Title and group: two groups may have a workshop of the same title on one day.

        Of several meetings on one day, the later ones say which they are.
        """
        group = short_slug_of(self.minutes.group, LONGEST_GROUP)
        subject = f"{slug_of(self.minutes.title)}-{group}" if group else slug_of(self.minutes.title)
        number = self.minutes.meeting
        days = {line.date for line in self.minutes.meetings if line.number < number}
        if self.minutes.date not in days:
            return subject
        return f"{subject}_{self.words('minutes.file.meeting', n=number)}"


def _day(minutes: Minutes) -> str:
    return minutes.date.isoformat() if minutes.date else NO_DATE


def _write(minutes: Minutes, place: _Place, entry: Format, suffix: str) -> WrittenFile:
    name = place.path(entry, suffix).name
    try:
        content = entry.renderer()(minutes)
    except FormatRefusedError as problem:
        return WrittenFile(entry.name, None, problem)
    except Exception:
        # An error in one format must not prevent the others.
        log.exception("the format %s could not be made", entry.name)
        return WrittenFile(entry.name, None, FormatNotMadeError(name=name))
    try:
        return WrittenFile(entry.name, _write_under_free_name(place, entry, suffix, content))
    except OSError as problem:
        return WrittenFile(entry.name, None, FormatNotWrittenError(problem, name=name))


def _write_under_free_name(place: _Place, entry: Format, suffix: str, content: bytes) -> Path:
    path = place.path(entry, suffix)
    for _ in range(MOST_TRIES):
        try:
            write_new(path, content)
        except FileExistsError:
            # The name was taken in between.
            path = place.path(entry, place.free_suffix((entry,)))
        else:
            return path
    raise FileExistsError(path)
