"""`workshop notes`: the facilitator's notes in a second terminal, following the first."""

from __future__ import annotations

import sys

import click

from workshop.cli.commands.naming import session_named
from workshop.cli.options import command, global_options
from workshop.launch.settings import Settings
from workshop.machine.line_breaks import at_words, columns_of


@command("notes")
@click.argument("name", required=False)
@global_options
def notes(settings: Settings, name: str | None) -> None:
    """Print the notes of the activity on the projector, and again when it changes."""
    from prompts.language.words import load_words
    from sessions.storage.session_file import peek
    from workshop.hosting.session_listing import list_sessions
    from workshop.plain.notes_follower import follow

    folder = settings.folders().sessions
    listed = list_sessions(folder)
    if name is None and not listed:
        raise click.UsageError(settings.nothing_here())
    path = session_named(settings, name, open_first=True) if name else listed[0].path
    words = settings.words if settings.language else load_words(peek(path).language)
    follow(path, words, _echo_at_words)


def _echo_at_words(text: str) -> None:
    for row in at_words(text, columns_of(sys.stdout)):
        click.echo(row)
