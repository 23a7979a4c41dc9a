"""The command for the weeks after a workshop: the group's next meeting."""

from __future__ import annotations

import click

from workshop.cli.commands.naming import session_named
from workshop.cli.options import HELP_WORDS, command, global_options, require_terminal
from workshop.hosting.session_listing import list_sessions
from workshop.launch.settings import Settings


@command("follow-up", "follow-up")
@click.argument("name", required=False)
@click.option("--run-sheet", default="", help=HELP_WORDS("cli.opt-follow-up-sheet"))
@click.option("--pack", "packs", multiple=True, help=HELP_WORDS("cli.opt-pack"))
@click.option("--date", "day", default="", help=HELP_WORDS("cli.opt-follow-up-date"))
@click.option("--plain", is_flag=True, help=HELP_WORDS("cli.opt-plain"))
@click.option("--prepare", is_flag=True, help=HELP_WORDS("cli.opt-prepare"))
@global_options
def follow_up(
    settings: Settings,
    name: str | None,
    run_sheet: str,
    packs: tuple[str, ...],
    day: str,
    plain: bool,
    prepare: bool,
) -> int:
    """Begin the next meeting of a workshop that has ended, and open it."""
    from workshop.archive.follow_up import begin_follow_up
    from workshop.cli.open_face import open_plain, open_screen

    if not (plain or prepare):
        require_terminal()
    sessions, words = settings.folders().sessions, settings.words
    ended = [item for item in list_sessions(sessions) if item.status == "closed" and not item.is_put_aside]
    if name is None and not ended:
        raise click.UsageError(words("follow-up.none-ended"))
    path = session_named(settings, name) if name else ended[0].path
    meeting = begin_follow_up(path, run_sheet, packs, day)
    click.echo(words("follow-up.begun", n=meeting, name=path.stem))
    if prepare:
        return 0
    return open_plain(settings, path) if plain else open_screen(settings, path)
