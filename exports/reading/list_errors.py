"""Why a list was not read. Nothing has been changed then; each sentence says what to do."""

from __future__ import annotations

from exports.errors import ExportError, ReadingError
from prompts.language.words import Words, load_words


class NoListError(ExportError):
    """The file holds no list that can be read. Fields: `file`, `why`, as in `lists.why-…`."""

    code = "list-foreign"

    def sentence(self, words: Words | None = None) -> str:
        """As usual, with the reason in the same language."""
        words = words or load_words()
        reason = words(f"lists.why-{self.fields['why']}")
        return words(f"minutes.failed.{self.code}", file=self.fields["file"], reason=reason)


class UnreadableListError(ReadingError):
    """The file is not there, or cannot be read. Fields: `file`."""

    code = "list-unreadable"


class ListTooLongError(ExportError):
    """More lines than are read at once. Fields: `file`, `n`, `most`."""

    code = "list-long"


class ListTooLargeError(ExportError):
    """More bytes, or more cells, than a list has. Fields: `file`, `most` (megabytes)."""

    code = "list-large"


class EmptyListError(ExportError):
    """There is nothing of the wanted kind in it. Fields: `file`."""

    code = "list-empty"
