"""Shapes shared by several kinds' views on phones; those of a single kind are with its view."""

from __future__ import annotations

import msgspec


class ChoicePart(msgspec.Struct, frozen=True):
    """A key and its text."""

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
    """A card, never with an author. `merged` holds the texts of cards merged into it.

    `origin` is the group it was brought from, empty for this workshop's own.
    """

    id: str
    number: str
    text: str
    status: str
    when: str
    outcome: str
    theme: str
    merged: tuple[str, ...]
    origin: str
