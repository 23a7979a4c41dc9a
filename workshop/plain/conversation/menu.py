"""Menus: choosing and running one of the actions on offer."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Sequence

from workshop.facilitating.conversation import LeftError
from workshop.facilitating.ports import sentence_of
from workshop.plain.conversation.actions import Action, find_action, offered
from workshop.plain.conversation.asking import BACK
from workshop.plain.conversation.line_conversation import LineConversation

log = logging.getLogger(__name__)

SHOW = "v"
Show = Callable[[LineConversation], Iterator[str]]


async def perform(desk: LineConversation, action: Action, rest: str = "") -> None:
    """Run one action; any error becomes a sentence, and the workshop goes on.

    `rest` is the text after the action on its line: the answer to its first question.
    """
    desk.answers.clear()
    if rest:
        desk.answers.append(rest)
    try:
        await action.run(desk)
    except LeftError:
        desk.say("plain.left")
    except (OSError, LookupError, ValueError, RuntimeError) as problem:
        log.exception("an action of plain mode failed")
        desk.console.line(sentence_of(problem, desk.words))
    finally:
        desk.answers.clear()


def pick(desk: LineConversation, actions: Sequence[Action], typed: str) -> tuple[Action | None, str]:
    """The action that a line names, and the rest of the line. An item of a list, `- Vagtplan`, is none."""
    now = offered(actions, desk)
    whole = find_action(now, typed, desk.words)
    if whole is not None:
        return whole, ""
    word, _, rest = typed.partition(" ")
    if not word.isalnum():
        return None, rest.strip()
    return find_action(now, word, desk.words), rest.strip()


async def submenu(desk: LineConversation, title: str, show: Show, actions: Sequence[Action]) -> None:
    """Show something and run actions on it, until `0` or an empty line goes back."""
    if desk.answers:
        await _one(desk, actions, desk.answers.popleft())
        return
    typed = SHOW
    while typed not in ("", BACK):
        if typed == SHOW:
            desk.say(title)
            desk.console.lines(show(desk))
        elif await _one(desk, actions, typed):
            return
        try:
            typed = await desk.ask(_prompt(desk, actions))
        except LeftError:
            return


async def _one(desk: LineConversation, actions: Sequence[Action], typed: str) -> bool:
    """Run what was typed; whether it ends the menu."""
    action, rest = pick(desk, actions, typed)
    if action is None:
        desk.say("plain.no-such", text=typed)
        return False
    await perform(desk, action, rest)
    return action.ends


def _prompt(desk: LineConversation, actions: Sequence[Action]) -> str:
    named = [f"{action.key} {desk.words(action.name)}" for action in offered(actions, desk)]
    return ", ".join([*named, desk.words("plain.back")])
