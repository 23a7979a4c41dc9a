"""Which workshop a command's NAME means; where it may mean several, whoever is there is asked."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import click

from prompts.language.words import Words
from workshop.hosting.session_listing import SessionListing, UnsureWhichError, matching, only_one
from workshop.launch.settings import Settings


def session_named(
    settings: Settings, wanted: str, *, everywhere: bool = False, open_first: bool = False
) -> Path:
    """The file that `wanted` names. Of several, the only one that runs where `open_first` says so.

    In a terminal it is asked which of several is meant; elsewhere, such as in a script, nothing is guessed.
    Raises MissingFileError, UnsureWhichError, and click.Abort where nothing is chosen.
    """
    as_path = Path(wanted).expanduser()
    if as_path.is_file():
        return as_path
    found = matching(settings.folders().sessions, wanted, everywhere=everywhere)
    running = [item for item in found if item.is_open]
    if open_first and len(running) == 1:
        return running[0].path
    return only(settings.words, found, wanted).path


def only(words: Words, found: Sequence[SessionListing], wanted: str) -> SessionListing:
    """The only one of them, or the one that is chosen. Raises as `session_named`."""
    try:
        return only_one(found, wanted)
    except UnsureWhichError:
        if not (sys.stdin.isatty() and sys.stdout.isatty()):
            raise
    click.echo(words("cli.which"))
    for number, item in enumerate(found, start=1):
        click.echo(f"{number:>3}  {item.path.stem}\n     {item.told(words)}")
    answer = click.prompt(words("cli.which-number"), type=click.IntRange(0, len(found)), default=0)
    if answer == 0:
        raise click.Abort
    return found[answer - 1]
