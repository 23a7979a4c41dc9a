"""The command that looks over all workshops: what is open, what is late, what was said anywhere."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from prompts.language.cleaning import clean_line
from prompts.language.words import Words
from workshop.cli.json_output import json_text
from workshop.cli.options import HELP_WORDS, command, global_options
from workshop.launch.settings import Settings
from workshop.machine.local_date import today

if TYPE_CHECKING:
    from exports.overview import Overview, OverviewFilter
    from workshop.archive.overview import OverviewBook

FORMATS = ("xlsx", "ics")


@command("overview")
@click.option("--organisation", default="", help=HELP_WORDS("cli.opt-only-organisation"))
@click.option("--group", default="", help=HELP_WORDS("cli.opt-only-group"))
@click.option("--search", "wanted", default="", help=HELP_WORDS("cli.opt-search-texts"))
@click.option("--person", default="", help=HELP_WORDS("cli.opt-person"))
@click.option("--practice", is_flag=True, help=HELP_WORDS("cli.opt-practice"))
@click.option(
    "--format",
    "formats",
    multiple=True,
    type=click.Choice(FORMATS),
    help=HELP_WORDS("cli.opt-overview-format"),
)
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), help=HELP_WORDS("cli.opt-out"))
@click.option("--json", "as_json", is_flag=True, help=HELP_WORDS("cli.opt-json"))
@global_options
def overview(
    settings: Settings,
    organisation: str,
    group: str,
    wanted: str,
    person: str,
    practice: bool,
    formats: tuple[str, ...],
    out: Path | None,
    as_json: bool,
) -> None:
    """Look over all workshops: open agreements, approaches, leader time, next meetings, texts."""
    from exports.overview import OverviewFilter
    from workshop.archive.overview import overview_of, write_overview
    from workshop.facilitating.home.overview_lines import overview_lines

    words, folders = settings.words, settings.folders(out)
    only = OverviewFilter(organisation, group)
    with overview_of(folders.practice if practice else folders.sessions) as book:
        found = book.look(today(), only)
        for problem in book.problems:
            click.echo(problem.sentence(words), err=True)
        if wanted:
            _search(book, wanted, only, words, as_json=as_json)
            return
    if person:
        _remind(found, person, words)
        return
    if formats:
        exports = folders.practice_exports if practice and out is None else folders.exports
        written = write_overview(found, formats, exports, words)
        click.echo(json.dumps([str(file) for file in written]) if as_json else "\n".join(map(str, written)))
    elif as_json:
        click.echo(json_text(found.figures()))
    else:
        for line in overview_lines(found, words):
            click.echo(line)


def _remind(found: Overview, person: str, words: Words) -> None:
    """Print what one person has promised in all workshops, as a mail to that person."""
    from exports.reminder import Promise, reminder_text
    from sessions.queries.agreements import names_in

    wanted = person.casefold()
    promises = [
        Promise(
            step.known.what,
            step.known.due,
            step.known.due_words,
            step.known.first_visible_result,
            step.workshop.title,
        )
        for step in found.steps
        if wanted in map(str.casefold, names_in(step.known.who, (person,)))
    ]
    if not promises:
        raise click.UsageError(words("reminder.none", name=clean_line(person)))
    click.echo(reminder_text(person, promises, found.today, words), nl=False)


def _search(book: OverviewBook, wanted: str, only: OverviewFilter, words: Words, *, as_json: bool) -> None:
    from workshop.facilitating.home.overview_lines import found_lines

    found = book.search(wanted, only)
    if as_json:
        rows = [
            {
                "workshop": workshop.title,
                "name": workshop.name,
                "organisation": workshop.organisation,
                "group": workshop.group_name,
                "kind": text.kind.value,
                "number": text.number or None,
                "text": text.text,
            }
            for workshop, text in found
        ]
        click.echo(json_text(rows))
        return
    for line in found_lines(found, words):
        click.echo(line)
