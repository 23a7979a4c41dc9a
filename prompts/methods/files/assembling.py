"""Assembles a checked structure and its checked texts into a `Method`.

Nothing is checked here: what arrives has passed `prompts.methods.checks.checking`, so every look-up succeeds.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from prompts.methods.files.packs import ReadPack, with_structures, with_texts
from prompts.methods.files.raw import (
    RawActivity,
    RawCategory,
    RawDeck,
    RawField,
    RawGrid,
    RawMethod,
    RawNamedGrid,
    RawPlanned,
    RawRecord,
    RawRunSheet,
    RawScale,
)
from prompts.methods.files.raw_texts import (
    SCALE_TITLE,
    ActivityText,
    CategoryText,
    DeckText,
    FieldText,
    GridText,
    MethodTexts,
    NamedGridText,
    QuestionText,
    RecordText,
    RunSheetText,
    SetCategoryText,
)
from prompts.methods.look import Look
from prompts.methods.model import (
    Activity,
    Category,
    CategorySet,
    Choice,
    Deck,
    FieldChoice,
    Grid,
    Method,
    Notes,
    Part,
    Phase,
    Question,
    QuestionSet,
    RecordField,
    RecordForm,
    Scale,
    Statement,
    Step,
)
from prompts.methods.run_sheets import Pack, PlannedActivity, RunSheet


def assemble(
    structure: RawMethod,
    texts: MethodTexts,
    language: str,
    packs: Sequence[ReadPack] = (),
    logo: bytes = b"",
) -> Method:
    """The method that `structure` and `texts` describe together, including what its packs add."""
    look = Look(structure.look.name, structure.look.colour, logo)
    structure = with_structures(structure, [pack.structure for pack in packs])
    texts = with_texts(texts, [pack.texts for pack in packs])
    sets = _Sets(
        {raw.key: _scale(raw, texts.scales[raw.key]) for raw in structure.scales},
        {known.key: known for known in _category_sets(structure, texts)},
        {known.key: known for known in _question_sets(structure, texts)},
        {known.key: known for known in _grids(structure, texts)},
        {raw.key: _record(raw, texts.records[raw.key]) for raw in structure.records},
    )
    return Method(
        key=structure.key,
        language=language,
        title=texts.title,
        summary=texts.summary,
        source_line=texts.source_line,
        ground_rules=texts.ground_rules,
        before_the_day=texts.before_the_day,
        definition=texts.definition,
        steps=tuple(Step(key, texts.steps[key].title, texts.steps[key].purpose) for key in structure.steps),
        decks=tuple(_deck(raw, texts.decks[raw.key]) for raw in structure.decks),
        categories=sets.categories[""].categories,
        questions=sets.questions[""].questions,
        grid=sets.grids[""],
        activities=_linked(structure, texts, sets),
        run_sheets=tuple(_run_sheet(raw, texts.run_sheets[raw.key]) for raw in structure.run_sheets),
        follow_up_days=structure.follow_up_days,
        packs=tuple(_pack(pack) for pack in packs),
        category_sets=tuple(sets.categories.values()),
        question_sets=tuple(sets.questions.values()),
        look=look,
    )


@dataclass(frozen=True, slots=True)
class _Sets:
    """What activities name, by key; the method's own sets under the empty one."""

    scales: Mapping[str, Scale]
    categories: Mapping[str, CategorySet]
    questions: Mapping[str, QuestionSet]
    grids: Mapping[str, Grid]
    records: Mapping[str, RecordForm]


def _record(raw: RawRecord, text: RecordText) -> RecordForm:
    return RecordForm(raw.key, text.title, tuple(_field(each, text.fields[each.key]) for each in raw.fields))


def _field(raw: RawField, text: FieldText) -> RecordField:
    choices = tuple(FieldChoice(each.key, text.choices[each.key], each.towards) for each in raw.choices)
    return RecordField(raw.key, raw.by, raw.required, text.title, text.help, raw.goal, choices)


def _category_sets(structure: RawMethod, texts: MethodTexts) -> Iterator[CategorySet]:
    own = tuple(_category(raw, texts.categories[raw.key]) for raw in structure.categories)
    yield CategorySet("", "", own)
    for raw in structure.category_sets:
        words = texts.category_sets[raw.key]
        boxes = tuple(_category(box, words.categories[box.key]) for box in raw.categories)
        yield CategorySet(raw.key, words.title, boxes)


def _question_sets(structure: RawMethod, texts: MethodTexts) -> Iterator[QuestionSet]:
    yield QuestionSet("", tuple(_question(key, texts.questions[key]) for key in structure.questions))
    for raw in structure.question_sets:
        words = texts.question_sets[raw.key].questions
        yield QuestionSet(raw.key, tuple(_question(key, words[key]) for key in raw.questions), raw.room)


def _grids(structure: RawMethod, texts: MethodTexts) -> Iterator[Grid]:
    yield _grid(structure.grid, texts.grid)
    for raw in structure.grids:
        yield _grid(raw, texts.grids[raw.key])


def _choices(keys: Iterable[str], titles: Mapping[str, str]) -> tuple[Choice, ...]:
    return tuple(Choice(key, titles[key]) for key in keys)


def _deck(raw: RawDeck, text: DeckText) -> Deck:
    statuses = _choices(raw.statuses, text.statuses)
    return Deck(raw.key, raw.prefix, text.title, text.singular, text.plural, statuses)


def _category(raw: RawCategory, text: CategoryText | SetCategoryText) -> Category:
    return Category(
        key=raw.key,
        sign=raw.sign,
        title=text.title,
        short=text.short,
        leader_role=text.leader_role,
        works_when=text.works_when,
        fails_when=text.fails_when,
        means=text.means,
        resources=text.resources,
        warning_signs=text.warning_signs,
        examples=text.examples,
        gloss=text.gloss,
    )


def _question(key: str, text: QuestionText) -> Question:
    return Question(key, text.text, text.short)


def _grid(raw: RawGrid | RawNamedGrid, text: GridText | NamedGridText) -> Grid:
    axes = _choices(raw.whens, text.whens), _choices(raw.outcomes, text.outcomes)
    if isinstance(raw, RawNamedGrid) and isinstance(text, NamedGridText):
        return Grid(*axes, text.follow_up, raw.key, text.when, text.outcome)
    return Grid(*axes, text.follow_up)


def _scale(raw: RawScale, labels: Mapping[str, str]) -> Scale:
    by_number = sorted((int(number), words) for number, words in labels.items() if number != SCALE_TITLE)
    title = labels.get(SCALE_TITLE, "")
    return Scale(raw.key, raw.lowest, raw.highest, tuple(by_number), raw.threshold, title)


def _linked(structure: RawMethod, texts: MethodTexts, sets: _Sets) -> tuple[Activity, ...]:
    """The activities, each with the one whose outcome it works on. The links lead in no circle."""
    raw = {each.key: each for each in structure.activities}
    made: dict[str, Activity] = {}

    def linked(key: str) -> Activity:
        if key not in made:
            source = linked(raw[key].input) if raw[key].input else None
            made[key] = _activity(raw[key], texts.activities[key], texts, sets, source)
        return made[key]

    return tuple(linked(key) for key in raw)


def _activity(
    raw: RawActivity, text: ActivityText, texts: MethodTexts, sets: _Sets, source: Activity | None
) -> Activity:
    return Activity(
        key=raw.key,
        kind=raw.kind,
        step=raw.step,
        title=text.title,
        purpose=text.purpose,
        prompt=text.prompt,
        body=text.body,
        form=text.form,
        notes=Notes(say=text.say, watch=text.watch, when_late=text.when_late),
        deck=raw.deck,
        phase=raw.phase or Phase.TALK,
        grid=sets.grids[raw.grid if isinstance(raw.grid, str) else ""] if raw.grid else None,
        statements=tuple(Statement(key, texts.statements[key]) for key in raw.statements),
        scale=sets.scales.get(raw.scale),
        second_scale=sets.scales.get(raw.second_scale),
        per_card=raw.per_card,
        by_table=raw.by_table,
        cut_order=raw.cut_order,
        narrow_order=raw.narrow_order,
        pause=raw.pause,
        anonymous=raw.anonymous,
        category_set=sets.categories[raw.categories],
        question_set=sets.questions[raw.questions],
        record=sets.records.get(raw.record),
        input=source,
        most=raw.most,
        beside=raw.beside,
        parts=tuple(map(Part, text.parts, raw.parts)),
    )


def _run_sheet(raw: RawRunSheet, text: RunSheetText) -> RunSheet:
    return RunSheet(
        raw.key,
        raw.minutes,
        text.title,
        text.summary,
        _plan(raw.plan),
        raw.follow_up,
        raw.initiatives,
        raw.for_employees,
        raw.after_days,
    )


def _pack(read: ReadPack) -> Pack:
    raw, text = read.structure, read.texts
    return Pack(
        raw.key,
        text.title,
        text.short,
        text.summary,
        _plan(raw.plan),
        raw.after,
        text.source_line,
        read.language,
    )


def _plan(raw: Iterable[RawPlanned]) -> tuple[PlannedActivity, ...]:
    return tuple(PlannedActivity(planned.activity, planned.minutes) for planned in raw)
