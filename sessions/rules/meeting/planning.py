"""The run sheet as rows: the method's plan, with single activities and packs inserted."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from prompts.methods.model import Kind, Method
from prompts.methods.run_sheets import Pack, PlannedActivity
from sessions.errors import PackInPlaceError, UnknownItemError
from sessions.model import ActivityStatus, ScheduledActivity, ScheduledId
from sessions.state import State

NewId = Callable[[], str]


def planned_rows(
    method: Method, run_sheet: str, packs: Iterable[str], meeting: int, new_id: NewId
) -> tuple[ScheduledActivity, ...]:
    """The run sheet's activities and those of the packs as rows of meeting number `meeting` (from 1).

    Raises UnknownItemError for a run sheet or a pack that the method does not have, and
    PackInPlaceError for a pack that would add nothing.
    """
    try:
        sheet = method.run_sheet(run_sheet)
        wanted = [method.pack(key) for key in dict.fromkeys(packs)]
    except KeyError:
        raise UnknownItemError from None
    rows = [waiting_row(planned, meeting, new_id) for planned in sheet.plan]
    for pack in wanted:
        rows = with_pack(rows, pack, place_for(rows, pack), meeting, new_id)
    return tuple(numbered(rows))


def without_what_is_there(
    rows: Sequence[ScheduledActivity], run_sheet: str, method: Method, state: State
) -> tuple[ScheduledActivity, ...]:
    """`rows` of a follow-up; where it is a pack alone, without writing and placing what is there already."""
    pack = next((pack for pack in method.packs if pack.key == run_sheet), None)
    if pack is None:
        return tuple(rows)
    own = {planned.activity for planned in pack.plan}
    cards = [card for card in state.cards if not (card.hidden or card.withdrawn)]
    written, placed = {card.deck for card in cards}, {card.deck for card in cards if card.agreed}

    def is_there(row: ScheduledActivity) -> bool:
        activity = method.activity(row.activity)
        return activity.deck in (placed if activity.kind is Kind.PLACE else written)

    return tuple(numbered(row for row in rows if row.activity in own or not is_there(row)))


def waiting_row(planned: PlannedActivity, meeting: int, new_id: NewId) -> ScheduledActivity:
    """An activity that has not begun; its position is set later, by `numbered`."""
    return ScheduledActivity(
        id=ScheduledId(new_id()),
        activity=planned.activity,
        position=-1,
        minutes=planned.minutes,
        extra_minutes=0,
        status=ActivityStatus.WAITING,
        running_since=None,
        elapsed_seconds=0.0,
        input_open=False,
        revealed=False,
        placement_round=0,
        meeting=meeting,
    )


def place_for(rows: Sequence[ScheduledActivity], pack: Pack, current: str | None = None) -> int:
    """How many of `rows` come before the pack: where the method puts it, but never before past activities."""
    begun = next((number for number, row in enumerate(rows, start=1) if row.id == current), 0)
    own = [number for number, row in enumerate(rows, start=1) if row.activity in pack.after]
    return max(begun, own[-1] if own else begun or len(rows))


def with_pack(
    rows: Sequence[ScheduledActivity], pack: Pack, place: int, meeting: int, new_id: NewId
) -> list[ScheduledActivity]:
    """`rows` with the pack's missing activities inserted. Raises PackInPlaceError if none is missing."""
    there = {row.activity for row in rows}
    lacking = [planned for planned in pack.plan if planned.activity not in there]
    if not lacking:
        raise PackInPlaceError(pack=pack.title)
    added = [waiting_row(planned, meeting, new_id) for planned in lacking]
    return [*rows[:place], *added, *rows[place:]]


def numbered(rows: Iterable[ScheduledActivity]) -> list[ScheduledActivity]:
    """The rows with their positions numbered in this order."""
    return [replace(row, position=position) for position, row in enumerate(rows)]


def packs_to_add(method: Method, rows: Iterable[ScheduledActivity]) -> tuple[Pack, ...]:
    """The packs that would add something to a run sheet with these rows."""
    there = {row.activity for row in rows}
    return tuple(pack for pack in method.packs if any(part.activity not in there for part in pack.plan))
