"""What an overview of many workshops knows of each: its agreements, its initiatives by approach, its texts.

Frozen and pure, like the rows they come of. `sessions.storage.overview.overview_reading` reads them from a
file, `sessions.storage.overview.overview_index` keeps them.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

MOST_FOUND = 200
"""A search tells of so many texts; more words find fewer."""


class TextKind(StrEnum):
    """What a text that was found is."""

    TITLE = "title"
    CARD = "card"
    ANSWER = "answer"
    AGREEMENT = "agreement"
    DECISION = "decision"
    PARKED = "parked"


@dataclass(frozen=True, slots=True)
class KnownWorkshop:
    """A workshop as an overview knows it.

    Attributes:
        name: The name of its file, without the ending.
        status: `lobby`, `running` or `closed`.
        meeting: The number of its latest meeting.
        run_sheet: The key of its latest meeting's run sheet.
        first_day: The date of its first meeting.
        day: The date of its latest meeting.
        next_day: When the group agreed there to meet again.
    """

    name: str
    title: str
    organisation: str
    group_name: str
    method: str
    language: str
    status: str
    meeting: int
    run_sheet: str
    first_day: date | None
    day: date | None
    next_day: date | None


@dataclass(frozen=True, slots=True)
class KnownAgreement:
    """An agreement that is neither done nor stopped; `name` is its workshop's, `approach` may be empty."""

    name: str
    number: int
    meeting: int
    who: str
    what: str
    due: date | None
    due_words: str
    first_visible_result: str
    status: str
    about: str
    approach: str


@dataclass(frozen=True, slots=True)
class ApproachCount:
    """How many initiatives that were written in one year stand agreed in one approach.

    `name` is the workshop's; `year` is 0 where the meeting has no date, `approach` empty for none.
    """

    name: str
    year: int
    approach: str
    initiatives: int


@dataclass(frozen=True, slots=True)
class KnownText:
    """A text that can be searched for. `number` is that of its kind, 0 for none."""

    name: str
    kind: TextKind
    number: int
    text: str


@dataclass(frozen=True, slots=True)
class WorkshopFacts:
    """What an overview knows of one file, but for its texts."""

    workshop: KnownWorkshop
    agreements: tuple[KnownAgreement, ...]
    approaches: tuple[ApproachCount, ...]
