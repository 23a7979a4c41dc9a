"""The actions of plain mode, each declared once: what is typed, its name, and its function."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from prompts.language.words import Words
from workshop.facilitating.act import Act

if TYPE_CHECKING:
    from workshop.plain.conversation.line_conversation import LineConversation

LEAST_LETTERS = 3
"""The minimum number of letters by which an action's name can be abbreviated."""


def always(desk: LineConversation) -> bool:
    """Condition of an action that is always available."""
    return True


@dataclass(frozen=True, slots=True)
class Action:
    """`key` is typed; `name` is the catalogue key of its name; `when` says whether it is offered.

    `ends` says that the menu it was chosen from closes afterwards. `screen_keys` are the keys that do the
    same on the screen, as Textual names them.
    """

    key: str
    name: str
    run: Callable[[LineConversation], Awaitable[None]]
    when: Callable[[LineConversation], bool] = always
    ends: bool = False
    screen_keys: tuple[str, ...] = ()


def action_of(act: Act) -> Action:
    """Plain mode's action for an act, which confirms that it was done if the act itself says nothing."""

    async def run(desk: LineConversation) -> None:
        desk.told = desk.accepted = False
        await act.do(desk)
        if desk.accepted and not desk.told:
            desk.say("plain.done")

    return Action(
        act.typed, f"{act.words_key}.label", run, lambda desk: act.when(desk.situation), act.ends, act.keys
    )


def actions_of(acts: Iterable[Act]) -> tuple[Action, ...]:
    """Plain mode's actions for acts, in order, without those that only a screen can offer."""
    return tuple(action_of(act) for act in acts if act.typed)


def offered(actions: Sequence[Action], desk: LineConversation) -> list[Action]:
    """The actions available now."""
    return [action for action in actions if action.when(desk)]


def find_action(actions: Sequence[Action], typed: str, words: Words) -> Action | None:
    """The action with the key `typed`, or else the only one whose name begins with it."""
    for action in actions:
        if action.key == typed:
            return action
    if len(typed) < LEAST_LETTERS:
        return None
    wanted = typed.casefold()
    named = [action for action in actions if words(action.name).casefold().startswith(wanted)]
    return named[0] if len(named) == 1 else None
