"""What `kind` holds in the picture: one shape for each kind of activity, and what they are made of."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, get_args

import msgspec


class ChoicePart(msgspec.Struct, frozen=True):
    """A key and its words."""

    key: str
    title: str


class CategoryPart(msgspec.Struct, frozen=True):
    """A box to place cards in."""

    key: str
    sign: str
    title: str
    short: str
    works_when: tuple[str, ...]
    fails_when: tuple[str, ...]
    gloss: str = ""


class CardPart(msgspec.Struct, frozen=True):
    """A card. Never with an author. `merged` holds the texts that went into it."""

    id: str
    number: str
    text: str
    status: str
    when: str
    outcome: str
    theme: str
    merged: tuple[str, ...]


class DeckPart(msgspec.Struct, frozen=True):
    """The deck that is written in."""

    key: str
    title: str
    singular: str
    plural: str
    statuses: tuple[ChoicePart, ...]


class GridPart(msgspec.Struct, frozen=True):
    """The two axes of a collected card."""

    whens: tuple[ChoicePart, ...]
    outcomes: tuple[ChoicePart, ...]


class PresentPart(msgspec.Struct, frozen=True):
    """A text to read; `categories` where they are what is presented."""

    categories: tuple[CategoryPart, ...]


class CollectPart(msgspec.Struct, frozen=True):
    """Own cards; the others' only once revealed; `count` is all cards there are."""

    deck: DeckPart
    grid: GridPart | None
    mine: tuple[CardPart, ...]
    others: tuple[CardPart, ...]
    count: int


class ThemePart(msgspec.Struct, frozen=True):
    """A named cluster."""

    id: str
    name: str
    cards: tuple[CardPart, ...]


class ClusterPart(msgspec.Struct, frozen=True):
    """The themes as they stand on the projector."""

    themes: tuple[ThemePart, ...]
    unthemed: tuple[CardPart, ...]


class PlaceCardPart(CardPart, frozen=True):
    """A card to place. What the group has said of it is empty while anybody may still place alone.

    `agreed` is the group's category, `goal` the behaviour goal, `disagreement` what they see
    differently; `counts` is null until it is revealed.
    """

    mine: str
    first: str
    agreed: str
    goal: str
    disagreement: str
    counts: dict[str, int] | None
    alike: int
    cast: int


class PlacePart(msgspec.Struct, frozen=True):
    """The board; `placed` counts own choices in the open round."""

    categories: tuple[CategoryPart, ...]
    cards: tuple[PlaceCardPart, ...]
    placed: int


class QuestionPart(msgspec.Struct, frozen=True):
    """A reflection question."""

    key: str
    text: str
    short: str


class OwnAnswerPart(msgspec.Struct, frozen=True):
    """What this participant has answered."""

    category: str
    question: str
    text: str


class AnswersPart(msgspec.Struct, frozen=True):
    """What all have answered, in no order that tells who or when, and what was agreed."""

    category: str
    question: str
    texts: tuple[str, ...]
    agreed: str


class PlacedPart(msgspec.Struct, frozen=True):
    """How many cards are agreed in a category; an empty category is the rest."""

    category: str
    count: int


class ReflectPart(msgspec.Struct, frozen=True):
    """`answers` is null until they are shown; `suggested` is this table's category.

    `placed` is null unless the talk is about placed cards.
    """

    categories: tuple[CategoryPart, ...]
    questions: tuple[QuestionPart, ...]
    mine: tuple[OwnAnswerPart, ...]
    answers: tuple[AnswersPart, ...] | None
    suggested: str
    placed: tuple[PlacedPart, ...] | None


class ScalePart(msgspec.Struct, frozen=True):
    """The numbers a rating may take; `labels` pairs a number with its words."""

    lowest: int
    highest: int
    labels: tuple[tuple[int, str], ...]


class StatementPart(msgspec.Struct, frozen=True):
    """Something to rate."""

    key: str
    text: str


class SpreadPart(msgspec.Struct, frozen=True):
    """How a statement was rated. `counts` is empty where fewer than five have answered."""

    statement: str
    counts: tuple[tuple[int, int], ...]
    answers: int


class RatePart(msgspec.Struct, frozen=True):
    """`spread` is null until revealed."""

    scale: ScalePart
    statements: tuple[StatementPart, ...]
    mine: dict[str, int]
    spread: tuple[SpreadPart, ...] | None


class VoteCardPart(CardPart, frozen=True):
    """A card to vote on. `dots` is null until the totals are shown."""

    mine: int
    dots: int | None


class VotePart(msgspec.Struct, frozen=True):
    """The budget, what is used of it, and the cards.

    `away` is own dots on cards that are merged, hidden or withdrawn: free again, and back with the card.
    """

    dots: int
    max_per_item: int
    used: int
    away: int
    cards: tuple[VoteCardPart, ...]


class NextStepPart(msgspec.Struct, frozen=True):
    """One agreement. `due` is an ISO date or empty.

    `initiative` is the card's text and `approach` the title of its category, each empty where there is none.
    """

    number: int
    who: str
    what: str
    due: str
    first_visible_result: str
    resources: str
    help: str
    status: str
    learning: str
    initiative: str
    approach: str


class ParkedPart(msgspec.Struct, frozen=True):
    """Something for later."""

    number: int
    text: str
    who: str


class AgreePart(msgspec.Struct, frozen=True):
    """The agreements as they stand (also for review)."""

    next_steps: tuple[NextStepPart, ...]
    parked: tuple[ParkedPart, ...]


KindPart = PresentPart | CollectPart | ClusterPart | PlacePart | ReflectPart | RatePart | VotePart | AgreePart
"""What `kind` holds, by the kind of the activity."""
KIND_PARTS: tuple[type[msgspec.Struct], ...] = get_args(KindPart)

if TYPE_CHECKING:
    KindField = KindPart | None
else:
    # The kind stands beside the part, in the activity, not inside it: a union that msgspec, which
    # would have to read it back, does not take.
    KindField = Any
