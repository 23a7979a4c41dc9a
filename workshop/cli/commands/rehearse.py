"""`workshop rehearse`: practise alone, with a room full of simulated phones."""

from __future__ import annotations

from pathlib import Path

import click
from click.core import ParameterSource

from workshop.cli.options import HELP_WORDS, command, global_options, require_terminal
from workshop.launch.settings import Settings

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
@click.option("--run-sheet", default="", help=HELP_WORDS("cli.opt-run-sheet"))
@click.option("--method", "method_name", default="", help=HELP_WORDS("cli.opt-method"))
@click.option("--plain", is_flag=True, help=HELP_WORDS("cli.opt-plain"))
@global_options
def rehearse(
    settings: Settings,
    phones: int,
    case_file: Path | None,
    speed: float,
    run_sheet: str,
    method_name: str,
    plain: bool,
) -> int:
    """Make a workshop to practise in, with simulated phones.

    People and run sheet default to the case's own.
    """
    if not plain:
        require_terminal()
    from prompts.methods.loading import DEFAULT_METHOD
    from workshop.cli.commands.run_sheet_check import first_run_sheet
    from workshop.demo.case import load_case
    from workshop.demo.case_setup import in_run_sheet
    from workshop.launch.faces import show_rehearsal
    from workshop.launch.rehearsal import Rehearsal
    from workshop.live.method_files import chosen_method

    method = chosen_method(settings.folders().methods, method_name or DEFAULT_METHOD, settings.words.language)
    run_sheet = first_run_sheet(method, run_sheet, settings.words)
    case = load_case(case_file) if case_file else None
    if case is not None:
        phones = phones if _was_said("phones") else len(case.participants)
        case = in_run_sheet(case, run_sheet) if _was_said("run_sheet") else case
    return show_rehearsal(settings, Rehearsal(phones, speed, run_sheet, case, method_name), plain=plain)


def _was_said(option: str) -> bool:
    return click.get_current_context().get_parameter_source(option) is not ParameterSource.DEFAULT
