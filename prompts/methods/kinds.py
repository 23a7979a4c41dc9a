"""The traits of each kind of activity, declared once for all packages.

The ten built-in kinds are defined here. An external kind is a package of its own: it is found by its entry
point (`GROUP`) when a method file names it, or registered by the code that imports it. `KindModules` finds a
kind's module in each part of the program by name alone; `docs/architecture.md` lists the files.
"""

from __future__ import annotations

import functools
import importlib
import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from prompts.language.words import add_catalogue
from prompts.methods.model import Activity, Kind, Method, Phase

if TYPE_CHECKING:
    from importlib.metadata import EntryPoints

GROUP = "tre_skridt.kinds"
"""The entry point group of external kinds: the entry's name is the kind, its value the `KindTraits`."""

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
    "record",
    "input",
    "most",
    "beside",
)
"""The fields of an activity in a method file that a kind may require, accept or refuse."""

_NAME = re.compile(r"[a-z][a-z0-9_]{0,29}")

Offered = TypeVar("Offered")


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
        if not _NAME.fullmatch(self.name) or unknown:
            raise ValueError(f"{self.name}: {sorted(unknown)}")
        if self.anonymous not in ("", "cards", "answers"):
            raise ValueError(f"{self.name}: nobody can forget who wrote in {self.anonymous}")

    @property
    def kind(self) -> Kind:
        """The `Kind` with this name."""
        return Kind(self.name)


class UnknownKindError(LookupError):
    """No kind of this name is built in or installed."""


class OtherKindError(ValueError):
    """Two packages use the same name for their kind."""


class IncompleteKindError(TypeError):
    """A kind's module lacks something that is required of it."""


_OWN = (
    KindTraits(
        Kind.PRESENT,
        may_have=frozenset({"pause", "categories"}),
        input_at_once=never,
        shown_at_once=always,
        hidden=Hidden.NEVER,
    ),
    KindTraits(
        Kind.COLLECT,
        needs=frozenset({"deck"}),
        may_have=frozenset({"grid", "input", "most"}),
        carries="texts",
        given=("cards",),
        anonymous="cards",
        follows_cards=True,
    ),
    KindTraits(
        Kind.CLUSTER,
        needs=frozenset({"deck"}),
        input_at_once=never,
        shown_at_once=always,
        hidden=Hidden.NEVER,
        given=("themes",),
        follows_cards=True,
    ),
    KindTraits(
        Kind.PLACE,
        needs=frozenset({"deck", "phase"}),
        may_have=frozenset({"categories", "input", "most"}),
        carries="cards",
        has_outcome=True,
        phases=(Phase.ALONE, Phase.TALK, Phase.GOALS),
        uses=("categories",),
        input_at_once=alone,
        shown_at_once=not_alone,
        hidden=Hidden.UNTIL_ROUND_ENDS,
        given=("placements", "hand_counts"),
    ),
    KindTraits(
        Kind.REFLECT,
        needs=frozenset({"phase"}),
        may_have=frozenset({"deck", "categories", "questions", "per_card", "input", "most"}),
        carries="cards",
        has_outcome=True,
        phases=(Phase.ALONE, Phase.TALK),
        uses=("categories", "questions"),
        input_at_once=alone,
        shown_at_once=not_alone,
        given=("answers", "hidden_answers", "agreed_answers"),
        anonymous="answers",
    ),
    KindTraits(
        Kind.RATE,
        needs=frozenset({"scale"}),
        may_have=frozenset({"statements", "deck", "second_scale", "input", "most", "beside"}),
        carries="cards",
        has_outcome=True,
        given=("ratings", "hand_counts"),
        closes_at_reveal=True,
    ),
    KindTraits(
        Kind.VOTE,
        needs=frozenset({"deck"}),
        given=("votes", "hand_counts"),
        has_outcome=True,
        closes_at_reveal=True,
    ),
    KindTraits(
        Kind.AGREE,
        may_have=frozenset({"input", "most"}),
        carries="texts",
        input_at_once=never,
        shown_at_once=always,
        hidden=Hidden.NEVER,
        follows_agreements=True,
    ),
    KindTraits(
        Kind.REVIEW,
        input_at_once=never,
        shown_at_once=always,
        hidden=Hidden.NEVER,
        follows_agreements=True,
    ),
    KindTraits(
        Kind.RECORD,
        needs=frozenset({"record"}),
        may_have=frozenset({"deck", "input", "most"}),
        carries="cards",
        has_outcome=True,
        shown_at_once=always,
        hidden=Hidden.NEVER,
        given=("answers", "agreed_answers"),
        anonymous="answers",
    ),
)

BUILT_IN: tuple[Kind, ...] = tuple(traits.kind for traits in _OWN)
"""The built-in kinds, in the order of the minutes."""

_known: dict[str, KindTraits] = {traits.name: traits for traits in _OWN}


def register(traits: KindTraits) -> None:
    """Register an external kind and the texts in its package.

    Raises OtherKindError if another kind already has the name.
    """
    known = _known.setdefault(traits.name, traits)
    if known != traits:
        raise OtherKindError(traits.name)
    if traits.package:
        add_catalogue(traits.package)


def register_package(package: str) -> None:
    """Register the kind that `package` offers as `TRAITS`. Raises ImportError, AttributeError."""
    register(importlib.import_module(package).TRAITS)


def find(name: str) -> KindTraits | None:
    """The traits of the kind called `name`, or None if it is neither known nor installed."""
    if name not in _known and _NAME.fullmatch(name):
        for found in _entry_points():
            if found.name == name:
                register(found.load())
    return _known.get(name)


def traits_of(kind: Kind) -> KindTraits:
    """The traits of `kind`. Raises UnknownKindError."""
    traits = _known.get(kind) or find(kind)
    if traits is None:
        raise UnknownKindError(kind)
    return traits


def installed() -> tuple[Kind, ...]:
    """Every available kind: the built-in ones, then the installed external ones."""
    for found in _entry_points():
        find(found.name)
    return known()


def _entry_points() -> EntryPoints:
    # importlib.metadata is slow to load, and most workshops do not need it.
    from importlib.metadata import entry_points

    return entry_points(group=GROUP)


def known() -> tuple[Kind, ...]:
    """The kinds that have been looked up so far, the built-in ones first."""
    return tuple(map(Kind, _known))


def from_elsewhere() -> tuple[KindTraits, ...]:
    """The external kinds that have been looked up so far."""
    return tuple(traits for traits in _known.values() if traits.package)


def kinds_for(method: Method) -> tuple[Kind, ...]:
    """The built-in kinds, then the external ones that `method` uses, in its order."""
    return tuple(dict.fromkeys((*BUILT_IN, *(activity.kind for activity in method.activities))))


def used_kinds(method: Method) -> tuple[Kind, ...]:
    """The kinds that activities of `method` have, in its order, those of its packs included."""
    return tuple(dict.fromkeys(activity.kind for activity in method.activities))


def packages_of(method: Method) -> tuple[str, ...]:
    """The packages of the external kinds that `method` uses."""
    return tuple(package for kind in kinds_for(method) if (package := traits_of(kind).package))


def takes_input_at_once(activity: Activity) -> bool:
    """Whether phones may send as soon as the activity is on the projector."""
    return traits_of(activity.kind).input_at_once(activity)


def shown_at_once(activity: Activity) -> bool:
    """Whether input is shown to everybody from the start, not only on reveal."""
    return traits_of(activity.kind).shown_at_once(activity)


@dataclass(frozen=True, slots=True)
class KindModules(Generic[Offered]):
    """Where one part of the program keeps its module for each kind, and what such a module must offer.

    Attributes:
        offers: A runtime-checkable protocol that the module must satisfy.
        package: Holds a module for each built-in kind, named after the kind.
        module: The name of the module in an external kind's package.
    """

    offers: type[Offered]
    package: str
    module: str

    def of(self, kind: Kind) -> Offered:
        """The module of `kind`, imported on first use.

        Raises UnknownKindError, IncompleteKindError, ImportError.
        """
        found: Offered = _imported(self, kind)
        return found


@functools.cache
def _imported(house: KindModules[Any], kind: Kind) -> Any:  # noqa: ANN401 - a module, checked against `offers`
    own = traits_of(kind).package
    module = importlib.import_module(f"{own}.{house.module}" if own else f"{house.package}.{kind}")
    if not isinstance(module, house.offers):
        raise IncompleteKindError(module.__name__)
    return module
