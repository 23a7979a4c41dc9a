"""Checks the run sheet of a new workshop, for the commands that make one."""

from __future__ import annotations

import click

from prompts.language.cleaning import clean_line
from prompts.language.words import Words
from prompts.methods.model import Method
from prompts.methods.run_sheets import RunSheet


def require_run_sheet(method: Method, key: str, words: Words) -> None:
    """Raise click.UsageError, which lists the valid ones, unless `key` is for a first meeting."""
    _require(key, [sheet.key for sheet in method.first_sheets()], words)


def any_run_sheet(method: Method, key: str, words: Words) -> RunSheet:
    """The run sheet called `key`, a follow-up's too. Raises click.UsageError, which lists the valid ones."""
    _require(key, [sheet.key for sheet in method.run_sheets], words)
    return method.run_sheet(key)


def _require(key: str, known: list[str], words: Words) -> None:
    if key not in known:
        raise click.UsageError(
            words("cli.unknown-run-sheet", text=clean_line(key)[:40], known=", ".join(known))
        )
