"""Commands for the weeks after a workshop: the group's next meeting, and the open agreements."""

from __future__ import annotations

import json

import click

from workshop.cli.naming import session_named
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


@command("overview")
@click.option("--json", "as_json", is_flag=True, help=HELP_WORDS("cli.opt-json"))
@global_options
def overview(settings: Settings, as_json: bool) -> None:
    """Show the agreements of all workshops that are neither done nor stopped."""
    from datetime import UTC, datetime

    from prompts.language.formatting import long_date
    from workshop.archive.open_agreements import overview as look_over

    words = settings.words
    paths = [item.path for item in list_sessions(settings.folders().sessions)]
    found = look_over(paths, datetime.now(UTC).astimezone().date())
    for problem in found.problems:
        click.echo(problem.sentence(words), err=True)
    if as_json:
        click.echo(json.dumps([step.figures() for step in found.steps], ensure_ascii=False, indent=1))
        return
    click.echo(words("overview.title", n=len(found.steps), overdue=found.overdue))
    for step in found.steps:
        when = (
            long_date(step.due, words.language) if step.due else step.due_words or words("overview.no-date")
        )
        late = words("overview.overdue") if step.overdue else ""
        status = words(f"panels.review.{step.status.value}").lower()
        click.echo(f"{'!' if step.overdue else ' '} {step.who or words('panels.agree.no_who')}: {step.what}")
        click.echo("    " + " · ".join(part for part in (when, late, status, step.workshop) if part))
