"""A copy of a method's files as one text, which a workshop keeps and reads its method from later.

It is a zip archive in base64: the standard library reads one like a folder, and the text stands in a column.
"""

from __future__ import annotations

import base64
import binascii
import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from importlib.resources.abc import Traversable

from prompts.methods.errors import MissingFileError
from prompts.methods.files.packs import PACKS_FOLDER
from prompts.methods.files.source_file import SIZE_LIMIT
from prompts.methods.look import LOGO_FILE

STRUCTURE_FILES = re.compile(r"method\.toml|packs/[^/]+/pack\.toml")
_MOST_FILES = 1_000
_LONGEST_COPY = 32_000_000
"""Characters of a copy; that of the shipped method is a fortieth of this."""
_LONG_AGO = (1980, 1, 1, 0, 0, 0)
"""The time of every entry: copies of the same files are the same text."""


def copy_of(folder: Traversable | None, beside: Sequence[Traversable] = ()) -> str:
    """The files of the method in `folder`, and of packs that lie elsewhere, as one text. Raises OSError.

    Without a folder there are the packs alone: those of one's own for a shipped method.
    """
    files = [] if folder is None else [*_files(folder)]
    files += _beside(beside)
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as written:
        written.writestr(zipfile.ZipInfo(f"{PACKS_FOLDER}/", _LONG_AGO), b"")
        for name, content in files:
            entry = zipfile.ZipInfo(name, _LONG_AGO)
            entry.compress_type = zipfile.ZIP_DEFLATED
            written.writestr(entry, content)
    return base64.b64encode(archive.getvalue()).decode("ascii")


def folder_in(copy: str) -> Traversable:
    """The folder that `copy` was made of, to be read from.

    What a stranger's session file holds is bounded before it is unpacked: its length and how many
    files are in it here, each file's size by whoever reads it (`source_file.SIZE_LIMIT`).
    Raises MissingFileError for a copy that is damaged or beyond these bounds.
    """
    try:
        if len(copy) > _LONGEST_COPY:
            raise ValueError("too long")
        archive = zipfile.ZipFile(io.BytesIO(base64.b64decode(copy, validate=True)))
        if len(archive.filelist) > _MOST_FILES:
            raise ValueError("too many files")
        return zipfile.Path(archive)
    except (zipfile.BadZipFile, binascii.Error, ValueError) as problem:
        raise MissingFileError("method.toml") from problem


def packs_in(folder: Traversable) -> tuple[Traversable, ...]:
    """The folders of packs that a copy without a method holds."""
    places = (folder / PACKS_FOLDER).iterdir()
    return tuple(place for place in sorted(places, key=lambda each: each.name) if place.is_dir())


def structure_of(folder: Traversable, beside: Sequence[Traversable] = ()) -> dict[str, bytes]:
    """What the keys of the method in `folder` are, without its words: two that are alike know the same."""
    files = [*_files(folder), *_beside(beside)]
    return {name: content for name, content in files if STRUCTURE_FILES.fullmatch(name)}


def _files(folder: Traversable) -> Iterator[tuple[str, bytes]]:
    found = [*_toml_in(folder, "")]
    if (folder / LOGO_FILE).is_file():
        found.append((LOGO_FILE, folder / LOGO_FILE))
    packs = folder / PACKS_FOLDER
    if packs.is_dir():
        for place in sorted(packs.iterdir(), key=lambda each: each.name):
            if place.is_dir():
                found += _toml_in(place, f"{PACKS_FOLDER}/{place.name}/")
    for name, file in found[:_MOST_FILES]:
        yield name, _content(file)


def _beside(packs: Sequence[Traversable]) -> Iterator[tuple[str, bytes]]:
    for place in packs:
        for name, file in _toml_in(place, f"{PACKS_FOLDER}/{place.name}/"):
            yield name, _content(file)


def _content(file: Traversable) -> bytes:
    with file.open("rb") as stream:
        return stream.read(SIZE_LIMIT + 1)


def _toml_in(folder: Traversable, prefix: str) -> Iterator[tuple[str, Traversable]]:
    for file in sorted(folder.iterdir(), key=lambda each: each.name):
        if file.name.endswith(".toml") and file.is_file():
            yield prefix + file.name, file
