"""`workshop import`: a workshop of the JSON that `workshop export` wrote, or a list into one that exists."""

from __future__ import annotations

from pathlib import Path

import click

from workshop.cli.commands.naming import session_named
from workshop.cli.options import HELP_WORDS, command, global_options
from workshop.facilitating.telling.list_lines import LIST_KINDS
from workshop.launch.settings import Settings


@command("import")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--template", is_flag=True, help=HELP_WORDS("cli.opt-template"))
@click.option("--into", metavar="NAME", help=HELP_WORDS("cli.opt-into"))
@click.option("--as", "kind", type=click.Choice(LIST_KINDS), help=HELP_WORDS("cli.opt-as"))
@click.option("--preview", is_flag=True, help=HELP_WORDS("cli.opt-preview"))
@global_options
def import_command(
    settings: Settings, file: Path, template: bool, into: str | None, kind: str | None, preview: bool
) -> None:
    """Make the same workshop again, or one like it without people and answers; or take a list in."""
    if kind is not None and (into is not None or preview):
        _take_in(settings, file, kind, into, preview=preview)
        return
    words = settings.words
    if kind is not None or into is not None or preview or file.suffix.casefold() != ".json":
        from exports.reading.list_source import read_list_file

        read_list_file(file)  # what is no list is told as that
        raise click.UsageError(words("lists.need-into", file=file.name, kinds="|".join(LIST_KINDS)))
    from workshop.archive.importing import import_minutes

    path = import_minutes(file, settings.folders().sessions, template=template)
    key = "cli.imported-template" if template else "cli.imported"
    click.echo(words(key, file=file.name, name=path.stem))


def _take_in(settings: Settings, file: Path, kind: str, into: str | None, *, preview: bool) -> None:
    """Say what is read as what, and write it unless only that was asked for."""
    from workshop.archive.taking_in import read_entries, take_in
    from workshop.facilitating.telling.list_lines import preview_lines

    words = settings.words
    path = session_named(settings, into) if into is not None else None
    found = read_entries(file, kind)
    for line in preview_lines(found, words):
        click.echo(line)
    if preview or path is None:
        click.echo(words("lists.only"))
        return
    take_in(found, path)
    click.echo(words(f"lists.done-{kind}", n=len(found.entries)))
