"""A run sheet to read before the day: for whoever leads, and for the client.

Everything that a method says stands in it, also what no screen has room for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from exports.blocks import Bullets, Group, Item, Paragraph, Section
from exports.minutes_document import Outline
from prompts.language.words import Words
from prompts.methods.model import Activity, Category, Method
from prompts.methods.parts import timed_parts
from prompts.methods.run_sheets import Pack, RunSheet

_PARTS = ("works_when", "fails_when", "means", "resources", "warning_signs", "examples")
_CATEGORIES, _PACKS = 1_000, 1_001


KeysOf = Callable[[Activity, Words], tuple[tuple[str, str], ...]]
"""Names each key of an activity and what it does; a face knows them."""


def no_keys(activity: Activity, words: Words) -> tuple[tuple[str, str], ...]:
    """For readers who lead nothing."""
    return ()


def run_sheet_outline(method: Method, sheet: RunSheet, words: Words, keys_of: KeysOf = no_keys) -> Outline:
    """`sheet` as a document: preparation, each activity with its clock and notes, categories, packs."""
    sections = [
        _before(method, words),
        *_activities(method, sheet, words, keys_of),
        *_category_sections(method, sheet, words),
        _packs(method, words),
    ]
    duration = words("cli.minutes-unit", n=sheet.minutes)
    return Outline(
        language=method.language,
        kicker=words("sheet.kicker"),
        title=f"{method.title} – {sheet.title}",
        lead=method.summary,
        facts=((words("sheet.duration"), duration), (words("sheet.for"), sheet.summary)),
        sections=tuple(section for section in sections if section.blocks),
        closing=(method.source_line,),
    )


def _before(method: Method, words: Words) -> Section:
    blocks: list[Paragraph | Bullets] = [
        Paragraph(words("sheet.ask-before"), quiet=True),
        Paragraph(method.before_the_day, strong=True),
        *_listed(words("sheet.rules"), method.ground_rules),
    ]
    if method.definition:
        blocks += (Paragraph(words("sheet.definition"), strong=True), Paragraph(method.definition))
    return Section(0, "before", words("sheet.before"), tuple(blocks))


def _activities(method: Method, sheet: RunSheet, words: Words, keys_of: KeysOf) -> Iterator[Section]:
    begun, step = 0, ""
    for place, planned in enumerate(sheet.plan, start=1):
        activity, end = method.activity(planned.activity), begun + planned.minutes
        blocks: list[Paragraph | Bullets] = []
        if activity.step and activity.step != step:
            step = activity.step
            number = [known.key for known in method.steps].index(step) + 1
            heading = words("terminal.step", number=number, title=method.step(step).title)
            blocks += (Paragraph(heading, strong=True), Paragraph(method.step(step).purpose))
        if parts := timed_parts(activity, 60.0 * planned.minutes):
            told = " · ".join(words("sheet.part", title=part.title, n=part.minute) for part in parts)
            blocks.append(Paragraph(told, strong=True))
        blocks += _told(activity, words)
        blocks += _cards(method, activity)
        if keys := keys_of(activity, words):
            blocks.append(Paragraph(words("terminal.notes.keys"), strong=True))
            blocks.append(Bullets(tuple(Item(does, key) for key, does in keys)))
        title = f"{_clock(begun)}–{_clock(end)} · {activity.title}"
        yield Section(place, f"activity-{place}", title, tuple(blocks))
        begun = end


def _cards(method: Method, activity: Activity) -> Iterator[Paragraph]:
    """Which cards it is about, and what may be said of them."""
    if activity.deck:
        deck = method.deck(activity.deck)
        yield Paragraph(" · ".join((deck.title, *(status.title for status in deck.statuses))), quiet=True)


def _clock(minutes: int) -> str:
    return f"{minutes // 60}:{minutes % 60:02}"


def _told(activity: Activity, words: Words) -> Iterator[Paragraph | Bullets]:
    yield Paragraph(" · ".join(part for part in (activity.form, activity.purpose) if part), quiet=True)
    yield from _listed(activity.prompt, activity.body)
    yield from _asked(activity)
    yield from _listed(words("terminal.notes.say"), activity.notes.say)
    yield from _listed(words("terminal.notes.watch"), activity.notes.watch)
    yield from _listed(words("terminal.notes.when-late"), (activity.notes.when_late,))


def _asked(activity: Activity) -> Iterator[Paragraph | Bullets]:
    """What people answer: statements, questions, fields, and the numbers with their meaning."""
    if activity.statements:
        yield Bullets(tuple(Item(row.text) for row in activity.statements))
    for scale in (activity.scale, activity.second_scale):
        if scale is not None:
            labels = " · ".join(f"{value} {text}" for value, text in scale.labels)
            yield Paragraph(f"{scale.title}: {labels}" if scale.title else labels, quiet=True)
    if activity.kind == "reflect":
        yield Bullets(tuple(Item(row.text, row.short) for row in activity.questions))
    if activity.grid is not None:
        grid = activity.grid
        axes = (" / ".join(choice.title for choice in axis) for axis in (grid.whens, grid.outcomes))
        yield Paragraph(" × ".join(axes), quiet=True)
        yield Bullets(tuple(Item(line) for line in grid.follow_up))
    if activity.record is not None:
        yield Paragraph(activity.record.title, strong=True)
        fields = activity.record.fields
        yield Bullets(tuple(Item(row.help, row.title) if row.help else Item(row.title) for row in fields))


def _category_sections(method: Method, sheet: RunSheet, words: Words) -> Iterator[Section]:
    used = [method.activity(planned.activity).category_set for planned in sheet.plan]
    for number, known in enumerate(method.category_sets):
        if known in used and known.categories:
            title = known.title or " · ".join(row.title for row in known.categories)
            blocks = tuple(_category(row, words) for row in known.categories)
            yield Section(_CATEGORIES, f"categories-{number}", title, blocks)


def _category(row: Category, words: Words) -> Group:
    named = f"{row.sign} {row.title}" + (f" ({row.gloss})" if row.gloss else "")
    blocks: list[Paragraph | Bullets] = [Paragraph(row.short)]
    if row.leader_role:
        blocks.append(Paragraph(row.leader_role, quiet=True))
    for part in _PARTS:
        blocks += _listed(words(f"panels.present.{part}"), getattr(row, part))
    return Group(named, tuple(blocks))


def _packs(method: Method, words: Words) -> Section:
    items = tuple(
        Item(pack.summary, f"{pack.title} ({words('cli.minutes-unit', n=pack.minutes)})", _about(pack))
        for pack in method.packs
    )
    return Section(_PACKS, "packs", words("sheet.packs"), (Bullets(items),) if items else ())


def _about(pack: Pack) -> tuple[str, ...]:
    return tuple(line for line in (pack.short, pack.source_line) if line)


def _listed(title: str, lines: tuple[str, ...] | list[str]) -> Iterator[Paragraph | Bullets]:
    lines = [line for line in lines if line]
    if lines:
        yield Paragraph(title, strong=True)
        yield Bullets(tuple(Item(line) for line in lines))
