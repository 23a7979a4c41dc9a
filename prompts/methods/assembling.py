"""Assembles a checked structure and its checked texts into a `Method`.

Nothing is checked here: what arrives has passed `prompts.methods.checking`, so every look-up succeeds.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from prompts.methods.model import (
    Activity,
    Category,
    Choice,
    Deck,
    Grid,
    Method,
    Notes,
    Phase,
    Question,
    Scale,
    Statement,
    Step,
)
from prompts.methods.packs import ReadPack, with_structures, with_texts
from prompts.methods.raw import (
    ActivityText,
    CategoryText,
    DeckText,
    MethodTexts,
    PackTexts,
    QuestionText,
    RawActivity,
    RawCategory,
    RawDeck,
    RawMethod,
    RawPack,
    RawPlanned,
    RawRunSheet,
    RawScale,
    RunSheetText,
)
from prompts.methods.run_sheets import Pack, PlannedActivity, RunSheet


def assemble(
    structure: RawMethod, texts: MethodTexts, language: str, packs: Sequence[ReadPack] = ()
) -> Method:
    """The method that `structure` and `texts` describe together, including what its packs add."""
    structure = with_structures(structure, [pack.structure for pack in packs])
    texts = with_texts(texts, [pack.texts for pack in packs])
    scales = {raw.key: _scale(raw, texts.scales[raw.key]) for raw in structure.scales}
    return Method(
        key=structure.key,
        language=language,
        title=texts.title,
        summary=texts.summary,
        source_line=texts.source_line,
        ground_rules=texts.ground_rules,
        before_the_day=texts.before_the_day,
        steps=tuple(Step(key, texts.steps[key].title, texts.steps[key].purpose) for key in structure.steps),
        decks=tuple(_deck(raw, texts.decks[raw.key]) for raw in structure.decks),
        categories=tuple(_category(raw, texts.categories[raw.key]) for raw in structure.categories),
        questions=tuple(_question(key, texts.questions[key]) for key in structure.questions),
        grid=_grid(structure, texts),
        activities=tuple(
            _activity(raw, texts.activities[raw.key], texts, scales) for raw in structure.activities
        ),
        run_sheets=tuple(_run_sheet(raw, texts.run_sheets[raw.key]) for raw in structure.run_sheets),
        follow_up_days=structure.follow_up_days,
        packs=tuple(_pack(pack.structure, pack.texts) for pack in packs),
    )


def _choices(keys: Iterable[str], titles: Mapping[str, str]) -> tuple[Choice, ...]:
    return tuple(Choice(key, titles[key]) for key in keys)


def _deck(raw: RawDeck, text: DeckText) -> Deck:
    statuses = _choices(raw.statuses, text.statuses)
    return Deck(raw.key, raw.prefix, text.title, text.singular, text.plural, statuses)


def _category(raw: RawCategory, text: CategoryText) -> Category:
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


def _grid(structure: RawMethod, texts: MethodTexts) -> Grid:
    return Grid(
        whens=_choices(structure.grid.whens, texts.grid.whens),
        outcomes=_choices(structure.grid.outcomes, texts.grid.outcomes),
        follow_up=texts.grid.follow_up,
    )


def _scale(raw: RawScale, labels: Mapping[str, str]) -> Scale:
    by_number = sorted((int(number), words) for number, words in labels.items())
    return Scale(raw.key, raw.lowest, raw.highest, tuple(by_number), raw.threshold)


def _activity(
    raw: RawActivity, text: ActivityText, texts: MethodTexts, scales: Mapping[str, Scale]
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
        grid=raw.grid,
        statements=tuple(Statement(key, texts.statements[key]) for key in raw.statements),
        scale=scales.get(raw.scale),
        cut_order=raw.cut_order,
        pause=raw.pause,
        anonymous=raw.anonymous,
    )


def _run_sheet(raw: RawRunSheet, text: RunSheetText) -> RunSheet:
    return RunSheet(raw.key, raw.minutes, text.title, text.summary, _plan(raw.plan), raw.follow_up)


def _pack(raw: RawPack, text: PackTexts) -> Pack:
    return Pack(raw.key, text.title, text.short, text.summary, _plan(raw.plan), raw.after)


def _plan(raw: Iterable[RawPlanned]) -> tuple[PlannedActivity, ...]:
    return tuple(PlannedActivity(planned.activity, planned.minutes) for planned in raw)
