"""The help text: every key of a screen, from the same declarations as the keys themselves."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from textual.content import Content

from prompts.words import Words
from workshop.terminal.action_screen import Offer
from workshop.terminal.actions import ActionSpec, key_shown
from workshop.terminal.texts import padded, plain, wrapped

_KEY_WIDTH = 10
_LABEL_WIDTH = 16


def help_lines(words: Words, offers: Iterable[Offer], width: int) -> list[Content]:
    """What is particular to the middle of the screen first, then what works everywhere."""
    everything = list(offers)
    lines: list[Content] = []
    for here, title in ((True, "terminal.help-here"), (False, "terminal.help-everywhere")):
        specs = [offer.spec for offer in everything if offer.here is here]
        if specs:
            lines += [
                *([Content("")] if lines else []),
                plain(words(title), "bold"),
                *_lines(words, specs, width),
            ]
    return lines


def _lines(words: Words, specs: Iterable[ActionSpec], width: int) -> Iterator[Content]:
    left = _KEY_WIDTH + _LABEL_WIDTH + 1
    for spec in specs:
        first, *rest = wrapped(words(spec.help), width - left) or [""]
        keys = ", ".join(key_shown(key) for key in spec.keys) or words("terminal.help-palette-only")
        yield Content.assemble(
            (padded(keys, _KEY_WIDTH), "bold $accent-ink"),
            (padded(words(spec.label), _LABEL_WIDTH), "bold"),
            " ",
            plain(first),
        )
        yield from (plain(" " * left + line) for line in rest)
