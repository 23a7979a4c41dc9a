"""The notes that hosts leave: which workshops are open just now.

A host keeps its note and its socket in a folder that only this user may enter. Whoever only wants to know
which workshops run looks here, and loads nothing that talks to a host; what only a note needs is loaded
when there is one.
"""

from __future__ import annotations

import functools
import os
import sys
from collections.abc import Callable, Collection, Iterable
from pathlib import Path

from prompts.language.words import Words, load_words
from sessions.files.runtime_folder import runtime_folder

NOTE, SOCKET = ".json", ".sock"
_SECONDS_TO_ANSWER = 0.2


class ChannelFolderError(Exception):
    """Host and faces cannot meet: their folder cannot be used, or is not this user's alone."""

    def __init__(self, folder: Path) -> None:
        """Name the folder."""
        super().__init__(folder.name)
        self.folder = folder

    def sentence(self, words: Words | None = None) -> str:
        """What happened, what was kept and what to do."""
        return (words or load_words())("attached.no-folder", folder=self.folder)


def endpoint_folder() -> Path:
    """The folder with the notes and sockets of this user, made where it is missing.

    Raises ChannelFolderError where it is somebody else's, or open to others.
    """
    try:
        return runtime_folder()
    except OSError as problem:
        raise ChannelFolderError(Path(problem.filename)) from problem


def hosted_among(sessions: Iterable[Path]) -> frozenset[Path]:
    """Those of the session files that a host has open just now; none where the folder cannot be used."""
    try:
        folder = endpoint_folder()
        notes = frozenset(os.listdir(folder))  # noqa: PTH208 - no path is made of what is not asked for
    except (ChannelFolderError, OSError):
        return frozenset()
    resolved = functools.cache(os.path.realpath)
    return frozenset(path for path in sessions if notes and _is_hosted(path, folder, notes, resolved))


def _is_hosted(session: Path, folder: Path, notes: Collection[str], resolved: Callable[[str], str]) -> bool:
    """Whether one of the `notes` in `folder` is of a living host of `session`.

    Asked of hundreds of files in one folder: that is resolved once, and the files only where it matters.
    """
    try:
        if os.name == "posix" and not os.path.islink(session):  # noqa: PTH114 - twice as fast
            parent, name = os.path.split(session)
            note = _name_of(os.path.join(resolved(parent), name), NOTE)  # noqa: PTH118 - as above
        else:
            note = _name_of(str(session.resolve()), NOTE)
    except (OSError, RuntimeError):  # a link to itself: before Python 3.13 the latter
        return False
    return note in notes and _is_alive(folder / note)


def _is_alive(note: Path) -> bool:
    """Whether the host that left the note is there yet: one that is killed leaves it behind."""
    import json

    try:
        said = json.loads(note.read_bytes())
        if sys.platform == "win32":  # where asking for a process by os.kill ends it
            import socket

            socket.create_connection(("127.0.0.1", int(said["port"])), _SECONDS_TO_ANSWER).close()
        else:
            os.kill(int(said["pid"]), 0)
    except PermissionError:
        return True
    except (OSError, ValueError, KeyError, TypeError, OverflowError):
        return False
    return True


def file_of(session: Path, ending: str) -> Path:
    """The file of this kind of the host of `session`, there or not. Raises ChannelFolderError, OSError."""
    return endpoint_folder() / _name_of(str(session.resolve()), ending)


def _name_of(resolved: str, ending: str) -> str:
    import hashlib

    return hashlib.sha256(os.fsencode(resolved)).hexdigest()[:24] + ending
