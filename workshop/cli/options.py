"""Options that every command accepts, before or after its name, and the settings they make."""

from __future__ import annotations

import functools
import sys
from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import fields, replace
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import click

from prompts.language.cleaning import clean_line
from prompts.language.words import LANGUAGES, Words, load_words
from workshop.cli.click_words import speak_through
from workshop.launch.language import known_language, language_at_start
from workshop.launch.settings import Settings

SPOKEN: ContextVar[Settings] = ContextVar("SPOKEN", default=Settings())  # noqa: B039 - it is frozen
"""The running command's options, for the code outside it that reports its errors."""


AT_START: ContextVar[str] = ContextVar("AT_START", default=language_at_start())  # noqa: B039 - a plain word
"""The language found in all arguments: a faulty option is reported before all are parsed."""


def spoken_words() -> Words:
    """The words of the running command, or of the program while commands are being defined."""
    return load_words(SPOKEN.get().language or AT_START.get())


def HELP_WORDS(key: str, **fields: object) -> str:
    """A sentence in the current language."""
    return spoken_words()(key, **fields)


speak_through(spoken_words)  # before the first option is made: path types are named then


_FIELDS = tuple(field.name for field in fields(Settings))
_FILE = click.Path(path_type=Path, exists=True, dir_okay=False)
_FOLDER = click.Path(path_type=Path, exists=True, file_okay=False, resolve_path=True)
_SHORTEST_WPA, _LONGEST_WPA = 8, 63
_LONGEST_LINE = 1_000


class LanguageName(click.ParamType[str]):
    """A supported language, by any of its usual names: `nb`, `no`, `en-GB`."""

    name = "language"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        language = known_language(value)
        if language is None:
            known = ", ".join(LANGUAGES)
            self.fail(
                HELP_WORDS("cli.unknown-language", text=clean_line(value)[:40], known=known), param, ctx
            )
        return language


def global_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the global options; it is called with `settings` in their place."""

    @click.option(
        "--data-dir", type=click.Path(path_type=Path, file_okay=False), help=HELP_WORDS("cli.opt-data-dir")
    )
    @click.option(
        "--methods", type=click.Path(path_type=Path, file_okay=False), help=HELP_WORDS("cli.opt-methods")
    )
    @click.option(
        "--lang",
        "language",
        type=LanguageName(),
        metavar="|".join(LANGUAGES),
        help=HELP_WORDS("cli.opt-lang"),
    )
    @click.option("--port", type=click.IntRange(0, 65_535), help=HELP_WORDS("cli.opt-port"))
    @click.option("--bind", help=HELP_WORDS("cli.opt-bind"))
    @click.option("--public-url", callback=_checked_url, help=HELP_WORDS("cli.opt-public-url"))
    @click.option("--tls-cert", type=_FILE, help=HELP_WORDS("cli.opt-tls-cert"))
    @click.option("--tls-key", type=_FILE, help=HELP_WORDS("cli.opt-tls-key"))
    @click.option("--mirror", type=_FOLDER, help=HELP_WORDS("cli.opt-mirror"))
    @click.option("--wifi-name", help=HELP_WORDS("cli.opt-wifi-name"))
    @click.option(
        "--wifi-password",
        metavar="FILE|-",
        callback=_read_password,
        help=HELP_WORDS("cli.opt-wifi-password"),
    )
    @click.pass_context
    @functools.wraps(command)
    def with_settings(context: click.Context, /, **values: Any) -> Any:  # noqa: ANN401 - click passes anything
        said = {name: values.pop(name) for name in _FIELDS}
        earlier = context.obj if isinstance(context.obj, Settings) else Settings()
        context.obj = replace(earlier, **{name: value for name, value in said.items() if value is not None})
        SPOKEN.set(context.obj)
        if context.invoked_subcommand is None:
            _check_together(context.obj)
        return command(settings=context.obj, **values)

    return with_settings


def _read_password(_context: click.Context, _option: click.Parameter, place: str | None) -> str | None:
    """The password in a file, or asked for: every user of the computer can read a command line."""
    if place is None:
        return None
    if place == "-":
        asked: str = click.prompt(HELP_WORDS("cli.ask-wifi-password"), hide_input=True, err=True)
        return asked
    try:
        if not Path(place).is_file():
            raise click.UsageError(HELP_WORDS("cli.wifi-password-said"))
        with Path(place).open(encoding="utf-8") as file:
            return file.readline(_LONGEST_LINE).rstrip("\r\n")
    except (OSError, ValueError) as problem:
        raise click.UsageError(HELP_WORDS("cli.wifi-password-said")) from problem


def _checked_url(_context: click.Context, _option: click.Parameter, url: str | None) -> str | None:
    """Check an address in the form of a browser's origin: `https://workshop.eksempelby.dk`, no path."""
    if url is None:
        return None
    try:
        parts = urlsplit(url)
        fine = parts.scheme in ("http", "https") and parts.hostname and parts.port != 0
    except ValueError:
        fine = None
    if not fine or parts.path not in ("", "/") or parts.query or parts.fragment or "@" in parts.netloc:
        raise click.UsageError(HELP_WORDS("cli.bad-public-url", url=clean_line(url[:200])))
    return url.rstrip("/")


def _check_together(settings: Settings) -> None:
    """Check options that make sense only together, wherever each of them was given."""
    if (settings.tls_cert is None) != (settings.tls_key is None):
        raise click.UsageError(HELP_WORDS("cli.half-certificate"))
    if settings.wifi_password is not None and not settings.wifi_name:
        raise click.UsageError(HELP_WORDS("cli.wifi-without-name"))
    if (
        settings.wifi_password is not None
        and not _SHORTEST_WPA <= len(settings.wifi_password) <= _LONGEST_WPA
    ):
        raise click.UsageError(HELP_WORDS("cli.bad-wifi-password"))


class OwnOptionsFirst(click.Command):
    """Its help lists what only this command takes first, then what every command takes, under a heading."""

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        own: list[tuple[str, str]] = []
        general: list[tuple[str, str]] = []
        for parameter in self.get_params(ctx):
            record = parameter.get_help_record(ctx) if isinstance(parameter, click.Option) else None
            if record is not None:
                (general if parameter.name in _FIELDS else own).append(record)
        for key, records in (("cli.own-options", own), ("cli.general-options", general)):
            if records:
                with formatter.section(HELP_WORDS(key)):
                    formatter.write_dl(records)


def command(key: str, name: str | None = None) -> Callable[[Callable[..., Any]], click.Command]:
    """Make a function a command whose help and examples are under `cli.<key>` in the catalogue."""
    examples = HELP_WORDS(f"cli.{key}-examples").strip()
    text = HELP_WORDS(f"cli.{key}")
    return click.command(name, help=text, epilog="\b\n" + examples, cls=OwnOptionsFirst)


class NotATerminalError(Exception):
    """The screen was requested but there is no terminal."""

    def sentence(self, words: Words | None = None) -> str:
        """What to do instead."""
        return (words or HELP_WORDS)("cli.not-a-terminal")


def require_terminal() -> None:
    """Raise NotATerminalError unless input and output are a terminal."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise NotATerminalError
