"""The slides for a meeting of leaders, as plain data: what was decided and what is still lacking.

A first meeting makes five; what the group said of itself stands beside what it asks for. A follow-up
tells what became of the agreements, and of approaches only if it placed initiatives itself.
Every title is a sentence that says what the slide shows. Where a slide is
full, it says how many more there are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from exports.action_plan import ActionPlan, action_plan, day_in_words
from exports.blocks import Item, Segment
from exports.contents.initiative import Initiative
from exports.contents.placed_initiatives import Placing
from exports.first_use import explained_at_first_use
from exports.minutes import Minutes
from exports.sections.rate import Ratings
from exports.sections.record import FilledRecord, Records
from exports.sections.review import Review
from exports.sections.vote import Votes
from exports.shortening import cut_text
from prompts.language.words import Words, load_words

Kept = TypeVar("Kept")
MOST_LINES, MOST_ROWS, MOST_OF_APPROACH, MOST_SPLIT = 7, 7, 5, 5
FEW, LONGEST_OF_FEW = 3, 80
"""Initiatives of an approach that leave room for two lines each."""
MOST_SAID, MOST_ASKED, LONGEST_SAID, LONGEST_ASKED = 3, 5, 110, 250
"""Of what the group said of itself, and of the lines beside it; LONGEST_ASKED holds three names."""
LONGEST_TITLE, LONGEST_LINE, LONGEST_LABEL, LONGEST_NAME = 90, 160, 60, 46


@dataclass(frozen=True, slots=True)
class ChartBar:
    """One bar: its label and its segments."""

    label: str
    segments: tuple[Segment, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart that can be edited. `stacked` bars each fill the whole width; `text` tells it in words."""

    text: str
    bars: tuple[ChartBar, ...]
    title: str
    stacked: bool = False


@dataclass(frozen=True, slots=True)
class Slide:
    """A slide: a sentence, then lines, groups of lines, a chart or a table, whichever it has."""

    title: str
    lines: tuple[Item, ...] = ()
    groups: tuple[tuple[str, tuple[str, ...]], ...] = ()
    chart: Chart | None = None
    table: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Deck:
    """The slides, and what stands at the foot of each."""

    language: str
    name: str
    author: str
    footer: str
    slides: tuple[Slide, ...]


def slides_of(minutes: Minutes) -> Deck:
    """The slides that `minutes` make."""
    words, plan = load_words(minutes.language), action_plan(minutes)
    placing = minutes.part(Placing).of(minutes.meeting)
    reviewed = _reviewed(minutes.part(Review), words)
    # What an earlier meeting placed stands on that meeting's slides.
    placed = (_approaches(placing, words), _differing(placing, words))
    where = (minutes.organisation, minutes.group, day_in_words(minutes.date, words) if minutes.date else "")
    slides = (
        _decided(minutes, plan, words),
        *((reviewed,) if reviewed else ()),
        *(placed if placing.placed_or_asked and (minutes.meeting == 1 or placing.initiatives) else ()),
        _agreements(plan, words),
        _lacking(minutes, plan, words),
    )
    return Deck(
        language=words.language,
        name=minutes.title or words("minutes.untitled"),
        author=minutes.organisation,
        footer=" · ".join(part for part in where if part),
        slides=explained_at_first_use(slides, placing.categories),
    )


def _decided(minutes: Minutes, plan: ActionPlan, words: Words) -> Slide:
    decisions = [line for line in minutes.decisions if line.meeting == minutes.meeting] or list(
        minutes.decisions
    )
    items = [Item(line.text, notes=line.notes(minutes.meeting, words)) for line in decisions]
    if not items:
        items = [highlight.item for highlight in minutes.part(Votes).highlights(words)]
    review, open_now = minutes.part(Review), len(plan.open_rows)
    title = words("slides.decided", n=len(decisions)) if decisions else words("slides.not-decided")
    if len(decisions) == 1:
        title = decisions[0].text
    latest = minutes.part(Votes).latest
    if items and not decisions and latest is not None:  # what got most dots, where nothing was confirmed
        leaders = " · ".join(card.told for card in latest.leaders)
        title = words("slides.most-dots", text=leaders)
        if title == cut_text(title, LONGEST_TITLE):
            items = [Item(words("slides.dots", n=latest.dotted[0][1], base=latest.base(words)))]
    if review.steps and not any(line.meeting == minutes.meeting for line in decisions):
        title = words("slides.followed-up", n=len(review.steps), open=open_now)
    if items and title == items[0].text == cut_text(title, LONGEST_TITLE):
        items = [*_notes_alone(items[0]), *items[1:]]  # a whole title is not said again below it
    shown = _first(items, MOST_LINES - 3, words, Item)
    if review.steps:
        new = sum(row.is_new for row in plan.open_rows)
        told = (review.summary(words), words("minutes.meetings.open", n=open_now, new=new))
        shown = [*map(Item, told), *shown]
    shown += [Item(line) for line in plan.support]
    shown += [Item(line, words("slides.next")) for line in plan.follow_ups[:1]]
    return Slide(
        cut_text(title, LONGEST_TITLE), tuple(map(_short, shown)), chart=_support_chart(minutes, words)
    )


def _notes_alone(item: Item) -> tuple[Item, ...]:
    notes = " · ".join(item.notes)
    return (Item(notes[:1].upper() + notes[1:]),) if notes else ()


def _reviewed(review: Review, words: Words) -> Slide | None:
    """What became of the agreements that a follow-up reviewed; None where it reviewed none."""
    if not review.steps:
        return None
    heads = ("who", "what", "deadline", "status", "learned")
    table = [tuple(words(f"plan.{key}") for key in heads)]
    for step in review.steps[:MOST_ROWS]:
        status = words(f"minutes.review.{step.status.value}")
        cells = (step.who, step.what, step.due_in_words(words), status, step.learning)
        table.append(tuple(cut_text(cell or "–", 110) for cell in cells))
    return Slide(review.summary(words), _more_rows(len(review.steps), words), table=tuple(table))


def _more_rows(count: int, words: Words) -> tuple[Item, ...]:
    return (Item(words("plan.more", n=count - MOST_ROWS)),) if count > MOST_ROWS else ()


def _of_group(records: tuple[FilledRecord, ...], words: Words) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """What the group said of itself, such as its strengths and the leadership they call for."""
    fields = sum(len(record.group_answers) for record in records)
    longest = LONGEST_SAID if fields <= FEW else LONGEST_NAME
    found: list[tuple[str, tuple[str, ...]]] = []
    for record in records:
        key = "slides.agreed-of-us" if record.is_agreed else "slides.written-of-us"
        found.append((cut_text(words(key, title=record.form.title), LONGEST_TITLE), ()))
        for title, lines in record.group_answers:
            shown = _first([cut_text(line, longest) for line in lines], MOST_SAID, words, str)
            found.append((cut_text(title, LONGEST_NAME), tuple(shown)))
    return tuple(found)


def _support_chart(minutes: Minutes, words: Words) -> Chart | None:
    ratings = minutes.part(Ratings)
    support = ratings.support
    if support is None or support.spread is None or support.meeting != minutes.meeting:
        return None
    bars = tuple(
        ChartBar(f"{value} {support.scale.label(value)}".strip(), (Segment(count),))
        for value, count in reversed(support.spread.counts)
    )
    return Chart(" ".join(ratings.support_lines(words)), bars, words("slides.chart-support"))


def _approaches(placing: Placing, words: Words) -> Slide:
    placed = [item for item in placing.initiatives if item.agreed]
    every = len(placing.initiatives)
    title = words("slides.placed", n=len(placed), total=every) if every else words("slides.none-placed")
    found = {
        entry.category: [
            item.card.told for item in placing.initiatives if (item.agreed or "") == entry.category
        ]
        for entry in placing.spread
    }
    longest = LONGEST_OF_FEW if max(map(len, found.values()), default=0) <= FEW else LONGEST_NAME
    groups = []
    for category, texts in found.items():
        if texts:
            shown = _first([cut_text(text, longest) for text in texts], MOST_OF_APPROACH, words, str)
            groups.append((placing.title_of(category, words), tuple(shown)))
    if placing.not_chosen:
        texts = [cut_text(item.card.told, longest) for item in placing.not_chosen]
        shown = _first(texts, MOST_OF_APPROACH, words, str)
        groups.append((words("minutes.place.not-chosen"), tuple(shown)))
    bars = tuple(
        ChartBar(placing.title_of(entry.category, words), (placing.segment_of(entry),))
        for entry in placing.spread
        if entry.category or entry.count
    )
    told = ", ".join(f"{bar.label} {bar.segments[0].value}" for bar in bars)
    return Slide(
        title,
        groups=tuple(groups),
        chart=Chart(told, bars, words("slides.chart-approaches")) if every else None,
    )


def _differing(placing: Placing, words: Words) -> Slide:
    differing = placing.differing
    shown = differing[:MOST_SPLIT]
    if not shown:
        return Slide(words("slides.no-difference"))
    lines = [Item(_outcome(item, placing, words), lead=f"{item.card.told}:") for item in shown]
    rest = len(differing) - len(shown)
    if rest:
        lines.append(Item(words("slides.more-initiatives", n=rest)))
    bars = tuple(
        ChartBar(
            cut_text(item.card.told, LONGEST_LABEL),
            tuple(placing.segment_of(entry) for entry in item.tally.final),
        )
        for item in shown
    )
    told = "; ".join(
        f"{bar.label}: " + ", ".join(f"{part.title} {part.value}" for part in bar.segments if part.value)
        for bar in bars
    )
    title = words("slides.differ", n=len(shown))
    chart = Chart(told, bars, words("slides.chart-differing"), stacked=True)
    return Slide(title, tuple(map(_short, lines)), chart=chart)


def _outcome(item: Initiative, placing: Placing, words: Words) -> str:
    agreed = placing.title_of(item.agreed or "", words)
    told = words("minutes.differ.agreed" if item.agreed else "minutes.differ.not-agreed", approach=agreed)
    return f"{told} {item.disagreement}".strip()


def _agreements(plan: ActionPlan, words: Words) -> Slide:
    rows = plan.open_rows
    days = [row.due for row in rows if row.due is not None]
    if not rows:
        return Slide(words("slides.no-agreements"))
    title = words("slides.agreements", n=len(rows))
    if len(days) == len(rows):  # “the last one on” is said of all or not at all
        title = words("slides.agreements-by", n=len(rows), day=day_in_words(max(days), words))
    heads = tuple(words(f"plan.{key}") for key in ("who", "what", "deadline", "result", "help"))
    table = [heads]
    for row in rows[:MOST_ROWS]:
        what = f"{row.what} ({row.about()})" if row.about() else row.what
        cells = (row.who, what, row.deadline(words), row.first_visible_result, row.help)
        table.append(tuple(cut_text(cell or "–", 110) for cell in cells))
    return Slide(title, _more_rows(len(rows), words), table=tuple(table))


def _lacking(minutes: Minutes, plan: ActionPlan, words: Words) -> Slide:
    items = [Item(text) for text in plan.waiting]
    days = " · ".join(day_in_words(meeting.day, words) for meeting in minutes.follow_ups)
    besides = [Item(line, words("slides.hear")) for line in plan.support[1:]]
    besides += [Item(days, words("slides.calendar"))] if days else []
    lacking = len(plan.waiting)
    title = words("slides.lacking", n=lacking) if lacking else words("slides.lacks-nothing")
    said = _of_group(minutes.part(Records).of_group, words)
    # “+ n” is of what is lacking, as the title is: the rest has room of its own.
    most = max(1, (MOST_ASKED if said else MOST_LINES) - len(besides))
    shown = [*_first(items, most, words, Item), *besides]
    return Slide(title, tuple(_short(item, LONGEST_ASKED) for item in shown), said)


def _first(items: Sequence[Kept], most: int, words: Words, make: Callable[[str], Kept]) -> list[Kept]:
    """The first of `items`, and where that is not all of them a line that says how many more there are."""
    shown = list(items[:most])
    return [*shown, make(words("plan.more", n=len(items) - most))] if len(items) > most else shown


def _short(item: Item, longest: int = LONGEST_LINE) -> Item:
    notes: Iterable[str] = (cut_text(note, LONGEST_LINE) for note in item.notes)
    return Item(cut_text(item.text, longest), cut_text(item.lead, LONGEST_LABEL), tuple(notes))
