"""A pack held by itself: a run sheet of its activities and of what they need from the method."""

from __future__ import annotations

from collections.abc import Iterator

from prompts.methods.model import Activity, Kind, Method, Phase
from prompts.methods.run_sheets import Pack, PlannedActivity, RunSheet


def sheet_of_pack(method: Method, pack: Pack) -> RunSheet:
    """The run sheet of `pack` alone; its key is the pack's.

    Cards that the pack works on and nobody writes in it are written first, as in the method's shortest run
    sheet; so are they placed where the pack counts how they are placed.
    """
    before = tuple(_before(method, pack))
    plan = (*before, *pack.plan)
    minutes = sum(planned.minutes for planned in plan)
    return RunSheet(pack.key, minutes, pack.title, pack.summary, plan)


def _before(method: Method, pack: Pack) -> Iterator[PlannedActivity]:
    own = [method.activity(planned.activity) for planned in pack.plan]
    written = {activity.deck for activity in own if activity.kind is Kind.COLLECT}
    works_on = {activity.deck for activity in own if activity.deck} - written
    counted = {activity.deck for activity in own if _counts_placed(activity)}
    sheets = [sheet for sheet in method.first_sheets() if not sheet.for_employees]
    there: set[tuple[str, str, str]] = set()
    for planned in min(sheets, key=lambda sheet: sheet.minutes).plan if sheets else ():
        activity = method.activity(planned.activity)
        what = (str(activity.kind), activity.deck, activity.phase)
        needed = works_on if activity.kind is Kind.COLLECT else counted
        if activity.kind in (Kind.COLLECT, Kind.PLACE) and activity.deck in needed and what not in there:
            if activity.kind is Kind.PLACE and (activity.category_set.key or activity.phase is Phase.GOALS):
                continue
            there.add(what)
            yield planned


def _counts_placed(activity: Activity) -> bool:
    is_count = activity.kind is Kind.REFLECT and bool(activity.deck) and not activity.per_card
    return is_count and not activity.category_set.key
