"""Commands on workshops: make one, open one, list them, write the minutes of one.

What only one of them needs is imported there: a list does not wait for what makes a workshop.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from prompts.language.cleaning import clean_line
from prompts.language.words import LANGUAGES, Words
from sessions.limits import DEFAULT_DOTS, DEFAULT_MAX_PER_ITEM
from workshop.cli.commands.naming import session_named
from workshop.cli.head_options import head_options
from workshop.cli.open_face import open_plain, open_screen
from workshop.cli.options import HELP_WORDS, command, global_options
from workshop.facilitating.export_choices import DETAILS, NAMES, ExportChoices
from workshop.facilitating.telling.command_warnings import warning_sentence
from workshop.hosting.session_listing import list_sessions, newest
from workshop.launch.settings import Settings
from workshop.machine.local_date import today

if TYPE_CHECKING:
    from sessions.command_answers import CommandWarning


@command("new")
@click.argument("title")
@click.option("--run-sheet", default="", help=HELP_WORDS("cli.opt-run-sheet"))
@click.option("--date", "day", default="", help=HELP_WORDS("cli.opt-date"))
@click.option("--organisation", default="", help=HELP_WORDS("cli.opt-organisation"))
@click.option("--group", "group_name", default="", help=HELP_WORDS("cli.opt-group"))
@click.option("--dots", type=click.IntRange(1, 20), default=DEFAULT_DOTS, help=HELP_WORDS("cli.opt-dots"))
@click.option(
    "--max-per-item", type=click.IntRange(1, 20), default=DEFAULT_MAX_PER_ITEM, help=HELP_WORDS("cli.opt-max")
)
@click.option("--pack", "packs", multiple=True, help=HELP_WORDS("cli.opt-pack"))
@click.option("--method", "method_name", default="", help=HELP_WORDS("cli.opt-method"))
@click.option("--from", "earlier", default="", metavar="NAME", help=HELP_WORDS("cli.opt-from"))
@click.option("--show-small-groups", is_flag=True, help=HELP_WORDS("cli.opt-small-groups"))
@head_options
@global_options
def new(
    settings: Settings,
    title: str,
    run_sheet: str,
    day: str,
    organisation: str,
    group_name: str,
    dots: int,
    max_per_item: int,
    packs: tuple[str, ...],
    method_name: str,
    earlier: str,
    show_small_groups: bool,
    head: dict[str, str],
) -> None:
    """Make a workshop and say how to open it."""
    from prompts.methods.files.packs import PACK_FILE
    from prompts.methods.languages import fallback_sentences
    from prompts.methods.loading import DEFAULT_METHOD
    from sessions.files.file_names import has_usable_title
    from sessions.model import MeetingDetails
    from sessions.rules.dates import parsed_date
    from sessions.rules.meeting.creation import NewWorkshop
    from workshop.cli.commands.run_sheet_check import first_run_sheet
    from workshop.hosting.open_sessions import create_session
    from workshop.live.method_files import method_of_pack, method_to_keep, problems_in
    from workshop.machine.storage_location import remarks_on

    words = settings.words
    chosen = method_to_keep(settings.folders().methods, method_name or DEFAULT_METHOD, words.language)
    method = chosen.method
    known, own = [pack.key for pack in method.packs], settings.folders().methods
    for key in (*packs, run_sheet):
        # A faulty pack of one's own is in no method: what is wrong with it is told, not that there is none.
        if key and key not in known and (own / key / PACK_FILE).is_file():
            for problem in problems_in(own, own / key)[:1]:
                raise problem
    run_sheet = first_run_sheet(method, run_sheet, words)
    for key in packs:
        if key not in known:
            other = method_of_pack(own, key)
            fault = "pack-of-other" if other else "unknown-pack" if known else "no-packs"
            fields = {"text": key, "known": ", ".join(known), "other": other, "method": method.key}
            raise click.UsageError(words(f"cli.{fault}", **fields))
    wish = NewWorkshop(
        title=title,
        organisation=organisation,
        group_name=group_name,
        date=parsed_date(day, today()),
        run_sheet=run_sheet,
        packs=packs,
        dots=dots,
        max_per_item=min(max_per_item, dots),
        show_small_groups=show_small_groups,
        language=words.language,
        details=MeetingDetails(1, **head),
    )
    sessions, taken = settings.folders().sessions, 0
    if earlier:
        from workshop.archive.earlier import create_from

        path, taken = create_from(sessions, wish, chosen, session_named(settings, earlier))
    else:
        path = create_session(sessions, wish, method, files=chosen.files)
    for remark in remarks_on(path.parent):
        click.echo(warning_sentence(words, remark), err=True)
    for unspoken in fallback_sentences(method, (*packs, run_sheet), words.language, words):
        click.echo(unspoken, err=True)
    if not has_usable_title(title):
        click.echo(words("warned.clipped-title", name=path.stem))
    click.echo(words("cli.created", title=title.strip(), name=path.stem))
    if taken:
        click.echo(words("rounds.taken-over", n=taken))


@command("run")
@click.argument("name", required=False)
@click.option("--plain", is_flag=True, help=HELP_WORDS("cli.opt-plain"))
@global_options
def run(settings: Settings, name: str | None, plain: bool) -> int:
    """Open a workshop on the projector, or line by line."""
    sessions = settings.folders().sessions
    if plain:
        return open_plain(settings, session_named(settings, name) if name else None)
    if name is None:
        listed = list_sessions(sessions)
        if not listed:
            raise click.UsageError(settings.nothing_here())
        return open_screen(settings, newest(listed))
    return open_screen(settings, session_named(settings, name))


@command("list", "list")
@click.option("--archive", is_flag=True, help=HELP_WORDS("cli.opt-archive"))
@click.option("--json", "as_json", is_flag=True, help=HELP_WORDS("cli.opt-json"))
@global_options
def list_command(settings: Settings, archive: bool, as_json: bool) -> None:
    """Show the workshops on this computer."""
    words = settings.words
    listed = list_sessions(settings.folders().sessions, words)
    if as_json:
        from workshop.cli.json_output import json_text

        rows = [
            {
                "name": item.path.stem,
                "path": str(item.path),
                "title": item.title,
                "organisation": item.organisation,
                "group": item.group_name,
                "date": item.date.isoformat() if item.date else "",
                "meeting": item.meeting,
                "status": item.status,
                "open": item.is_open,
                "archived": item.is_put_aside,
                "participants": item.participants,
                "modified": item.modified.isoformat(),
                "problem": item.problem,
            }
            for item in listed
        ]
        click.echo(json_text(rows))
        return
    if not listed:
        click.echo(settings.nothing_here())
    shown = [item for item in listed if archive or not item.is_put_aside]
    if shown:
        click.echo("\n".join(f"{clean_line(item.path.stem)}\n    {item.told(words)}" for item in shown))
    if len(shown) < len(listed):
        click.echo(words("cli.archive", n=len(listed) - len(shown)))


@command("export")
@click.argument("name", required=False)
@click.option("--format", "formats", multiple=True, help=HELP_WORDS("cli.opt-format"))
@click.option(
    "--detail",
    type=click.Choice(DETAILS),
    default="full",
    show_default=True,
    help=HELP_WORDS("cli.opt-detail"),
)
@click.option(
    "--template",
    "bases",
    multiple=True,
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help=HELP_WORDS("cli.opt-base"),
)
@click.option("--annex", is_flag=True, help=HELP_WORDS("cli.opt-annex"))
@click.option(
    "--names", type=click.Choice(NAMES), default="full", show_default=True, help=HELP_WORDS("cli.opt-names")
)
@click.option(
    "--language", "written_in", type=click.Choice(LANGUAGES), help=HELP_WORDS("cli.opt-in-language")
)
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), help=HELP_WORDS("cli.opt-out"))
@click.option(
    "--confirm-personal-numbers",
    "confirmed",
    is_flag=True,
    help=HELP_WORDS("cli.opt-confirm-personal-numbers"),
)
@click.option("--json", "as_json", is_flag=True, help=HELP_WORDS("cli.opt-json"))
@head_options
@global_options
def export(
    settings: Settings,
    name: str | None,
    formats: tuple[str, ...],
    detail: str,
    bases: tuple[Path, ...],
    annex: bool,
    names: str,
    written_in: str | None,
    out: Path | None,
    confirmed: bool,
    as_json: bool,
    head: dict[str, str],
) -> None:
    """Write the minutes of a workshop; it may be open on the projector meanwhile."""
    from workshop.archive.write_minutes import (
        BASE_ENDINGS,
        known_formats,
        options_of,
        own_bases,
        write_minutes_of,
    )

    words = settings.words
    folders = settings.folders(out)
    for wanted in formats:
        if wanted not in known_formats():
            known = ", ".join(known_formats())
            raise click.UsageError(words("cli.unknown-format", text=wanted, known=known))
    for base in bases:
        if base.suffix.lower() not in BASE_ENDINGS:
            raise click.UsageError(words("cli.no-template", text=base.name))
    listed = list_sessions(folders.sessions)
    if name is None and not listed:
        raise click.UsageError(settings.nothing_here())
    path = session_named(settings, name) if name else newest(listed)
    for remark in _of_method(path):
        click.echo(warning_sentence(words, remark), err=True)
    # Scripts rely on it: nothing but the flags decides what is written, whatever was chosen on the screen.
    chosen = ExportChoices(formats, "annex" if annex else detail, names, written_in or "")
    written = write_minutes_of(
        path,
        folders.exports,
        chosen.formats,
        confirmed=confirmed,
        options=options_of(chosen, bases or own_bases(path), head),
        language=chosen.language,
        on_format=None if as_json else lambda name, n, total: _progress(words, name, n, total),
    )
    if as_json:
        from workshop.cli.json_output import json_text

        click.echo(json_text([str(file) for file in written]))
        return
    click.echo(words("cli.files-written"))
    for file in written:
        click.echo(f"  {file}")


def _of_method(path: Path) -> tuple[CommandWarning, ...]:
    """What to know of the workshop's method: it may have been changed or removed since."""
    from sessions.storage.session_file import peek
    from workshop.live.method_files import find_method_of

    shown = peek(path)
    remark = find_method_of(path, shown.method, shown.language).remark
    return () if remark is None else (remark,)


def _progress(words: Words, name: str, number: int, total: int) -> None:
    """Said while somebody waits at a terminal, and never in what a program reads."""
    if sys.stderr.isatty():
        click.echo(words("terminal.export.progress", name=name, n=number, total=total), err=True)
