"""`workshop join`: several groups' workshops in one, each card with the group that it comes from."""

from __future__ import annotations

from pathlib import Path

import click

from workshop.cli.commands.naming import session_named
from workshop.cli.options import HELP_WORDS, command, global_options
from workshop.launch.settings import Settings


@command("join", "join")
@click.argument("groups", nargs=-1, required=True)
@click.option("--title", default="", help=HELP_WORDS("cli.opt-join-title"))
@click.option("--into", "target", default="", metavar="NAME", help=HELP_WORDS("cli.opt-into"))
@click.option("--run-sheet", default="", help=HELP_WORDS("cli.opt-run-sheet"))
@click.option("--organisation", default="", help=HELP_WORDS("cli.opt-organisation"))
@click.option("--group", "group_name", default="", help=HELP_WORDS("cli.opt-group"))
@click.option("--date", "day", default="", help=HELP_WORDS("cli.opt-date"))
@global_options
def join(
    settings: Settings,
    groups: tuple[str, ...],
    title: str,
    target: str,
    run_sheet: str,
    organisation: str,
    group_name: str,
    day: str,
) -> None:
    """Read each group, and write what is new into one workshop."""
    from prompts.methods.loading import DEFAULT_METHOD
    from sessions.rules.dates import parsed_date
    from sessions.rules.earlier_cards import initiatives_deck
    from sessions.rules.meeting.creation import NewWorkshop
    from workshop.archive.joining import NoGroupsError, join_into, read_groups
    from workshop.cli.commands.run_sheet_check import first_run_sheet
    from workshop.hosting.open_sessions import create_session
    from workshop.live.method_files import load_method_of, method_to_keep
    from workshop.machine.local_date import today

    words, folders = settings.words, settings.folders()
    files = [session_named(settings, name) for name in groups]
    path = session_named(settings, target) if target else None
    if path is None:
        chosen = method_to_keep(folders.methods, DEFAULT_METHOD, words.language)
        method = chosen.method
        run_sheet = first_run_sheet(method, run_sheet, words)
    else:
        from sessions.storage.session_file import peek

        shown = peek(path)
        method = load_method_of(path, shown.method, shown.language)
        if not initiatives_deck(method):
            raise click.UsageError(words("rounds.join.not-placing", name=path.stem))
    found, problems = read_groups(files, folders.sessions, method, words)
    if not found:
        raise NoGroupsError(problems)
    if path is None:
        wish = NewWorkshop(
            title=title or words("rounds.join.title"),
            organisation=organisation,
            group_name=group_name,
            date=parsed_date(day, today()),
            run_sheet=run_sheet,
            language=words.language,
        )
        path = create_session(folders.sessions, wish, chosen.method, files=chosen.files)
    joined = join_into(path, found, words)
    for line in joined.lines:
        click.echo(line)
    for problem in (*problems, *joined.problems):
        click.echo(problem, err=True)
    click.echo(words("rounds.join.into", name=Path(path).stem))
