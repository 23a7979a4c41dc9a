"""A process that works on a session and says on its output what it sent and what was answered.

    python working_child.py SESSION FIRST [most] [limit]

Lines: `sent TEXT` before a post is handed in, `stored TEXT` after its answer, `refused TEXT` where
the disk failed. `most` posts are sent (0: without end). `limit` bytes may any file grow to until
the first refusal; then the limit is lifted, and what was refused is sent again.
"""

import faulthandler
import itertools
import os
import queue
import signal
import sys
import time
from pathlib import Path

from sessions.command_answers import IdempotencyKey
from sessions.commands import ParkItem
from sessions.errors import NotStoredError
from workshop.hosting.open_sessions import open_session

AT_ONCE = 8


def say(word, text):
    os.write(1, f"{word} {text}\n".encode())


class Work:
    """Keeps a few posts under way."""

    def __init__(self, session):
        self.session = session
        self.places = queue.SimpleQueue()
        self.refused = queue.SimpleQueue()
        for _ in range(AT_ONCE):
            self.places.put(None)

    def send(self, text):
        self.places.get()
        say("sent", text)
        reply = self.session.room.submit(ParkItem(text), post=IdempotencyKey(f"key {text}", "0" * 64))
        reply.add_done_callback(lambda reply: self.answered(text, reply))

    def answered(self, text, reply):
        problem = reply.exception()
        if problem is None:
            say("stored", text)
        else:
            say("refused" if isinstance(problem, NotStoredError) else "failed", text)
            self.refused.put(text)
        self.places.put(None)

    def wait(self):
        for _ in range(AT_ONCE):
            self.places.get()
        for _ in range(AT_ONCE):
            self.places.put(None)


def main(path, first, most=0, limit=0):
    faulthandler.enable()
    if limit:
        import resource

        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, resource.RLIM_INFINITY))
    session = open_session(Path(path))
    say("open", str(first))
    work = Work(session)
    numbers = itertools.count(first) if not most else range(first, first + most)
    for number in numbers:
        work.send(f"punkt {number}")
        if limit and not work.refused.empty():
            resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
            limit = 0
    work.wait()
    while not work.refused.empty():
        time.sleep(0.05)
        work.send(work.refused.get())
        work.wait()
    session.close()


if __name__ == "__main__":
    main(sys.argv[1], *map(int, sys.argv[2:]))
