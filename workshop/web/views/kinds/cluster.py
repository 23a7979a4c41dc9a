"""Cluster: the themes, as on the projector."""

from __future__ import annotations

import msgspec

from sessions.commands import Command, MarkCard
from sessions.model import CardId, MarkKind
from sessions.queries.choosing import not_chosen
from sessions.queries.marks import ON_CARDS
from workshop.web.contract.requests import Body, KeyText, Shown
from workshop.web.contract.routes import post
from workshop.web.contract.view_shapes import CardPart
from workshop.web.views.view_context import Viewer


class ThemePart(msgspec.Struct, frozen=True):
    """A named cluster."""

    id: str
    name: str
    cards: tuple[CardPart, ...]


class ClusterPart(msgspec.Struct, frozen=True):
    """The themes, as on the projector. `not_chosen` are the cards that the meeting does not go on with."""

    themes: tuple[ThemePart, ...]
    unthemed: tuple[CardPart, ...]
    not_chosen: tuple[CardPart, ...]
    marked: dict[str, tuple[MarkKind, ...]] = {}
    """What this participant has said of cards, by their ids."""


class MarkBody(Body, frozen=True):
    """`me-too` or `unclear` of a card; `said` false takes it back."""

    card: KeyText
    mark: MarkKind
    said: bool
    activity: Shown = msgspec.UNSET


PART = ClusterPart


def part(viewer: Viewer) -> ClusterPart:
    """Every non-empty theme, and the cards without one."""
    shared = viewer.shared("cluster", lambda: _part(viewer))
    marked: dict[str, tuple[MarkKind, ...]] = {}
    for row in viewer.state.marks.where("participant", viewer.participant.id):
        if row.mark in ON_CARDS:
            marked[row.subject] = (*marked.get(row.subject, ()), row.mark)
    return msgspec.structs.replace(shared, marked=marked)


def _part(viewer: Viewer) -> ClusterPart:
    aside = {card.id for card in not_chosen(viewer.state, viewer.activity.deck)}
    cards = tuple(card for card in viewer.deck_parts() if card.id not in aside)
    themes = sorted(viewer.state.themes.where("deck", viewer.activity.deck), key=lambda theme: theme.position)
    known = {theme.id for theme in themes}
    groups = (ThemePart(theme.id, theme.name, _in_theme(cards, theme.id)) for theme in themes)
    return ClusterPart(
        themes=tuple(group for group in groups if group.cards),
        unthemed=tuple(card for card in cards if card.theme not in known),
        not_chosen=tuple(card for card in viewer.deck_parts() if card.id in aside),
    )


def _in_theme(cards: tuple[CardPart, ...], theme: str) -> tuple[CardPart, ...]:
    return tuple(card for card in cards if card.theme == theme)


def _marked(body: MarkBody, card: str) -> Command:
    return MarkCard(CardId(body.card), body.mark, body.said, activity=body.activity or None)


ROUTES = (post("/api/marks", "mark", "Say “me too” or “unclear” of a card.", MarkBody, _marked, 404, 409),)
