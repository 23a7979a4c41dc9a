"""Cluster: the themes, as on the projector."""

from __future__ import annotations

import msgspec

from workshop.web.contract.routes import Route
from workshop.web.contract.view_shapes import CardPart
from workshop.web.views.view_context import Viewer


class ThemePart(msgspec.Struct, frozen=True):
    """A named cluster."""

    id: str
    name: str
    cards: tuple[CardPart, ...]


class ClusterPart(msgspec.Struct, frozen=True):
    """The themes, as on the projector."""

    themes: tuple[ThemePart, ...]
    unthemed: tuple[CardPart, ...]


PART = ClusterPart
ROUTES: tuple[Route, ...] = ()


def part(viewer: Viewer) -> ClusterPart:
    """Every non-empty theme, and the cards without one."""
    return viewer.shared("cluster", lambda: _part(viewer))


def _part(viewer: Viewer) -> ClusterPart:
    cards = viewer.deck_parts()
    themes = sorted(viewer.state.themes.where("deck", viewer.activity.deck), key=lambda theme: theme.position)
    known = {theme.id for theme in themes}
    groups = (ThemePart(theme.id, theme.name, _in_theme(cards, theme.id)) for theme in themes)
    return ClusterPart(
        themes=tuple(group for group in groups if group.cards),
        unthemed=tuple(card for card in cards if card.theme not in known),
    )


def _in_theme(cards: tuple[CardPart, ...], theme: str) -> tuple[CardPart, ...]:
    return tuple(card for card in cards if card.theme == theme)
