"""Which workshops home lists: those in use, or the archive, or all that fit what is searched for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from workshop.facilitating.ports import SessionListing


@dataclass(frozen=True, slots=True)
class HomeList:
    """The workshops of this computer, and what of them is looked at.

    Attributes:
        listings: All of them, the one worked on last first.
        in_archive: Whether those in the archive are looked at, and no others.
        wanted: What is searched for, in the archive too; empty while nothing is.
    """

    listings: Sequence[SessionListing] = ()
    in_archive: bool = False
    wanted: str = ""

    @property
    def shown(self) -> tuple[SessionListing, ...]:
        """Those to list, in order."""
        if self.wanted.strip():
            return tuple(item for item in self.listings if has_words(item, self.wanted))
        return tuple(item for item in self.listings if item.is_put_aside is self.in_archive)

    @property
    def archived(self) -> int:
        """How many lie in the archive."""
        return sum(item.is_put_aside for item in self.listings)


def has_words(listing: SessionListing, wanted: str) -> bool:
    """Whether each word of `wanted` stands in the title, organisation, group, name of the file or date.

    A date is found as it is written in any of the languages: `4.3.2026`, `4/3/2026`, `2026-03-04`, `2026-03`.
    """
    day = listing.date
    days = () if day is None else (day.isoformat(), *(f"{day.day}{s}{day.month}{s}{day.year}" for s in "./"))
    known = (listing.title, listing.organisation, listing.group_name, listing.path.stem, *days)
    text = " ".join(known).casefold()
    return all(word in text for word in wanted.casefold().split())
