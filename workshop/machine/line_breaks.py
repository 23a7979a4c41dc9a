"""Lines for a terminal, broken between words: a terminal itself breaks within them."""

from __future__ import annotations

import os
import textwrap
from typing import IO

LEAST_COLUMNS = 20


def columns_of(stream: IO[str]) -> int:
    """How wide the terminal behind a stream is; 0 where there is none, such as a file or a pipe."""
    try:
        return os.get_terminal_size(stream.fileno()).columns if stream.isatty() else 0
    except (OSError, ValueError, AttributeError):
        return 0


def at_words(text: str, columns: int) -> list[str]:
    """The text in lines of at most so many characters; a longer word stays whole. 0 columns: one line."""
    if columns < LEAST_COLUMNS or len(text) <= columns:
        return [text]
    lines = textwrap.wrap(text, columns, break_long_words=False, break_on_hyphens=False)
    return lines or [text]
