"""Sends the facilitator's commands: a refusal becomes a sentence on the screen, never a crash."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from textual.app import App

from sessions.errors import AlreadyMovedError, Refused
from workshop.facilitating.telling.command_warnings import warning_sentence

if TYPE_CHECKING:  # the first screen is painted before the core is loaded
    from sessions.command_answers import Accepted
    from sessions.commands import Command
    from workshop.live.live_workshop import LiveWorkshop

LONG_READ = 8.0
"""Seconds that warnings and errors stay on the screen."""


async def send(app: App[Any], live: LiveWorkshop, command: Command) -> Accepted | None:
    """Send `command` as the facilitator. None if it was refused, after saying why."""
    try:
        answer = await live.send(command)
    except Refused as refusal:
        calm = isinstance(refusal, AlreadyMovedError)
        level = "error" if refusal.is_trouble else "information" if calm else "warning"
        say(app, refusal.sentence(live.words), level)
        return None
    for warning in answer.warnings:
        say(app, warning_sentence(live.words, warning), "warning")
    return answer


def say(app: App[Any], sentence: str, severity: str = "information") -> None:
    """Show a notification, never read as markup. It replaces earlier ones, except that warnings and
    errors accumulate until the next plain message.
    """
    level = severity if severity in ("warning", "error") else "information"
    timeout = LONG_READ if level != "information" else None
    if level == "information":
        app.clear_notifications()
    app.notify(sentence, severity=level, timeout=timeout, markup=False)  # type: ignore[arg-type]
