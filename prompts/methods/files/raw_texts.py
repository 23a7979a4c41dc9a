"""A method's words as its author wrote them in one language: the keys of such a file and their types."""

from __future__ import annotations

from prompts.methods.files.raw import Raw

SCALE_TITLE = "title"
"""The one key of a scale's words that is no number."""


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
