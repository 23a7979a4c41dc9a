"""All limits that protect the phones' port on an untrusted network.

They are in one frozen place, so that tests can shorten a deadline and readers see them all.
"""

from __future__ import annotations

from collections import OrderedDict, deque
from collections.abc import Callable
from dataclasses import dataclass

RateClock = Callable[[], float]
"""Returns seconds on a monotonic clock."""

MOST_ADDRESSES_REMEMBERED = 4_096
MOST_TOKENS_REMEMBERED = 2_048


@dataclass(frozen=True, slots=True)
class Rate:
    """A rate limit: `burst` at once, then `per_minute` in the long run."""

    burst: int
    per_minute: int


@dataclass(frozen=True, slots=True)
class Limits:
    """Sizes in bytes, times in seconds.

    A participant may place 25 cards as fast as they can tap and correct some of them, and a phone
    that was offline for ten minutes sends a queue of 50: hence 60 posts at once, then two a
    second. Everybody in a room may scan the code in the same second, behind one address too: hence 100 joins
    at once and then 35 a second from one, which has 250 in within five seconds. All addresses together may
    do more than one alone, so that none keeps the others waiting.

    A phone that has joined asks for its picture at once. One that has not asked for anything for
    `no_show_seconds` takes up a place for its own address only.

    `unread_seconds` and `stuck_seconds` are how long an unjoined and a joined phone may leave a
    response unread once the socket's send buffer is full.
    """

    request_line: int = 2_048
    head: int = 16_384
    headers: int = 64
    body: int = 32_768
    head_seconds: float = 10.0
    body_seconds: float = 15.0
    idle_seconds: float = 20.0
    linger_seconds: float = 1.0
    answer_seconds: float = 10.0
    unread_seconds: float = 10.0
    sockets: int = 512
    strangers: int = 64
    strangers_per_address: int = 20
    sockets_per_participant: int = 8
    streams_per_participant: int = 2
    queue_messages: int = 64
    queue_bytes: int = 262_144
    stuck_seconds: float = 30.0
    heartbeat_seconds: float = 5.0
    tick_seconds: float = 0.1
    echo_seconds: float = 1.0
    participants: int = 250
    wrong_per_address: int = 5
    wrong_address_seconds: float = 600.0
    wrong_in_all: int = 50
    wrong_in_all_seconds: float = 60.0
    no_show_seconds: float = 2.0
    joins: Rate = Rate(300, 3_000)
    joins_per_address: Rate = Rate(100, 2_100)
    posts: Rate = Rate(60, 120)
    reads: Rate = Rate(120, 600)
    streams: Rate = Rate(20, 60)


class TokenBucket:
    """A token bucket: full at first, refilled evenly."""

    def __init__(self, rate: Rate, now: float) -> None:
        """Start full at `now`."""
        self._rate = rate
        self._level = float(rate.burst)
        self._at = now

    def take(self, now: float) -> float:
        """Take one. Returns 0.0, or the seconds to wait until there is one."""
        per_second = self._rate.per_minute / 60
        self._level = min(float(self._rate.burst), self._level + (now - self._at) * per_second)
        self._at = now
        if self._level >= 1:
            self._level -= 1
            return 0.0
        return (1 - self._level) / per_second


class Buckets:
    """One bucket per key; the least recently used is evicted first. Keys are kept in memory only."""

    def __init__(self, rate: Rate, clock: RateClock, most: int = MOST_TOKENS_REMEMBERED) -> None:
        """Keep at most `most` buckets."""
        self._rate = rate
        self._clock = clock
        self._most = most
        self._buckets: OrderedDict[str, TokenBucket] = OrderedDict()

    def take(self, key: str) -> float:
        """Take one for `key`. Returns 0.0, or the seconds to wait."""
        now = self._clock()
        bucket = self._buckets.get(key)
        if bucket is None:
            bucket = self._buckets[key] = TokenBucket(self._rate, now)
            if len(self._buckets) > self._most:
                self._buckets.popitem(last=False)
        self._buckets.move_to_end(key)
        return bucket.take(now)


class Window:
    """Counts events in a sliding window of `seconds`."""

    def __init__(self, most: int, seconds: float) -> None:
        """Full at `most`."""
        self._most = most
        self._seconds = seconds
        self._times: deque[float] = deque(maxlen=most)

    def add(self, now: float) -> None:
        """Count one event."""
        self._times.append(now)

    def count(self, now: float) -> int:
        """The number of events in the window."""
        while self._times and now - self._times[0] >= self._seconds:
            self._times.popleft()
        return len(self._times)

    def wait(self, now: float) -> float:
        """0.0 if another event is allowed, else the seconds until one is."""
        if self.count(now) < self._most:
            return 0.0
        return self._times[0] + self._seconds - now


class WrongTries:
    """Counts wrong codes, per address and in total. Addresses are kept in memory only, for ten minutes.

    A code that was tried from an address before is not counted again: a room behind one address that types
    the code from an old slide has made one mistake, and whoever guesses learns nothing by it.
    """

    def __init__(self, limits: Limits, clock: RateClock) -> None:
        """Start without any tries."""
        self._limits = limits
        self._clock = clock
        self._in_all = Window(limits.wrong_in_all, limits.wrong_in_all_seconds)
        self._by_address: OrderedDict[str, Window] = OrderedDict()
        self._tried: dict[str, set[str]] = {}

    def wait(self, address: str) -> float:
        """0.0 if `address` may try a code now, else the seconds to wait."""
        now = self._clock()
        window = self._by_address.get(address)
        return max(self._in_all.wait(now), window.wait(now) if window else 0.0)

    def add(self, address: str, code: str) -> None:
        """Count a wrong `code` from `address`."""
        now = self._clock()
        window = self._by_address.get(address)
        if window is not None and not window.count(now):
            self._tried.pop(address, None)
        tried = self._tried.setdefault(address, set())
        if code in tried:
            return
        tried.add(code)
        if window is None:
            limits = self._limits
            window = Window(limits.wrong_per_address, limits.wrong_address_seconds)
            self._by_address[address] = window
        self._by_address.move_to_end(address)
        window.add(now)
        self._in_all.add(now)
        if len(self._by_address) > MOST_ADDRESSES_REMEMBERED:
            oldest, _ = self._by_address.popitem(last=False)
            self._tried.pop(oldest, None)

    def lately(self) -> int:
        """The wrong codes from all addresses in the last minute, for a notice on the laptop."""
        return self._in_all.count(self._clock())
