"""What a crowd of phones does, and what each of them noted: run as a process of its own.

`scenarios.py SPEC` reads a scenario as JSON and prints what was measured as JSON; `played` starts
one. The crowd has its own interpreter, so that its work is not counted as the server's.
"""

from __future__ import annotations

import asyncio
import contextlib
import gc
import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path

from crowd import Crowd, Phone

CONNECT_AT_ONCE = 50
HEARD_SECONDS = 60.0
QUIET_SECONDS = 0.5


@dataclass(frozen=True, slots=True)
class Spec:
    """A scenario: `kind` is a key of `SCENARIOS`."""

    kind: str
    port: int
    tokens: Sequence[str] = ()
    secret: str = ""
    phones: int = 0
    per_second: float = 0.0
    cards: int = 0
    each: int = 1
    slow: int = 0


@dataclass(slots=True)
class Noted:
    """Milliseconds from sending: to each answer, to the last phone that has a card, to each phone.

    `began` is the machine's own clock (`time.perf_counter`) at the first post of a steady run or a burst,
    `seconds` how long it took.
    """

    answers: list[float] = field(default_factory=list)
    everybody: list[float] = field(default_factory=list)
    deliveries: list[float] = field(default_factory=list)
    began: float = 0.0
    refused: int = 0
    resets: int = 0
    seconds: float = 0.0
    bytes_per_phone: float = 0.0
    crowd_cpu: float = 0.0


async def steady(spec: Spec, phones: list[Phone]) -> Noted:
    """Cards at an even rate, from phones in turn, whether or not the last was answered."""
    posts = []
    started = time.perf_counter()
    for number in range(spec.cards):
        await asyncio.sleep(started + number / spec.per_second - time.perf_counter())
        posts.append(asyncio.create_task(phones[number % len(phones)].post()))
    await asyncio.gather(*posts)
    seconds = time.perf_counter() - started
    slow = set(phones[: spec.slow])
    made = await noted(phones, [phone for phone in phones if phone not in slow], seconds)
    made.began = started
    return made


async def burst(spec: Spec, phones: list[Phone]) -> Noted:
    """Every phone sends `each` cards, all of them in one instant, from which each of them is timed."""
    posts = [(phone, lane) for phone in phones for lane in range(spec.each)]
    await asyncio.gather(*(phone.connect(lane) for phone, lane in posts))
    started = time.perf_counter()
    await asyncio.gather(*(phone.post(lane=lane, since=started) for phone, lane in posts))
    made = await noted(phones, phones, time.perf_counter() - started)
    made.began = started
    return made


async def join_storm(spec: Spec, phones: list[Phone]) -> Noted:
    """New phones at the same instant: join, ask for the picture, open the stream."""

    async def arrive(phone: Phone) -> float:
        await phone.join(spec.secret)
        await phone.picture()
        await phone.listen()
        return time.perf_counter()

    return await storm(phones, [arrive(phone) for phone in phones])


async def reconnect_storm(spec: Spec, phones: list[Phone]) -> Noted:
    """All lose their stream, miss a card, and come back at the same instant."""
    for phone in phones:
        phone._remember()
        phone.stream.close()
    await asyncio.sleep(QUIET_SECONDS)
    await phones[0].post()

    async def come_back(phone: Phone) -> float:
        await phone.listen()
        await phone.picture()
        return time.perf_counter()

    return await storm(phones, [come_back(phone) for phone in phones])


async def storm(phones: list[Phone], arrivals: Sequence[object]) -> Noted:
    """Milliseconds until each phone was in step again."""
    started = time.perf_counter()
    ends = await asyncio.gather(*arrivals)  # type: ignore[call-overload]
    made = Noted(answers=[(end - started) * 1_000 for end in ends])
    made.everybody = [max(made.answers)]
    made.refused, made.resets = sum(phones[0].crowd.refused.values()), phones[0].crowd.resets
    return made


async def churn(spec: Spec, phones: list[Phone]) -> Noted:
    """Steady cards while every fifth phone loses its stream and comes back, again and again."""
    restless = phones[:: max(1, len(phones) // max(1, len(phones) // 5))]

    async def restlessly(phone: Phone, shift: float) -> None:
        await asyncio.sleep(shift)
        while True:
            phone.stream.close()
            await asyncio.sleep(0.5)
            await phone.listen()
            await asyncio.sleep(1.0)

    tasks = [asyncio.create_task(restlessly(phone, i / len(restless))) for i, phone in enumerate(restless)]
    going = set(restless)
    staying = [phone for phone in phones if phone not in going]
    started = time.perf_counter()
    try:
        for number in range(spec.cards):
            await asyncio.sleep(started + number / spec.per_second - time.perf_counter())
            tasks.append(asyncio.create_task(staying[number % len(staying)].post()))
        await asyncio.sleep(QUIET_SECONDS)
    finally:
        for task in tasks[: len(restless)]:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
    return await noted(staying, staying, time.perf_counter() - started)


async def flood(spec: Spec, phones: list[Phone]) -> Noted:
    """Each phone posts its next card as soon as the last was answered: posts a second."""

    async def write(phone: Phone) -> None:
        for _ in range(spec.each):
            await phone.post()

    await asyncio.gather(*(phone.connect() for phone in phones))
    started = time.perf_counter()
    await asyncio.gather(*(write(phone) for phone in phones))
    seconds = time.perf_counter() - started
    answers = [(sent.acknowledged - sent.at) * 1_000 for phone in phones for sent in phone.sent]
    return Noted(answers=answers, seconds=seconds, refused=sum(phones[0].crowd.refused.values()))


SCENARIOS = {
    "steady": steady,
    "burst": burst,
    "join-storm": join_storm,
    "reconnect-storm": reconnect_storm,
    "churn": churn,
    "flood": flood,
}
SILENT = {"join-storm", "flood"}
"""Here the phones open no stream beforehand."""


async def noted(writers: list[Phone], readers: list[Phone], seconds: float) -> Noted:
    """Wait until every reader has every card, then add up what all have noted."""
    sent = {card.name: card for phone in writers for card in phone.sent}
    await everything_heard(readers, sent.keys())
    made = Noted(answers=[(card.acknowledged - card.at) * 1_000 for card in sent.values()], seconds=seconds)
    last = dict.fromkeys(sent, 0.0)
    for phone in readers:
        own = {card.name for card in phone.sent}
        for name, at in first_heard(phone).items():
            if name in own or name not in sent:
                continue
            waited = (at - sent[name].at) * 1_000
            made.deliveries.append(waited)
            last[name] = max(last[name], waited)
    made.everybody = list(last.values())
    crowd = writers[0].crowd
    made.refused, made.resets = sum(crowd.refused.values()), crowd.resets
    made.bytes_per_phone = sum(phone.stream.bytes for phone in readers) / len(readers)
    return made


def first_heard(phone: Phone) -> dict[str, float]:
    """When each card came first."""
    first: dict[str, float] = {}
    for at, name in phone.heard():
        first.setdefault(name, at)
    return first


async def everything_heard(readers: list[Phone], names: object) -> None:
    """Wait until each reader has heard of each card. Raises TimeoutError."""
    wanted = set(names)  # type: ignore[call-overload]
    waiting = list(readers)
    deadline = time.perf_counter() + HEARD_SECONDS
    while True:
        await asyncio.sleep(0.1)
        waiting = [phone for phone in waiting if not wanted <= set(first_heard(phone))]
        if not waiting:
            return
        if time.perf_counter() > deadline:
            raise TimeoutError(f"{len(waiting)} phones never had all {len(wanted)} cards")


async def assemble(spec: Spec) -> list[Phone]:
    """The phones, joined and listening where the scenario wants it, a few at a time."""
    crowd = Crowd(spec.port)
    tokens = spec.tokens or [""] * spec.phones
    phones = [Phone(crowd, number, token) for number, token in enumerate(tokens)]
    if spec.kind in SILENT:
        return phones
    for first in range(0, len(phones), CONNECT_AT_ONCE):
        some = phones[first : first + CONNECT_AT_ONCE]
        await asyncio.gather(*(phone.listen() for phone in some))
    if spec.kind in ("steady", "burst"):
        await asyncio.gather(*(phone.connect() for phone in phones))
    for phone in phones[: spec.slow]:
        transport = phone.stream.transport
        assert transport is not None
        transport.pause_reading()
    await asyncio.sleep(QUIET_SECONDS)
    for phone in phones:
        phone.forget()
    return phones


async def play(spec: Spec) -> Noted:
    """One scenario from the first phone to the last."""
    phones = await assemble(spec)
    gc.collect()
    gc.disable()
    begun = time.process_time()
    made = await SCENARIOS[spec.kind](spec, phones)
    made.crowd_cpu = time.process_time() - begun
    gc.enable()
    for phone in phones:
        phone.leave()
    await asyncio.sleep(0.05)
    return made


def played(spec: Spec, seconds: float = 180.0) -> Noted:
    """Play a scenario in a process of its own. Raises RuntimeError where it failed."""
    done = subprocess.run(
        [sys.executable, str(Path(__file__))],
        input=json.dumps(asdict(spec)),
        capture_output=True,
        text=True,
        timeout=seconds,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(done.stderr[-2_000:])
    return Noted(**json.loads(done.stdout))


def main() -> None:
    """Read the scenario, play it, print what was noted."""
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_NOFILE, (8_192, resource.getrlimit(resource.RLIMIT_NOFILE)[1]))
    spec = Spec(**json.load(sys.stdin))
    print(json.dumps(asdict(asyncio.run(play(spec)))))
    sys.stdout.flush()
    os._exit(0)


if __name__ == "__main__":
    main()
