"""Which run sheets a new workshop can follow, for the commands that make one."""

from __future__ import annotations

import click

from prompts.language.cleaning import clean_line
from prompts.language.words import Words
from prompts.methods.model import Method


def require_run_sheet(method: Method, key: str, words: Words) -> None:
    """Raises click.UsageError, which names those there are, unless a first meeting can follow `key`."""
    known = [sheet.key for sheet in method.first_sheets()]
    if key not in known:
        raise click.UsageError(
            words("cli.unknown-run-sheet", text=clean_line(key)[:40], known=", ".join(known))
        )
