"""What a method or a pack may bring in sets of its own: categories, questions, grids, records.

An activity names the set it works with. One that names none works with the method's own, whose key is empty.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Choice:
    """A key and the text shown for it."""

    key: str
    title: str


@dataclass(frozen=True, slots=True)
class Category:
    """A box to place cards in. For the three-step method: an approach.

    `sign` is one printable character shown beside the name, so that meaning is never
    carried by colour alone.
    """

    key: str
    sign: str
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
    """A translation of the title, where that is a proper name in another language than the group's."""

    @property
    def explained(self) -> str:
        """The title followed by its translation: “Tæt på (Close by)”."""
        return f"{self.title} ({self.gloss})" if self.gloss else self.title


@dataclass(frozen=True, slots=True)
class CategorySet:
    """Categories that belong together: what an activity places cards in, or asks its questions about.

    `key` is empty for the method's own set, whose agreed categories are those of the initiatives.
    """

    key: str
    title: str
    categories: tuple[Category, ...]

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys of the categories, in order."""
        return tuple(category.key for category in self.categories)


@dataclass(frozen=True, slots=True)
class Question:
    """A reflection question asked for each category. `key` is unique within the method."""

    key: str
    text: str
    short: str


@dataclass(frozen=True, slots=True)
class QuestionSet:
    """Questions that are asked together; `key` is empty for the method's own.

    `room` is the key of the one that a category is answered for with a number: how many cards the group has
    room for there. It is empty where none is.
    """

    key: str
    questions: tuple[Question, ...]
    room: str = ""


@dataclass(frozen=True, slots=True)
class Grid:
    """Two axes that a collected card can be placed on: when it happened and how it went.

    `key` is empty for the method's own grid. `when` and `outcome` are what people are asked for each axis;
    the method's own grid leaves them empty, and the program asks in its own words.
    """

    whens: tuple[Choice, ...]
    outcomes: tuple[Choice, ...]
    follow_up: tuple[str, ...]
    key: str = ""
    when: str = ""
    outcome: str = ""


class FilledBy(StrEnum):
    """Who writes in a field of a record.

    `EVERYONE`: each phone gives an answer of its own, and the facilitator writes what stands.
    `TABLE`: whoever has a phone writes what stands, for those they sit with.
    `FACILITATOR`: the facilitator writes what stands; phones read it.
    """

    EVERYONE = "everyone"
    TABLE = "table"
    FACILITATOR = "facilitator"


@dataclass(frozen=True, slots=True)
class FieldChoice:
    """One answer that a field takes, and the keys of the method's own categories that it points towards."""

    key: str
    title: str
    towards: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RecordField:
    """One field of a record. `key` is unique among the method's questions and fields; `help` may be empty.

    What stands in one that is a `goal` is the card's behaviour goal, wherever else that is told or changed.
    One with `choices` holds the title of one of them, and nothing else.
    """

    key: str
    by: FilledBy
    required: bool
    title: str
    help: str
    goal: bool = False
    choices: tuple[FieldChoice, ...] = ()


@dataclass(frozen=True, slots=True)
class RecordForm:
    """A small form that is filled in for each card of a deck, or once for the whole group."""

    key: str
    title: str
    fields: tuple[RecordField, ...]


NO_CATEGORIES = CategorySet("", "", ())
NO_QUESTIONS = QuestionSet("", ())
