"""`workshop rescue`: replaces a damaged session file, or takes a workshop over from another computer."""

from __future__ import annotations

from pathlib import Path

import click

from workshop.cli.commands.naming import session_named
from workshop.cli.options import command, global_options
from workshop.launch.settings import Settings


@command("rescue")
@click.argument("name")
@global_options
def rescue(settings: Settings, name: str) -> int:
    """Rescue a damaged workshop, or with --mirror take one over; what is intact is left alone."""
    from datetime import UTC, datetime

    from sessions.storage.copies import rescue as rescuing
    from sessions.storage.lock import SessionLock
    from sessions.storage.session_file import DamagedFileError, check_file, storage_errors

    if settings.mirror is not None:
        return _take_over(settings, settings.mirror, name)
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


def _take_over(settings: Settings, mirror: Path, name: str) -> int:
    from datetime import UTC, datetime

    from prompts.language.written_dates import as_typed
    from sessions.files.private_files import make_folder
    from sessions.storage.lock import SessionLock
    from sessions.storage.mirror import mirrored, take_over
    from sessions.storage.session_file import MissingFileError, storage_errors

    words, now = settings.words, datetime.now(UTC)
    found = mirrored(mirror, name)
    if not found:
        raise MissingFileError(mirror / name)
    if len(found) > 1:
        raise click.UsageError(words("cli.several-mirrored", names=", ".join(found)))
    path = settings.folders().sessions / f"{found[0]}.db"
    with storage_errors(path):
        make_folder(path.parent)
    lock = SessionLock(path)
    lock.acquire(now)
    try:
        taken = take_over(path, mirror, now)
    finally:
        lock.release(now)
    if taken is None:
        click.echo(words("cli.not-behind", file=path))
        return 0
    stored = (taken.stored or now).astimezone()
    day, time = as_typed(stored.date(), words.language), f"{stored:%H:%M:%S}"
    click.echo(words("cli.taken-over", name=path.stem, day=day, time=time, folder=mirror))
    if taken.kept is not None:
        click.echo(words("cli.earlier-kept", kept=taken.kept))
    return 0
