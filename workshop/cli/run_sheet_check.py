"""Checks the run sheet of a new workshop, for the commands that make one."""

from __future__ import annotations

import click

from prompts.language.cleaning import clean_line
from prompts.language.words import Words
from prompts.methods.model import Method


def require_run_sheet(method: Method, key: str, words: Words) -> None:
    """Raise click.UsageError, which lists the valid ones, unless `key` is for a first meeting."""
    known = [sheet.key for sheet in method.first_sheets()]
    if key not in known:
        raise click.UsageError(
            words("cli.unknown-run-sheet", text=clean_line(key)[:40], known=", ".join(known))
        )
