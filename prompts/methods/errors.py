"""What can be wrong with a method file, each as a small class that makes its own sentence.

Authors of method files are facilitators, not programmers, so an error names the file, the line and
column where they are known, the place by its keys, and what was expected there; and it can show the line.
"""

from __future__ import annotations

from typing import Any, ClassVar

from prompts.language.words import Words, load_words

_LONGEST_FIELD = 600
_LONGEST_LINE = 100
_SHOWN_BEFORE = 40
"""So much of a long line is shown before the mark."""


class MethodError(Exception):
    """A method cannot be used as it stands.

    Attributes:
        file: the name of the file, or the folder where no file can be named.
        place: the keys that lead to the problem, such as `activities.velkomst.say`, or empty.
        line: the line in the file, counted from 1, or None where it is not known.
        column: where in the line, counted from 1, or None where it is not known.
        expected: what would have been right, in Danish.
    """

    wording: str
    expectation: ClassVar[str] = ""

    def __init__(
        self,
        file: str,
        place: str = "",
        *,
        line: int | None = None,
        column: int | None = None,
        excerpt: str = "",
        expects: str = "",
        **fields: object,
    ) -> None:
        """Name the place; `excerpt` is the whole line, `expects` a catalogue key under `methods.expected`."""
        super().__init__(file, place, line)
        self.file = file
        self.place = _harmless(place)
        self.line = line
        self.column = column
        self._excerpt = excerpt
        self._expects = expects or self.expectation
        self._fields = {name: _harmless(str(value)) for name, value in fields.items()}

    @property
    def expected(self) -> str:
        """What would have been right, in the default language."""
        return self._expected_in(load_words())

    def sentence(self, words: Words | None = None) -> str:
        """The whole message for an author: where, what, and what was expected."""
        words = words or load_words()
        return words(
            "methods.sentence",
            where=self._where_in(words),
            what=self._say(words, f"methods.{self.wording}"),
            expected=self._expected_in(words),
        )

    @property
    def excerpt(self) -> str:
        """The line that the fault is in and a mark below it; empty where the line is not known."""
        line = _harmless(self._excerpt.rstrip().replace("\t", " "))
        before = self._excerpt[: self.column - 1] if self.column else ""
        if not line:
            return ""
        indent = len(line) - len(line.lstrip())
        cut = max(0, len(before) - _SHOWN_BEFORE) if len(line) > _LONGEST_LINE else min(indent, len(before))
        shown = f"    {line[cut : cut + _LONGEST_LINE]}"
        return f"{shown}\n    {' ' * (len(before) - cut)}^" if self.column else shown

    def __str__(self) -> str:
        return self.sentence()

    def _expected_in(self, words: Words) -> str:
        return self._say(words, f"methods.expected.{self._expects}")

    def _where_in(self, words: Words) -> str:
        name = "file" if self.line is None else "file_line" if self.column is None else "file_column"
        where = words(f"methods.where.{name}", file=self.file, line=self.line, column=self.column)
        return words("methods.where.place", where=where, place=self.place) if self.place else where

    def _say(self, words: Words, key: str) -> str:
        return words(key, place=self.place, **self._fields)


class UnknownMethodError(MethodError):
    """No shipped method has the key, and no folder has the path."""

    wording = "unknown_method"
    expectation = "known_method"


class MissingFileError(MethodError):
    """The folder lacks a file that a method needs, or the file cannot be read."""

    wording = "missing_file"
    expectation = "method_files"


class TooLargeError(MethodError):
    """The file is far larger than any real method."""

    wording = "too_large"
    expectation = "size"


class TooDeepError(MethodError):
    """Brackets or dotted keys are nested deeper than any method needs."""

    wording = "too_deep"
    expectation = "depth"


class NotTextError(MethodError):
    """The file is not UTF-8."""

    wording = "not_text"
    expectation = "utf8"


class SyntaxFaultError(MethodError):
    """The file is not TOML. `reason` is a catalogue key under `methods.syntax`."""

    wording = "syntax"
    expectation = "toml"

    def __init__(self, file: str, place: str = "", *, reason: str = "other", **fields: Any) -> None:  # noqa: ANN401
        """Take the rest as every MethodError does."""
        super().__init__(file, place, **fields)
        self.wording = f"syntax.{reason}"


class UnknownKeyError(MethodError):
    """A key that is not known here, most often a misspelling."""

    wording = "unknown_key"
    expectation = "one_of"


class MissingKeyError(MethodError):
    """A key that the structure needs is not there."""

    wording = "missing_key"


class WrongTypeError(MethodError):
    """The value is of another type than the key takes."""

    wording = "wrong_type"


class WrongValueError(MethodError):
    """The type is right, the value is not."""

    wording = "wrong_value"


class TooManyError(MethodError):
    """More entries than a method may have."""

    wording = "too_many"
    expectation = "at_most"


class DuplicateKeyError(MethodError):
    """Two entries share what must be unique."""

    wording = "duplicate"
    expectation = "unique"


class TakenKeyError(DuplicateKeyError):
    """A pack brings a key or a prefix that the method or another pack has. `by` is `method` or `pack`."""

    expectation = "own_key"

    def __init__(self, file: str, place: str = "", *, by: str = "method", **fields: Any) -> None:  # noqa: ANN401
        """Take the rest as every MethodError does."""
        super().__init__(file, place, **fields)
        self.wording = f"taken.{by}"


class UnknownReferenceError(MethodError):
    """A key is used that nothing defines."""

    wording = "unknown_reference"
    expectation = "one_of"


class OtherMethodError(MethodError):
    """A pack says that it is for another method than the one it lies beside."""

    wording = "other_method"
    expectation = "this_method"


class MissingTextError(MethodError):
    """The structure has an entry whose texts are missing."""

    wording = "missing_text"
    expectation = "text_for"


class TextWithoutKeyError(MethodError):
    """There are texts for an entry that the structure does not have."""

    wording = "text_without_key"
    expectation = "one_of"


class WrongSumError(MethodError):
    """The activities' minutes do not add up to the minutes of the run sheet."""

    wording = "wrong_sum"
    expectation = "sum"


class ForbiddenCharacterError(MethodError):
    """A text contains a character that could change how a screen displays it."""

    wording = "forbidden_character"
    expectation = "plain_text"


def _harmless(text: str) -> str:
    """Untrusted text made safe to quote in a message on a terminal."""
    shown = "".join(sign if sign.isprintable() else "?" for sign in text[:_LONGEST_FIELD])
    return f"{shown}…" if len(text) > _LONGEST_FIELD else shown
