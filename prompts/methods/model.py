"""The validated method: what a workshop consists of, as frozen data.

A `Method` is what the loader returns after every check has passed, so that no other part of
the program has to ask whether a text or a key exists.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar, Protocol, TypeVar

from prompts.methods.look import NO_LOOK, Look
from prompts.methods.run_sheets import Pack, RunSheet
from prompts.methods.sets import NO_CATEGORIES, NO_QUESTIONS
from prompts.methods.sets import Category as Category  # sets are read from here by all that know methods
from prompts.methods.sets import CategorySet as CategorySet
from prompts.methods.sets import Choice as Choice
from prompts.methods.sets import FieldChoice as FieldChoice
from prompts.methods.sets import Grid as Grid
from prompts.methods.sets import Question as Question
from prompts.methods.sets import QuestionSet as QuestionSet
from prompts.methods.sets import RecordField as RecordField
from prompts.methods.sets import RecordForm as RecordForm


class Kind(str):
    """The name of a way in which an activity can be run.

    An open set: `prompts.methods.kinds` holds the traits of each and accepts more. There is one object
    per name, also after pickling, so kinds can be compared with `is`.
    """

    __slots__ = ()

    PRESENT: ClassVar[Kind]
    COLLECT: ClassVar[Kind]
    CLUSTER: ClassVar[Kind]
    PLACE: ClassVar[Kind]
    REFLECT: ClassVar[Kind]
    RATE: ClassVar[Kind]
    VOTE: ClassVar[Kind]
    AGREE: ClassVar[Kind]
    REVIEW: ClassVar[Kind]
    RECORD: ClassVar[Kind]

    def __new__(cls, name: str) -> Kind:
        known = _KINDS.get(name)
        return known if known is not None else _KINDS.setdefault(name, super().__new__(cls, name))

    def __reduce__(self) -> tuple[type[Kind], tuple[str]]:
        return Kind, (str(self),)


_KINDS: dict[str, Kind] = {}

Kind.PRESENT = Kind("present")
Kind.COLLECT = Kind("collect")
Kind.CLUSTER = Kind("cluster")
Kind.PLACE = Kind("place")
Kind.REFLECT = Kind("reflect")
Kind.RATE = Kind("rate")
Kind.VOTE = Kind("vote")
Kind.AGREE = Kind("agree")
Kind.REVIEW = Kind("review")
Kind.RECORD = Kind("record")


class Phase(StrEnum):
    """The phase of an activity within its kind.

    `ALONE`: everyone answers alone, nobody sees the others' answers (place, reflect).
    `TALK`: the answers are on the projector and discussed (place, reflect).
    `GOALS`: the board is used to sharpen the cards, nothing is placed (place).
    """

    ALONE = "alone"
    TALK = "talk"
    GOALS = "goals"


@dataclass(frozen=True, slots=True)
class Step:
    """One of the method's large steps; `key` is also the order it is listed in."""

    key: str
    title: str
    purpose: str


@dataclass(frozen=True, slots=True)
class Deck:
    """A named pile of cards. `prefix` begins the short number of a card: `t7`."""

    key: str
    prefix: str
    title: str
    singular: str
    plural: str
    statuses: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class Statement:
    """Something to rate. `key` is unique within the method."""

    key: str
    text: str


@dataclass(frozen=True, slots=True)
class Scale:
    """The numbers a rating may take, both ends included, and what each number means.

    `labels` pairs a value with its text; a value may lack one. `threshold` is the lowest value
    that counts as support, or None if the scale has no such line. `title` tells it from another scale that
    the same is rated on; elsewhere it may be empty.
    """

    key: str
    lowest: int
    highest: int
    labels: tuple[tuple[int, str], ...]
    threshold: int | None
    title: str = ""

    def label(self, value: int) -> str:
        """The text for `value`, or an empty string."""
        return dict(self.labels).get(value, "")


@dataclass(frozen=True, slots=True)
class Notes:
    """What only the facilitator sees."""

    say: tuple[str, ...]
    watch: tuple[str, ...]
    when_late: str


@dataclass(frozen=True, slots=True)
class Part:
    """A part of an activity, in whole minutes of what the run sheet usually gives it: “alone, 3 minutes”."""

    title: str
    minutes: int


@dataclass(frozen=True, slots=True)
class Activity:
    """A part of a run sheet as the method describes it.

    `step` is a step key, or empty for activities outside the steps (welcome, break, close).
    `deck` names the deck that collect, cluster, place and vote work on; at reflect it is the deck whose
    agreed placements are counted instead of the answers. `grid` is the grid that
    collected cards are put in, if any. `statements`, `scale` and `second_scale` belong to rate, which rates
    the cards of `deck` where it has no statements. `per_card` says that reflect asks about each card of
    `deck`; `by_table` that people who sit at one table give one answer. `category_set` and
    `question_set` are what place and reflect work with: the method's own unless the activity names others.
    `beside` is the key of the rating whose numbers are set beside this one's, if any.
    `record` is the form that is filled in for each card of `deck`, or once for the group.
    `input` is the activity whose outcome this one works on, at most `most` of it (0: all): see
    `sessions.queries.carrying`.
    `cut_order` is 0 if the activity must never be cut, else its rank when time is short, 1 first;
    `narrow_order` is the same for one that is then held only for the categories that have cards.
    `parts` are what it is divided into, in order. `pause` marks a break. `anonymous` means that authors are
    never shown or exported.
    """

    key: str
    kind: Kind
    step: str
    title: str
    purpose: str
    prompt: str
    body: tuple[str, ...]
    form: str
    notes: Notes
    deck: str = ""
    phase: Phase = Phase.TALK
    grid: Grid | None = None
    statements: tuple[Statement, ...] = ()
    scale: Scale | None = None
    second_scale: Scale | None = None
    per_card: bool = False
    by_table: bool = False
    cut_order: int = 0
    narrow_order: int = 0
    pause: bool = False
    anonymous: bool = False
    category_set: CategorySet = NO_CATEGORIES
    question_set: QuestionSet = NO_QUESTIONS
    record: RecordForm | None = None
    input: Activity | None = None
    most: int = 0
    beside: str = ""
    parts: tuple[Part, ...] = ()

    @property
    def categories(self) -> tuple[Category, ...]:
        """The categories that the activity works with."""
        return self.category_set.categories

    @property
    def questions(self) -> tuple[Question, ...]:
        """The questions that the activity asks."""
        return self.question_set.questions


@dataclass(frozen=True, slots=True)
class Method:
    """A whole method in one language, validated.

    `definition` says what the method means by its subject; it may be empty.
    `categories`, `questions` and `grid` are its own, those of the initiatives. `category_sets` and
    `question_sets` hold every set, its own first, then those with a name, packs' included. `look` shows
    whose it is.
    """

    key: str
    language: str
    title: str
    summary: str
    source_line: str
    ground_rules: tuple[str, ...]
    before_the_day: str
    steps: tuple[Step, ...]
    decks: tuple[Deck, ...]
    categories: tuple[Category, ...]
    questions: tuple[Question, ...]
    grid: Grid
    activities: tuple[Activity, ...]
    run_sheets: tuple[RunSheet, ...]
    follow_up_days: tuple[int, ...]
    packs: tuple[Pack, ...] = ()
    definition: str = ""
    category_sets: tuple[CategorySet, ...] = ()
    question_sets: tuple[QuestionSet, ...] = ()
    look: Look = NO_LOOK

    def activity(self, key: str) -> Activity:
        """The activity called `key`, also one of the facilitator's own. Raises KeyError if there is none."""
        try:
            return _by_key(self.activities, key)
        except KeyError:
            from prompts.methods.own_items import own_activity  # which is made of what stands here

            own = own_activity(key)
            if own is None:
                raise
            return own

    def category(self, key: str) -> Category:
        """The category called `key`, of any set. Raises KeyError if the method has none."""
        return _by_key(self.set_of(key).categories, key)

    def set_of(self, category: str) -> CategorySet:
        """The set that holds the category called `category`. Raises KeyError if none does."""
        for known in self.category_sets:
            if category in known.keys:
                return known
        raise KeyError(category)

    def introduces_categories(self, activity: Activity) -> bool:
        """Whether a text for the room is about the categories that its step, or its own set, sorts into."""
        return bool(activity.category_set.key) or (
            not activity.pause
            and any(
                other.kind is Kind.PLACE
                and other.phase is not Phase.GOALS
                and other.step == activity.step
                and other.category_set == activity.category_set
                for other in self.activities
            )
        )

    def question(self, key: str) -> Question:
        """The question called `key`, of any set. Raises KeyError if the method has none."""
        return _by_key(tuple(each for known in self.question_sets for each in known.questions), key)

    def deck(self, key: str) -> Deck:
        """The deck called `key`. Raises KeyError if the method has none."""
        return _by_key(self.decks, key)

    def card_number(self, deck: str, number: int) -> str:
        """The public number of a card: `t7`, prefixed with the deck's key if the deck is unknown.

        Empty without a deck.
        """
        if not deck:
            return ""
        prefix = next((known.prefix for known in self.decks if known.key == deck), deck)
        return f"{prefix}{number}"

    def run_sheet(self, key: str) -> RunSheet:
        """The run sheet called `key`, or the pack of that name alone. Raises KeyError if there is none."""
        from prompts.methods.pack_sheets import sheet_of_pack  # it knows methods

        named = (sheet for sheet in self.run_sheets if sheet.key == key)
        return next(named, None) or sheet_of_pack(self, self.pack(key))

    def pack(self, key: str) -> Pack:
        """The pack called `key`. Raises KeyError if the method has none."""
        return _by_key(self.packs, key)

    def first_sheets(self) -> tuple[RunSheet, ...]:
        """The run sheets for a first meeting."""
        return tuple(sheet for sheet in self.run_sheets if not sheet.follow_up)

    def follow_up_sheets(self) -> tuple[RunSheet, ...]:
        """The run sheets for a follow-up meeting."""
        return tuple(sheet for sheet in self.run_sheets if sheet.follow_up)

    def step(self, key: str) -> Step:
        """The step called `key`. Raises KeyError if the method has none."""
        return _by_key(self.steps, key)


class _Keyed(Protocol):
    @property
    def key(self) -> str: ...


_Item = TypeVar("_Item", bound=_Keyed)


def _by_key(items: tuple[_Item, ...], key: str) -> _Item:
    for item in items:
        if item.key == key:
            return item
    raise KeyError(key)
