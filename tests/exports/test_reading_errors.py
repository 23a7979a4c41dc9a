"""A file that cannot be read says why: the numbers of the system mean something else than for writing."""

from __future__ import annotations

import errno
import os

import pytest

from exports.reading.list_errors import UnreadableListError
from exports.reading.minutes_file import UnreadableMinutesError
from prompts.language.words import load_words


@pytest.mark.parametrize("made", [UnreadableListError, UnreadableMinutesError])
@pytest.mark.parametrize(
    ("number", "told"),
    [
        (errno.ENOENT, "den findes ikke"),
        (errno.EACCES, "den må ikke læses"),
        (errno.EISDIR, "det er en mappe"),
    ],
)
def test_a_file_that_cannot_be_read_says_why(made, number: int, told: str) -> None:
    problem = made(OSError(number, os.strerror(number)), file="liste.csv")
    assert f": {told}." in problem.sentence(load_words("da"))
