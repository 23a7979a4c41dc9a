"""Collects every problem of one file, so that an author does not have to find them one at a time."""

from __future__ import annotations

import itertools
from collections.abc import Iterable

from prompts.methods.errors import MethodError
from prompts.methods.files.line_numbers import Path
from prompts.methods.files.source_file import Source

MOST_PROBLEMS = 200  # nobody reads more, and a hostile file could have tens of thousands


class Findings:
    """The problems found in `source` so far, at most one per place."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.problems: list[MethodError] = []
        self._broken: set[Path] = set()

    def add(self, error: type[MethodError], path: Path, *, expects: str = "", **fields: object) -> None:
        """Record a problem at `path`, unless it or one of its ancestors already has one."""
        if self.is_broken(path):
            return
        self._broken.add(path)
        if len(self.problems) == MOST_PROBLEMS:
            return
        place = self.source.shown(path)
        line, column = self.source.position(path) or (None, None)
        excerpt = self.source.text_of(line) if line else ""
        self.problems.append(
            error(
                self.source.name, place, line=line, column=column, excerpt=excerpt, expects=expects, **fields
            )
        )

    def is_broken(self, path: Path) -> bool:
        """Whether `path` or any of its ancestors has a problem."""
        return any(path[:length] in self._broken for length in range(len(path) + 1))

    def is_broken_within(self, path: Path) -> bool:
        """Whether anything at or inside `path` has a problem."""
        return any(broken[: len(path)] == path for broken in self._broken)

    def in_order(self) -> tuple[MethodError, ...]:
        """The problems from the top of the file down; those without a line last."""
        return tuple(sorted(self.problems, key=lambda problem: problem.line or 1_000_000))


def names(keys: Iterable[str]) -> str:
    """Keys formatted for a sentence to the author, truncated if there are too many."""
    return ", ".join(itertools.islice(keys, 40)) or "–"
