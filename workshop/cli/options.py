"""Options that every command knows, before or after its name, and what they add up to."""

from __future__ import annotations

import functools
import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import click

from prompts.words import DEFAULT_LANGUAGE, LANGUAGES, Words, load_words
from workshop.folders import Folders, find_folders

HELP_WORDS = load_words(DEFAULT_LANGUAGE)
"""The words of the help texts, which are made before any option is read."""

DEFAULT_PORT = 8140


@dataclass(frozen=True, slots=True)
class Settings:
    """What the global options say; a field is None where nothing was said."""

    data_dir: Path | None = None
    language: str | None = None
    port: int | None = None
    bind: str | None = None
    public_url: str | None = None

    @property
    def words(self) -> Words:
        """The words of the chosen language."""
        return load_words(self.language or DEFAULT_LANGUAGE)

    def folders(self, exports: Path | None = None) -> Folders:
        """The folders of the chosen data folder."""
        return find_folders(self.data_dir, exports)


_FIELDS = ("data_dir", "language", "port", "bind", "public_url")


def global_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the global options; it is called with `settings` in their place."""

    @click.option(
        "--data-dir", type=click.Path(path_type=Path, file_okay=False), help=HELP_WORDS("cli.opt-data-dir")
    )
    @click.option("--lang", "language", type=click.Choice(LANGUAGES), help=HELP_WORDS("cli.opt-lang"))
    @click.option("--port", type=click.IntRange(0, 65_535), help=HELP_WORDS("cli.opt-port"))
    @click.option("--bind", help=HELP_WORDS("cli.opt-bind"))
    @click.option("--public-url", help=HELP_WORDS("cli.opt-public-url"))
    @click.pass_context
    @functools.wraps(command)
    def with_settings(context: click.Context, /, **values: Any) -> Any:  # noqa: ANN401 - click hands over anything
        said = {name: values.pop(name) for name in _FIELDS}
        earlier = context.obj if isinstance(context.obj, Settings) else Settings()
        context.obj = replace(earlier, **{name: value for name, value in said.items() if value is not None})
        return command(settings=context.obj, **values)

    return with_settings


def command(key: str, name: str | None = None) -> Callable[[Callable[..., Any]], click.Command]:
    """Make a function the command whose help and examples stand under `cli.<key>` in the words."""
    examples = HELP_WORDS(f"cli.{key}-examples").strip()
    return click.command(name, help=HELP_WORDS(f"cli.{key}"), epilog="\b\n" + examples)


class NotATerminalError(Exception):
    """The screen was asked for where there is none."""

    exit_code = 2

    def sentence(self) -> str:
        """What to do instead."""
        return HELP_WORDS("cli.not-a-terminal")


def require_terminal() -> None:
    """Raises NotATerminalError unless somebody can see the screen and press its keys."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise NotATerminalError
