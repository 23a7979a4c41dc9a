"""The language of the command line: `--lang`, else `WORKSHOP_LANG`, else Danish.

Help texts are made while the commands are defined, before click reads any option. That is why the
program's arguments are searched here by hand.
"""

from __future__ import annotations

import itertools
import os
import re
import sys
from collections.abc import Mapping, Sequence

from prompts.language.words import DEFAULT_LANGUAGE, LANGUAGES

VARIABLE = "WORKSHOP_LANG"

_OTHER_NAMES = {"no": "nb", "nn": "nb"}
"""All Norwegian is Bokmål here: Nynorsk readers read it more easily than Danish."""
_SEPARATORS = re.compile(r"[-_.@]")


def known_language(text: str) -> str | None:
    """The language meant by `en`, `en-GB`, `nb_NO.UTF-8` or `no`; None if unsupported."""
    first = _SEPARATORS.split(text.strip().casefold())[0]
    language = _OTHER_NAMES.get(first, first)
    return language if language in LANGUAGES else None


def language_of_environment(environment: Mapping[str, str] = os.environ) -> str:
    """The language in `WORKSHOP_LANG`, or Danish if that is unset or unsupported."""
    return known_language(environment.get(VARIABLE, "")) or DEFAULT_LANGUAGE


def language_at_start(
    arguments: Sequence[str] = tuple(sys.argv[1:]), environment: Mapping[str, str] = os.environ
) -> str:
    """The language before options are parsed: the last `--lang`, else the environment's."""
    said = [after for option, after in itertools.pairwise(arguments) if option == "--lang"]
    said += [argument.removeprefix("--lang=") for argument in arguments if argument.startswith("--lang=")]
    spoken = [language for language in map(known_language, said) if language]
    return spoken[-1] if spoken else language_of_environment(environment)
