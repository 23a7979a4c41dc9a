"""An hour (or three) in a room of 150 phones: does memory grow, do descriptors leak, is anything lost?

`python benchmarks/soak.py --minutes 60` runs the product with its screen, lets every phone post once
a minute and every fifth go away and come back each minute, and prints one line a minute. It ends by
itself, with 0 where every promise held.
"""

from __future__ import annotations

import argparse
import asyncio
import gzip
import itertools
import json
import random
import sqlite3
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from crowd import CARD, Answer, Crowd, Phone
from prepared import Prepared, prepared
from served import Served, free_port, on_screen, product_command

CHURN = 0.2
STAYING = 0.1
"""This part never goes away, and so must hear every single text over its one stream."""
AWAY_SECONDS = (2.0, 12.0)
CARDS_OF_POSTS = 4
"""Every fourth post is a new card, the others change it: a file takes 5,000 cards."""
SETTLED_MINUTES = 5
MOST_GROWTH_MB = 20.0
IDLE_CLOSED_SECONDS = 24.0
PACKED = b"\x1f\x8b"
TEXT = "vi aftaler korte møder, en klar besked og et fælles sprog"


@dataclass(frozen=True, slots=True)
class Minute:
    """How the product stands after a minute."""

    number: int
    memory_mb: float
    descriptors: int
    posts: int
    cpu_percent: float
    slowest_ms: float


class SoakedPhone(Phone):
    """A phone that lives through the whole soak and keeps what it knows as a page would."""

    def __init__(self, crowd: Crowd, number: int, token: str) -> None:
        """Knows nothing yet."""
        super().__init__(crowd, number, token)
        self.known: set[str] = set()
        self.ids_fell = 0
        self.away = False
        self.stays = False
        self._card = ""
        self._one_at_a_time = asyncio.Lock()

    async def insist(self, method: str, path: str, body: bytes = b"", lane: int = 0) -> Answer:
        """Ask, but never while another question waits on the same socket: it would get the other's answer."""
        async with self._one_at_a_time:
            return await super().insist(method, path, body, lane)

    async def picture(self) -> bytes:
        """The whole picture, asked for as every browser does: packed."""
        body = await super().picture()
        return gzip.decompress(body) if body.startswith(PACKED) else body

    def _request(self, method: str, path: str, body: bytes) -> bytes:
        request = super()._request(method, path, body)
        return request.replace(b"\r\n", b"\r\nAccept-Encoding: gzip\r\n", 1)

    async def write(self) -> float:
        """One post: a new card, or other words for the last one. Returns its milliseconds."""
        fresh = len(self.sent) % CARDS_OF_POSTS == 0
        sent, answer = await self.post("/api/cards" if fresh else f"/api/cards/{self._card}", TEXT)
        if fresh:
            self._card = json.loads(answer.body)["id"]
        return (sent.acknowledged - sent.at) * 1_000

    async def go_and_return(self, seconds: float) -> None:
        """Lose the stream, stay away, come back and ask for what was missed."""
        self.away = True
        await self.take_in()
        self.stream.close()
        await asyncio.sleep(seconds)
        for _ in range(5):
            try:
                await self.listen()
                break
            except (OSError, TimeoutError):
                await asyncio.sleep(0.5)
        self.streams = self.streams[-1:]
        self.away = False

    async def take_in(self) -> None:
        """Read what was heard, as a page does: cards by message, the picture where it is asked to."""
        stream = self.stream
        for _, chunk in stream.heard:
            self.known.update(name.decode() for name in CARD.findall(chunk))
            before = self.last_id
            self._note_ids(chunk)
            self.ids_fell += self.last_id < before
        stream.heard.clear()
        if stream.asked_to_refresh:
            stream.asked_to_refresh = False
            self.known.update(name.decode() for name in CARD.findall(await self.picture()))

    def _note_ids(self, chunk: bytes) -> None:
        numbers = [int(line[4:]) for line in chunk.split(b"\n") if line.startswith(b"id: ")]
        if any(later < earlier for earlier, later in itertools.pairwise(numbers)):
            self.ids_fell += 1
        if numbers:
            self.ids_fell += numbers[0] < self.last_id
            self.last_id = max(self.last_id, *numbers)


async def live(phone: SoakedPhone, minutes: int, times: list[float], dice: random.Random) -> None:
    """A phone's part: one post at some moment of every minute, and now and then away."""
    started = time.monotonic()
    for minute in range(minutes):
        moment = dice.uniform(1.0, 40.0)
        await asyncio.sleep(max(0.0, started + minute * 60 + moment - time.monotonic()))
        times.append(await phone.write())
        if not phone.stays and dice.random() < CHURN / (1 - STAYING):
            await phone.go_and_return(dice.uniform(*AWAY_SECONDS))


async def soak(served: Served, made: Prepared, minutes: int) -> tuple[list[Minute], list[str]]:
    """Let the crowd live; returns a line a minute and what was found wrong."""
    crowd = Crowd(served.port)
    phones = [SoakedPhone(crowd, number, token) for number, token in enumerate(made.tokens)]
    await asyncio.sleep(2.0)
    before = served.descriptors()
    for phone in phones:
        phone.stays = phone.number < len(phones) * STAYING
        await phone.listen()
    times: list[float] = []
    lives = [
        asyncio.create_task(live(phone, minutes, times, random.Random(phone.number))) for phone in phones
    ]
    started, lines, cpu = time.monotonic(), [], served.cpu_seconds()
    for number in range(1, minutes + 1):
        await asyncio.sleep(max(0.0, started + number * 60 - time.monotonic()))
        crowd.memory.clear()
        for phone in phones:
            if not phone.away:
                await phone.take_in()
        spent, cpu = served.cpu_seconds() - cpu, served.cpu_seconds()
        line = Minute(
            number, served.memory_mb(), served.descriptors(), len(times), spent / 0.6, max(times[-150:])
        )
        lines.append(line)
        print_minute(line)
    await asyncio.wait_for(asyncio.gather(*lives), 120)
    await asyncio.sleep(2.0)
    wrong = await complaints(phones, crowd)
    for phone in phones:
        phone.leave()
    await asyncio.sleep(IDLE_CLOSED_SECONDS)
    after = served.descriptors()
    print(f"descriptors before {before}, after {after}", flush=True)
    if after > before + 2:
        wrong.append(f"{after - before} descriptors were left open")
    return lines, wrong


async def complaints(phones: list[SoakedPhone], crowd: Crowd) -> list[str]:
    """What the phones miss: every acknowledged text must be known, or have been replaced since."""
    wrong = []
    newest = {phone.sent[-1].name for phone in phones}
    written = {sent.name for phone in phones for sent in phone.sent if sent.acknowledged}
    for phone in phones:
        await phone.take_in()
        if missing := newest - phone.known:
            wrong.append(
                f"phone {phone.number} lacks {len(missing)} of the newest texts: {sorted(missing)[:5]}"
            )
        if phone.stays and (missed := written - phone.known):
            wrong.append(f"phone {phone.number} stayed and missed {len(missed)} texts: {sorted(missed)[:5]}")
        if strange := phone.known - written:
            wrong.append(f"phone {phone.number} has {len(strange)} texts that nobody wrote")
        if phone.ids_fell:
            wrong.append(f"phone {phone.number} saw the numbers fall {phone.ids_fell} times")
    print(f"refused {crowd.refused or 'none'}, sockets lost {crowd.resets}", flush=True)
    return wrong


def file_complaints(made: Prepared, acknowledged: int) -> list[str]:
    """Whether the journal in the file counts without a gap and holds every answered post once."""
    with sqlite3.connect(f"{made.path.as_uri()}?mode=ro", uri=True) as connection:
        least, most, count = connection.execute("SELECT min(seq), max(seq), count(*) FROM journal").fetchone()
        receipts = connection.execute("SELECT count(*) FROM receipts").fetchone()[0]
    print(
        f"journal {least}–{most}, {count} lines; {receipts} posts on disk, {acknowledged} answered",
        flush=True,
    )
    wrong = [] if most - least + 1 == count else ["the journal has a gap"]
    return wrong if receipts == acknowledged else [*wrong, "the file does not hold what was answered"]


def growth_mb(lines: list[Minute]) -> float:
    """Memory at the end against the mean around the fifth minute (or the middle of a short run)."""
    settled = min(SETTLED_MINUTES, max(1, len(lines) // 2))
    last = [line.memory_mb for line in lines[-3:]] if len(lines) > 2 * settled else [lines[-1].memory_mb]
    return sum(last) / len(last) - lines[settled - 1].memory_mb


def print_minute(line: Minute) -> None:
    print(
        f"minute {line.number:>4}  memory {line.memory_mb:6.1f} MB  descriptors {line.descriptors:>4}  "
        f"posts {line.posts:>6}  cpu {line.cpu_percent:4.1f} %  slowest answer {line.slowest_ms:6.1f} ms",
        flush=True,
    )


def run(minutes: int, phones: int) -> list[str]:
    """One soak; returns what was found wrong."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        folder = Path(name)
        made = prepared(folder, phones)
        port = free_port()
        with on_screen(product_command(folder, made.path, port), port) as served:
            lines, wrong = asyncio.run(soak(served, made, minutes))
            wrong += file_complaints(made, lines[-1].posts)
    growth = growth_mb(lines)
    print(
        f"growth after the first {SETTLED_MINUTES} minutes: {growth:.1f} MB (target ≤ {MOST_GROWTH_MB:.0f})"
    )
    return wrong if growth <= MOST_GROWTH_MB else [*wrong, "memory grew"]


def main() -> None:
    """Read the arguments, run, and say how it ended."""
    reading = argparse.ArgumentParser(description=__doc__)
    reading.add_argument("--minutes", type=int, default=60)
    reading.add_argument("--phones", type=int, default=150)
    asked = reading.parse_args()
    wrong = run(asked.minutes, asked.phones)
    print("\n".join(wrong) or "nothing lost, nothing left open", flush=True)
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
