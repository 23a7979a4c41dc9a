"""A method's structure as its author wrote it: the keys a file may have and their types, otherwise unchecked.

Raw and validated are separate types on purpose. These mirror the files; the rest of the program
uses `prompts.methods.model`. `docs/method-files.md` explains every key.
"""

from __future__ import annotations

import msgspec

from prompts.methods.model import Kind, Phase
from prompts.methods.sets import FilledBy


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
