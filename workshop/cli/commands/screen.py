"""The command that shows a running workshop to the group."""

from __future__ import annotations

import click

from workshop.cli.options import HELP_WORDS, command, global_options, require_terminal
from workshop.launch.settings import Settings

LOOKS = ("projector", "dark", "high-contrast")


@command("screen")
@click.argument("name", required=False)
@click.option("--look", type=click.Choice(LOOKS), default=LOOKS[0], help=HELP_WORDS("cli.opt-look"))
@click.option("--wait", is_flag=True, help=HELP_WORDS("cli.opt-wait"))
@global_options
def screen(settings: Settings, name: str | None, look: str, wait: bool) -> int:
    """Show a running workshop to the group, without keys or notes, in a second terminal."""
    from workshop.launch.audience import find_hosted, show_audience

    path = find_hosted(settings, name, wait=wait)
    require_terminal()
    return show_audience(settings, path, look)
