"""The traits of each kind of activity, declared once for all packages.

The ten built-in kinds are in `built_in_kinds`. An external kind is a package of its own: it is found by its
entry point (`GROUP`) when a method file names it, or registered by the code that imports it. `KindModules`
finds a kind's module in each part of the program by name alone; `docs/architecture.md` lists the files.
"""

from __future__ import annotations

import functools
import importlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from prompts.language.words import add_catalogue
from prompts.methods.built_in_kinds import BUILT_IN_TRAITS
from prompts.methods.kind_traits import KIND_NAME
from prompts.methods.kind_traits import OPTIONAL_FIELDS as OPTIONAL_FIELDS  # all that know kinds look here
from prompts.methods.kind_traits import Hidden as Hidden
from prompts.methods.kind_traits import KindTraits as KindTraits
from prompts.methods.model import Activity, Kind, Method

if TYPE_CHECKING:
    from importlib.metadata import EntryPoints

GROUP = "tre_skridt.kinds"
"""The entry point group of external kinds: the entry's name is the kind, its value the `KindTraits`."""

Offered = TypeVar("Offered")


class UnknownKindError(LookupError):
    """No kind of this name is built in or installed."""


class OtherKindError(ValueError):
    """Two packages use the same name for their kind."""


class IncompleteKindError(TypeError):
    """A kind's module lacks something that is required of it."""


BUILT_IN: tuple[Kind, ...] = tuple(traits.kind for traits in BUILT_IN_TRAITS)
"""The built-in kinds, in the order of the minutes."""

_known: dict[str, KindTraits] = {traits.name: traits for traits in BUILT_IN_TRAITS}


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
    if name not in _known and KIND_NAME.fullmatch(name):
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
