"""Write the tables of commands in the READMEs from the commands themselves and their help.

Usage, from the top of the checkout: python tests/tools/make_command_table.py
"""

from __future__ import annotations

import importlib
from collections.abc import Iterator
from pathlib import Path

import click

from prompts.language.words import Words, load_words
from workshop.cli.click_words import spoken
from workshop.cli.main import COMMANDS

ROOT = Path(__file__).parents[2]
READMES = {"README.md": ("da", "kommando"), "README.en.md": ("en", "command")}
BEGIN, END = "<!-- commands: made by tests/tools/make_command_table.py -->", "<!-- end of commands -->"
OPTIONS = {
    "run": (("--plain", "cli.opt-plain"),),
    "doctor": (("--phone", "doctor.opt-phone"), ("--it", "doctor.opt-it")),
}
"""Options with a row of their own, and where their help stands."""


def first_sentence(text: str) -> str:
    """The first sentence of a help text, without its full stop."""
    return text.split(". ")[0].strip().rstrip(".")


def rows(words: Words) -> Iterator[tuple[str, str]]:
    """What is typed, and what it does: home first, then each command in the order of `workshop --help`."""
    alone = "  workshop  "
    home = next(line for line in words("cli.examples").splitlines() if line.startswith(alone))
    yield alone.strip(), home.removeprefix(alone).strip()
    for name, (module, attribute) in COMMANDS.items():
        command = spoken(getattr(importlib.import_module(module), attribute), words)
        context = click.Context(command, info_name=name)
        arguments = [
            each.make_metavar(context).lower() for each in command.params if isinstance(each, click.Argument)
        ]
        yield " ".join(("workshop", name, *arguments)), first_sentence(words(f"cli.{name}"))
        for option, key in OPTIONS.get(name, ()):
            if not any(option in each.opts for each in command.params):
                raise LookupError(f"workshop {name} has no {option}")
            yield f"workshop {name} {option}", first_sentence(words(key))


def with_commands(text: str, language: str, head: str) -> str:
    """The README's text with its table made anew."""
    before, _, rest = text.partition(BEGIN)
    _, _, after = rest.partition(END)
    table = [
        f"| `{typed.replace('|', chr(92) + '|')}` | {does} |" for typed, does in rows(load_words(language))
    ]
    return before + "\n".join([BEGIN, f"| {head} | |", "|---|---|", *table, END]) + after


if __name__ == "__main__":
    for file, (language, head) in READMES.items():
        readme = ROOT / file
        readme.write_text(with_commands(readme.read_text("utf-8"), language, head), encoding="utf-8")
