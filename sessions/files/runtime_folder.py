"""The folder of this user for what lives no longer than the programs that use it: notes, sockets, locks."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator
from pathlib import Path

_FOLDER = "tre-skridt"
_PRIVATE = 0o700


def runtime_folder() -> Path:
    """That folder, made where it is missing. Raises OSError, with the folder's name as `filename`.

    So it does where the folder is somebody else's, a link, or open to others.
    """
    # Short: the path of a Unix socket has some hundred bytes.
    named = next((each / _FOLDER for each in _of_the_system() if each.is_dir()), None)
    folder = named or _in_temporary()
    folder.mkdir(_PRIVATE, exist_ok=True)
    found = folder.lstat()
    ours = os.name != "posix" or (found.st_uid == os.geteuid() and not stat.S_IMODE(found.st_mode) & 0o077)
    if not (stat.S_ISDIR(found.st_mode) and ours):
        raise PermissionError(errno.EPERM, "not this user's alone", str(folder))
    return folder


def _of_the_system() -> Iterator[Path]:
    """Where the system keeps what lives as long as a user is logged in, if it has such a place.

    A shell that was begun in another way (`su`, a timer) lacks the variable, and shall find the same hosts.
    """
    if named := os.environ.get("XDG_RUNTIME_DIR"):
        yield Path(named)
    elif os.name == "posix":
        yield Path("/run/user") / str(os.geteuid())


def _in_temporary() -> Path:
    import tempfile  # most systems name a folder

    who = f"-{os.geteuid()}" if os.name == "posix" else ""
    return Path(tempfile.gettempdir()) / f"{_FOLDER}{who}"
