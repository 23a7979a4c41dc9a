"""The minutes as a document: the facts, the summary, then the sections in order.

The readable formats (Markdown, web page, Word) render exactly this, so that all of them say the same.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from exports.annex import raw_statements
from exports.blocks import Bullets, Column, Item, Section, Table, single, texts_in
from exports.contents.decisions import decision_section
from exports.contents.placed_initiatives import Placing
from exports.first_use import explained_at_first_use
from exports.history import history_sections
from exports.minutes import MeetingLine, Minutes, ParkedLine
from exports.options import Names, Version
from exports.sections.vote import Votes
from exports.shortening import fewer_rows, shortened
from exports.used_time import used_time
from prompts.language.formatting import clock_time, long_date, week_of, weekday
from prompts.language.personal_numbers import looks_like_cpr
from prompts.language.words import Words, load_words
from prompts.methods.look import NO_LOOK, Look

FIRST_PAGE = 32
"""Sections before it answer whoever was not there; those behind it are for looking things up."""
_NUMBERS = 95
"""How many cards and dots there were: of use, and the last thing that anybody asks."""
_TOLD_ABOVE = 21
"""Highlights from here on have sections of their own on the first page."""
_ANNEX = 100
"""Behind every section of the meeting itself."""
_VERBATIM = 200
"""From here on every text stands whole."""


@dataclass(frozen=True, slots=True)
class Outline:
    """A document: `facts` are pairs of name and value; `closing` comes at the very end.

    `look` is that of the method it is made with.
    """

    language: str
    kicker: str
    title: str
    lead: str
    facts: tuple[tuple[str, str], ...]
    sections: tuple[Section, ...]
    closing: tuple[str, ...]
    look: Look = NO_LOOK


def outline(minutes: Minutes) -> Outline:
    """`minutes` in reading order, with all texts in place."""
    words = load_words(minutes.language)
    if minutes.options.version is Version.HISTORY:
        return _history(minutes, words)
    own = (
        decision_section(minutes.decisions, minutes.meeting, _winner(minutes, words), words),
        _summary(minutes, words),
        _parked(minutes.parked, words),
        _follow_up(minutes, words),
        _meetings(minutes, words),
        _participants(minutes, words),
    )
    of_kinds = (section for part in minutes.parts for section in part.sections(words))
    own_annexes = (used_time(minutes, words), *raw_statements(minutes, words))
    annexes = (*_annexes(minutes, words), *(own_annexes if _has_annex(minutes) else ()))
    found = [section for section in (*own, *of_kinds, *annexes) if section.blocks]
    if minutes.options.version is Version.SHORT:
        found = [section for section in found if section.order < FIRST_PAGE]
    return Outline(
        language=minutes.language,
        kicker=words("minutes.kicker"),
        title=minutes.title or words("minutes.untitled"),
        lead=minutes.head.purpose or minutes.purpose,
        facts=tuple((name, text) for name, text in _facts(minutes, words) if text),
        sections=explained_at_first_use(
            tuple(
                _as_shown(section, minutes, words)
                for section in sorted(found, key=lambda section: section.order)
            ),
            minutes.part(Placing).categories,
        ),
        closing=(
            minutes.source_line,
            words("minutes.made-with", method=minutes.method_title, version=minutes.version),
        ),
        look=minutes.look,
    )


def _history(minutes: Minutes, words: Words) -> Outline:
    """All meetings in one document. Nothing is shortened: it is read to look things up."""
    facts = _facts(minutes, words)
    return Outline(
        language=minutes.language,
        kicker=words("history.kicker"),
        title=minutes.title or words("minutes.untitled"),
        lead=words("history.lead", n=minutes.meeting),
        facts=tuple((name, text) for name, text in facts if text),
        sections=tuple(section for section in history_sections(minutes, words) if section.blocks),
        closing=(words("minutes.made-with", method=minutes.method_title, version=minutes.version),),
    )


def _as_shown(section: Section, minutes: Minutes, words: Words) -> Section:
    if section.order >= _VERBATIM:
        return section
    return shortened(section if _has_annex(minutes) else fewer_rows(section, words))


def _has_annex(minutes: Minutes) -> bool:
    return minutes.options.version is Version.ANNEX


def _winner(minutes: Minutes, words: Words) -> str:
    """What the vote says, for minutes in which nobody has confirmed a decision."""
    found = minutes.part(Votes).highlights(words)
    return found[0].item.text if found else ""


def texts_like_personal_numbers(minutes: Minutes) -> tuple[str, ...]:
    """The texts that contain something shaped like a personal number, each once, as people wrote them.

    Covers what any format holds: title, group and names, and what only JSON tells of earlier meetings.
    If this is not empty, a user interface asks before it writes the minutes.
    """
    document = outline(minutes)
    told = (minutes.participants, document.title, document.lead, document.facts, document.sections)
    figures = tuple(part.figures() for part in minutes.parts)
    found = tuple(dict.fromkeys(text for text in texts_in((*told, *figures)) if looks_like_cpr(text)))
    # A sentence of the summary quotes a text that is told in full elsewhere.
    return tuple(text for text in found if not any(other != text and other in text for other in found))


def _facts(minutes: Minutes, words: Words) -> tuple[tuple[str, str], ...]:
    present = str(len(minutes.participants) or "")
    if minutes.left:
        present = words("minutes.facts.left", present=len(minutes.participants), n=minutes.left)
    head = minutes.head
    return (
        (words("minutes.facts.date"), _date_in_words(minutes, words)),
        (words("minutes.facts.hours"), head.hours),
        (words("minutes.facts.place"), head.place),
        (words("minutes.facts.organisation"), minutes.organisation),
        (words("minutes.facts.group"), minutes.group),
        (words("minutes.facts.facilitator"), head.facilitator),
        (words("minutes.facts.participants"), present),
        (words("minutes.facts.absentees"), head.absentees),
        (words("minutes.facts.run-sheet"), f"{minutes.method_title} – {minutes.run_sheet_title}"),
        (words("minutes.facts.packs"), " · ".join(minutes.packs)),
        (words("minutes.facts.meeting"), str(minutes.meeting) if minutes.meeting > 1 else ""),
        (words("minutes.facts.case-number"), head.case_number),
        (words("minutes.facts.status"), _status(minutes, words)),
        (words("minutes.facts.drafted-by"), head.drafted_by),
        (words("minutes.facts.approved-by"), head.approved_by),
    )


def _date_in_words(minutes: Minutes, words: Words) -> str:
    day = minutes.date
    if day is None:
        return ""
    return words(
        "minutes.facts.day",
        weekday=weekday(day, minutes.language),
        date=long_date(day, minutes.language),
        week=week_of(day),
    )


def _status(minutes: Minutes, words: Words) -> str:
    made, details = minutes.generated_at, minutes.head
    key = "final" if minutes.final else "draft"
    if minutes.final and details.drafted_by and not details.approved_by:
        key = "unapproved"  # who is named as having drafted them has someone else to approve them
    return words(
        f"minutes.facts.{key}",
        date=long_date(made.date(), minutes.language),
        time=clock_time(made, minutes.language),
    )


def _summary(minutes: Minutes, words: Words) -> Section:
    found = [highlight for part in minutes.parts for highlight in part.highlights(words)]
    ordered = sorted(found, key=lambda highlight: highlight.order)
    items = [highlight.item for highlight in ordered if highlight.order < _TOLD_ABOVE]
    blocks = (Bullets(tuple(items)),) if items else ()
    return Section(_NUMBERS, "summary", words("minutes.summary"), blocks)


def _annexes(minutes: Minutes, words: Words) -> Iterator[Section]:
    """The results of earlier meetings, each marked with its meeting, after those of this one."""
    earlier = (line for line in minutes.meetings if line.number < minutes.meeting)
    for place, line in enumerate(earlier):
        when = long_date(line.date, words.language) if line.date else ""
        for part in minutes.parts:
            for section in part.annex(words, line.number):
                title = words("minutes.meetings.annex", n=line.number, when=when, title=section.title)
                yield replace(section, order=_ANNEX + place, key=f"{section.key}-{line.number}", title=title)


def _parked(parked: tuple[ParkedLine, ...], words: Words) -> Section:
    items = tuple(Item(line.text, notes=(_taken_by(line, words),)) for line in parked)
    return Section(80, "parked", words("minutes.parked.title"), (Bullets(items),) if items else ())


def _taken_by(line: ParkedLine, words: Words) -> str:
    return words("minutes.parked.taken", who=line.who) if line.who else words("minutes.parked.nobody")


def _follow_up(minutes: Minutes, words: Words) -> Section:
    items = tuple(
        Item(" ".join(agenda(meeting.position, minutes, words)), lead=f"{_day(meeting.day, words)}:")
        for meeting in minutes.follow_ups
    )
    return Section(25, "follow-up", words("minutes.follow-up.title"), (Bullets(items),) if items else ())


def _day(day: date, words: Words) -> str:
    return words(
        "plan.day",
        weekday=weekday(day, words.language),
        date=long_date(day, words.language),
        week=week_of(day),
    )


def _meetings(minutes: Minutes, words: Words) -> Section:
    """The list of meetings, if there has been more than one."""
    title = words("minutes.meetings.title")
    columns = (
        Column(words("minutes.meetings.meeting"), 22),
        Column(words("minutes.meetings.date"), 30),
        Column(words("minutes.meetings.run-sheet"), 48),
    )
    rows = tuple(
        (
            single(words(f"minutes.meetings.{_this(line, minutes)}", n=line.number)),
            single(long_date(line.date, words.language) if line.date else ""),
            single(line.run_sheet),
        )
        for line in minutes.meetings
    )
    return Section(88, "meetings", title, (Table(title, columns, rows),) if len(rows) > 1 else ())


def _this(line: MeetingLine, minutes: Minutes) -> str:
    return "this" if line.number == minutes.meeting else "number"


def agenda(position: int, minutes: Minutes, words: Words) -> tuple[str, ...]:
    """The agenda questions of a follow-up meeting (`position` from 0); the last agenda is reused.

    A group that was never asked to place its initiatives is not asked about approaches either.
    """
    texts = words.under("minutes.follow-up.agenda-")
    numbers = sorted({int(key.split("-")[0]) for key in texts})
    number = numbers[min(position, len(numbers) - 1)]
    if not minutes.part(Placing).placed_or_asked:
        texts = words.under("minutes.follow-up.unplaced-agenda-") | {
            key: text for key, text in texts.items() if key.startswith("1-")
        }
    questions = sorted(key for key in texts if key.startswith(f"{number}-"))
    return tuple(str(texts[key]) for key in questions)


def _table(name: str, words: Words) -> str:
    """The label before the names at a table: a bare number gets the word for table."""
    return words("minutes.participants.table", table=name) if name.isdigit() else name


def _participants(minutes: Minutes, words: Words) -> Section:
    title = words("minutes.participants.title")
    if minutes.options.names is Names.NONE:
        return Section(90, "participants", title, ())
    tables: dict[str, list[str]] = {}
    for line in minutes.participants:
        tables.setdefault(line.table, []).append(line.name(words))
    with_table_first = sorted(tables.items(), key=lambda entry: not entry[0])
    items = tuple(Item(" · ".join(names), lead=_table(table, words)) for table, names in with_table_first)
    if minutes.left_early:
        gone = " · ".join(line.name(words) for line in minutes.left_early)
        items = (*items, Item(gone, lead=words("minutes.participants.left-early")))
    return Section(90, "participants", title, (Bullets(items),) if items else ())
