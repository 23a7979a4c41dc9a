"""Commands for a workshop that goes on without a screen: host it, and stop it."""

from __future__ import annotations

import asyncio

import click

from workshop.cli.commands.naming import session_named
from workshop.cli.options import command, global_options
from workshop.launch.settings import Settings


@command("host")
@click.argument("name")
@global_options
def host(settings: Settings, name: str) -> int:
    """Host a workshop without a screen until it is stopped; screens attach with `run`."""
    from workshop.launch.host_for_good import host_for_good

    path = session_named(settings, name)
    return host_for_good(settings, path, click.echo)


@command("stop")
@click.argument("name", required=False)
@global_options
def stop(settings: Settings, name: str | None) -> int:
    """Close a workshop that is being hosted, whichever screens are attached to it."""
    from workshop.attaching.host_finding import stop_host
    from workshop.channel.endpoint import find_endpoint
    from workshop.hosting.session_listing import list_sessions

    words, sessions = settings.words, settings.folders().sessions
    if name is not None:
        paths = [session_named(settings, name, open_first=True)]
    else:
        paths = [item.path for item in list_sessions(sessions) if find_endpoint(item.path) is not None]
        if len(paths) > 1:
            names = ", ".join(path.stem for path in paths)
            raise click.UsageError(words("hosted.several", names=names))
    stopped = [path for path in paths if asyncio.run(stop_host(path))]
    for path in stopped:
        click.echo(words("hosted.stopped", name=path.stem))
    if not stopped:
        click.echo(words("hosted.none"))
    return 0
