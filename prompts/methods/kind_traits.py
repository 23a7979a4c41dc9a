"""What a kind of activity is: the traits that every part of the program knows it by."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

from prompts.methods.model import Activity, Kind, Phase
from prompts.methods.sets import FilledBy

OPTIONAL_FIELDS = (
    "deck",
    "phase",
    "scale",
    "second_scale",
    "statements",
    "grid",
    "pause",
    "categories",
    "questions",
    "per_card",
    "by_table",
    "record",
    "input",
    "most",
    "beside",
)
"""The fields of an activity in a method file that a kind may require, accept or refuse."""

KIND_NAME = re.compile(r"[a-z][a-z0-9_]{0,29}")


class Hidden(Enum):
    """How long other participants' input in an activity is hidden from phones."""

    NEVER = "never"
    UNTIL_REVEAL = "until the reveal"
    UNTIL_ROUND_ENDS = "until the reveal, and while a placement round is open"


def always(activity: Activity) -> bool:
    """In every activity of the kind."""
    return True


def never(activity: Activity) -> bool:
    """In no activity of the kind."""
    return False


def alone(activity: Activity) -> bool:
    """While everybody answers for themselves."""
    return activity.phase is Phase.ALONE


def not_alone(activity: Activity) -> bool:
    """Once what was answered is talked about."""
    return activity.phase is not Phase.ALONE


def not_by_everyone(activity: Activity) -> bool:
    """Where no field of the form asks each for an answer of their own."""
    fields = activity.record.fields if activity.record is not None else ()
    return all(field.by is not FilledBy.EVERYONE for field in fields)


@dataclass(frozen=True, slots=True)
class KindTraits:
    """One kind of activity, as every part of the program knows it.

    Attributes:
        name: Its name in method files; also the name of its modules.
        needs: Which of `OPTIONAL_FIELDS` an activity of the kind must have.
        may_have: Which of them it may have besides.
        phases: The phases it can stand in, where it has any.
        uses: The sections of a method that it requires, where the activity does not name a set instead.
        input_at_once: Whether phones may send as soon as an activity is on the projector.
        shown_at_once: Whether input is shown from the start, not only on reveal.
        hidden: How long phones may not see what others entered.
        given: The tables that hold the input to hide and show; `may_phones_see` decides when.
        always_shown: Those of them that hold what the group has agreed on: they are shown at once.
        closes_at_reveal: Whether showing closes the input, so that nobody answers by what others answered.
        anonymous: The table (`cards` or `answers`) whose texts lose their authors when an anonymous
            activity is left; empty where the kind has none.
        follows_cards: Whether phones are sent its deck card by card instead of reloading everything.
        follows_agreements: Whether phones show the agreements and are sent each change to them.
        carries: What it takes from an activity named as its input: the `cards` it works on, or `texts` that
            are offered to it; empty where it takes nothing.
        has_outcome: Whether another activity may name it as its input.
        package: The package that holds an external kind's modules; empty for built-in kinds.
    """

    name: str
    needs: frozenset[str] = frozenset()
    may_have: frozenset[str] = frozenset()
    phases: tuple[Phase, ...] = ()
    uses: tuple[str, ...] = ()
    input_at_once: Callable[[Activity], bool] = always
    shown_at_once: Callable[[Activity], bool] = never
    hidden: Hidden = Hidden.UNTIL_REVEAL
    given: tuple[str, ...] = ()
    always_shown: tuple[str, ...] = ()
    closes_at_reveal: bool = False
    anonymous: str = ""
    follows_cards: bool = False
    follows_agreements: bool = False
    carries: str = ""
    has_outcome: bool = False
    package: str = ""

    def __post_init__(self) -> None:
        """Raise ValueError for a name that cannot be a module, or a field that no activity has."""
        unknown = (self.needs | self.may_have) - set(OPTIONAL_FIELDS)
        if not KIND_NAME.fullmatch(self.name) or unknown:
            raise ValueError(f"{self.name}: {sorted(unknown)}")
        if self.anonymous not in ("", "cards", "answers"):
            raise ValueError(f"{self.name}: nobody can forget who wrote in {self.anonymous}")

    @property
    def kind(self) -> Kind:
        """The `Kind` with this name."""
        return Kind(self.name)
