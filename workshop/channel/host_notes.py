"""The notes that hosts leave: which workshops are open just now.

A host keeps its note and its socket in a folder that only this user may enter. Whoever only wants to know
which workshops run looks here, and loads nothing that talks to a host.
"""

from __future__ import annotations

import hashlib
import json
import os
import socket
import sys
from collections.abc import Collection, Iterable
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
        notes = {entry.name for entry in endpoint_folder().iterdir() if entry.suffix == NOTE}
    except (ChannelFolderError, OSError):
        return frozenset()
    if not notes:
        return frozenset()
    return frozenset(path for path in sessions if _is_hosted(path, notes))


def _is_hosted(session: Path, notes: Collection[str]) -> bool:
    try:
        note = file_of(session, NOTE)
    except (OSError, RuntimeError):  # a link to itself: before Python 3.13 the latter
        return False
    return note.name in notes and _is_alive(note)


def _is_alive(note: Path) -> bool:
    """Whether the host that left the note is there yet: one that is killed leaves it behind."""
    try:
        said = json.loads(note.read_bytes())
        if sys.platform == "win32":  # where asking for a process by os.kill ends it
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
    whole = os.fsencode(session.resolve())
    return endpoint_folder() / f"{hashlib.sha256(whole).hexdigest()[:24]}{ending}"
