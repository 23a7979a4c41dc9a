"""From a post to the room and back: how it is known again, and what was accepted."""

from __future__ import annotations

import asyncio
import hashlib
import re

import msgspec

from sessions.commands import Command
from sessions.errors import NotStoredError
from sessions.model import Participant
from sessions.rules.decide import Accepted as RoomAccepted
from sessions.rules.decide import IdempotencyKey
from workshop.live.live_workshop import LiveWorkshop
from workshop.web.contract.errors import MissingKeyError
from workshop.web.contract.responses import Accepted

_KEY = re.compile(r"[A-Za-z0-9_-]{16,64}")


def idempotency(key: str, path: str, body: msgspec.Struct) -> IdempotencyKey:
    """The post's `Idempotency-Key` and the hash of its content and path. Raises MissingKeyError."""
    if not _KEY.fullmatch(key):
        raise MissingKeyError
    content = path.encode() + b"\n" + msgspec.json.encode(body, order="deterministic")
    return IdempotencyKey(key, hashlib.sha256(content).hexdigest())


async def send(
    live: LiveWorkshop, participant: Participant, command: Command, post: IdempotencyKey, patience: float
) -> Accepted:
    """Store the command and say so.

    Raises the command's refusals, and NotStoredError where no answer came for `patience`
    seconds: then nobody knows, and the phone sends the same key again.
    """
    reply = live.ask(command, participant.id, post)
    late = asyncio.get_running_loop().call_later(patience, _give_up, reply)
    try:
        accepted = await reply
    finally:
        late.cancel()
    return Accepted(accepted.seq, accepted.id or "", accepted.repeated)


def _give_up(reply: asyncio.Future[RoomAccepted]) -> None:
    if not reply.done():
        reply.set_exception(NotStoredError())
