"""What home does with a whole workshop besides opening it: copy, rename, find the minutes, delete."""

from __future__ import annotations

import asyncio
from typing import Any

from textual.app import App

from sessions.limits import LONGEST_TITLE
from workshop.facilitating.conversation import Field
from workshop.facilitating.ports import HomePort, SessionListing, sentence_of
from workshop.machine.opener import open_path
from workshop.terminal.dialogs.ask import ask_choice, ask_fields
from workshop.terminal.dialogs.sending import say
from workshop.terminal.theme.themed_app import words_of
from workshop.terminal.theme.untrusted_text import one_line

COPY, RENAME, MINUTES, DELETE = "copy", "rename", "minutes", "delete"
KEEP = "keep"


async def manage(app: App[Any], home: HomePort, listing: SessionListing) -> None:
    """Ask what to do with a workshop, and do it. An error is shown as its sentence."""
    words, title = words_of(app), one_line(listing.title)
    offered = (DELETE,) if listing.problem else (COPY, RENAME, MINUTES, DELETE)
    choices = [(key, words(f"manage.{key}")) for key in offered]
    wanted = await ask_choice(app, title, choices)
    if wanted is None:
        return
    try:
        await _do(app, home, listing, wanted)
    except Exception as problem:
        if not (isinstance(problem, OSError) or callable(getattr(problem, "sentence", None))):
            raise
        say(app, sentence_of(problem, words), "error")


async def _do(app: App[Any], home: HomePort, listing: SessionListing, wanted: str) -> None:
    words = words_of(app)
    if wanted == MINUTES:
        folder = await asyncio.to_thread(home.minutes_folder, listing.path)
        await asyncio.to_thread(open_path, folder)
        say(app, words("terminal.said.opening", name=str(folder)))
    elif wanted == DELETE:
        await _delete(app, home, listing)
    elif (typed := await _title(app, wanted, listing)) is not None:
        await asyncio.to_thread(home.copy if wanted == COPY else home.rename, listing.path, typed)
        say(app, words(f"manage.{wanted}-done", title=one_line(typed)))


async def _title(app: App[Any], wanted: str, listing: SessionListing) -> str | None:
    """The title for a copy or a renamed workshop; None if cancelled or nothing was typed."""
    words = words_of(app)
    field = Field("title", words("terminal.new.label.title"), one_line(listing.title), longest=LONGEST_TITLE)
    filled = await ask_fields(app, words(f"manage.{wanted}-title"), (field,), words(f"manage.{wanted}-note"))
    return (filled["title"].strip() or None) if filled is not None else None


async def _delete(app: App[Any], home: HomePort, listing: SessionListing) -> None:
    """Delete after the question that `workshop purge` asks too; the answer that keeps it comes first."""
    words = words_of(app)
    about = words("purge.about", title=one_line(listing.title), date=listing.date or "")
    choices = [(KEEP, words("manage.keep")), (DELETE, words("manage.is-filed"))]
    answer = await ask_choice(app, words("manage.delete-title"), choices, about, KEEP, careful=True)
    if answer == DELETE:
        say(app, words("purge.done", n=await asyncio.to_thread(home.delete, listing.path)))
    else:
        say(app, words("purge.kept"))
