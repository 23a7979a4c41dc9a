"""The shape of each table: its name, row class, key and look-ups.

The one list that the state, the journal and the schema share. An external kind may add tables,
which its rules declare.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field, fields
from operator import attrgetter
from typing import Any, Protocol, runtime_checkable

from prompts.methods.kinds import KindModules, from_elsewhere
from sessions import model

Key = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class TableShape:
    """The name of a table, its row class, the fields of its key and of its look-ups.

    Each row is read several times on its way to the disk and to the phones, so the readers are
    built once.
    """

    name: str
    row: type[Any]
    key: tuple[str, ...]
    lookups: tuple[str, ...] = ()
    key_of: Callable[[object], Key] = field(init=False, repr=False, compare=False)
    """The key of a row, a tuple in the order of `key`."""
    values_of: Callable[[object], tuple[Any, ...]] = field(init=False, repr=False, compare=False)
    """All fields of a row, in the order of `columns`."""
    _columns: tuple[str, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        columns = tuple(each.name for each in fields(self.row))
        object.__setattr__(self, "_columns", columns)
        object.__setattr__(self, "key_of", _reader(self.key))
        object.__setattr__(self, "values_of", _reader(columns))

    def columns(self) -> tuple[str, ...]:
        """The names of all fields, in the order of the row class."""
        return self._columns


def _reader(names: tuple[str, ...]) -> Callable[[object], tuple[Any, ...]]:
    """A function that reads the fields `names` as a tuple, even if there is only one."""
    if len(names) > 1:
        return attrgetter(*names)
    read = attrgetter(*names)
    return lambda row: (read(row),)


def standing_in(card: model.Card) -> str | None:
    """The deck in which a card stands for itself; None for one merged, hidden or withdrawn."""
    return None if card.merged_into or card.hidden or card.withdrawn else card.deck


def folded_alias(participant: model.Participant) -> str:
    """An alias in the form used for comparison: case does not matter."""
    return participant.alias.casefold()


def present_in(participant: model.Participant) -> int:
    """The meeting in which a participant was last present; 0 for one who was removed."""
    return 0 if participant.removed else participant.meeting


COMPUTED_LOOKUPS: dict[str, Callable[[Any], object]] = {
    "standing_in": standing_in,
    "folded_alias": folded_alias,
    "present_in": present_in,
}
"""Look-ups that are not fields: by name, the function that computes the value."""


SHAPES: tuple[TableShape, ...] = (
    TableShape("workshop", model.Workshop, ("key",)),
    TableShape("meetings", model.Meeting, ("number",)),
    TableShape("meeting_details", model.MeetingDetails, ("meeting",)),
    TableShape("scheduled_activities", model.ScheduledActivity, ("id",)),
    TableShape(
        "participants", model.Participant, ("id",), ("token_hash", "meeting", "present_in", "folded_alias")
    ),
    TableShape("cards", model.Card, ("id",), ("deck", "merged_into", "author", "standing_in")),
    TableShape("themes", model.Theme, ("id",), ("deck",)),
    TableShape("kept_apart", model.KeptApart, ("scheduled", "first", "second"), ("scheduled",)),
    TableShape("set_aside", model.SetAside, ("card", "meeting"), ("meeting",)),
    TableShape(
        "placements",
        model.Placement,
        ("card", "participant", "placement_round", "category_set"),
        ("card", "participant"),
    ),
    TableShape("set_placements", model.SetPlacement, ("card", "category_set"), ("card",)),
    TableShape(
        "hand_counts",
        model.HandCount,
        ("scheduled", "subject", "placement_round", "choice", "scale"),
        ("subject",),
    ),
    TableShape("answers", model.Answer, ("id",), ("category", "author")),
    TableShape("hidden_answers", model.HiddenAnswer, ("answer",)),
    TableShape("agreed_answers", model.AgreedAnswer, ("category", "question")),
    TableShape(
        "ratings",
        model.Rating,
        ("scheduled", "statement", "participant", "scale"),
        ("scheduled", "participant"),
    ),
    TableShape(
        "votes", model.Vote, ("scheduled", "card", "participant"), ("scheduled", "participant", "card")
    ),
    TableShape("weighings", model.Weighing, ("scheduled", "card")),
    TableShape("next_steps", model.NextStep, ("id",)),
    TableShape("step_reviews", model.StepReview, ("step", "meeting"), ("step",)),
    TableShape("parked_items", model.ParkedItem, ("id",)),
    TableShape("decisions", model.GroupDecision, ("id",)),
    TableShape("decision_steps", model.DecisionStep, ("decision", "step"), ("decision",)),
    TableShape("decision_reviews", model.DecisionReview, ("decision", "meeting"), ("decision",)),
    TableShape("done_marks", model.DoneMark, ("scheduled", "participant"), ("scheduled", "participant")),
    TableShape("marks", model.Mark, ("subject", "participant", "mark"), ("subject", "participant")),
    TableShape("placed_again", model.PlacedAgain, ("card", "meeting")),
    TableShape("joined_cards", model.JoinedCard, ("card",)),
    TableShape("joined_choices", model.JoinedChoice, ("card", "category"), ("card",)),
    TableShape("method_copies", model.MethodCopy, ("key",)),
    TableShape("receipts", model.Receipt, ("participant", "key")),
)


@runtime_checkable
class KindRules(Protocol):
    """What an external kind's rules offer: its tables, called `<kind>` or `<kind>_…`."""

    TABLES: tuple[TableShape, ...]


_RULES = KindModules(KindRules, "sessions.activities", "rules")
_OWN_TABLE = re.compile(r"[a-z][a-z0-9_]{0,59}")


class ForeignTableError(ValueError):
    """An external kind declares a table whose name does not begin with its own."""


def shapes() -> tuple[TableShape, ...]:
    """The program's tables and those of known external kinds. Raises ForeignTableError."""
    return (*SHAPES, *own_shapes())


def own_shapes() -> tuple[TableShape, ...]:
    """The tables of known external kinds. Raises ForeignTableError."""
    found: list[TableShape] = []
    for traits in from_elsewhere():
        for shape in _RULES.of(traits.kind).TABLES:
            if not (_OWN_TABLE.fullmatch(shape.name) and f"{shape.name}_".startswith(f"{traits.name}_")):
                raise ForeignTableError(shape.name)
            found.append(shape)
    return tuple(found)


class _ByName(dict[str, TableShape]):
    """Looks again where a kind may have become known since."""

    def __missing__(self, name: str) -> TableShape:
        self.update((shape.name, shape) for shape in own_shapes())
        if name not in self:
            raise KeyError(name)
        return self[name]


class _ByRow(dict[type[Any], TableShape]):
    """Looks again where a kind may have become known since."""

    def __missing__(self, row: type[Any]) -> TableShape:
        self.update((shape.row, shape) for shape in own_shapes())
        if row not in self:
            raise KeyError(row)
        return self[row]


SHAPE_OF: dict[type[Any], TableShape] = _ByRow((shape.row, shape) for shape in SHAPES)
SHAPE_NAMED: dict[str, TableShape] = _ByName((shape.name, shape) for shape in SHAPES)
