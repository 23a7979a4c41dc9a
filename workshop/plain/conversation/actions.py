"""What can be done, each thing declared once: what is typed, what it is called, and the function."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from prompts.language.words import Words
from workshop.facilitating.act import Act

if TYPE_CHECKING:
    from workshop.plain.conversation.desk import LineConversation

LEAST_LETTERS = 3
"""Letters from which the beginning of a name is taken for the name."""


def always(desk: LineConversation) -> bool:
    """An action that is never out of place."""
    return True


@dataclass(frozen=True, slots=True)
class Action:
    """`key` is typed; `name` is the words key of what it is called; `when` says whether it is offered.

    `ends` says that a menu has served its purpose when this was done.
    """

    key: str
    name: str
    run: Callable[[LineConversation], Awaitable[None]]
    when: Callable[[LineConversation], bool] = always
    ends: bool = False


def action_of(act: Act) -> Action:
    """How plain mode offers an act: done, and said to be done where the act says nothing itself."""

    async def run(desk: LineConversation) -> None:
        desk.told = desk.accepted = False
        await act.do(desk)
        if desk.accepted and not desk.told:
            desk.say("plain.done")

    return Action(act.typed, f"{act.words_key}.label", run, lambda desk: act.when(desk.situation), act.ends)


def actions_of(acts: Iterable[Act]) -> tuple[Action, ...]:
    """How plain mode offers acts, in their order; those that only a screen can offer are left out."""
    return tuple(action_of(act) for act in acts if act.typed)


def offered(actions: Sequence[Action], desk: LineConversation) -> list[Action]:
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
