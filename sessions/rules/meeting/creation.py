"""The initial rows of a new workshop."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from prompts.methods.model import Method
from sessions.clock import as_stored, local_day
from sessions.limits import DEFAULT_DOTS, DEFAULT_MAX_PER_ITEM, LONGEST_TITLE
from sessions.model import Meeting, MeetingDetails, Row, Workshop, WorkshopStatus
from sessions.rules.decide import cleaned_line, optional_line
from sessions.rules.meeting.meeting_details import LONGEST, checked_details
from sessions.rules.meeting.planning import planned_rows


@dataclass(frozen=True, slots=True)
class NewWorkshop:
    """The facilitator's input for a new workshop. `run_sheet` is a key such as `120`.

    `packs` are the keys of the packs to add to it.
    """

    title: str
    organisation: str = ""
    group_name: str = ""
    date: date | None = None
    run_sheet: str = "120"
    packs: tuple[str, ...] = ()
    dots: int = DEFAULT_DOTS
    max_per_item: int = DEFAULT_MAX_PER_ITEM
    show_small_groups: bool = False
    language: str = ""
    """The language of phones, screen and minutes; empty: the method's language."""
    details: MeetingDetails | None = None
    """What the head of the minutes says of the meeting; its number is not looked at."""


@dataclass(frozen=True, slots=True)
class Access:
    """The first join secret (128 bit, URL-safe text) and the six-character code."""

    secret: str
    code: str


def first_rows(
    wish: NewWorkshop, method: Method, access: Access, now: datetime, new_id: Callable[[], str]
) -> tuple[Row, ...]:
    """The workshop and its run sheet as rows.

    Raises EmptyTextError or TextTooLongError for the title, and what `planned_rows` raises.
    """
    rows = planned_rows(method, wish.run_sheet, wish.packs, 1, new_id)
    workshop = Workshop(
        key="workshop",
        title=cleaned_line(wish.title, LONGEST_TITLE),
        organisation=optional_line(wish.organisation, LONGEST_TITLE),
        group_name=optional_line(wish.group_name, LONGEST_TITLE),
        date=wish.date or local_day(now),
        method=method.key,
        run_sheet=wish.run_sheet,
        language=wish.language or method.language,
        dots=wish.dots,
        max_per_item=wish.max_per_item,
        status=WorkshopStatus.LOBBY,
        current=None,
        meeting=1,
        join_secret=access.secret,
        join_code=access.code,
        port=0,
        show_small_groups=wish.show_small_groups,
        created_at=as_stored(now),
        closed_at=None,
    )
    details: tuple[Row, ...] = ()
    if wish.details is not None:
        texts = {name: getattr(wish.details, name) for name in LONGEST}
        found = checked_details(1, texts)
        details = (found,) if found != MeetingDetails(1) else ()
    return (workshop, Meeting(1, workshop.date, workshop.run_sheet), *details, *rows)
