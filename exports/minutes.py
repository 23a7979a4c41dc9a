"""The minutes of a workshop, ready to be rendered.

`build_minutes` is the one place where the state of a workshop becomes minutes. It leaves out
what must not be exported: who wrote, answered, rated or voted what, and the cards that were
hidden or withdrawn. Every text from people is cleaned once more on its way.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeVar

from exports.contents.decisions import DecisionLine, decision_lines
from exports.contents.follow_up_dates import FollowUp, Held, planned_after, remaining_after
from exports.contents.meeting_details import details_of_meeting, details_told
from exports.options import USUAL, Names, Options
from exports.section_source import Part, Source, build_parts
from prompts.language.cleaning import clean, clean_line
from prompts.language.words import Words
from prompts.methods.look import NO_LOOK, Look
from prompts.methods.model import Kind, Method
from prompts.methods.own_items import own_activity
from prompts.methods.run_sheets import Pack
from sessions.model import (
    ActivityStatus,
    Day,
    Meeting,
    MeetingDetails,
    Participant,
    ScheduledActivity,
    WorkshopStatus,
)
from sessions.queries.belief import Belief, beliefs
from sessions.queries.outcome import Outcome, outcome
from sessions.rules.clock_and_input import elapsed_seconds
from sessions.rules.people import active_participants, left_behind
from sessions.state import State

_PartType = TypeVar("_PartType", bound=Part)


@dataclass(frozen=True, slots=True)
class ParticipantLine:
    """A participant. `alias` may be empty; `number` counts from 1."""

    number: int
    alias: str
    table: str

    def name(self, words: Words) -> str:
        """The alias, or the number if there is none."""
        return self.alias or words("minutes.participants.unnamed", number=self.number)


@dataclass(frozen=True, slots=True)
class ParkedLine:
    """A parked item and who takes it on (may be empty)."""

    text: str
    who: str


@dataclass(frozen=True, slots=True)
class Timing:
    """An activity of this meeting's run sheet: minutes planned and added, seconds used."""

    activity: str
    title: str
    status: ActivityStatus
    planned_minutes: int
    extra_minutes: int
    used_seconds: float


@dataclass(frozen=True, slots=True)
class MeetingLine:
    """One meeting of the group, the first workshop being number 1. `run_sheet` is its title.

    `next_date` is when it agreed to meet again, None where it did not say.
    """

    number: int
    date: date | None
    run_sheet_key: str
    run_sheet: str
    next_date: Day | None = None


@dataclass(frozen=True, slots=True)
class Minutes:
    """The view model that every export renders.

    `meeting` counts from 1, `final` says that the workshop was closed.
    `generated_at` is shown in its own time zone. `parts_of_kinds` holds one entry per activity kind.
    `meetings` holds every meeting so far, `packs` the titles of the packs in this one's run sheet,
    `participants` those who took part in this one; `left` counts those who were removed from it after
    they had given something, which counts on.
    """

    title: str
    organisation: str
    group: str
    date: date | None
    language: str
    method: str
    method_title: str
    purpose: str
    run_sheet: str
    run_sheet_title: str
    meeting: int
    final: bool
    generated_at: datetime
    version: str
    source_line: str
    participants: tuple[ParticipantLine, ...]
    parked: tuple[ParkedLine, ...]
    follow_ups: tuple[FollowUp, ...]
    timings: tuple[Timing, ...]
    parts_of_kinds: tuple[tuple[Kind, Part], ...]
    meetings: tuple[MeetingLine, ...] = ()
    packs: tuple[str, ...] = ()
    decisions: tuple[DecisionLine, ...] = ()
    options: Options = USUAL
    approaches: tuple[tuple[str, str, str], ...] = ()
    """Key, sign and title of each category of the method."""
    questions: tuple[tuple[str, str], ...] = ()
    """Key and text of each question of the method."""
    left: int = 0
    left_early: tuple[ParticipantLine, ...] = ()
    """Of those who `left`, the ones that the facilitator had written in."""
    details: tuple[MeetingDetails, ...] = ()
    """What the head says of each meeting that has anything to say."""
    outcome: Outcome | None = None
    look: Look = NO_LOOK
    """The method's own colour, name and logo."""
    """What came of the agreements over all meetings."""
    beliefs: tuple[Belief, ...] = ()
    """How the group saw its ability and its support, meeting by meeting."""

    @property
    def parts(self) -> tuple[Part, ...]:
        """The part that each kind contributes."""
        return tuple(part for _, part in self.parts_of_kinds)

    @property
    def head(self) -> MeetingDetails:
        """What the facilitator said of this meeting."""
        return details_of_meeting(self.details, self.meeting)

    def part(self, kind: type[_PartType]) -> _PartType:
        """The part that is of class `kind`. Raises LookupError if there is none."""
        for part in self.parts:
            if isinstance(part, kind):
                return part
        raise LookupError(kind.__name__)


def build_minutes(
    picture: State, method: Method, generated_at: datetime, version: str, options: Options | None = None
) -> Minutes:
    """Make the minutes of the workshop in `picture` as it stands, also before its end.

    Pure: reads no clock and no file. `generated_at` is an aware time in the zone it is to be
    shown in, `version` the version of the tool, `options` what to tell and whom to name.

    Raises:
        LookupError: the picture holds no workshop.
    """
    workshop = picture.workshop
    options = options or USUAL
    source = Source(picture, method, options)
    packs = _packs(picture, method)
    return Minutes(
        title=clean_line(workshop.title),
        organisation=clean_line(workshop.organisation),
        group=clean_line(workshop.group_name),
        date=workshop.date,
        language=workshop.language,
        method=method.key,
        method_title=method.title,
        purpose=_what_for(method, workshop.run_sheet),
        run_sheet=workshop.run_sheet,
        run_sheet_title=_run_sheet_title(method, workshop.run_sheet),
        meeting=workshop.meeting,
        final=workshop.status is WorkshopStatus.CLOSED,
        generated_at=generated_at,
        version=version,
        source_line=_source_line(method, packs),
        participants=_participants(picture, options),
        parked=_parked(source),
        follow_ups=remaining_follow_ups(picture, method),
        timings=tuple(_timing(row, source, generated_at) for row in picture.run_sheet()),
        parts_of_kinds=build_parts(source),
        meetings=_meetings(picture, method),
        packs=tuple(pack.title for pack in packs),
        decisions=decision_lines(source),
        options=options,
        approaches=tuple((each.key, each.sign, each.title) for each in method.categories),
        questions=tuple((each.key, each.text) for each in method.questions),
        left=len(left_behind(picture)),
        left_early=_lines_of((row for row in left_behind(picture) if row.typed_in), options),
        outcome=outcome(picture, [each.key for each in method.categories]),
        look=method.look,
        beliefs=beliefs(picture, method),
        details=details_told(picture, options),
    )


def _what_for(method: Method, run_sheet: str) -> str:
    """What the method is for, or the pack that was held by itself."""
    alone = (pack.summary for pack in method.packs if pack.key == run_sheet)
    return next(alone, method.summary)


def _run_sheet_title(method: Method, key: str) -> str:
    try:
        return method.run_sheet(key).title
    except KeyError:  # the method has changed since
        return key


def _meetings(picture: State, method: Method) -> tuple[MeetingLine, ...]:
    known = sorted(picture.meetings, key=lambda row: row.number)
    rows = known or [Meeting(picture.workshop.meeting, picture.workshop.date, picture.workshop.run_sheet)]
    return tuple(
        MeetingLine(
            row.number, row.date, row.run_sheet, _run_sheet_title(method, row.run_sheet), row.next_date
        )
        for row in rows
    )


def _packs(picture: State, method: Method) -> tuple[Pack, ...]:
    """The packs whose activities are in this meeting's run sheet in addition to its own."""
    rows = picture.run_sheet()
    planned = {row.activity for row in rows if row.status is not ActivityStatus.SKIPPED}
    sheets = (sheet for sheet in method.run_sheets if sheet.key == picture.workshop.run_sheet)
    own = {part.activity for sheet in sheets for part in sheet.plan}
    return tuple(pack for pack in method.packs if _is_added({p.activity for p in pack.plan}, planned, own))


def _source_line(method: Method, packs: Iterable[Pack]) -> str:
    """Where the method comes from, and each pack that was used."""
    return " ".join(line for line in (method.source_line, *(pack.source_line for pack in packs)) if line)


def _is_added(pack: set[str], planned: set[str], own: set[str]) -> bool:
    return pack <= planned and not pack <= own


def remaining_follow_ups(picture: State, method: Method) -> tuple[FollowUp, ...]:
    """The remaining follow-up meetings, dated from the first one; the next is on the day that was agreed."""
    return remaining_after(_held(picture, method), method.follow_up_days, picture.workshop.language)


def planned_follow_ups(picture: State, method: Method) -> tuple[FollowUp, ...]:
    """Those that the method plans and that are still to come, dated from the first meeting."""
    return planned_after(_held(picture, method), method.follow_up_days, picture.workshop.language)


def _held(picture: State, method: Method) -> Held:
    workshop, known = picture.workshop, picture.meetings.get(picture.workshop.meeting)
    asked = (sheet.after_days for sheet in method.run_sheets if sheet.key == workshop.run_sheet)
    agreed = known.next_date if known is not None else None
    return Held(picture.date_of(1), workshop.date, workshop.meeting, next(asked, 0), agreed)


def _participants(picture: State, options: Options) -> tuple[ParticipantLine, ...]:
    return _lines_of(active_participants(picture), options)


def _lines_of(people: Iterable[Participant], options: Options) -> tuple[ParticipantLine, ...]:
    def alias(row: Participant) -> str:
        return "" if options.names is Names.NONE else options.person(clean_line(row.alias))

    return tuple(ParticipantLine(row.number, alias(row), clean_line(row.table_name)) for row in people)


def _parked(source: Source) -> tuple[ParkedLine, ...]:
    parked = (item for item in source.state.parked_items if not item.removed)
    items = sorted(parked, key=lambda item: item.number)
    return tuple(ParkedLine(clean(item.text), source.person(item.who)) for item in items)


OWN_ITEM = "own"
"""What stands for the key of an activity that is in no method."""


def _timing(row: ScheduledActivity, source: Source, now: datetime) -> Timing:
    titles = {activity.key: activity.title for activity in source.method.activities}
    own = own_activity(row.activity)
    return Timing(
        activity=OWN_ITEM if own is not None else row.activity,
        title=own.title if own is not None else titles.get(row.activity, row.activity),
        status=row.status,
        planned_minutes=row.minutes,
        extra_minutes=row.extra_minutes,
        used_seconds=elapsed_seconds(row, now),
    )
