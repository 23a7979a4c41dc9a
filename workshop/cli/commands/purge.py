"""`workshop purge`: deletes a workshop after confirmation that its minutes are filed."""

from __future__ import annotations

import click

from prompts.language.words import Words
from workshop.cli.commands.naming import only
from workshop.cli.exit_codes import USAGE
from workshop.cli.options import HELP_WORDS, command, global_options
from workshop.launch.settings import Settings


@command("purge")
@click.argument("name", required=False)
@click.option("--anonymise", "keep_work", is_flag=True, help=HELP_WORDS("cli.opt-anonymise"))
@click.option("--meeting", type=click.IntRange(min=1), help=HELP_WORDS("cli.opt-purge-meeting"))
@click.option("--yes", is_flag=True, help=HELP_WORDS("cli.opt-yes"))
@global_options
def purge(settings: Settings, name: str | None, keep_work: bool, meeting: int | None, yes: bool) -> int:
    """Delete a workshop and every trace of it in the data folder."""
    from workshop.archive import purge as purging
    from workshop.hosting.session_listing import list_sessions, matching

    words, folders = settings.words, settings.folders()
    sessions = folders.sessions
    meant = list_sessions(sessions) if name is None else matching(sessions, name, everywhere=True)
    found = only(words, meant, name or "")
    if keep_work and meeting is not None:
        raise click.UsageError(words("purge.one-of-both"))
    if meeting is not None:
        click.echo(words("purge.about-meeting", n=meeting, title=found.title))
    elif keep_work:
        click.echo(f"{words('manage.anonymise-title', title=found.title)} {words('manage.anonymise-note')}")
    else:
        click.echo(words("purge.about", title=found.title, date=found.date or ""))
    if not yes and not _minutes_are_filed(words):
        click.echo(words("purge.kept"))
        return USAGE
    if keep_work:
        from workshop.archive.anonymise import anonymise

        copies = anonymise(found.path, folders.log, settings.mirror)
        click.echo(words("rounds.anonymised", title=found.title, n=copies))
        return 0
    if meeting is not None:
        from workshop.archive.purge_meeting import purge_meeting

        copies = purge_meeting(found.path, folders.log, meeting, settings.mirror)
        click.echo(words("purge.done-meeting", meeting=meeting, n=copies))
        click.echo(words("purge.minutes-stay"))
        return 0
    click.echo(words("purge.done", n=purging.purge(found.path, folders.log, settings.mirror)))
    click.echo(words("purge.minutes-stay"))
    return 0


def _minutes_are_filed(words: Words) -> bool:
    """Ask for confirmation; no answer at all is a no."""
    try:
        answer = click.prompt(words("purge.filed"), default="", show_default=False)
    except click.Abort:
        click.echo()
        return False
    return answer.strip().casefold() in words("purge.yes").split()
