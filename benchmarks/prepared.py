"""Session files made ready for a measurement: phones that have joined, cards, an activity that is open.

A phone that stands in the file already needs no join, so a thousand of them do not have to come in
through the door's own limits; only what is measured goes over the wire.
"""

from __future__ import annotations

import json
import secrets
import subprocess
import sys
from concurrent.futures import Future
from dataclasses import dataclass
from pathlib import Path

from checkout import OWN, Checkout, measured

from sessions.command_answers import Accepted, IdempotencyKey
from sessions.commands import JoinWorkshop, OpenActivity, RevealInput, WriteCard
from sessions.room.room import Room
from sessions.rules.meeting.creation import NewWorkshop
from sessions.state import State
from workshop.hosting.open_sessions import create_session, opened
from workshop.web.gate.guard import hashed

DECK = "initiatives"
WORDS = ["fælles", "sprog", "inklusion", "skoler", "dagtilbud", "korte", "møder", "klar", "besked", "alle"]
AT_ONCE = 500
"""Commands handed in before the answers are waited for: a queue of any length would be memory only."""
PREPARING = """
import json, sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from prepared import prepared
folder, phones, cards, revealed = json.load(sys.stdin)
made = prepared(Path(folder), phones, cards, revealed=revealed)
print(json.dumps([str(made.path), made.secret, made.tokens]))
"""


@dataclass(frozen=True, slots=True)
class Prepared:
    """A session file, the secret of its QR code, and the tokens of the phones that have joined."""

    path: Path
    secret: str
    tokens: tuple[str, ...]


class Deaf:
    """Asks the room for a picture and listens to nothing."""

    def on_events(self, events: object) -> None:
        """Nothing."""

    def on_reload(self, picture: object) -> None:
        """Nothing."""

    def on_trouble(self, trouble: bool) -> None:
        """Nothing."""

    def on_settled(self) -> None:
        """Nothing."""


def text_of(number: int) -> str:
    """A short Danish text, none like the other."""
    return " ".join(WORDS[(number * step) % len(WORDS)] for step in (1, 3, 5, 7, 2)) + f" {number}"


def prepared(folder: Path, phones: int, cards: int = 0, *, revealed: bool = True) -> Prepared:
    """A workshop whose cards are being written by `phones` participants, `cards` of them already.

    Another checkout that is measured makes its own.
    """
    if measured() is not OWN:
        return _prepared_by(measured(), folder, phones, cards, revealed)
    path = create_session(folder / "sessions", NewWorkshop(f"Måling {phones} {cards}", run_sheet="120"))
    with opened(path) as session:
        room = session.room
        tokens, people = _join(room, phones)
        state = picture(room)
        collect = next(row for row in state.run_sheet() if session.method.activity(row.activity).deck == DECK)
        room.submit(OpenActivity(collect.id)).result()
        _write(room, people, cards)
        if revealed:
            room.submit(RevealInput()).result()
        return Prepared(path, picture(room).workshop.join_secret, tokens)


def _prepared_by(checkout: Checkout, folder: Path, phones: int, cards: int, revealed: bool) -> Prepared:
    done = subprocess.run(
        [sys.executable, "-c", PREPARING, str(checkout.benchmarks)],
        input=json.dumps([str(folder), phones, cards, revealed]),
        env=checkout.environment(),
        cwd=checkout.root,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(done.stderr[-2_000:])
    path, secret, tokens = json.loads(done.stdout)
    return Prepared(Path(path), secret, tuple(tokens))


def picture(room: Room) -> State:
    """An own copy of the room's state."""
    listener = Deaf()
    state = room.subscribe(listener)
    room.unsubscribe(listener)
    return state


def _join(room: Room, phones: int) -> tuple[tuple[str, ...], list[str]]:
    tokens = tuple(secrets.token_urlsafe(16) for _ in range(phones))
    people = [secrets.token_hex(6) for _ in tokens]
    answers = [
        room.submit(JoinWorkshop(person, hashed(token)), actor=person)
        for person, token in zip(people, tokens, strict=True)
    ]
    for answer in answers:
        answer.result()
    return tokens, people


def _write(room: Room, people: list[str], cards: int) -> None:
    waiting: list[Future[Accepted]] = []
    for number in range(cards):
        command = WriteCard(text_of(number))
        if people:
            post = IdempotencyKey(secrets.token_urlsafe(16), secrets.token_hex(32))
            waiting.append(room.submit(command, people[number % len(people)], post))
        else:
            waiting.append(room.submit(command))
        if len(waiting) == AT_ONCE:
            while waiting:
                waiting.pop().result()
    for answer in waiting:
        answer.result()
