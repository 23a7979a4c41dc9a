"""Explains each approach where a document names it first, for readers who do not speak its language."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from typing import TypeVar, cast

from exports.blocks import Segment, signed
from prompts.methods.model import Category

_Part = TypeVar("_Part")


def explained_at_first_use(part: _Part, categories: tuple[Category, ...]) -> _Part:
    """`part`, sections or slides in reading order, with the translation after each category's first mention.

    Only the sign and the title together are a mention, so that no words of a participant become one.
    """
    waiting = explanations(categories)
    return _explained(part, waiting) if waiting else part


def explanations(categories: tuple[Category, ...]) -> dict[str, str]:
    """Sign and title of each category that has a translation, and the same with it."""
    return {
        signed(category.sign, category.title): signed(category.sign, category.explained)
        for category in categories
        if category.gloss
    }


def _explained(part: _Part, waiting: dict[str, str]) -> _Part:
    if isinstance(part, str):
        return cast(_Part, _with_translations(part, waiting))
    if isinstance(part, tuple):
        return cast(_Part, tuple(_explained(piece, waiting) for piece in part))
    # A segment's title is a label in a drawing.
    if is_dataclass(part) and not isinstance(part, type | Segment):
        told = {field.name: _explained(getattr(part, field.name), waiting) for field in fields(part)}
        return replace(part, **told)
    return part


def _with_translations(text: str, waiting: dict[str, str]) -> str:
    for mention, explained in tuple(waiting.items()):
        if mention in text:
            # Where the translation stands already, it has been told.
            text = text if explained in text else text.replace(mention, explained, 1)
            del waiting[mention]
    return text
