"""Choosing packs in plain mode."""

from __future__ import annotations

from collections.abc import Iterable

from prompts.methods.run_sheets import Pack
from workshop.facilitating.choices import pack_choices
from workshop.plain.conversation.asking import Asking


async def some_packs(asking: Asking, packs: Iterable[Pack], least: int = 0) -> tuple[str, ...]:
    """Ask for any number of packs, possibly none where `least` is 0."""
    choices = pack_choices(asking.words, packs)
    if not choices:
        return ()
    return await asking.choose_some(asking.words("plain.home.with-packs"), choices, may_be_none=not least)
