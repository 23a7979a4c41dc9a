"""The minutes' JSON as typed data, read strictly: what is foreign, broken or too new is refused.

Keys that a later version of the same format adds are ignored; keys that an earlier one lacks have defaults.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, ClassVar

import msgspec

from exports.errors import ExportError, ReadingError
from exports.formats.json_format import FORMAT_VERSION
from prompts.language.words import Words, load_words
from sessions.model import ActivityStatus, DecisionStatus, StepStatus
from sessions.rules.meeting.workshop_settings import MOST_DOTS
from sessions.rules.show_of_hands import MOST_HANDS

_PLACE = re.compile(r"`\$\.?([^`]{1,80})`")
# A count is made into as many rows: what no group can have counted is refused where it is read.
_Dots = Annotated[int, msgspec.Meta(ge=1, le=MOST_DOTS)]
_People = Annotated[int, msgspec.Meta(ge=0, le=MOST_HANDS)]
_AllDots = Annotated[int, msgspec.Meta(ge=0, le=MOST_HANDS * MOST_DOTS)]
_Day = Annotated[str, msgspec.Meta(pattern=r"^(\d{4}-\d\d-\d\d)?$")]
LARGEST = 20_000_000
"""Bytes of a file that is read at all: ten times a workshop with 2,000 cards."""


class NotMinutesError(ExportError):
    """The file is not what this program exports. Fields: `file`.

    The library tells what is wrong in English; the sentence says only the `problem`'s kind, and where it is.
    """

    code = "import-foreign"

    def __init__(self, problem: Exception, **fields: object) -> None:
        """Keep what was wrong."""
        super().__init__(**fields)
        self.problem = problem

    def sentence(self, words: Words | None = None) -> str:
        words = words or load_words()
        at = _PLACE.search(str(self.problem))
        kind = "not-json"
        if isinstance(self.problem, msgspec.ValidationError):
            kind = "other-parts" if at else "other-kind"
        elif isinstance(self.problem, OverflowError):
            kind = "impossible"  # a number that no session can hold
        elif isinstance(self.problem, KeyError | ValueError) and not isinstance(
            self.problem, msgspec.MsgspecError | UnicodeDecodeError
        ):
            kind = "contradicts"
        reason = words(f"minutes.failed.import-{kind}", at=at[1] if at else "")
        return words(f"minutes.failed.{self.code}", reason=reason, **self.fields)


class UnreadableMinutesError(ReadingError):
    """The file cannot be read. Fields: `file`."""

    code = "import-unreadable"


class NewerMinutesError(ExportError):
    """The file is of a later version of the format. Fields: `file`."""

    code = "import-newer"


class TooLargeError(ExportError):
    """The file is too large to be minutes. Fields: `file`, `most` (megabytes)."""

    code = "import-large"


class _Read(msgspec.Struct, frozen=True):
    """A part of the file."""


class Person(_Read, frozen=True):
    """A participant."""

    alias: str
    table: str = ""


class MeetingOf(_Read, frozen=True):
    """A meeting."""

    meeting: int
    date: _Day
    run_sheet: str
    next_date: _Day = ""


class Merged(_Read, frozen=True):
    """A card that was merged into another."""

    id: str
    text: str
    origin: str = ""


class GroupOf(_Read, frozen=True):
    """How a group that was joined saw a card. `number` is that card's, 0 in files that do not say it."""

    group: str
    number: int = 0
    agreed: str | None = None
    counts: dict[str, _People] = {}


class PlacedBeforeOf(_Read, frozen=True):
    """What was agreed of a card before this meeting placed it again, and how many moved since."""

    agreed: str
    meeting: int | None = None
    moved: _People = 0
    of: _People = 0


class CardOf(_Read, frozen=True):
    """A card of any deck; what a kind does not have stays empty."""

    id: str
    text: str
    meeting: int = 1
    deck: str = ""
    when: str | None = None
    outcome: str | None = None
    status: str | None = None
    theme: str | None = None
    round_1: dict[str, _People] = {}
    round_2: dict[str, _People] = {}
    moved: _People = 0
    agreed: str | None = None
    next_approach: str | None = None
    disagreement: str = ""
    behaviour_goal: str = ""
    placed_in_meeting: int | None = None
    suppressed: bool = False
    merged: tuple[Merged, ...] = ()
    origin: str = ""
    split_from: str = ""
    not_chosen_in: tuple[int, ...] = ()
    groups: tuple[GroupOf, ...] = ()
    placed_before: PlacedBeforeOf | None = None


class SetCardOf(_Read, frozen=True):
    """A card as it was placed in one set of categories."""

    id: str
    counts: dict[str, _People] = {}
    agreed: str | None = None
    next: str | None = None
    disagreement: str = ""


class PlacedSetOf(_Read, frozen=True):
    """The cards of one deck in a set of categories other than the method's own."""

    set: str
    cards: tuple[SetCardOf, ...] = ()


class ThemeOf(_Read, frozen=True):
    """A theme and the public numbers of its cards."""

    deck: str
    name: str
    cards: tuple[str, ...]


class AnswerOf(_Read, frozen=True):
    """An answer, or an agreed one."""

    approach: str | None
    question: str
    text: str
    meeting: int = 1


class FormOf(_Read, frozen=True):
    """What is filled in for a card, by field; for the group `id` is empty."""

    id: str = ""
    fields: dict[str, str | None] = {}
    answers: dict[str, tuple[str, ...]] = {}


class RecordOf(_Read, frozen=True):
    """One form: for cards, or for the group."""

    cards: tuple[FormOf, ...]
    group: FormOf | None = None


class AskedOf(_Read, frozen=True):
    """A question of another talk, asked about a category (its title) or a card (its number and text)."""

    about: str
    question: str
    answers: tuple[str, ...]
    agreed: str | None = None


class TalkOf(_Read, frozen=True):
    """Another talk than the one about the method's own questions."""

    activity: str
    answers: tuple[AskedOf, ...]


class BoxOf(_Read, frozen=True):
    """Where a proposal was put on the two axes."""

    id: str
    visible_result: int
    resources: int


class BallotOf(_Read, frozen=True):
    """One vote."""

    activity: str
    deck: str
    meeting: int
    ranking: tuple[tuple[str, _AllDots], ...]
    voters: _People = 0
    hands: _AllDots = 0
    boxes: tuple[BoxOf, ...] = ()


class RatingOf(_Read, frozen=True):
    """How one statement was rated; no counts where they must not be shown."""

    activity: str
    statement: str
    meeting: int
    n: int
    counts: dict[str, _People] = {}


class ReviewOf(_Read, frozen=True):
    """What a follow-up said of an agreement."""

    meeting: int
    status: StepStatus
    learning: str = ""
    when: date | None = None
    when_before: date | None = None
    approach: str | None = None
    approach_before: str | None = None
    seen_by: str = ""


class StepOf(_Read, frozen=True):
    """An agreement."""

    who: str
    what: str
    when: date | None
    first_visible_result: str
    number: int = 0
    when_in_words: str = ""
    resources: str = ""
    help: str = ""
    initiative: str | None = None
    status: StepStatus = StepStatus.NOT_STARTED
    learning: str = ""
    meeting: int = 1
    reviews: tuple[ReviewOf, ...] = ()


class DecisionReviewOf(_Read, frozen=True):
    """What a follow-up said of a decision."""

    meeting: int
    status: DecisionStatus
    learning: str = ""


class DecisionOf(_Read, frozen=True):
    """A decision."""

    number: int
    text: str
    meeting: int
    status: DecisionStatus
    learning: str = ""
    proposal: str | None = None
    steps: tuple[int, ...] = ()
    reviews: tuple[DecisionReviewOf, ...] = ()


class ParkedOf(_Read, frozen=True):
    """A parked item."""

    text: str
    who: str = ""


class TimingOf(_Read, frozen=True):
    """An activity of the latest meeting's run sheet."""

    activity: str
    status: ActivityStatus
    planned_minutes: int
    extra_minutes: int = 0
    used_minutes: float = 0.0


class DetailsOf(_Read, frozen=True):
    """What the head of a meeting's minutes says."""

    meeting: int
    purpose: str = ""
    place: str = ""
    hours: str = ""
    facilitator: str = ""
    absentees: str = ""
    case_number: str = ""
    drafted_by: str = ""
    approved_by: str = ""


class VoteRules(_Read, frozen=True):
    """The rules of the votes."""

    dots: _Dots
    max_per_item: _Dots


class MinutesFile(_Read, frozen=True):
    """The whole file."""

    FORMATS: ClassVar[tuple[int, ...]] = tuple(range(1, FORMAT_VERSION + 1))

    format_version: int
    title: str
    organisation: str
    group: str
    date: _Day
    language: str
    method: str
    run_sheet: str
    meeting: int
    final: bool
    vote: VoteRules
    meetings: tuple[MeetingOf, ...]
    participants: tuple[Person, ...]
    initiatives: tuple[CardOf, ...]
    themes: tuple[ThemeOf, ...]
    answers: tuple[AnswerOf, ...]
    agreed_answers: tuple[AnswerOf, ...]
    experiences: tuple[CardOf, ...]
    other_cards: tuple[CardOf, ...]
    proposals: tuple[CardOf, ...]
    ballots: tuple[BallotOf, ...]
    ratings: tuple[RatingOf, ...]
    next_steps: tuple[StepOf, ...]
    parked: tuple[ParkedOf, ...]
    timings: tuple[TimingOf, ...]
    details: tuple[DetailsOf, ...] = ()
    decisions: tuple[DecisionOf, ...] = ()
    records: tuple[RecordOf, ...] = ()
    other_answers: tuple[TalkOf, ...] = ()
    placed_in_sets: tuple[PlacedSetOf, ...] = ()


class _Head(_Read, frozen=True):
    format_version: int


def read_minutes(content: bytes, file: str) -> MinutesFile:
    """The minutes in `content`; `file` is the name that a sentence gives it.

    Raises:
        TooLargeError: it cannot be minutes.
        NewerMinutesError: a later version of the program wrote it.
        NotMinutesError: it is something else, or broken.
    """
    if len(content) > LARGEST:
        raise TooLargeError(file=file, most=LARGEST // 1_000_000)
    try:
        head = msgspec.json.decode(content, type=_Head)
        if head.format_version > FORMAT_VERSION:
            raise NewerMinutesError(file=file)
        return msgspec.json.decode(content, type=MinutesFile)
    except (msgspec.MsgspecError, RecursionError, UnicodeDecodeError) as problem:
        raise NotMinutesError(problem, file=file) from problem
