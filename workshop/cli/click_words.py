"""click's own texts ("Usage:", "No such option") in the language of the program.

click looks each of its texts up through gettext, by the English original. gettext needs compiled catalogues
of its own; ours are TOML files, so this module answers the look-ups. The English catalogue holds click's
texts verbatim, and their keys lead to the other languages. A text of a newer click that no catalogue has
stays English; a test detects that.
"""

from __future__ import annotations

import functools
import sys
from collections.abc import Callable, Mapping

import click

from prompts.language.words import Words, load_part

ENGLISH = "en"
FILE = "click"
_PLACES = {"FILE": "file", "NAME": "name"}
"""Words in the metavars of options, and the argument that has the same name."""
_KEYS, _SHAPES, _TYPES, _ARGUMENTS = "click.", "click-shapes.", "click-types.", "click-arguments."

AskWords = Callable[[], Words]
"""Returns the words in the command line's current language."""


def speak_through(ask: AskWords) -> None:
    """Make click use the words that `ask` returns from now on."""

    def one(sentence: str) -> str:
        return _form(ask(), sentence, "other")

    def one_of_two(singular: str, plural: str, n: int) -> str:
        known = singular in _keys()
        return _form(ask(), singular, "one" if n == 1 else "other") if known else (singular, plural)[n != 1]

    for name, module in tuple(sys.modules.items()):
        if name.startswith("click."):
            for door, answer in (("_", one), ("ngettext", one_of_two)):
                if callable(getattr(module, door, None)):
                    setattr(module, door, answer)


def spoken(command: click.Command, words: Words) -> click.Command:
    """`command` with the names of its value types and metavars translated by `words`."""
    command.options_metavar = words(f"{_SHAPES}options")
    types, arguments = words.under(_TYPES), words.under(_ARGUMENTS)
    for parameter in command.params:
        kind = str(getattr(type(parameter.type), "name", "")).replace(" ", "-")
        if kind in types:
            parameter.type.name = str(types[kind])
        if isinstance(parameter, click.Option) and parameter.metavar:
            # The English one is kept: in one process the language may change.
            place = str(vars(parameter).setdefault("english_metavar", parameter.metavar))
            for english, key in _PLACES.items():
                place = place.replace(english, str(arguments[key]))
            parameter.metavar = place
        if isinstance(parameter, click.Argument) and parameter.name in arguments:
            place = f"{arguments[parameter.name]}{'...' if parameter.nargs == -1 else ''}"
            parameter.metavar = place if parameter.required else f"[{place}]"
    if isinstance(command, click.Group):
        command.subcommand_metavar = words(f"{_SHAPES}subcommand")
        for inner in command.commands.values():
            spoken(inner, words)
    return command


@functools.cache
def _keys() -> Mapping[str, str]:
    """The key of each sentence, by its English text; for plurals, by the singular."""
    english = load_part(ENGLISH, FILE).under(_KEYS)
    return {text if isinstance(text, str) else text["one"]: key for key, text in english.items()}


def _form(words: Words, sentence: str, form: str) -> str:
    key = _keys().get(sentence)
    if key is None:
        return sentence
    found = words.under(_KEYS)[key]
    return found if isinstance(found, str) else found[form]
