"""Opens a workshop from home, and closes it whatever happens in between."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from textual.app import App

from workshop.facilitating.ports import HomePort, OpenWorkshop, sentence_of
from workshop.terminal.dialogs.sending import say
from workshop.terminal.driver.push_screen import answer_of
from workshop.terminal.theme.themed_app import words_of


async def open_workshop(app: App[Any], home: HomePort, path: Path) -> bool:
    """Open `path`, show it until it is left, close it. False if it could not be opened.

    Await it in a worker. Leaving with `quit` exits the app.
    """
    words = words_of(app)
    try:
        session = await home.open(path)
    except Exception as problem:
        say(app, sentence_of(problem, words), "error")
        return False
    await _show(app, session)
    return True


async def _show(app: App[Any], session: OpenWorkshop) -> None:
    from workshop.terminal.screens.workshop_screen import WorkshopScreen

    for notice in session.notices():
        say(app, notice, "warning")
    try:
        answer = await answer_of(app, WorkshopScreen(session))
    finally:
        await session.close()
    if answer == "quit":
        app.exit(0, return_code=0)
