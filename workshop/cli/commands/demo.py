"""`workshop demo`: a whole workshop with simulated phones, with or without a screen."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path

import click

from workshop.cli.options import HELP_WORDS, command, global_options, require_terminal
from workshop.demo.case import load_case
from workshop.demo.own_example import own_example
from workshop.launch.settings import Settings


@command("demo")
@click.option("--headless", is_flag=True, help=HELP_WORDS("cli.opt-headless"))
@click.option("--lead", is_flag=True, help=HELP_WORDS("cli.opt-lead"))
@click.option("--case", "case_file", type=click.Path(path_type=Path), help=HELP_WORDS("cli.opt-case"))
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), help=HELP_WORDS("cli.opt-out"))
@click.option("--pace", type=click.FloatRange(0, 60), help="s", hidden=True)
@click.option("--json", "as_json", is_flag=True, help=HELP_WORDS("cli.opt-json"))
@global_options
def demo(
    settings: Settings,
    headless: bool,
    lead: bool,
    case_file: Path | None,
    out: Path | None,
    pace: float | None,
    as_json: bool,
) -> int:
    """Play a case: headless, on the screen by itself, or only the phones' part beside whoever leads."""
    case = load_case(case_file) if case_file else own_example(settings.words.language)
    if not headless:
        require_terminal()
        from workshop.launch.faces import show_demo

        return show_demo(settings, case, out, pace, lead=lead)
    from workshop.launch.headless import play_headless
    from workshop.machine.signals import EndedBySignalError, until_ended

    def tell(line: str) -> None:
        click.echo(line, err=as_json)

    try:
        played = asyncio.run(until_ended(play_headless(settings, case, out, pace or 0.0, tell)))
    except EndedBySignalError as ended:
        click.echo(settings.words("cli.interrupted"), err=True)
        return ended.exit_code
    if as_json:
        click.echo(
            json.dumps({"session": str(played.session), "files": [str(file) for file in played.files]})
        )
    return 0
