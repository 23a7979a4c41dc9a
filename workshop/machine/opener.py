"""Opens a file or a folder in the program that this computer uses for it.

The system's own opener is started with the path as one argument, never through a shell: a title may hold
anything that a shell would act on.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

from prompts.language.words import Words, load_words

_OPENERS = {"darwin": "open"}
_ON_LINUX = "xdg-open"


class NotOpenedError(Exception):
    """The system could not be asked to open a file. Nothing is changed."""

    def __init__(self, path: Path) -> None:
        """`path` is what was to be opened."""
        super().__init__(str(path))
        self.path = path

    def sentence(self, words: Words | None = None) -> str:
        """Where the file is, for whoever opens it by hand."""
        return (words or load_words())("opener.failed", path=self.path)


def open_path(path: Path) -> None:
    """Have the system open `path`; returns without waiting for its program. Raises NotOpenedError."""
    real = path.absolute()
    if not real.exists():
        raise NotOpenedError(real)
    try:
        if sys.platform == "win32":
            import os

            os.startfile(real)  # noqa: S606 - no shell is the point
            return
        opener = shutil.which(_OPENERS.get(sys.platform, _ON_LINUX))
        if opener is None:
            raise NotOpenedError(real)
        subprocess.Popen(  # noqa: S603 - the system's opener, and a path of ours
            [opener, str(real)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except OSError as problem:
        raise NotOpenedError(real) from problem
