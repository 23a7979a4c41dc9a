"""The command `workshop`: its subcommands, and error handling.

No traceback reaches a person: known errors make their own sentence and have an exit code, an
unknown one becomes a report file and a sentence.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click

from prompts.language.cleaning import clean_line
from workshop.cli.click_words import spoken
from workshop.cli.exit_codes import INTERNAL, INTERRUPTED, USAGE, exit_code_of
from workshop.cli.options import AT_START, HELP_WORDS, SPOKEN, global_options, spoken_words
from workshop.launch.language import language_at_start
from workshop.launch.settings import Settings
from workshop.machine.transliteration import spell_out

COMMANDS = {
    "new": ("workshop.cli.commands.workshops", "new"),
    "run": ("workshop.cli.commands.workshops", "run"),
    "follow-up": ("workshop.cli.commands.follow_up", "follow_up"),
    "overview": ("workshop.cli.commands.overview", "overview"),
    "list": ("workshop.cli.commands.workshops", "list_command"),
    "export": ("workshop.cli.commands.workshops", "export"),
    "import": ("workshop.cli.commands.importing", "import_command"),
    "join": ("workshop.cli.commands.joining", "join"),
    "print": ("workshop.cli.commands.print_sheets", "print_sheets"),
    "rescue": ("workshop.cli.commands.rescue", "rescue"),
    "purge": ("workshop.cli.commands.purge", "purge"),
    "demo": ("workshop.cli.commands.demo", "demo"),
    "rehearse": ("workshop.cli.commands.rehearse", "rehearse"),
    "host": ("workshop.cli.commands.hosting", "host"),
    "stop": ("workshop.cli.commands.hosting", "stop"),
    "screen": ("workshop.cli.commands.screen", "screen"),
    "notes": ("workshop.cli.commands.notes", "notes"),
    "methods": ("workshop.cli.methods_and_paths", "methods"),
    "doctor": ("workshop.cli.commands.doctor", "doctor"),
    "completion": ("workshop.cli.commands.completion", "completion"),
    "paths": ("workshop.cli.methods_and_paths", "paths"),
}
"""Where each command is defined, in the order of `workshop --help`."""


class LazyGroup(click.Group):
    """Imports a command only when it is run, so that `--help` is fast."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        import importlib

        if cmd_name not in COMMANDS:
            return None
        module, name = COMMANDS[cmd_name]
        command: click.Command = getattr(importlib.import_module(module), name)
        return spoken(command, spoken_words())

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section(HELP_WORDS("cli.commands")):
            formatter.write_dl([(name, HELP_WORDS(f"cli.{name}").split(".")[0] + ".") for name in COMMANDS])

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError:
            import difflib

            near = difflib.get_close_matches(args[0], COMMANDS, n=1)
            key = "cli.unknown-command-near" if near else "cli.unknown-command"
            raise click.UsageError(
                HELP_WORDS(key, text=clean_line(args[0])[:40], near="".join(near)), ctx
            ) from None


def _print_version(context: click.Context, _option: click.Parameter, wanted: bool) -> None:
    """Looked up when it is asked for: click's own option would do it at every start."""
    from workshop.doctor.fault_report import version_lines

    if wanted and not context.resilient_parsing:
        click.echo("\n".join(version_lines(spoken_words())))
        context.exit()


@click.group(
    cls=LazyGroup,
    invoke_without_command=True,
    help=HELP_WORDS("cli.about"),
    epilog="\b\n" + HELP_WORDS("cli.examples").strip(),
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_print_version,
    help=HELP_WORDS("click.show-version"),
)
@global_options
def workshop(settings: Settings) -> int:
    """Open the home screen unless a command was given."""
    if click.get_current_context().invoked_subcommand is None:
        from workshop.cli.open_face import open_screen

        return open_screen(settings, None)
    return 0


def run_command(arguments: Sequence[str]) -> int:
    """Run the command line and return the exit code; every error has become a sentence."""
    SPOKEN.set(Settings())
    AT_START.set(language_at_start(arguments))
    spoken(workshop, spoken_words())
    try:
        result: Any = workshop.main(args=list(arguments), prog_name="workshop", standalone_mode=False)
    except click.ClickException as error:
        error.show()
        return USAGE
    except (click.Abort, KeyboardInterrupt):
        _say(SPOKEN.get().words("cli.interrupted"))
        return INTERRUPTED
    except Exception as error:  # last resort: a sentence, a report, an exit code
        return _explain(error)
    return result if isinstance(result, int) else 0


def _explain(error: Exception) -> int:
    if isinstance(error, PermissionError) and error.filename:  # a file or folder of somebody else
        from sessions.storage.session_file import StorageError

        error = StorageError(Path(os.fsdecode(error.filename)))
    words, sentence = SPOKEN.get().words, getattr(error, "sentence", None)
    if callable(sentence):
        _say(sentence(words))
        if excerpt := getattr(error, "excerpt", ""):  # the faulty line of a method file
            _say(excerpt)
        return exit_code_of(error)
    _say(words("cli.internal", file=write_report(error)))
    return INTERNAL


def write_report(error: BaseException) -> Path:
    """Write where the error happened to a file for developers, without people's texts; returns its path."""
    import tempfile

    from sessions.files.private_files import make_folder, new_file
    from workshop.machine.logs import report_of

    name = f"crash-{datetime.now(UTC):%Y%m%dT%H%M%SZ}.txt"
    folder = SPOKEN.get().folders().log
    try:
        make_folder(folder)
        new_file(folder / name)
        (folder / name).write_text(report_of(error), encoding="utf-8")
    except OSError:  # the disk may be what failed
        folder = Path(tempfile.mkdtemp(prefix="workshop-"))
        (folder / name).write_text(report_of(error), encoding="utf-8")
    return folder / name


def _say(sentence: str) -> None:
    click.echo(sentence, err=True)


def main() -> None:
    """Entry point of the installed command."""
    for stream in (sys.stdout, sys.stderr):
        spell_out(stream)
    sys.exit(run_command(sys.argv[1:]))
