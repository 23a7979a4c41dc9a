"""The overview over many workshops: what is open, what is late, which approaches are in use, who meets next.

It is made of what is known of each workshop (`sessions.queries.overview_facts`); every screen, list and file
of it shows exactly this.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from exports.contents.follow_up_dates import Held, remaining_after
from prompts.methods.run_sheets import RunSheet, follow_up_sheet
from sessions.queries.overview_facts import ApproachCount, KnownAgreement, KnownWorkshop
from sessions.workshop_status import WorkshopStatus

CLOSE = "taet-paa"
"""The approach in which leaders are present every week: how much of it there is, is what leaders can bear."""


@dataclass(frozen=True, slots=True)
class MethodTexts:
    """What an overview needs of a method: its approaches by key, in order, and its follow-ups."""

    approaches: tuple[tuple[str, str], ...] = ()
    follow_up_days: tuple[int, ...] = ()
    follow_up_sheets: tuple[RunSheet, ...] = ()

    def title(self, key: str) -> str:
        """The name of an approach; its key where the method is not on this computer."""
        return dict(self.approaches).get(key, key)


@dataclass(frozen=True, slots=True)
class OverviewStep:
    """An open agreement. `approach` is the title of the one agreed for what it is `about`, or empty."""

    workshop: KnownWorkshop
    known: KnownAgreement
    approach: str
    overdue: bool

    def figures(self) -> dict[str, object]:
        """The agreement as JSON."""
        known, workshop = self.known, self.workshop
        return {
            "workshop": workshop.title,
            "name": workshop.name,
            "organisation": workshop.organisation,
            "group": workshop.group_name,
            "meeting": known.meeting,
            "number": known.number,
            "who": known.who,
            "what": known.what,
            "when": _told(known.due),
            **({"when_in_words": known.due_words} if known.due_words else {}),
            "first_visible_result": known.first_visible_result,
            "status": known.status,
            "about": known.about or None,
            "approach": known.approach or None,
            "overdue": self.overdue,
        }


@dataclass(frozen=True, slots=True)
class ApproachLine:
    """How many initiatives stand in one approach; under an empty `key` those that no approach is agreed for.

    `by_year` and `by_group` hold only what is not 0. A year of 0 is one that nobody wrote down.
    """

    key: str
    title: str
    by_year: Mapping[int, int]
    by_group: Mapping[str, int]

    @property
    def initiatives(self) -> int:
        """How many in all."""
        return sum(self.by_year.values())


@dataclass(frozen=True, slots=True)
class Load:
    """How much of the approach that needs leaders every week lies with a group or a person."""

    who: str
    count: int


@dataclass(frozen=True, slots=True)
class OverviewFilter:
    """Which workshops to look over: those whose organisation and group hold these texts; empty for all."""

    organisation: str = ""
    group: str = ""

    def takes(self, workshop: KnownWorkshop) -> bool:
        """Whether `workshop` is one of them; capitals do not matter."""
        return (
            self.organisation.casefold() in workshop.organisation.casefold()
            and self.group.casefold() in workshop.group_name.casefold()
        )


ALL = OverviewFilter()
"""Every workshop."""


class Standing(StrEnum):
    """How a next meeting stands."""

    LATE = "late"
    PLANNED = "planned"
    AGREED = "agreed"
    PREPARED = "prepared"


@dataclass(frozen=True, slots=True)
class NextMeeting:
    """The next follow-up of a workshop that has something open, or has agreed on a day.

    `days` is 0 for one that was prepared. `sheet` is the title of the run sheet that it has, or that it
    begins with on that day, or today where it is late; empty where none is known.
    """

    workshop: KnownWorkshop
    day: date
    days: int
    standing: Standing
    agreements: int
    sheet: str


@dataclass(frozen=True, slots=True)
class Overview:
    """All of it. Steps: late ones first, then by date and person, those without a date last."""

    today: date
    workshops: tuple[KnownWorkshop, ...]
    steps: tuple[OverviewStep, ...]
    approaches: tuple[ApproachLine, ...]
    load_of_groups: tuple[Load, ...]
    load_of_people: tuple[Load, ...]
    meetings: tuple[NextMeeting, ...]

    @property
    def overdue(self) -> int:
        """How many agreements are overdue."""
        return sum(step.overdue for step in self.steps)

    @property
    def close_title(self) -> str:
        """What the approach is called that needs leaders every week."""
        return next((line.title for line in self.approaches if line.key == CLOSE), CLOSE)

    @property
    def years(self) -> tuple[int, ...]:
        """Every year in which an initiative was written, the latest first."""
        return tuple(sorted({year for line in self.approaches for year in line.by_year}, reverse=True))

    @property
    def groups(self) -> tuple[str, ...]:
        """Every group that wrote an initiative."""
        return tuple(sorted({group for line in self.approaches for group in line.by_group}, key=str.casefold))

    def figures(self) -> dict[str, object]:
        """The overview as JSON."""
        return {
            "today": self.today.isoformat(),
            "workshops": len(self.workshops),
            "overdue": self.overdue,
            "agreements": [step.figures() for step in self.steps],
            "approaches": [
                {
                    "approach": line.key or None,
                    "title": line.title or None,
                    "initiatives": line.initiatives,
                    "by_year": {str(year) if year else "": n for year, n in line.by_year.items()},
                    "by_group": dict(line.by_group),
                }
                for line in self.approaches
            ],
            "leader_load": {
                "approach": CLOSE,
                "initiatives_by_group": {load.who: load.count for load in self.load_of_groups},
                "agreements_by_person": {load.who: load.count for load in self.load_of_people},
            },
            "follow_ups": [
                {
                    "workshop": meeting.workshop.title,
                    "name": meeting.workshop.name,
                    "organisation": meeting.workshop.organisation,
                    "group": meeting.workshop.group_name,
                    "date": meeting.day.isoformat(),
                    "days": meeting.days or None,
                    "standing": meeting.standing.value,
                    "run_sheet": meeting.sheet or None,
                    "open_agreements": meeting.agreements,
                }
                for meeting in self.meetings
            ],
        }


def make_overview(
    workshops: Sequence[KnownWorkshop],
    agreements: Iterable[KnownAgreement],
    approaches: Iterable[ApproachCount],
    texts_of: Callable[[KnownWorkshop], MethodTexts],
    today: date,
) -> Overview:
    """The overview of `workshops`; what belongs to others is left out."""
    by_name = {workshop.name: workshop for workshop in workshops}
    texts = {workshop.name: texts_of(workshop) for workshop in workshops}
    steps = sorted(
        (
            OverviewStep(
                by_name[known.name],
                known,
                texts[known.name].title(known.approach) if known.approach else "",
                known.due is not None and known.due < today,
            )
            for known in agreements
            if known.name in by_name
        ),
        key=_when_and_who,
    )
    counts = [row for row in approaches if row.name in by_name]
    lines = tuple(_lines(counts, by_name, texts))
    close = next((line for line in lines if line.key == CLOSE), None)
    return Overview(
        today=today,
        workshops=tuple(workshops),
        steps=tuple(steps),
        approaches=lines,
        load_of_groups=_loads(close.by_group if close else {}),
        load_of_people=_loads(_by_person(step for step in steps if step.known.approach == CLOSE)),
        meetings=tuple(_meetings(workshops, steps, texts, today)),
    )


def group_of(workshop: KnownWorkshop) -> str:
    """What a group is called among others: its name and organisation, else the title of its workshop."""
    named = ", ".join(part for part in (workshop.group_name, workshop.organisation) if part)
    return named or workshop.title


def _when_and_who(step: OverviewStep) -> tuple[object, ...]:
    known = step.known
    return known.due or date.max, known.who.casefold(), step.workshop.title, known.name, known.number


def _lines(
    counts: Iterable[ApproachCount],
    by_name: Mapping[str, KnownWorkshop],
    texts: Mapping[str, MethodTexts],
) -> Iterable[ApproachLine]:
    """One line an approach, in the order of the methods; what is agreed in none comes last."""
    titles: dict[str, str] = {}
    for method in texts.values():
        for key, title in method.approaches:
            titles.setdefault(key, title)
    by_year: dict[str, Counter[int]] = {key: Counter() for key in titles}
    by_group: dict[str, Counter[str]] = {key: Counter() for key in titles}
    for row in counts:
        by_year.setdefault(row.approach, Counter())[row.year] += row.initiatives
        by_group.setdefault(row.approach, Counter())[group_of(by_name[row.name])] += row.initiatives
    for key in sorted(by_year, key=lambda key: not key):  # stable: only the empty one moves
        yield ApproachLine(key, titles.get(key, key), by_year[key], by_group.get(key, Counter()))


def _by_person(steps: Iterable[OverviewStep]) -> Mapping[str, int]:
    """Agreements by who has them, however the name is capitalised; those that nobody has are no load."""
    spelt: dict[str, str] = {}
    counts: Counter[str] = Counter()
    for step in steps:
        if who := step.known.who:
            counts[spelt.setdefault(who.casefold(), who)] += 1
    return counts


def _loads(counts: Mapping[str, int]) -> tuple[Load, ...]:
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0].casefold()))
    return tuple(Load(who, count) for who, count in ordered)


def _meetings(
    workshops: Iterable[KnownWorkshop],
    steps: Iterable[OverviewStep],
    texts: Mapping[str, MethodTexts],
    today: date,
) -> Iterable[NextMeeting]:
    """The next meeting of each group that has something open or has agreed on a day, the earliest first."""
    still_open = Counter(step.workshop.name for step in steps)
    found = (
        _next_meeting(workshop, texts[workshop.name], still_open[workshop.name], today)
        for workshop in workshops
        if still_open[workshop.name] or workshop.next_day is not None
    )
    return sorted(
        (meeting for meeting in found if meeting is not None),
        key=lambda meeting: (meeting.day, meeting.workshop.title, meeting.workshop.name),
    )


def _next_meeting(
    workshop: KnownWorkshop, texts: MethodTexts, still_open: int, today: date
) -> NextMeeting | None:
    first, latest, sheets = workshop.first_day, workshop.day, texts.follow_up_sheets
    own = next((sheet for sheet in sheets if sheet.key == workshop.run_sheet), None)
    if workshop.status == WorkshopStatus.LOBBY and workshop.meeting > 1 and latest is not None:
        standing = Standing.LATE if latest < today else Standing.PREPARED
        return NextMeeting(workshop, latest, 0, standing, still_open, own.title if own else "")
    if workshop.status != WorkshopStatus.CLOSED or first is None:
        return None
    held = Held(first, latest, workshop.meeting, own.after_days if own else 0, workshop.next_day)
    for meeting in remaining_after(held, texts.follow_up_days, workshop.language)[:1]:
        standing = Standing.AGREED if workshop.next_day else Standing.PLANNED
        standing = Standing.LATE if meeting.day < today else standing
        sheet = follow_up_sheet(sheets, (max(meeting.day, today) - first).days)
        title = sheet.title if sheet else ""
        return NextMeeting(workshop, meeting.day, meeting.days, standing, still_open, title)
    return None


def _told(day: date | None) -> str | None:
    return day.isoformat() if day else None
