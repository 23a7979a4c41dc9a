"""`workshop completion`: commands and options completed by Tab in the user's shell."""

from __future__ import annotations

import click

from workshop.cli.options import HELP_WORDS, command, global_options
from workshop.launch.settings import Settings
from workshop.machine.shell_completion import SHELLS, completion_of, shell_in_use


@command("completion")
@click.argument("shell", required=False, type=click.Choice(SHELLS))
@click.option("--remove", is_flag=True, help=HELP_WORDS("completion.opt-remove"))
@global_options
def completion(settings: Settings, shell: str | None, remove: bool) -> None:
    """Put completion into the shell, or take it out; doing so twice changes nothing."""
    words = settings.words
    name = shell or shell_in_use()
    if name is None:
        raise click.UsageError(words("completion.which-shell", known=", ".join(SHELLS)))
    found = completion_of(name)
    if remove:
        key = "removed" if found.remove() else "was-not-there"
    else:
        key = "installed" if found.install() else "was-there"
    click.echo(words(f"completion.{key}", shell=name, file=found.file))
