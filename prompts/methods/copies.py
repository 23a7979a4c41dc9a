"""A copy of a method's files as one text, which a workshop keeps and reads its method from later.

It is a zip archive in base64: the standard library reads one like a folder, and the text stands in a column.
"""

from __future__ import annotations

import base64
import binascii
import io
import re
import zipfile
from collections.abc import Iterator
from importlib.resources.abc import Traversable

from prompts.methods.errors import MissingFileError
from prompts.methods.packs import PACKS_FOLDER
from prompts.methods.source_file import SIZE_LIMIT

STRUCTURE_FILES = re.compile(r"method\.toml|packs/[^/]+/pack\.toml")
_MOST_FILES = 1_000
_LONGEST_COPY = 32_000_000
"""Characters of a copy; that of the shipped method is a fortieth of this."""
_LONG_AGO = (1980, 1, 1, 0, 0, 0)
"""The time of every entry: copies of the same files are the same text."""


def copy_of(folder: Traversable) -> str:
    """The files of the method in `folder` as one text. Raises OSError."""
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as written:
        written.writestr(zipfile.ZipInfo(f"{PACKS_FOLDER}/", _LONG_AGO), b"")
        for name, content in _files(folder):
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


def structure_of(folder: Traversable) -> dict[str, bytes]:
    """What the keys of the method in `folder` are, without its words: two that are alike know the same."""
    return {name: content for name, content in _files(folder) if STRUCTURE_FILES.fullmatch(name)}


def _files(folder: Traversable) -> Iterator[tuple[str, bytes]]:
    found = [*_toml_in(folder, "")]
    packs = folder / PACKS_FOLDER
    if packs.is_dir():
        for place in sorted(packs.iterdir(), key=lambda each: each.name):
            if place.is_dir():
                found += _toml_in(place, f"{PACKS_FOLDER}/{place.name}/")
    for name, file in found[:_MOST_FILES]:
        with file.open("rb") as stream:
            yield name, stream.read(SIZE_LIMIT + 1)


def _toml_in(folder: Traversable, prefix: str) -> Iterator[tuple[str, Traversable]]:
    for file in sorted(folder.iterdir(), key=lambda each: each.name):
        if file.name.endswith(".toml") and file.is_file():
            yield prefix + file.name, file
