"""Why minutes could not be written, as small classes that make their own sentence.

Each looks its sentence up under `minutes.failed.<code>`: what happened, what was kept, what to do.
"""

from __future__ import annotations

from typing import ClassVar

from prompts.words import Words, load_words


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


class FolderError(ExportError):
    """The folder cannot be made or used. Fields: `folder`, `reason`."""


class LinkedFolderError(ExportError):
    """The folder is a link to somewhere else. Fields: `folder`."""

    code = "link"


class OutsideFolderError(ExportError):
    """The folder would lie outside the one that was chosen. Fields: `folder`."""

    code = "outside"


class FormatNotWrittenError(ExportError):
    """The disk took one format not. Fields: `name`, `reason`."""

    code = "format"


class FormatNotMadeError(ExportError):
    """One format could not be rendered: a defect of the program. Fields: `name`."""

    code = "render"


class UnknownFormatError(ExportError):
    """No such format. Fields: `name`, `known`."""

    code = "unknown-format"
