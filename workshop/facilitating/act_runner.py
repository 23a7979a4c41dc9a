"""Runs acts for every user interface: what a cancelled question or failed work leads to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workshop.facilitating.conversation import LeftError
from workshop.facilitating.ports import sentence_of

if TYPE_CHECKING:
    from collections.abc import Awaitable

    from workshop.facilitating.conversation import Conversation


async def ran_to_end(act: Awaitable[object]) -> bool:
    """Wait for `act`; False if a question in it was cancelled, which changes nothing and needs no message."""
    try:
        await act
    except LeftError:
        return False
    return True


async def attempt(talk: Conversation, work: Awaitable[object]) -> bool:
    """Wait for `work` on this computer, showing any error's own sentence. Whether it succeeded."""
    try:
        await work
    except Exception as problem:
        talk.say_sentence(sentence_of(problem, talk.words), error=True)
        return False
    return True
