"""`workshop rescue`: replaces a damaged session file with the newest good snapshot."""

from __future__ import annotations

import click

from workshop.cli.naming import session_named
from workshop.cli.options import command, global_options
from workshop.launch.settings import Settings


@command("rescue")
@click.argument("name")
@global_options
def rescue(settings: Settings, name: str) -> int:
    """Rescue a damaged workshop; an intact one is left alone."""
    from datetime import UTC, datetime

    from sessions.storage import rescue as rescuing
    from sessions.storage.lock import SessionLock
    from sessions.storage.session_file import DamagedFileError, check_file, storage_errors

    words, now = settings.words, datetime.now(UTC)
    path = session_named(settings, name)
    lock = SessionLock(path)
    lock.acquire(now)
    try:
        with storage_errors(path):
            check_file(path)
    except DamagedFileError:
        kept = rescuing.rescue(path, now)
        click.echo(words("cli.rescued", name=path.stem, kept=kept))
    else:
        click.echo(words("cli.not-damaged", file=path))
    finally:
        lock.release(now)
    return 0
