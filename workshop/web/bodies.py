"""What a phone may post: one strict shape for each route. Unknown fields are refused."""

from __future__ import annotations

from typing import Annotated

import msgspec

LONGEST_RAW_TEXT = 8_100
"""Before the gate has cleaned it. The rules refuse more than 2,000 characters, in a full sentence."""

RawText = Annotated[str, msgspec.Meta(max_length=LONGEST_RAW_TEXT)]
Name = Annotated[str, msgspec.Meta(max_length=400)]
KeyText = Annotated[str, msgspec.Meta(max_length=64)]
JoinKey = Annotated[str, msgspec.Meta(pattern="^[A-Za-z0-9_-]{16,64}$")]
SmallNumber = Annotated[int, msgspec.Meta(ge=-1_000, le=1_000)]


class Body(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The base of all bodies."""


class JoinBody(Body, frozen=True):
    """`secret` from the QR code or the typed `code`; neither with a valid bearer token."""

    secret: Annotated[str, msgspec.Meta(max_length=64)] = ""
    code: Annotated[str, msgspec.Meta(max_length=32)] = ""
    alias: Name = ""
    table: Name = ""
    join_key: JoinKey | None = None


class AliasBody(Body, frozen=True):
    """What others may call this participant, and where they sit."""

    alias: Name = ""
    table: Name = ""


class CardBody(Body, frozen=True):
    """A card's text; the rest only where the deck has statuses or the activity a grid."""

    text: RawText
    status: KeyText = ""
    when: KeyText = ""
    outcome: KeyText = ""


class NothingBody(Body, frozen=True):
    """An empty object."""


class PlacementBody(Body, frozen=True):
    """An empty `category` takes the choice back."""

    card: KeyText
    category: KeyText


class AnswerBody(Body, frozen=True):
    """An empty `text` takes the answer back."""

    category: KeyText
    question: KeyText
    text: RawText


class RatingBody(Body, frozen=True):
    """A number on the activity's scale."""

    statement: KeyText
    value: SmallNumber


class VoteBody(Body, frozen=True):
    """How many dots are wanted on the card; 0 takes them off."""

    card: KeyText
    dots: SmallNumber


class DoneBody(Body, frozen=True):
    """Finished with the current activity, or not after all."""

    done: bool
