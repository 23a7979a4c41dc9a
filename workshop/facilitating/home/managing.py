"""What home does with a whole workshop besides opening it: copy, rename, archive, minutes, delete."""

from __future__ import annotations

import asyncio
from typing import Protocol

from prompts.language.words import Words
from sessions.limits import LONGEST_TITLE
from sessions.workshop_status import WorkshopStatus
from workshop.facilitating.conversation import Choices, Field
from workshop.facilitating.ports import HomePort, SessionListing, sentence_of
from workshop.machine.opener import open_path

COPY, COPY_USED, RENAME, PUT_ASIDE, TAKE_BACK = "copy", "copy-used", "rename", "put-aside", "take-back"
MINUTES, DELETE, ANONYMISE, DELETE_MEETING = "minutes", "delete", "anonymise", "delete-meeting"
KEEP = "keep"


class AsksAtHome(Protocol):
    """How a face asks at home. None and an empty text: it was left, nothing is to be changed."""

    @property
    def words(self) -> Words:
        """The sentences in the language of the screen."""

    async def choose_one(
        self, title: str, choices: Choices, *, note: str = "", current: str = "", careful: bool = False
    ) -> str | None:
        """Ask for one of `choices` and return its key. `careful` if the answer may delete something."""

    async def ask_text(self, title: str, field: Field, note: str) -> str | None:
        """Ask for one text."""

    def say_it(self, sentence: str, *, error: bool = False) -> None:
        """Show a sentence."""


async def manage(face: AsksAtHome, home: HomePort, listing: SessionListing) -> None:
    """Ask what to do with a workshop, and do it. An error is shown as its sentence."""
    words = face.words
    shelf = TAKE_BACK if listing.is_put_aside else PUT_ASIDE
    offered = (
        (DELETE,)
        if listing.problem
        else (
            *(COPY, RENAME, MINUTES, DELETE, shelf),
            *_copy_as_used(listing),
            *_anonymise_if_over(listing),
            *((DELETE_MEETING,) if _ended_meetings(listing) else ()),
        )
    )
    wanted = await face.choose_one(listing.title, [(key, words(f"manage.{key}")) for key in offered])
    if wanted is None:
        return
    try:
        await _do(face, home, listing, wanted)
    except Exception as problem:
        if not (isinstance(problem, OSError) or callable(getattr(problem, "sentence", None))):
            raise
        face.say_it(sentence_of(problem, words), error=True)


async def put_aside_or_take_back(face: AsksAtHome, home: HomePort, listing: SessionListing) -> None:
    """Put a workshop in the archive, or take it back; one that runs stays. Raises what the home raises."""
    words = face.words
    if listing.is_put_aside:
        await asyncio.to_thread(home.take_back, listing.path)
        face.say_it(words("manage.take-back-done", title=listing.title))
    elif listing.is_open:
        face.say_it(words("manage.runs", title=listing.title), error=True)
    else:
        await asyncio.to_thread(home.put_aside, listing.path)
        face.say_it(words("manage.put-aside-done", title=listing.title))


async def _do(face: AsksAtHome, home: HomePort, listing: SessionListing, wanted: str) -> None:
    words = face.words
    if wanted == MINUTES:
        folder = await asyncio.to_thread(home.minutes_folder, listing.path)
        await asyncio.to_thread(open_path, folder)
        face.say_it(words("terminal.said.opening", name=str(folder)))
    elif wanted == ANONYMISE:
        await _anonymise(face, home, listing)
    elif wanted == DELETE:
        await _delete(face, home, listing)
    elif wanted == DELETE_MEETING:
        await _delete_meeting(face, home, listing)
    elif wanted in (PUT_ASIDE, TAKE_BACK):
        await put_aside_or_take_back(face, home, listing)
    elif (typed := await _title(face, wanted, listing)) is not None:
        if wanted == RENAME:
            await asyncio.to_thread(home.rename, listing.path, typed)
        else:
            await asyncio.to_thread(home.copy, listing.path, typed, used_minutes=wanted == COPY_USED)
        face.say_it(words(f"manage.{wanted}-done", title=typed))


def _copy_as_used(listing: SessionListing) -> tuple[str, ...]:
    """The copy with the minutes that its activities took, for a workshop that has been held."""
    return (COPY_USED,) if listing.status == WorkshopStatus.CLOSED else ()


def _anonymise_if_over(listing: SessionListing) -> tuple[str, ...]:
    return (ANONYMISE,) if listing.status == WorkshopStatus.CLOSED else ()


def _ended_meetings(listing: SessionListing) -> range:
    return range(1, listing.meeting + (listing.status == WorkshopStatus.CLOSED))


async def _delete_meeting(face: AsksAtHome, home: HomePort, listing: SessionListing) -> None:
    """Let the raw material of one meeting go; the answer that keeps it comes first."""
    words = face.words
    meetings = [(str(n), words("manage.meeting-sure", n=n)) for n in _ended_meetings(listing)]
    title = words("manage.meeting-title", title=listing.title)
    choices = [(KEEP, words("manage.keep")), *meetings]
    wanted = await face.choose_one(
        title, choices, note=words("manage.meeting-note"), current=KEEP, careful=True
    )
    if wanted is None or wanted == KEEP:
        face.say_it(words("purge.kept"))
        return
    copies = await asyncio.to_thread(home.delete_meeting, listing.path, int(wanted))
    face.say_it(words("purge.done-meeting", meeting=wanted, n=copies))


async def _anonymise(face: AsksAtHome, home: HomePort, listing: SessionListing) -> None:
    """Take the people out after a question; the answer that changes nothing comes first."""
    words = face.words
    choices = [(KEEP, words("manage.keep")), (ANONYMISE, words("manage.anonymise-sure"))]
    title, note = words("manage.anonymise-title", title=listing.title), words("manage.anonymise-note")
    if await face.choose_one(title, choices, note=note, current=KEEP, careful=True) == ANONYMISE:
        copies = await asyncio.to_thread(home.anonymise, listing.path)
        face.say_it(words("rounds.anonymised", title=listing.title, n=copies))


async def _title(face: AsksAtHome, wanted: str, listing: SessionListing) -> str | None:
    """The title for a copy or a renamed workshop; None if cancelled or nothing was typed."""
    words = face.words
    field = Field("title", words("terminal.new.label.title"), listing.title, longest=LONGEST_TITLE)
    typed = await face.ask_text(words(f"manage.{wanted}-title"), field, words(f"manage.{wanted}-note"))
    return (typed or "").strip() or None


async def _delete(face: AsksAtHome, home: HomePort, listing: SessionListing) -> None:
    """Delete after the question that `workshop purge` asks too; the answer that keeps it comes first."""
    words = face.words
    about = words("purge.about", title=listing.title, date=listing.date or "")
    choices = [(KEEP, words("manage.keep")), (DELETE, words("manage.is-filed"))]
    title = words("manage.delete-title")
    if await face.choose_one(title, choices, note=about, current=KEEP, careful=True) == DELETE:
        face.say_it(words("purge.done", n=await asyncio.to_thread(home.delete, listing.path)))
    else:
        face.say_it(words("purge.kept"))
