"""Packs in lines: which there are, and which are to go into the run sheet."""

from __future__ import annotations

from collections.abc import Iterable

from prompts.language.words import Words
from prompts.methods.model import Pack
from workshop.facilitating.conversation import Choices
from workshop.plain.conversation.asking import Asking


def pack_choices(words: Words, packs: Iterable[Pack]) -> Choices:
    """The packs to choose between, with their minutes and what they give."""
    return [
        (pack.key, words("terminal.packs.line", title=pack.title, n=pack.minutes, text=pack.short))
        for pack in packs
    ]


async def some_packs(asking: Asking, packs: Iterable[Pack]) -> tuple[str, ...]:
    """Any number of packs, or none."""
    choices = pack_choices(asking.words, packs)
    if not choices:
        return ()
    return await asking.choose_some(asking.words("plain.home.with-packs"), choices, may_be_none=True)
