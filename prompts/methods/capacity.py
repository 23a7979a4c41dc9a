"""How long a run sheet takes for so many people with so many initiatives, and so how many fit.

An estimate: the silent parts by the speeds in `pace`, the talks by the minutes that their rules give.
Presentations and breaks take what the run sheet gives them.
"""

from __future__ import annotations

import bisect
import math
from collections.abc import Iterable
from dataclasses import dataclass

from prompts.methods.model import Activity, Kind, Method, Phase
from prompts.methods.pace import (
    CHOOSING_SECONDS,
    MOVING_ON_SECONDS,
    SETTLING_SECONDS,
    SLOW,
    THINKING_SECONDS,
    WORDS_A_MINUTE_OVER_50,
    typing_seconds,
)
from prompts.methods.run_sheets import PlannedActivity, RunSheet

TALK_SECONDS = 90
"""The time of each initiative that the group is split on."""
SPLIT_SHARE = 0.6
"""How many of the initiatives a group is usually split on."""
AGREEMENTS = 3
MOST_INITIATIVES = 40
MOST_PEOPLE = 14
"""At one board. Above it, two tables with a board each work better."""

_INITIATIVES_EACH, _OTHER_CARDS_EACH, _LETTERS_ON_A_CARD = 3, 1.5, 45
_CARDS_BEFORE_MERGING, _LEFT_WHEN_MERGED = 2.2, 0.6
_DOTS = 3
_FORMING_GROUPS, _READING_A_CARD_OUT, _FINDING_WHAT_LACKS = 120, 6, 120
_GROUPING_A_CARD, _NAMING = 27, 60
_READING_A_CARD, _READING_A_STATEMENT = 4, 5
_PATTERNS = 480
_LOOKING_AT_A_RESULT, _LOOKING_AT_A_STATEMENT = 60, 3
_FEW_PEOPLE = 5
"""So few stay together where others form groups."""
_POINT_OF_A_CATEGORY, _WEIGHING_THE_WHOLE = 45, 300
_ANSWERING_A_QUESTION = 105
_AN_AGREEMENT, _A_REVIEW = 180, 150
_DOUBTING_SHARE, _HEARING_A_DOUBT = 0.15, 60
_SMALL_TALK = 300


@dataclass(frozen=True, slots=True)
class Group:
    """How many people come, and how many initiatives are placed."""

    people: int
    initiatives: int

    @property
    def cards(self) -> int:
        """How many cards are written before the same ones are merged."""
        return max(self.initiatives, round(_CARDS_BEFORE_MERGING * self.people))

    @property
    def listed(self) -> int:
        """How many of them are left when the same ones are merged."""
        return max(self.initiatives, round(_LEFT_WHEN_MERGED * self.cards))


def sheet_minutes(method: Method, sheet: RunSheet, group: Group) -> int:
    """How long `group` needs for the whole run sheet, each activity in whole minutes."""
    return sum(needed_minutes(method, sheet.plan, planned, group) for planned in sheet.plan)


def most_initiatives(method: Method, sheet: RunSheet, people: int) -> int:
    """How many initiatives so many people can get through; 0 where there is not time for one."""
    counts = range(MOST_INITIATIVES + 1)
    return (
        bisect.bisect_right(
            counts, sheet.minutes, 1, key=lambda count: sheet_minutes(method, sheet, Group(people, count))
        )
        - 1
    )


def most_people(method: Method, sheet: RunSheet, initiatives: int) -> int:
    """How many people can get through so many initiatives; 0 where not even two can."""
    fitting = (
        people
        for people in range(MOST_PEOPLE, 1, -1)
        if sheet_minutes(method, sheet, Group(people, initiatives)) <= sheet.minutes
    )
    return next(fitting, 0)


def people_of(method: Method, sheet: RunSheet) -> int:
    """How many people get through the initiatives that `sheet` is meant for; 0 where it does not say."""
    return most_people(method, sheet, sheet.initiatives) if sheet.initiatives else 0


def has_room_for(method: Method, sheet: RunSheet, people: int) -> bool:
    """Whether so many people get through what `sheet` is meant for at one board; True if it does not say."""
    if not sheet.initiatives:
        return True
    needed = sheet_minutes(method, sheet, Group(people, sheet.initiatives))
    return people <= MOST_PEOPLE and needed <= sheet.minutes


def proposed_sheet(method: Method, people: int) -> RunSheet | None:
    """The shortest run sheet for leaders that so many people get through; None if none is long enough."""
    sheets = (sheet for sheet in method.first_sheets() if not sheet.for_employees)
    enough = [sheet for sheet in sheets if people_of(method, sheet) >= people]
    return min(enough, key=lambda sheet: sheet.minutes, default=None)


def talk_minutes(split: int) -> int:
    """The whole minutes it takes to talk about so many cards that the group is split on."""
    return max(1, math.ceil(TALK_SECONDS * split / 60))


def needed_minutes(
    method: Method, plan: Iterable[PlannedActivity], planned: PlannedActivity, group: Group
) -> int:
    """How long one activity of `plan` takes `group`, in whole minutes."""
    return max(1, round(needed_seconds(method, plan, planned, group) / 60))


def needed_seconds(
    method: Method, plan: Iterable[PlannedActivity], planned: PlannedActivity, group: Group
) -> float:
    """How long one activity of `plan` takes: the silent part and what the group does together."""
    activity = method.activity(planned.activity)
    alone = _SILENT.get(activity.kind)
    silent = alone(method, activity, group) if alone and not _is_timed(method, plan, activity) else 0.0
    return silent + together_seconds(method, plan, planned, group) + MOVING_ON_SECONDS


def together_seconds(
    method: Method, plan: Iterable[PlannedActivity], planned: PlannedActivity, group: Group
) -> float:
    """How long the group talks in one activity of `plan`, or looks at what everybody answered alone.

    All of it where nobody answers alone, and where the time is that of groups.
    """
    activity = method.activity(planned.activity)
    if activity.parts:
        return 60.0 * planned.minutes - MOVING_ON_SECONDS
    if activity.kind is Kind.COLLECT and _is_opened_again(method, plan, activity):
        return _FORMING_GROUPS + _READING_A_CARD_OUT * group.cards + _FINDING_WHAT_LACKS
    together = _TOGETHER.get(activity.kind)
    return together(activity, group) if together else 60.0 * planned.minutes - MOVING_ON_SECONDS


def _is_timed(method: Method, plan: Iterable[PlannedActivity], activity: Activity) -> bool:
    again = activity.kind is Kind.COLLECT and _is_opened_again(method, plan, activity)
    return again or bool(activity.parts)


def _is_opened_again(method: Method, plan: Iterable[PlannedActivity], activity: Activity) -> bool:
    """Whether the deck was written to before: then groups read and complete it."""
    first = next(
        other
        for other in (method.activity(planned.activity) for planned in plan)
        if other.kind is Kind.COLLECT and other.deck == activity.deck
    )
    return first.key != activity.key


def _is_placed(method: Method, activity: Activity) -> bool:
    return any(other.kind is Kind.PLACE and other.deck == activity.deck for other in method.activities)


def _writing(method: Method, activity: Activity, group: Group) -> float:
    # People have several things under way; of anything else they write one or two cards.
    cards = _INITIATIVES_EACH if _is_placed(method, activity) else _OTHER_CARDS_EACH
    card = SLOW * THINKING_SECONDS + typing_seconds(_LETTERS_ON_A_CARD, WORDS_A_MINUTE_OVER_50)
    return SETTLING_SECONDS + cards * card


def _placing(method: Method, activity: Activity, group: Group) -> float:
    if activity.phase is not Phase.ALONE:
        return 0.0
    return SETTLING_SECONDS + SLOW * (CHOOSING_SECONDS + _READING_A_CARD) * group.initiatives


def _rating(method: Method, activity: Activity, group: Group) -> float:
    asked = len(activity.statements) or group.initiatives
    return SETTLING_SECONDS + SLOW * (CHOOSING_SECONDS + _READING_A_STATEMENT) * asked


def _voting(method: Method, activity: Activity, group: Group) -> float:
    cards = group.listed if _is_placed(method, activity) else round(_OTHER_CARDS_EACH * group.people)
    return SETTLING_SECONDS + _READING_A_CARD * cards + SLOW * CHOOSING_SECONDS * _DOTS


def _looking_at_cards(activity: Activity, group: Group) -> float:
    return 0.0 if activity.grid is None else _PATTERNS


def _grouping(activity: Activity, group: Group) -> float:
    return _NAMING + _GROUPING_A_CARD * group.cards


def _talking_of_placements(activity: Activity, group: Group) -> float:
    if activity.phase is Phase.ALONE:
        return 0.0
    if activity.phase is Phase.GOALS:
        return _SMALL_TALK
    return SETTLING_SECONDS + TALK_SECONDS * SPLIT_SHARE * group.initiatives


def _answering_in_groups(activity: Activity, group: Group) -> float:
    if activity.phase is Phase.ALONE:
        forming = _FORMING_GROUPS if group.people > _FEW_PEOPLE else 0
        return SETTLING_SECONDS + forming + _ANSWERING_A_QUESTION * len(activity.questions)
    points = SETTLING_SECONDS + _POINT_OF_A_CATEGORY * len(activity.categories)
    return points + (_WEIGHING_THE_WHOLE if activity.deck else 0)


def _looking_at_ratings(activity: Activity, group: Group) -> float:
    asked = len(activity.statements) or group.initiatives
    doubting = _DOUBTING_SHARE * group.people if activity.scale and activity.scale.threshold else 0
    return _LOOKING_AT_A_STATEMENT * asked + _HEARING_A_DOUBT * doubting


def _looking_at_votes(activity: Activity, group: Group) -> float:
    return _LOOKING_AT_A_RESULT


def _agreeing(activity: Activity, group: Group) -> float:
    return SETTLING_SECONDS + _AN_AGREEMENT * AGREEMENTS


def _reviewing(activity: Activity, group: Group) -> float:
    return SETTLING_SECONDS + _A_REVIEW * AGREEMENTS


_SILENT = {Kind.COLLECT: _writing, Kind.PLACE: _placing, Kind.RATE: _rating, Kind.VOTE: _voting}
_TOGETHER = {
    Kind.COLLECT: _looking_at_cards,
    Kind.CLUSTER: _grouping,
    Kind.PLACE: _talking_of_placements,
    Kind.REFLECT: _answering_in_groups,
    Kind.RATE: _looking_at_ratings,
    Kind.VOTE: _looking_at_votes,
    Kind.AGREE: _agreeing,
    Kind.REVIEW: _reviewing,
}
