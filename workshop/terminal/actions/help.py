"""The help text: every key of a screen, from the same declarations as the bindings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from textual.content import Content

from prompts.language.words import Words
from workshop.terminal.actions.action_spec import ActionSpec, key_shown
from workshop.terminal.actions.offer import Offer
from workshop.terminal.canvas.drawing import wrap
from workshop.terminal.theme.untrusted_text import one_line, padded, plain

_KEY_WIDTH = 10
_LABEL_WIDTH = 16


def help_lines(words: Words, offers: Iterable[Offer], width: int) -> list[Content]:
    """The help lines: actions of the panel in the middle first, then those available everywhere."""
    everything = list(offers)
    lines: list[Content] = []
    for here, title in ((True, "terminal.help-here"), (False, "terminal.help-everywhere")):
        offered = [offer for offer in everything if offer.here is here]
        if offered:
            lines += [
                *([Content("")] if lines else []),
                plain(words(title), "bold"),
                *_lines(words, rows(offered), width),
            ]
    return lines


def rows(offers: Iterable[Offer]) -> list[tuple[ActionSpec, str]]:
    """Each action with its keys as displayed; number keys with the same action share a row."""
    found: list[tuple[ActionSpec, str]] = []
    for _, group in groupby(offers, lambda offer: offer.spec.help):
        same = list(group)
        if len(same) > 1 and all(key.isdecimal() for offer in same for key in offer.spec.keys):
            usable = [offer for offer in same if offer.allowed] or same
            first, last = usable[0].spec.keys[0], usable[-1].spec.keys[0]
            found.append((same[0].spec, first if first == last else f"{first}–{last}"))
        else:
            found += [(offer.spec, ", ".join(key_shown(key) for key in offer.spec.keys)) for offer in same]
    return found


def _lines(words: Words, listed: Iterable[tuple[ActionSpec, str]], width: int) -> Iterator[Content]:
    left = _KEY_WIDTH + _LABEL_WIDTH + 1
    for spec, written in listed:
        first, *rest = wrap(one_line(words(spec.help)), width - left)
        keys = written or words("terminal.help-palette-only")
        yield Content.assemble(
            (padded(keys, _KEY_WIDTH), "bold $accent-ink"),
            (padded(words(spec.label), _LABEL_WIDTH), "bold"),
            " ",
            plain(first),
        )
        yield from (plain(" " * left + line) for line in rest)
