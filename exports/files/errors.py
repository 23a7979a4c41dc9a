"""The reasons that minutes could not be written, as small classes that make their own sentence.

Each looks its sentence up under `minutes.failed.<code>`: what happened, what was kept, what to do.
"""

from __future__ import annotations

import errno
from typing import ClassVar

from prompts.language.words import Words, load_words

_REASONS = {
    errno.ENOSPC: "full",
    errno.EACCES: "forbidden",
    errno.EPERM: "forbidden",
    errno.EROFS: "read-only",
    errno.ENAMETOOLONG: "long-name",
    errno.EEXIST: "in-the-way",
    errno.ENOTDIR: "in-the-way",
}
"""Reasons for which writing fails, by `errno`. The system's messages are often in another language."""


class ExportError(Exception):
    """Minutes that were not written. `fields` fill the sentence."""

    code: ClassVar[str] = "folder"

    def __init__(self, **fields: object) -> None:
        """Keep the `fields` that the sentence names."""
        super().__init__(self.code)
        self.fields = fields

    def sentence(self, words: Words | None = None) -> str:
        """What happened, what was kept and what to do, in the language of `words`."""
        return (words or load_words())(f"minutes.failed.{self.code}", **self.fields)

    def __str__(self) -> str:
        return self.sentence()


class DiskError(ExportError):
    """Writing failed with the OSError `problem`. The sentence names it as `reason`."""

    def __init__(self, problem: Exception, **fields: object) -> None:
        """Keep the system's error."""
        super().__init__(**fields)
        self.problem = problem

    def sentence(self, words: Words | None = None) -> str:
        """As usual, with the reason in the same language; an unknown reason is in the system's language."""
        words = words or load_words()
        known = _REASONS.get(getattr(self.problem, "errno", None) or 0)
        said = getattr(self.problem, "strerror", None) or str(self.problem)
        reason = words(f"minutes.failed.because-{known}") if known else said
        return words(f"minutes.failed.{self.code}", reason=reason, **self.fields)


class FolderError(DiskError):
    """The folder cannot be made or used. Fields: `folder`."""


class LinkedFolderError(ExportError):
    """The folder is a link to somewhere else. Fields: `folder`."""

    code = "link"


class OutsideFolderError(ExportError):
    """The folder would be outside the chosen one. Fields: `folder`."""

    code = "outside"


class FormatNotWrittenError(DiskError):
    """One format could not be written to disk. Fields: `name`."""

    code = "format"


class LibraryMissingError(ExportError):
    """A format needs a library that is an extra. Fields: `format`, `extra`."""

    code = "not-installed"


class BrokenBaseError(ExportError):
    """The organisation's own file cannot be opened as what its ending says. Fields: `file`."""

    code = "base-broken"


class BaseStylesError(ExportError):
    """The organisation's own Word file lacks styles. Fields: `file`, `styles`."""

    code = "base-styles"


class BaseSizeError(ExportError):
    """The organisation's own slides have another size than 33.87 × 19.05 cm. Fields: `file`."""

    code = "base-size"


class BaseTitleError(ExportError):
    """The organisation's own slides have no layout with a title. Fields: `file`."""

    code = "base-title"


class FormatNotMadeError(ExportError):
    """One format could not be rendered: a bug in the program. Fields: `name`."""

    code = "render"


class UnknownFormatError(ExportError):
    """No such format. Fields: `name`, `known`."""

    code = "unknown-format"
