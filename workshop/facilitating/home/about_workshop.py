"""What home says of the chosen workshop: how far it is, its agreements, its next date, and the next key."""

from __future__ import annotations

from collections.abc import Iterator

from prompts.language.words import Words
from prompts.language.written_dates import as_typed
from workshop.facilitating.ports import AboutWorkshop, SessionListing

LOBBY, RUNNING = "lobby", "running"


def standing(listing: SessionListing, words: Words) -> str:
    """Whose workshop it is, which meeting, whether it runs now; known without reading the file."""
    parts = (
        listing.organisation,
        listing.group_name,
        words("terminal.home.meeting-number", n=listing.meeting) if listing.meeting > 1 else "",
        words("home.runs-now") if listing.is_open else "",
        words("home.in-archive") if listing.is_put_aside else "",
    )
    return " · ".join(part for part in parts if part)


def about_lines(about: AboutWorkshop, words: Words) -> Iterator[str]:
    """How far it has come, then its agreements where there are any."""
    if about.status == RUNNING and about.activity:
        yield words("home.at", activity=about.activity, number=about.number, total=about.total)
    else:
        key = "prepared" if about.status == LOBBY else "ended"
        yield words(f"home.{key}", total=about.total, cards=words("home.cards", n=about.cards))
    if about.agreements:
        parts = [words("terminal.end.agreements", n=about.agreements)]
        if about.overdue:
            parts.append(words("home.overdue", n=about.overdue))
        if about.next_due is not None:
            parts.append(words("home.next-due", date=as_typed(about.next_due, words.language)))
        yield " · ".join(parts)
    elif about.status not in (LOBBY, RUNNING):
        yield words("home.nothing-open")
    if about.may_let_go:
        yield words("rounds.let-go")
