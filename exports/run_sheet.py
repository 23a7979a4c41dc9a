"""A run sheet to read before the day: for whoever leads, and for the client.

Everything that a method says stands in it, also what no screen has room for.
"""

from __future__ import annotations

from collections.abc import Iterator

from exports.blocks import Bullets, Cell, Column, Group, Item, Paragraph, Section, Table, single
from exports.minutes_document import Outline
from exports.run_sheet_keys import NO_KEYS, Keys, keys_in_short, keys_section
from prompts.language.words import Words
from prompts.methods.model import Activity, Category, Method, RecordField
from prompts.methods.parts import timed_parts
from prompts.methods.run_sheets import Pack, RunSheet

_PHRASES = ("works_when", "fails_when", "means", "resources", "examples")
_SENTENCES = ("warning_signs",)
_KEYS, _CATEGORIES, _PACKS = 999, 1_000, 1_001


def run_sheet_outline(method: Method, sheet: RunSheet, words: Words, keys: Keys = NO_KEYS) -> Outline:
    """`sheet` as a document: plan, preparation, each activity with its notes, keys, categories, packs."""
    sections = [
        _plan(method, sheet, words),
        _before(method, words),
        *_activities(method, sheet, words, keys),
        keys_section(_KEYS, method, sheet, words, keys),
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


def _plan(method: Method, sheet: RunSheet, words: Words) -> Section:
    """The whole on one page: what the client agrees to."""
    columns = (
        Column(words("sheet.time"), 15),
        Column(words("sheet.activity"), 50),
        Column(words("sheet.form"), 25),
        Column(words("sheet.minutes"), 10, numeric=True),
    )
    rows, begun, step = [], 0, ""
    for planned in sheet.plan:
        activity, told = method.activity(planned.activity), ""
        if activity.step and activity.step != step:
            step, told = activity.step, _step(method, activity.step, words)
        rows.append(
            (
                single(_clock(begun)),
                Cell((activity.title,), told),
                single(activity.form),
                single(str(planned.minutes)),
            )
        )
        begun += planned.minutes
    return Section(0, "plan", words("sheet.plan"), (Table(words("sheet.plan"), columns, tuple(rows)),))


def _step(method: Method, key: str, words: Words) -> str:
    number = [known.key for known in method.steps].index(key) + 1
    return words("terminal.step", number=number, title=method.step(key).title)


def _before(method: Method, words: Words) -> Section:
    blocks: list[Paragraph | Bullets] = [
        Paragraph(words("sheet.ask-before"), quiet=True),
        Paragraph(method.before_the_day, strong=True),
        *_listed(words("sheet.rules"), method.ground_rules),
    ]
    if method.definition:
        blocks += (Paragraph(words("sheet.definition"), strong=True), Paragraph(method.definition))
    return Section(0, "before", words("sheet.before"), tuple(blocks))


def _activities(method: Method, sheet: RunSheet, words: Words, keys: Keys) -> Iterator[Section]:
    begun, step = 0, ""
    asked: frozenset[str] = frozenset()
    for place, planned in enumerate(sheet.plan, start=1):
        activity, end = method.activity(planned.activity), begun + planned.minutes
        blocks: list[Paragraph | Bullets] = []
        if activity.step and activity.step != step:
            step = activity.step
            heading = _step(method, step, words)
            blocks += (Paragraph(heading, strong=True), Paragraph(method.step(step).purpose))
        if parts := timed_parts(activity, 60.0 * planned.minutes):
            told = " · ".join(words("sheet.part", title=part.title, n=part.minute) for part in parts)
            blocks.append(Paragraph(told, strong=True))
        blocks += _told(method, activity, words, asked)
        if activity.kind == "reflect":
            asked |= {row.key for row in activity.questions}
        late, short = activity.notes.when_late, keys_in_short(method, activity, words, keys)
        led = ((words("terminal.notes.when-late"), late), (words("terminal.notes.keys"), short))
        if told_last := tuple(Item(text, f"{name}:") for name, text in led if text):
            blocks.append(Bullets(told_last))
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


def _told(
    method: Method, activity: Activity, words: Words, asked: frozenset[str]
) -> Iterator[Paragraph | Bullets]:
    yield Paragraph(" · ".join(part for part in (activity.form, activity.purpose) if part), quiet=True)
    yield from _listed(activity.prompt, activity.body)
    yield from _cards(method, activity)
    yield from _asked(activity, asked)
    yield from _listed(words("terminal.notes.say"), activity.notes.say)
    yield from _listed(words("terminal.notes.watch"), activity.notes.watch)


def _asked(activity: Activity, asked: frozenset[str]) -> Iterator[Paragraph | Bullets]:
    """What people answer: statements, questions, fields, and the numbers with their meaning.

    Without labels that the activity's own text says, and questions that have been `asked` before.
    """
    if activity.statements:
        yield Bullets(tuple(Item(row.text) for row in activity.statements))
    for scale in (activity.scale, activity.second_scale):
        if scale is not None and not _says_all(activity, [text for _, text in scale.labels]):
            labels = " · ".join(f"{value} {text}" for value, text in scale.labels)
            yield Paragraph(f"{scale.title}: {labels}" if scale.title else labels, quiet=True)
    new = [row for row in activity.questions if row.key not in asked]
    if activity.kind == "reflect" and new:
        yield Bullets(tuple(Item(row.text, f"{row.short}:") for row in new))
    if activity.grid is not None:
        grid = activity.grid
        axes = (" / ".join(choice.title for choice in axis) for axis in (grid.whens, grid.outcomes))
        yield Paragraph(" × ".join(axes), quiet=True)
        yield Bullets(tuple(Item(line) for line in grid.follow_up))
    if activity.record is not None:
        yield Paragraph(activity.record.title, strong=True)
        fields = activity.record.fields
        yield Bullets(tuple(map(_field, fields)))


def _says_all(activity: Activity, texts: list[str]) -> bool:
    """Whether the activity's text says each of `texts`."""
    return bool(texts) and all(any(text in line for line in activity.body) for text in texts)


def _field(field: RecordField) -> Item:
    """A field with its help, and the answers that it takes where those are given."""
    choices = (" / ".join(choice.title for choice in field.choices),) if field.choices else ()
    return Item(field.help, f"{field.title}:", choices) if field.help else Item(field.title, notes=choices)


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
    told = [(words("sheet.leader-role"), row.leader_role)]
    told += [(words(f"panels.present.{part}"), "; ".join(getattr(row, part))) for part in _PHRASES]
    told += [(words(f"panels.present.{part}"), " ".join(getattr(row, part))) for part in _SENTENCES]
    blocks.append(Bullets(tuple(Item(text, f"{name.rstrip(' …')}:") for name, text in told if text)))
    return Group(named, tuple(blocks))


def _packs(method: Method, words: Words) -> Section:
    items = tuple(
        Item(pack.summary, f"{pack.title} ({words('cli.minutes-unit', n=pack.minutes)}):", _about(pack))
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
