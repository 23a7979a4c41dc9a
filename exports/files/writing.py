"""Writes minutes as files in a folder of their own, and never overwrites anything.

`Documents/Workshops/2026-03-04_budgetdag/referat.docx`: the second time it becomes `referat-2.docx`.
If one format fails, the others are still written.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from exports.files.errors import (
    ExportError,
    FolderError,
    FormatNotMadeError,
    FormatNotWrittenError,
    LinkedFolderError,
    OutsideFolderError,
    UnknownFormatError,
)
from exports.formats.registry import EVERY_FORMAT, Format
from exports.minutes import Minutes
from prompts.language.words import Words, load_words
from sessions.naming import free_name, slug_of
from sessions.private_files import make_folder
from sessions.whole_files import write_new

NO_DATE = "0000-00-00"
"""Used in place of a missing date, so that folder names always have the same form."""
MOST_TRIES = 1_000

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class WrittenFile:
    """The result for one format: `path` if it was written, `problem` if it was not."""

    format: str
    path: Path | None
    problem: ExportError | None = None


def folder_name(minutes: Minutes) -> str:
    """`<date>_<slug>`: ASCII, at most 71 characters, allowed on every system."""
    return f"{minutes.date or NO_DATE}_{slug_of(minutes.title)}"


def write_exports(
    minutes: Minutes,
    folder: Path,
    formats: Iterable[str],
    on_format: Callable[[str, int, int], None] | None = None,
) -> tuple[WrittenFile, ...]:
    """Write `minutes` in each of `formats` under the base `folder`, in the order asked for.

    The base folder is made if it is missing. All files of one call get the same number.

    Args:
        minutes: what to write.
        folder: the folder that the workshop's own folder is made in.
        formats: names in `exports.formats.registry.EVERY_FORMAT`; one named twice is written once.
        on_format: told the name of each format before it is made, its number from 1, and how many there are.
            What it raises stops the export; the files written before it stay, whole.

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
    own = _own_folder(folder, folder_name(minutes))
    suffix = _free_suffix(own, wanted, words)
    written = []
    for number, entry in enumerate(wanted, start=1):
        if on_format is not None:
            on_format(entry.name, number, len(wanted))
        written.append(_write(minutes, own, entry, suffix, words))
    return tuple(written)


def _known(name: str) -> Format:
    try:
        return EVERY_FORMAT[name]
    except KeyError:
        raise UnknownFormatError(name=name, known=", ".join(EVERY_FORMAT)) from None


def _own_folder(base: Path, name: str) -> Path:
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


def _free_suffix(folder: Path, formats: tuple[Format, ...], words: Words) -> str:
    """The first suffix with which none of the names is taken: nothing, `-2`, `-3` and so on."""
    return free_name(
        "", lambda suffix: any(os.path.lexists(_path(folder, entry, suffix, words)) for entry in formats)
    )


def _path(folder: Path, entry: Format, suffix: str, words: Words) -> Path:
    stem, _, ending = entry.file_name_in(words).rpartition(".")
    return folder / f"{stem}{suffix}.{ending}"


def _write(minutes: Minutes, folder: Path, entry: Format, suffix: str, words: Words) -> WrittenFile:
    name = entry.file_name_in(words)
    try:
        content = entry.renderer()(minutes)
    except ExportError as problem:
        return WrittenFile(entry.name, None, problem)
    except Exception:
        # An error in one format must not prevent the others.
        log.exception("the format %s could not be made", entry.name)
        return WrittenFile(entry.name, None, FormatNotMadeError(name=name))
    try:
        return WrittenFile(entry.name, _write_under_free_name(folder, entry, suffix, content, words))
    except OSError as problem:
        return WrittenFile(entry.name, None, FormatNotWrittenError(problem, name=name))


def _write_under_free_name(folder: Path, entry: Format, suffix: str, content: bytes, words: Words) -> Path:
    path = _path(folder, entry, suffix, words)
    for _ in range(MOST_TRIES):
        try:
            write_new(path, content)
        except FileExistsError:
            # The name was taken in between.
            path = _path(folder, entry, _free_suffix(folder, (entry,), words), words)
        else:
            return path
    raise FileExistsError(path)
