"""Checks the run sheet of a new workshop, for the commands that make one."""

from __future__ import annotations

import click

from prompts.language.cleaning import clean_line
from prompts.language.words import Words
from prompts.methods.model import Method
from prompts.methods.run_sheets import RunSheet, usual_sheet


def first_run_sheet(method: Method, key: str, words: Words) -> str:
    """The key of a run sheet for a first meeting: `key`, or where that is empty the method's usual one.

    Raises click.UsageError, which lists the valid ones.
    """
    usual = usual_sheet(method.first_sheets())
    key = key or (usual.key if usual is not None else "")
    _require(key, [sheet.key for sheet in method.first_sheets()], method, words)
    return key


def any_run_sheet(method: Method, key: str, words: Words) -> RunSheet:
    """As `first_run_sheet`, a follow-up's too. Raises click.UsageError, which lists the valid ones."""
    usual = usual_sheet(method.first_sheets() or method.run_sheets)
    key = key or (usual.key if usual is not None else "")
    _require(key, [sheet.key for sheet in method.run_sheets], method, words)
    return method.run_sheet(key)


def _require(key: str, known: list[str], method: Method, words: Words) -> None:
    """A pack is a run sheet too, held by itself; the sentence names the method's own."""
    if key not in known and all(pack.key != key for pack in method.packs):
        raise click.UsageError(
            words("cli.unknown-run-sheet", text=clean_line(key)[:40], known=", ".join(known))
        )
