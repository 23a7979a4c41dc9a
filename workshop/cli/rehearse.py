"""`workshop rehearse`: practise alone, with a room full of simulated phones."""

from __future__ import annotations

from pathlib import Path

import click

from workshop.cli.options import HELP_WORDS, Settings, command, global_options, require_terminal

MOST_PHONES = 100


@command("rehearse")
@click.option(
    "--phones",
    type=click.IntRange(1, MOST_PHONES),
    default=12,
    show_default=True,
    help=HELP_WORDS("cli.opt-phones"),
)
@click.option("--case", "case_file", type=click.Path(path_type=Path), help=HELP_WORDS("cli.opt-case"))
@click.option(
    "--speed",
    type=click.FloatRange(0.1, 1_000),
    default=1.0,
    show_default=True,
    help=HELP_WORDS("cli.opt-speed"),
)
@click.option("--run-sheet", default="120", show_default=True, help=HELP_WORDS("cli.opt-run-sheet"))
@click.option("--plain", is_flag=True, help=HELP_WORDS("cli.opt-plain"))
@global_options
def rehearse(
    settings: Settings, phones: int, case_file: Path | None, speed: float, run_sheet: str, plain: bool
) -> int:
    """Make a workshop to practise in and fill the room."""
    if not plain:
        require_terminal()
    from workshop.demo.case import load_case
    from workshop.demo.rehearse import Rehearsal
    from workshop.screen import show_rehearsal

    case = load_case(case_file) if case_file else None
    return show_rehearsal(settings, Rehearsal(phones, speed, run_sheet, case), plain=plain)
