"""How a workshop and the archive are drawn in the list at home."""

from __future__ import annotations

from rich.cells import cell_len
from textual.content import Content

from prompts.language.words import Words
from workshop.facilitating.ports import SessionListing
from workshop.terminal.dialogs.date_in_field import typed_date
from workshop.terminal.theme.untrusted_text import cut, padded, plain

_DATE_WIDTH, _STATUS_WIDTH, _PEOPLE_WIDTH = 12, 14, 14
_WIDTH_FOR_ALL = 66
"""Below this width, in cells, the number of participants is omitted to leave room for the titles."""
STATUSES = frozenset({"lobby", "running", "closed", "open"})


def row_of(listing: SessionListing, width: int, words: Words) -> Content:
    """A line of `width` cells: title, date, how far it has come, how many take part."""
    people_width = _PEOPLE_WIDTH if width >= _WIDTH_FOR_ALL else 0
    title_width = width - _DATE_WIDTH - _STATUS_WIDTH - people_width
    title = plain(padded(_named(listing, title_width - 1, words), title_width - 1), "bold")
    if listing.problem:
        return Content.assemble(title, " ", plain(padded(listing.problem, width - title_width)))
    people = words("terminal.home.participants", n=listing.participants)
    return Content.assemble(
        title,
        " ",
        padded(typed_date(listing.date, words.language), _DATE_WIDTH),
        plain(padded(_status(listing, words), _STATUS_WIDTH), "bold" if listing.is_open else ""),
        padded(people, people_width),
    )


def archive_row(archived: int, words: Words) -> Content:
    """The line that leads to the archive."""
    return plain(words("terminal.home.archive-line", n=archived))


def _status(listing: SessionListing, words: Words) -> str:
    return words(f"terminal.home.status.{listing.stage}") if listing.stage in STATUSES else ""


def _named(listing: SessionListing, width: int, words: Words) -> str:
    """The title, the group where there is room, and the meeting's number from the second one on.

    The number is never cut off. Groups that are to be joined often have workshops of one title and day.
    """
    which = words("terminal.home.meeting", title="", n=listing.meeting) if listing.meeting > 1 else ""
    room, title, group = max(1, width - cell_len(which)), listing.title, listing.group_name
    if group and group.casefold() not in title.casefold() and cell_len(f"{title} · {group}") <= room:
        title = f"{title} · {group}"
    if not which:
        return title
    return words("terminal.home.meeting", title=cut(title, room), n=listing.meeting)
