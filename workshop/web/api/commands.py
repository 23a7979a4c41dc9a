"""From a post to a command and back: which command each route makes, and what was accepted."""

from __future__ import annotations

import asyncio
import hashlib
import re

import msgspec

from sessions.commands import (
    CastVote,
    ChangeAlias,
    Command,
    EditCard,
    GiveAnswer,
    GiveRating,
    MarkDone,
    PlaceCard,
    WithdrawCard,
    WriteCard,
)
from sessions.errors import NotStoredError
from sessions.model import Participant
from sessions.rules.decide import Post
from workshop.live.live_workshop import LiveWorkshop
from workshop.web.contract import requests as bodies
from workshop.web.contract.errors import MissingKeyError
from workshop.web.contract.responses import Accepted

_KEY = re.compile(r"[A-Za-z0-9_-]{16,64}")


def command_for(body: msgspec.Struct, card: str) -> Command:
    """The command that a body asks for; `card` is the id in the path, empty where there is none."""
    match body:
        case bodies.AliasBody():
            return ChangeAlias(body.alias, body.table)
        case bodies.NewCardBody():
            return WriteCard(body.text, body.status, body.when, body.outcome, activity=body.activity or "")
        case bodies.CardBody():
            return EditCard(card, body.text, body.status, body.when, body.outcome)
        case bodies.NothingBody():
            return WithdrawCard(card)
        case bodies.PlacementBody():
            return PlaceCard(body.card, body.category, body.round or 0, activity=body.activity or "")
        case bodies.AnswerBody():
            return GiveAnswer(body.category, body.question, body.text, activity=body.activity or "")
        case bodies.RatingBody():
            return GiveRating(body.statement, body.value, activity=body.activity or "")
        case bodies.VoteBody():
            return CastVote(body.card, body.dots, activity=body.activity or "")
        case bodies.DoneBody():
            return MarkDone(body.done, activity=body.activity or "")
    raise TypeError(type(body).__name__)


def idempotency(key: str, path: str, body: msgspec.Struct) -> Post:
    """The post's `Idempotency-Key` and the hash of its content and path. Raises MissingKeyError."""
    if not _KEY.fullmatch(key):
        raise MissingKeyError
    content = path.encode() + b"\n" + msgspec.json.encode(body, order="deterministic")
    return Post(key, hashlib.sha256(content).hexdigest())


async def send(
    live: LiveWorkshop, participant: Participant, command: Command, post: Post, patience: float
) -> Accepted:
    """Store the command and say so.

    Raises the command's refusals, and NotStoredError where no answer came for `patience`
    seconds: then nobody knows, and the phone sends the same key again.
    """
    try:
        async with asyncio.timeout(patience):
            accepted = await live.send(command, participant.id, post)
    except TimeoutError:
        raise NotStoredError from None
    return Accepted(accepted.seq, accepted.subject, accepted.repeated)
