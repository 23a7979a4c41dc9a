"""Write the man pages in docs/man from the commands' own help, one for each language.

Usage, from the top of the checkout: python tests/tools/make_man_pages.py [FOLDER]

The wheel installs them: English as `man workshop`, Danish and Norwegian where the system's language is that.
"""

from __future__ import annotations

import importlib
import sys
import textwrap
from collections.abc import Iterator
from pathlib import Path

import click

from prompts.language.words import Words, load_words
from workshop.cli.click_words import spoken
from workshop.cli.main import COMMANDS
from workshop.cli.options import AT_START, SPOKEN
from workshop.launch.settings import Settings

MAN = Path(__file__).parents[2] / "docs" / "man"
PAGES = {"en": "workshop.1", "da": "workshop.da.1", "nb": "workshop.nb.1"}
HEADINGS = {
    "en": ("NAME", "SYNOPSIS", "DESCRIPTION", "OPTIONS FOR EVERY COMMAND", "COMMANDS", "EXAMPLES"),
    "da": ("NAVN", "SYNOPSIS", "BESKRIVELSE", "TILVALG TIL ALLE KOMMANDOER", "KOMMANDOER", "EKSEMPLER"),
    "nb": ("NAVN", "SYNOPSIS", "BESKRIVELSE", "VALG FOR ALLE KOMMANDOER", "KOMMANDOER", "EKSEMPLER"),
}
GENERAL = frozenset(Settings.__dataclass_fields__)


def escaped(text: str) -> str:
    """`text` with nothing in it that troff takes for a command."""
    text = text.replace("\\", "\\e").replace("-", "\\-")
    return "\n".join("\\&" + line if line[:1] in (".", "'") else line for line in text.splitlines())


def options(command: click.Command, context: click.Context, *, general: bool) -> Iterator[str]:
    """An entry for each option with help: those of every command, or the command's own."""
    for parameter in command.get_params(context):
        record = parameter.get_help_record(context) if isinstance(parameter, click.Option) else None
        if record and "--help" not in parameter.opts and (parameter.name in GENERAL) == general:
            yield f".TP\n.B {escaped(record[0])}\n{escaped(record[1])}"


def examples(words: Words, key: str) -> str:
    """The examples under a key as they stand, without the word above them; empty where there are none."""
    text = str(words.under("cli.").get(key, ""))
    return textwrap.dedent("\n".join(text.strip().splitlines()[1:]))


def page(language: str) -> str:
    """One page, in troff. The modules of the commands are imported anew, because their help is made then."""
    SPOKEN.set(Settings())
    AT_START.set(language)
    words = load_words(language)
    name, synopsis, description, general, commands, shown = HEADINGS[language]
    about = words("cli.about")
    parts = [
        '.TH WORKSHOP 1 "" "Tre skridt"',
        f".SH {name}\nworkshop \\- {escaped(about.split('. ')[0].removeprefix('Tre skridt: ').rstrip('.'))}",
        f".SH {synopsis}\n.B workshop\n{escaped(words('click-shapes.options'))}"
        f" {escaped(words('click-shapes.subcommand'))}",
        f".SH {description}\n{escaped(about)}",
        f".SH {commands}",
    ]
    every: list[str] = []
    for key, (module, attribute) in COMMANDS.items():
        command = spoken(getattr(importlib.reload(importlib.import_module(module)), attribute), words)
        context = click.Context(command, info_name=key)
        usage = " ".join(command.collect_usage_pieces(context))
        parts.append(f".SS workshop {escaped(f'{key} {usage}')}\n{escaped(words(f'cli.{key}'))}")
        parts.extend(options(command, context, general=False))
        every = every or list(options(command, context, general=True))
        if example := examples(words, f"{key}-examples"):
            parts.append(f".PP\n.nf\n{escaped(example)}\n.fi")
    parts.append("\n".join([f".SH {general}", *every]))
    parts.append(f".SH {shown}\n.nf\n{escaped(examples(words, 'examples'))}\n.fi")
    return "\n".join(parts) + "\n"


if __name__ == "__main__":
    goal = Path(sys.argv[1]) if sys.argv[1:] else MAN
    goal.mkdir(parents=True, exist_ok=True)
    for language, name in PAGES.items():
        (goal / name).write_text(page(language), encoding="utf-8")
