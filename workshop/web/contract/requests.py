"""The request bodies of phones: one strict shape per route. Unknown fields are refused.

Shapes that belong to a kind of activity are with its view, in `workshop.web.views.kinds`.
"""

from __future__ import annotations

from typing import Annotated

import msgspec

from sessions.model import MarkKind, ScheduledId

LONGEST_RAW_TEXT = 8_100
"""The limit before cleaning. The rules refuse more than 2,000 characters, with a full sentence."""

RawText = Annotated[str, msgspec.Meta(max_length=LONGEST_RAW_TEXT)]
Name = Annotated[str, msgspec.Meta(max_length=400)]
KeyText = Annotated[str, msgspec.Meta(max_length=64)]
JoinKey = Annotated[str, msgspec.Meta(pattern="^[A-Za-z0-9_-]{16,64}$")]
SmallNumber = Annotated[int, msgspec.Meta(ge=-1_000, le=1_000)]


Shown = Annotated[ScheduledId, msgspec.Meta(max_length=64)] | msgspec.UnsetType
"""The activity that the page showed when this was written; not there: whichever is on the projector.

A field that is not there stays out of a post's hash too: what a page sent before this field existed
is known again when it is sent once more.
"""


class Body(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The base of all bodies."""


class JoinBody(Body, frozen=True):
    """`secret` from the QR code or the typed `code`; neither is needed with a valid bearer token."""

    secret: Annotated[str, msgspec.Meta(max_length=64)] = ""
    code: Annotated[str, msgspec.Meta(max_length=32)] = ""
    alias: Name = ""
    table: Name = ""
    join_key: JoinKey | None = None


class AliasBody(Body, frozen=True):
    """The participant's alias and table."""

    alias: Name = ""
    table: Name = ""


class WritingBody(Body, frozen=True):
    """Whether the phone holds a text that has not been sent, and whether its owner cannot follow."""

    writing: bool
    lost: bool = False


class ParkBody(Body, frozen=True):
    """A text for the list of what is parked."""

    text: RawText


class WorthBody(Body, frozen=True):
    """Whether the workshop was worth the time."""

    worth: MarkKind


class LateTextBody(Body, frozen=True):
    """A text that was being written in `activity` when the group went on.

    `field` says what it answers: `category/question`, or the key of a card and a field.
    """

    text: RawText
    activity: KeyText
    field: Annotated[str, msgspec.Meta(max_length=130)] = ""


class NothingBody(Body, frozen=True):
    """An empty object."""


class DoneBody(Body, frozen=True):
    """Whether the participant is done with the current activity."""

    done: bool
    activity: Shown = msgspec.UNSET
