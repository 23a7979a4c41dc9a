"""`workshop print`: the sheets for the day, to print before a workshop begins."""

from __future__ import annotations

from pathlib import Path

import click

from workshop.cli.commands.naming import session_named
from workshop.cli.options import HELP_WORDS, command, global_options
from workshop.launch.settings import DEFAULT_PORT, Settings


@command("print")
@click.argument("name", required=False)
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), help=HELP_WORDS("cli.opt-out"))
@global_options
def print_sheets(settings: Settings, name: str | None, out: Path | None) -> None:
    """Write the sheets of a workshop, with the address that phones would have here and now."""
    from exports.errors import FolderError
    from sessions.storage.store import read_state
    from workshop.archive.day_sheets import write_day_sheets
    from workshop.channel.network_options import NetworkOptions
    from workshop.hosting.remembered_reach import recalled
    from workshop.hosting.session_listing import list_sessions, newest
    from workshop.machine.addresses import best_address, list_addresses

    words, folders = settings.words, settings.folders(out)
    listed = list_sessions(folders.sessions)
    if name is None and not listed:
        raise click.UsageError(settings.nothing_here())
    path = session_named(settings, name) if name else newest(listed)
    here = list_addresses()
    reach, chosen = recalled(path, NetworkOptions.from_settings(settings), [each.ip for each in here])
    port = settings.port or read_state(path).workshop.port or DEFAULT_PORT
    scheme = "https" if reach.tls_cert else "http"
    origin = reach.public_url or f"{scheme}://{reach.bind or chosen or best_address(here)}:{port}"
    try:
        written = write_day_sheets(path, folders.exports, origin)
    except OSError as problem:
        raise FolderError(problem, folder=folders.exports) from problem
    for file in written:
        click.echo(words("day.written", file=file))
    click.echo(words("day.look", origin=origin))
