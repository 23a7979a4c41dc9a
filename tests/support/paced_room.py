"""A workshop in memory that simulated people take part in at people's speed, on a clock that is moved.

The rules and the phones' pictures are the program's own; there is no disk, no wire, and no waiting.
"""

from __future__ import annotations

import asyncio
import heapq
import itertools
import random
from dataclasses import replace
from datetime import timedelta

import msgspec
from rooms import FakeClock

from prompts.language.words import load_words
from sessions.commands import JoinWorkshop
from sessions.model import FACILITATOR, ParticipantId
from sessions.room.rulebook import decide, learn
from sessions.rules.decide import Context
from sessions.rules.history import History
from sessions.rules.meeting.creation import Access, NewWorkshop, first_rows
from sessions.state import State
from workshop.demo.simulated_people import Hand, load_bank
from workshop.live.live_workshop import JoinAccess
from workshop.web.views.participant_view import ViewBuilder
from workshop.web.views.view_registry import ROUTES

TURNS = 3
"""So many turns of the loop after a sleeper woke, until it sleeps again: nothing else ever waits."""


class PacedRoom:
    """Decides commands as the room does; also what a `ViewBuilder` needs of a live workshop."""

    trouble, pointed = "", ""

    def __init__(self, method, sheet):
        learn(method)
        self.method, self.clock, self.state = method, FakeClock(), State()
        self.access, self.words = JoinAccess("", "a-secret", "ABC234"), load_words(method.language)
        self._ids, self._history = (f"{n:012x}" for n in itertools.count(1)), History()
        wish = NewWorkshop("Prøve", run_sheet=sheet, show_small_groups=True)
        self.state.load(first_rows(wish, method, Access("a-secret", "ABC234"), self.clock.now(), self.new_id))
        self.views = ViewBuilder(self, self.clock)

    def new_id(self):
        return next(self._ids)

    def do(self, command, actor=FACILITATOR):
        context = Context(self.state, self.method, actor, self.clock.now(), self.new_id, self._history)
        accepted, event = decide(context, command)
        if event is not None:
            self.state.apply(event.writes)
            self.state.seq = event.seq
            self._history.remember(event)
        return accepted


class PacedPhone:
    """What a simulated person holds: it asks and posts as a phone does, without a wire."""

    def __init__(self, room, alias):
        self.room, self.shown = room, ""
        self.id = ParticipantId(
            room.do(JoinWorkshop(alias, f"hash of {alias}", alias), ParticipantId(alias)).id
        )

    async def picture(self):
        view = self.room.views.view(self.room.state.participants.get(self.id))
        return msgspec.to_builtins(view)

    async def send(self, path, body):
        *before, last = path.split("/")
        for route in ROUTES:
            if route.method == "POST" and route.command and route.path in (path, "/".join((*before, "{id}"))):
                made = msgspec.convert({**body}, route.body)
                item = last if route.path != path else ""
                return self.room.do(route.command(made, item), self.id)
        raise AssertionError(path)


class Company:
    """People with phones, each at their own pace."""

    def __init__(self, room, size, seed=7):
        self.room = room
        self._sleepers, self._order = [], itertools.count()
        chance = random.Random(seed)  # noqa: S311 - people for a test, nothing secret
        bank = load_bank(room.method.language)
        texts = bank.shuffled(chance)
        people = [replace(each, finishes_early=False, says_done=True) for each in bank.people(size, chance)]
        self.hands = [Hand(texts, each, 1.0, self._sleep) for each in people]
        self.phones = [PacedPhone(room, each.alias) for each in people]

    async def take_part(self, seconds):
        """Let everybody do what is asked, for at most `seconds`: the seconds used, and who is done."""
        began = self.room.clock.now()
        tasks = [
            asyncio.create_task(hand.play(phone)) for hand, phone in zip(self.hands, self.phones, strict=True)
        ]
        await self._turns()
        while self._sleepers:
            at, _, awake = heapq.heappop(self._sleepers)
            if at - began > timedelta(seconds=seconds):
                break
            self.room.clock.time = at
            awake.set_result(None)
            await self._turns()
        done = [task.done() and task.exception() is None for task in tasks]
        for task in tasks:
            task.cancel()
        for result in await asyncio.gather(*tasks, return_exceptions=True):
            if isinstance(result, Exception) and not isinstance(result, asyncio.CancelledError):
                raise result
        self._sleepers.clear()
        if not all(done):
            self.room.clock.time = began + timedelta(seconds=seconds)
        return (self.room.clock.now() - began).total_seconds(), done

    async def _sleep(self, seconds):
        awake = asyncio.get_running_loop().create_future()
        at = self.room.clock.now() + timedelta(seconds=seconds)
        heapq.heappush(self._sleepers, (at, next(self._order), awake))
        await awake

    async def _turns(self):
        for _ in range(TURNS):
            await asyncio.sleep(0)
