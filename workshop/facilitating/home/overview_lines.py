"""The overview in lines: the same for the command line and for plain mode."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from exports.overview import NextMeeting, Overview, OverviewStep, group_of
from prompts.language.cleaning import clean_line
from prompts.language.formatting import long_date
from prompts.language.words import Words
from sessions.queries.overview_facts import MOST_FOUND, KnownText, KnownWorkshop
from sessions.storage.session_file import StorageError

MOST_LOADS = 10
"""The groups and the people with most of it are named; the others are counted."""


def overview_lines(found: Overview, words: Words) -> Iterator[str]:
    """All of it: agreements, next meetings, approaches by group and year, and leader time."""
    yield words("overview.title", n=len(found.steps), overdue=found.overdue)
    for step in found.steps:
        yield from step_lines(step, words)
    if found.meetings:
        yield ""
        yield words("overview.meetings")
        for meeting in found.meetings:
            yield from meeting_lines(meeting, words)
    for key, lines in (("initiatives", approach_lines(found, words)), ("load", load_lines(found, words))):
        told = list(lines)
        if told:
            yield ""
            yield words(f"overview.{key}")
            yield from (f"  {line}" for line in told)


def step_lines(step: OverviewStep, words: Words) -> tuple[str, str]:
    """An agreement: who does what, then when, how far it is and whose it is."""
    known = step.known
    parts = (
        long_date(known.due, words.language) if known.due else known.due_words or words("overview.no-date"),
        words("overview.overdue") if step.overdue else "",
        words(f"panels.review.{known.status}").lower(),
        step.approach,
        step.workshop.title,
        step.workshop.group_name,
    )
    who = known.who or words("panels.agree.no_who")
    return (
        f"{'!' if step.overdue else ' '} {who}: {known.what}",
        "    " + " · ".join(part for part in parts if part),
    )


def meeting_lines(meeting: NextMeeting, words: Words) -> tuple[str, str]:
    """When a group meets next, how that stands, with which run sheet; then whose it is, what is open."""
    when = (
        long_date(meeting.day, words.language),
        words(f"overview.meeting-{meeting.standing.value}"),
        meeting.sheet,
    )
    whose = (
        meeting.workshop.title,
        meeting.workshop.group_name,
        words("overview.open", n=meeting.agreements),
    )
    return (
        f"{'!' if meeting.standing == 'late' else ' '} " + " · ".join(part for part in when if part),
        "    " + " · ".join(part for part in whose if part),
    )


def found_lines(found: Sequence[tuple[KnownWorkshop, KnownText]], words: Words) -> Iterator[str]:
    """What a search found: where, which kind, the text."""
    yield found_heading(found, words)
    for workshop, text in found:
        kind = words(f"overview.kind-{text.kind.value}")
        yield f"  {workshop.title} · {group_of(workshop)} · {kind}: {clean_line(text.text)}"


def found_heading(found: Sequence[tuple[KnownWorkshop, KnownText]], words: Words) -> str:
    """How many texts were found."""
    if not found:
        return words("overview.found-none")
    key = "found-many" if len(found) >= MOST_FOUND else "found"
    return words(f"overview.{key}", n=len(found))


def found_rows(found: Sequence[tuple[KnownWorkshop, KnownText]], words: Words) -> tuple[tuple[str, str], ...]:
    """For each text that was found the name of its workshop, and two lines: what it says, and where."""
    return tuple(
        (
            workshop.name,
            f"{clean_line(text.text)}\n"
            f"    {words(f'overview.kind-{text.kind.value}')} · {workshop.title} · {group_of(workshop)}",
        )
        for workshop, text in found
    )


def passed_over(problems: Sequence[StorageError], words: Words) -> str:
    """Which files could not be read, by name; empty for none."""
    names = ", ".join(clean_line(problem.path.name) for problem in problems)
    return words("overview.unread", n=len(problems), names=names) if problems else ""


def approach_lines(found: Overview, words: Words) -> Iterator[str]:
    """How many initiatives stand in each approach: by year, then by group."""
    lines = [line for line in found.approaches if line.initiatives]
    for line in lines:
        years = {str(year) if year else words("overview.no-date"): line.by_year[year] for year in found.years}
        yield f"{line.title or words('overview.no-approach')}: {line.initiatives} ({_counts(years)})"
    for group in found.groups:
        counts = {line.title or words("overview.no-approach"): line.by_group.get(group, 0) for line in lines}
        yield f"{group}: {_counts(counts)}"


def load_lines(found: Overview, words: Words) -> Iterator[str]:
    """How much of the approach that needs leaders every week lies with each group, then with each person."""
    for key, loads in (
        ("load-initiatives", found.load_of_groups),
        ("load-agreements", found.load_of_people),
    ):
        if loads:
            yield words(f"overview.{key}", approach=found.close_title)
            yield from (f"  {load.who}: {load.count}" for load in loads[:MOST_LOADS])
        if (more := len(loads) - MOST_LOADS) > 0:
            yield "  " + words("plan.more", n=more)


def _counts(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{name} {n}" for name, n in counts.items() if n)
