"""Choosing packs in plain mode."""

from __future__ import annotations

from collections.abc import Iterable

from prompts.methods.run_sheets import Pack
from workshop.facilitating.choices import pack_choices
from workshop.plain.conversation.asking import Asking


async def some_packs(asking: Asking, packs: Iterable[Pack]) -> tuple[str, ...]:
    """Ask for any number of packs, possibly none."""
    choices = pack_choices(asking.words, packs)
    if not choices:
        return ()
    return await asking.choose_some(asking.words("plain.home.with-packs"), choices, may_be_none=True)
