"""A method as its author wrote it: the keys a file may have and their types, otherwise unchecked.

Raw and validated are separate types on purpose. These mirror the files; the rest of the program
uses `prompts.methods.model`. `docs/method-files.md` explains every key.
"""

from __future__ import annotations

import msgspec

from prompts.methods.model import Kind, Phase
from prompts.methods.sets import FilledBy

SCALE_TITLE = "title"
"""The one key of a scale's words that is no number."""


class Raw(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Base of a table in a method file. A field without a default is required in the file."""


class RawDeck(Raw, frozen=True):
    """One pile of cards."""

    key: str
    prefix: str
    statuses: tuple[str, ...] = ()


class RawCategory(Raw, frozen=True):
    """One box to place cards in."""

    key: str
    sign: str


class RawGrid(Raw, frozen=True):
    """The axes of the grid."""

    whens: tuple[str, ...] = ()
    outcomes: tuple[str, ...] = ()


class RawCategorySet(Raw, frozen=True):
    """Categories under a name."""

    key: str
    categories: tuple[RawCategory, ...]


class RawQuestionSet(Raw, frozen=True):
    """Questions under a name."""

    key: str
    questions: tuple[str, ...]
    room: str = ""


class RawNamedGrid(Raw, frozen=True):
    """A grid under a name."""

    key: str
    whens: tuple[str, ...]
    outcomes: tuple[str, ...]


class RawFieldChoice(Raw, frozen=True):
    """One answer that a field takes."""

    key: str
    towards: tuple[str, ...] = ()


class RawField(Raw, frozen=True):
    """One field of a record."""

    key: str
    by: FilledBy = FilledBy.TABLE
    required: bool = False
    goal: bool = False
    choices: tuple[RawFieldChoice, ...] = ()


class RawRecord(Raw, frozen=True):
    """A form that is filled in for each card."""

    key: str
    fields: tuple[RawField, ...]


class RawScale(Raw, frozen=True):
    """The numbers that a rating may take."""

    key: str
    lowest: int
    highest: int
    threshold: int | None = None


class RawActivity(Raw, frozen=True):
    """One activity without its words."""

    key: str
    kind: Kind
    step: str = ""
    deck: str = ""
    phase: Phase | None = None
    grid: bool | str = False
    categories: str = ""
    questions: str = ""
    scale: str = ""
    second_scale: str = ""
    per_card: bool = False
    by_table: bool = False
    record: str = ""
    input: str = ""
    most: int = 0
    beside: str = ""
    statements: tuple[str, ...] = ()
    cut_order: int = 0
    pause: bool = False
    anonymous: bool = False
    parts: tuple[int, ...] = ()
    narrow_order: int = 0


class RawPlanned(Raw, frozen=True):
    """One line of a run sheet."""

    activity: str
    minutes: int


class RawRunSheet(Raw, frozen=True):
    """One run sheet without its words."""

    key: str
    minutes: int
    plan: tuple[RawPlanned, ...]
    follow_up: bool = False
    initiatives: int = 0
    for_employees: bool = False
    after_days: int = 0


class RawLook(Raw, frozen=True):
    """Whose the method is, and its colour as `#rrggbb`."""

    name: str = ""
    colour: str = ""


class RawMethod(Raw, frozen=True):
    """The whole of `method.toml`."""

    format: int
    key: str
    activities: tuple[RawActivity, ...]
    run_sheets: tuple[RawRunSheet, ...]
    follow_up_days: tuple[int, ...] = ()
    look: RawLook = RawLook()
    steps: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()
    grid: RawGrid = RawGrid()
    decks: tuple[RawDeck, ...] = ()
    categories: tuple[RawCategory, ...] = ()
    scales: tuple[RawScale, ...] = ()
    category_sets: tuple[RawCategorySet, ...] = ()
    question_sets: tuple[RawQuestionSet, ...] = ()
    grids: tuple[RawNamedGrid, ...] = ()
    records: tuple[RawRecord, ...] = ()


class RawPack(Raw, frozen=True):
    """The whole of a `pack.toml`."""

    format: int
    key: str
    plan: tuple[RawPlanned, ...]
    method: str = ""
    after: tuple[str, ...] = ()
    activities: tuple[RawActivity, ...] = ()
    decks: tuple[RawDeck, ...] = ()
    scales: tuple[RawScale, ...] = ()
    category_sets: tuple[RawCategorySet, ...] = ()
    question_sets: tuple[RawQuestionSet, ...] = ()
    grids: tuple[RawNamedGrid, ...] = ()
    records: tuple[RawRecord, ...] = ()


class StepText(Raw, frozen=True):
    """The words of a step."""

    title: str
    purpose: str


class DeckText(Raw, frozen=True):
    """The words of a deck."""

    title: str
    singular: str
    plural: str
    statuses: dict[str, str] = {}


class CategoryText(Raw, frozen=True):
    """The words of a category."""

    title: str
    short: str
    leader_role: str
    works_when: tuple[str, ...]
    fails_when: tuple[str, ...]
    means: tuple[str, ...]
    resources: tuple[str, ...]
    warning_signs: tuple[str, ...]
    examples: tuple[str, ...]
    gloss: str = ""


class SetCategoryText(Raw, frozen=True):
    """The words of a category in a set under a name: less is said of it than of the method's own."""

    title: str
    short: str
    leader_role: str = ""
    works_when: tuple[str, ...] = ()
    fails_when: tuple[str, ...] = ()
    means: tuple[str, ...] = ()
    resources: tuple[str, ...] = ()
    warning_signs: tuple[str, ...] = ()
    examples: tuple[str, ...] = ()
    gloss: str = ""


class CategorySetText(Raw, frozen=True):
    """The words of a set of categories."""

    title: str
    categories: dict[str, SetCategoryText]


class FieldText(Raw, frozen=True):
    """The words of a field."""

    title: str
    help: str = ""
    choices: dict[str, str] = {}


class RecordText(Raw, frozen=True):
    """The words of a record."""

    title: str
    fields: dict[str, FieldText]


class QuestionText(Raw, frozen=True):
    """The words of a question."""

    text: str
    short: str


class QuestionSetText(Raw, frozen=True):
    """The words of a set of questions."""

    questions: dict[str, QuestionText]


class GridText(Raw, frozen=True):
    """The words of the grid."""

    whens: dict[str, str] = {}
    outcomes: dict[str, str] = {}
    follow_up: tuple[str, ...] = ()


class NamedGridText(Raw, frozen=True):
    """The words of a grid under a name, with what is asked for each axis."""

    when: str
    outcome: str
    whens: dict[str, str]
    outcomes: dict[str, str]
    follow_up: tuple[str, ...]


class ActivityText(Raw, frozen=True):
    """The words of an activity."""

    title: str
    purpose: str
    prompt: str
    body: tuple[str, ...]
    form: str
    say: tuple[str, ...]
    watch: tuple[str, ...]
    when_late: str
    parts: tuple[str, ...] = ()


class RunSheetText(Raw, frozen=True):
    """The words of a run sheet."""

    title: str
    summary: str


class MethodTexts(Raw, frozen=True):
    """The whole of a language's file, such as `da.toml`."""

    title: str
    summary: str
    source_line: str
    ground_rules: tuple[str, ...]
    before_the_day: str
    activities: dict[str, ActivityText]
    run_sheets: dict[str, RunSheetText]
    definition: str = ""
    steps: dict[str, StepText] = {}
    decks: dict[str, DeckText] = {}
    categories: dict[str, CategoryText] = {}
    questions: dict[str, QuestionText] = {}
    grid: GridText = GridText()
    statements: dict[str, str] = {}
    scales: dict[str, dict[str, str]] = {}
    category_sets: dict[str, CategorySetText] = {}
    question_sets: dict[str, QuestionSetText] = {}
    grids: dict[str, NamedGridText] = {}
    records: dict[str, RecordText] = {}


class PackTexts(Raw, frozen=True):
    """The whole of a language's file of a pack."""

    title: str
    short: str
    summary: str
    source_line: str = ""
    activities: dict[str, ActivityText] = {}
    decks: dict[str, DeckText] = {}
    statements: dict[str, str] = {}
    scales: dict[str, dict[str, str]] = {}
    category_sets: dict[str, CategorySetText] = {}
    question_sets: dict[str, QuestionSetText] = {}
    grids: dict[str, NamedGridText] = {}
    records: dict[str, RecordText] = {}
