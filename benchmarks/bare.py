"""The same work on the bare parts, with none of our code: what the machine and the libraries give.

`bare.py KIND PORT FILE` serves on aiohttp: `echo` answers a post, `row` stores its body in a raw SQLite
file first (one thread, group commit, WAL, FULL), `rows` stores what the product stores of it (a card of
nineteen columns, a line of the journal, a receipt), `fan` is `row` and sends the body to all open streams.
"""

from __future__ import annotations

import asyncio
import queue
import sqlite3
import sys
import threading
import time
from pathlib import Path

from aiohttp import web

LARGEST_BATCH = 256
ONE_ROW = "CREATE TABLE posts (number INTEGER PRIMARY KEY, body TEXT NOT NULL)"
COLUMNS = tuple(f"c{number}" for number in range(18))
SCHEMA = (
    ONE_ROW,
    f"CREATE TABLE cards (id TEXT PRIMARY KEY, {', '.join(f'{name} TEXT NOT NULL' for name in COLUMNS)})",
    "CREATE TABLE journal (seq INTEGER PRIMARY KEY, at TEXT, actor TEXT, command TEXT, subject TEXT, "
    "change TEXT)",
    "CREATE TABLE receipts (participant TEXT, key TEXT, hash TEXT, subject TEXT, seq INTEGER, "
    "PRIMARY KEY (participant, key))",
)
INSERT_CARD = f"INSERT INTO cards VALUES ({', '.join('?' * 19)})"
AT, PERSON, HASH = "2026-03-04T09:00:00.000+00:00", "0123456789ab", "0" * 64
ANSWER = b'{"seq":%d,"id":"000000000000","repeated":false}'


class GroupCommit:
    """A thread with one connection that commits all that waits in one transaction."""

    def __init__(self, path: Path, whole: bool) -> None:
        """Make the file. `whole`: three rows for each body."""
        self._path = path
        self._insert = insert_rows if whole else insert_row
        self._waiting: queue.SimpleQueue[tuple[asyncio.AbstractEventLoop, asyncio.Future[int], str] | None]
        self._waiting = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def store(self, body: str) -> asyncio.Future[int]:
        """A future that holds the row's number once it is on disk."""
        loop = asyncio.get_running_loop()
        future: asyncio.Future[int] = loop.create_future()
        self._waiting.put((loop, future, body))
        return future

    def stop(self) -> None:
        """Finish what waits."""
        self._waiting.put(None)
        self._thread.join()

    def _run(self) -> None:
        connection = raw_connection(self._path)
        number = 0
        while (item := self._waiting.get()) is not None:
            batch = [item]
            while len(batch) < LARGEST_BATCH and not self._waiting.empty():
                more = self._waiting.get()
                if more is None:
                    self._waiting.put(None)
                    break
                batch.append(more)
            rows = [(number + place, body) for place, (_, _, body) in enumerate(batch, 1)]
            number += len(batch)
            connection.execute("BEGIN IMMEDIATE")
            self._insert(connection, rows)
            connection.execute("COMMIT")
            item[0].call_soon_threadsafe(_answer, batch, [row[0] for row in rows])
        connection.close()


def insert_row(connection: sqlite3.Connection, rows: list[tuple[int, str]]) -> None:
    """One row a body."""
    connection.executemany("INSERT INTO posts VALUES (?, ?)", rows)


def insert_rows(connection: sqlite3.Connection, rows: list[tuple[int, str]]) -> None:
    """What the product writes for a card, with nothing around it."""
    journal = [(seq, AT, PERSON, "WriteCard", f"{seq:012x}", body * 6) for seq, body in rows]
    cards = [(f"{seq:012x}", *COLUMNS[1:], body) for seq, body in rows]
    receipts = [(PERSON, f"key-{seq}", HASH, f"{seq:012x}", seq) for seq, _ in rows]
    connection.executemany("INSERT INTO journal VALUES (?, ?, ?, ?, ?, ?)", journal)
    connection.executemany(INSERT_CARD, cards)
    connection.executemany("INSERT INTO receipts VALUES (?, ?, ?, ?, ?)", receipts)


def _answer(batch: list[tuple[object, asyncio.Future[int], str]], numbers: list[int]) -> None:
    for (_, future, _), number in zip(batch, numbers, strict=True):
        if not future.done():
            future.set_result(number)


def raw_connection(path: Path) -> sqlite3.Connection:
    """WAL and FULL, as the product's own."""
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    for statement in SCHEMA:
        connection.execute(statement)
    return connection


def commits_per_second(folder: Path, batch: int, seconds: float = 1.0) -> float:
    """Rows a second on raw SQLite, `batch` in a transaction, from one thread."""
    connection = raw_connection(folder / f"raw-{batch}-{time.monotonic_ns()}.db")
    number, started = 0, time.perf_counter()
    while time.perf_counter() - started < seconds:
        connection.execute("BEGIN IMMEDIATE")
        rows = [(number + place, "korte møder med en fast dagsorden") for place in range(batch)]
        insert_row(connection, rows)
        connection.execute("COMMIT")
        number += batch
    connection.close()
    return number / (time.perf_counter() - started)


def application(kind: str, path: Path) -> web.Application:
    """One of the bare servers."""
    store = GroupCommit(path, kind == "rows") if kind != "echo" else None
    streams: list[web.StreamResponse] = []

    async def post(request: web.Request) -> web.Response:
        body = await request.read()
        number = await store.store(body.decode()) if store is not None else 0
        if kind == "fan":
            card = b'event: card\nid: %d\ndata: {"seq":%d,"card":%b}\n\n' % (number, number, body)
            await asyncio.gather(*(stream.write(card) for stream in streams))
        return web.Response(body=ANSWER % number, content_type="application/json", charset="utf-8")

    async def stream(request: web.Request) -> web.StreamResponse:
        answer = web.StreamResponse(headers={"Content-Type": "text/event-stream"})
        await answer.prepare(request)
        await answer.write(b"event: hello\ndata: {}\n\n")
        streams.append(answer)
        await asyncio.Event().wait()
        return answer

    made = web.Application()
    made.router.add_post("/api/cards", post)
    made.router.add_get("/api/stream", stream)
    return made


async def serve(kind: str, port: int, path: Path) -> None:
    """Serve until the process is ended."""
    runner = web.AppRunner(application(kind, path), access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", port, backlog=2_048).start()
    await asyncio.Event().wait()


def main() -> None:
    """Read the arguments."""
    kind, port, path = sys.argv[1:]
    asyncio.run(serve(kind, int(port), Path(path)))


if __name__ == "__main__":
    main()
