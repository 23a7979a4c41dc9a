"""Makes a method or a pack of one's own to edit: a copy of another one under a key of its own."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from prompts.language.words import Words, load_words
from prompts.methods.checks.checking import STRUCTURE_FILE
from prompts.methods.files.packs import PACKS_FOLDER
from prompts.methods.loading import DEFAULT_METHOD, folder_of, list_methods, list_packs, sample_pack
from sessions.files.private_files import make_folder

_KEY = re.compile(r"[a-z0-9][a-z0-9-]{0,59}")
LONGEST_PACK_KEY = 50
"""What a pack brings along has its key and a word more, and a key has at most 60 characters."""
_KEY_LINE = re.compile(r'^key\s*=\s*"[^"\n]*"', re.MULTILINE)


class CannotMakeMethodError(Exception):
    """The name is no key, or is taken. Nothing was made."""

    def __init__(self, reason: str, **fields: object) -> None:
        """`reason` is a key of the catalogue under `cli`."""
        super().__init__(reason)
        self._reason, self._fields = reason, fields

    def sentence(self, words: Words | None = None) -> str:
        """What is wrong with the name."""
        return (words or load_words())(f"cli.{self._reason}", **self._fields)


def make_method(own: Path, key: str, like: Path) -> Path:
    """A copy of the method in the folder `like`, called `key`, in the folder `own`; returns its folder.

    Raises CannotMakeMethodError, OSError.
    """
    folder = _copied(own, key, like)
    give_key(folder, key)
    return folder


def make_pack(own: Path, key: str) -> Path:
    """A small pack called `key` in the folder `own`; returns its folder.

    What it brings along begins with its key: no other pack has brought that.
    Raises CannotMakeMethodError, OSError.
    """
    sample = sample_pack()
    if len(key) > LONGEST_PACK_KEY:
        raise CannotMakeMethodError("bad-method-key", text=key[:60])
    folder = _copied(own, key, Path(str(sample)))
    for file in folder.glob("*.toml"):
        lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
        kept = (line.replace(sample.name, key) for line in lines if not line.startswith("#"))
        file.write_text("".join(kept).lstrip("\n"), encoding="utf-8")
    return folder


def _copied(own: Path, key: str, like: Path) -> Path:
    if not _KEY.fullmatch(key):
        raise CannotMakeMethodError("bad-method-key", text=key[:60])
    folder = own / key
    shipped = Path(str(folder_of(DEFAULT_METHOD))) / PACKS_FOLDER
    there = {listing.key: listing.path for listing in list_methods(own)}
    there |= {listing.key: listing.path for listing in (*list_packs(own), *list_packs(shipped))}
    taken = there.get(key, folder)
    if taken.exists():
        raise CannotMakeMethodError("method-exists", folder=taken)
    make_folder(own)
    shutil.copytree(like, folder, ignore=shutil.ignore_patterns("__pycache__"))
    return folder


def give_key(folder: Path, key: str) -> None:
    """Call the method in `folder` by another key. Raises OSError."""
    structure = folder / STRUCTURE_FILE
    text = structure.read_text(encoding="utf-8-sig")
    structure.write_text(_KEY_LINE.sub(f'key = "{key}"', text, count=1), encoding="utf-8")
