"""What can be done, each thing declared once: what is typed, what it is called, and the function."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from prompts.language.words import Words

if TYPE_CHECKING:
    from workshop.plain.conversation.desk import Desk

LEAST_LETTERS = 3
"""Letters from which the beginning of a name is taken for the name."""


def always(desk: Desk) -> bool:
    """An action that is never out of place."""
    return True


@dataclass(frozen=True, slots=True)
class Action:
    """`key` is typed; `name` is the words key of what it is called; `when` says whether it is offered.

    `ends` says that a menu has served its purpose when this was done.
    """

    key: str
    name: str
    run: Callable[[Desk], Awaitable[None]]
    when: Callable[[Desk], bool] = always
    ends: bool = False


def offered(actions: Sequence[Action], desk: Desk) -> list[Action]:
    """The actions that make sense now."""
    return [action for action in actions if action.when(desk)]


def find_action(actions: Sequence[Action], typed: str, words: Words) -> Action | None:
    """The action with the key `typed`, else the only one whose name begins so."""
    for action in actions:
        if action.key == typed:
            return action
    if len(typed) < LEAST_LETTERS:
        return None
    wanted = typed.casefold()
    named = [action for action in actions if words(action.name).casefold().startswith(wanted)]
    return named[0] if len(named) == 1 else None
