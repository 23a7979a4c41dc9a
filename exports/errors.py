"""The reasons that minutes could not be written, as small classes that make their own sentence.

Each looks its sentence up under `minutes.failed.<code>`: what happened, what was kept, what to do.
"""

from __future__ import annotations

import errno
from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar

from prompts.language.words import Words, load_words

_REASONS = {
    "ENOSPC": "full",
    "EDQUOT": "full",
    "EFBIG": "full",
    "EACCES": "forbidden",
    "EPERM": "forbidden",
    "EROFS": "read-only",
    "ENAMETOOLONG": "long-name",
    "EEXIST": "in-the-way",
    "ENOTDIR": "in-the-way",
    "EISDIR": "in-the-way",
    "ENOENT": "gone",
    "ENODEV": "gone",
    "ENXIO": "gone",
    "ESTALE": "gone",
    "ENOTCONN": "gone",
    "EHOSTDOWN": "gone",
    "EHOSTUNREACH": "gone",
    "ETIMEDOUT": "gone",
    "EIO": "broken",
    "EBUSY": "in-use",
    "ETXTBSY": "in-use",
    "EMFILE": "many-files",
    "ENFILE": "many-files",
    "ELOOP": "loop",
    "EINVAL": "bad-name",
    "EILSEQ": "bad-name",
}
_READING_REASONS = {
    "ENOENT": "no-file",
    "ENOTDIR": "no-file",
    "EISDIR": "a-folder",
    "EACCES": "not-yours",
    "EPERM": "not-yours",
}
"""Reasons for which writing fails, by the name of the `errno`; not every system has all of them.

The system's own messages are often in another language than the facilitator's.
"""
_IN_USE_ON_WINDOWS = frozenset({32, 33})
"""Sharing violation and lock violation: the file is open elsewhere. As an `errno` both are EACCES."""


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
        """As usual, with the reason in the same language."""
        words = words or load_words()
        return words(f"minutes.failed.{self.code}", reason=self.reason(words), **self.fields)

    def reason(self, words: Words) -> str:
        """Why it failed, in the language of `words`; an unknown reason is the system's code for it."""
        if getattr(self.problem, "winerror", None) in _IN_USE_ON_WINDOWS:
            return words("minutes.failed.because-in-use")
        number = getattr(self.problem, "errno", None) or 0
        name = errno.errorcode.get(number, str(number or type(self.problem).__name__))
        known = _REASONS.get(name)
        if known is None:
            return words("minutes.failed.because-other", code=name)
        return words(f"minutes.failed.because-{known}")


class ReadingError(DiskError):
    """Reading failed with the OSError `problem`; the same numbers mean something else than for writing."""

    def reason(self, words: Words) -> str:
        """Why it failed, in the language of `words`."""
        name = errno.errorcode.get(getattr(self.problem, "errno", None) or 0, "")
        known = _READING_REASONS.get(name)
        return words(f"minutes.failed.because-{known}") if known else super().reason(words)


class FolderError(DiskError):
    """The folder cannot be made or used. Fields: `folder`."""


class ExportStoppedError(ExportError):
    """Somebody stopped it. Fields: `n` files were written, of `total`."""

    code = "stopped"


class LinkedFolderError(ExportError):
    """The folder is a link to somewhere else. Fields: `folder`."""

    code = "link"


class OutsideFolderError(ExportError):
    """The folder would be outside the chosen one. Fields: `folder`."""

    code = "outside"


class FormatNotWrittenError(DiskError):
    """One format could not be written to disk. Fields: `name`."""

    code = "format"


class FormatRefusedError(ExportError):
    """One format cannot be made until somebody does something, which its own sentence says."""


class LibraryMissingError(FormatRefusedError):
    """A format needs a library that is an extra. Fields: `format`, `extra`."""

    code = "not-installed"


class BrokenBaseError(FormatRefusedError):
    """The organisation's own file cannot be opened as what its ending says. Fields: `file`."""

    code = "base-broken"


class BaseStylesError(FormatRefusedError):
    """The organisation's own Word file lacks styles. Fields: `file`, `styles`."""

    code = "base-styles"


class BaseSizeError(FormatRefusedError):
    """The organisation's own slides have another size than 33.87 × 19.05 cm. Fields: `file`."""

    code = "base-size"


class BaseTitleError(FormatRefusedError):
    """The organisation's own slides have no layout with a title. Fields: `file`."""

    code = "base-title"


class FormatNotMadeError(ExportError):
    """One format could not be rendered: a bug in the program. Fields: `name`."""

    code = "render"

    def reason(self, words: Words) -> str:
        """Why it failed, in the language of `words`."""
        return words("minutes.failed.because-tool")


class NotAllWrittenError(ExportError):
    """Some formats, or all, could not be written: names each of them, and each file that was written."""

    code = "not-all"

    def __init__(
        self,
        problems: Sequence[FormatNotWrittenError | FormatNotMadeError | FormatRefusedError],
        written: Sequence[Path],
    ) -> None:
        """Keep what failed and the files that were written; neither is touched by the other."""
        super().__init__()
        self.problems, self.written = tuple(problems), tuple(written)

    def sentence(self, words: Words | None = None) -> str:
        """The failed files by reason, the written ones, and what to do."""
        words = words or load_words()
        failed: dict[str, list[str]] = {}
        told = [
            problem.sentence(words) for problem in self.problems if isinstance(problem, FormatRefusedError)
        ]
        others = [problem for problem in self.problems if not isinstance(problem, FormatRefusedError)]
        for problem in others:
            failed.setdefault(problem.reason(words), []).append(str(problem.fields["name"]))
        told += [
            words("minutes.failed.not-written", reason=reason, names=", ".join(names))
            for reason, names in failed.items()
        ]
        files = ", ".join(map(str, self.written))
        told.append(
            words("minutes.failed.written", files=files) if files else words("minutes.failed.none-written")
        )
        only_disk = all(isinstance(problem, DiskError) for problem in others)
        if others:
            told.append(words(f"minutes.failed.{'try-again' if only_disk else 'report'}"))
        return " ".join(told)


class UnknownFormatError(ExportError):
    """No such format. Fields: `name`, `known`."""

    code = "unknown-format"
