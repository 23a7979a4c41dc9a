"""`workshop import`: makes a workshop of the JSON that `workshop export` wrote."""

from __future__ import annotations

from pathlib import Path

import click

from workshop.cli.options import HELP_WORDS, command, global_options
from workshop.launch.settings import Settings


@command("import")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--template", is_flag=True, help=HELP_WORDS("cli.opt-template"))
@global_options
def import_command(settings: Settings, file: Path, template: bool) -> None:
    """Make the same workshop again, or one like it without people and answers."""
    from workshop.archive.importing import import_minutes

    path = import_minutes(file, settings.folders().sessions, template=template)
    key = "cli.imported-template" if template else "cli.imported"
    click.echo(settings.words(key, file=file.name, name=path.stem))
