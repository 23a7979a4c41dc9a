"""Finds a kind's phone view: what phones see of it, and what they may send."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Protocol, runtime_checkable

import msgspec

from prompts.methods.kinds import BUILT_IN, KindModules, kinds_for
from prompts.methods.model import Kind, Method
from workshop.web.contract.routes import FRAME_ROUTES, Route
from workshop.web.views.view_context import Viewer


@runtime_checkable
class KindView(Protocol):
    """The interface of a kind's module for phones.

    Attributes:
        PART: The shape that `part` returns.
        ROUTES: What phones may post to an activity of the kind.
        part: What one participant may see of the activity.
    """

    PART: type[msgspec.Struct]
    ROUTES: tuple[Route, ...]
    part: Callable[[Viewer], msgspec.Struct]


class SameRouteError(TypeError):
    """Two kinds give a route the same name or path."""


VIEWS = KindModules(KindView, "workshop.web.views.kinds", "view")


def routes_for(method: Method) -> tuple[Route, ...]:
    """Every route of a workshop that follows `method`. Raises UnknownKindError, SameRouteError."""
    return routes_of(kinds_for(method))


@functools.cache
def routes_of(kinds: tuple[Kind, ...]) -> tuple[Route, ...]:
    """The routes that belong to no kind, then those of `kinds`. Raises SameRouteError."""
    routes = (*FRAME_ROUTES, *(route for kind in kinds for route in VIEWS.of(kind).ROUTES))
    names, paths = {route.name for route in routes}, {(route.method, route.path) for route in routes}
    if not len(routes) == len(names) == len(paths):
        raise SameRouteError(", ".join(sorted(route.path for route in routes)))
    return routes


ROUTES = routes_of(BUILT_IN)
"""The routes of every workshop; `docs/openapi.json` is generated from them."""
