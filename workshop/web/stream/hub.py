"""Sends news to all phones: immediately when there is little traffic, else in ticks.

A message is encoded once and the same bytes go to all. While a small budget of deliveries lasts it
is sent immediately; after that, a tick of 100 ms bounds the work by time, not by the number of
posts: 250 cards at once are a handful of messages to each phone, not 250 × 250.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable

from sessions.state import Event
from sessions.visibility import shown_activity
from workshop.live.live_workshop import LiveWorkshop
from workshop.web.contract.rate_limits import Limits
from workshop.web.stream.change_reader import ChangeReader, News, Urgency
from workshop.web.stream.phone_stream import Stream
from workshop.web.stream.stream_messages import broadcast_messages, message
from workshop.web.stream.writers import Writers
from workshop.web.views.participant_view import ViewBuilder

WOKEN_AT_ONCE = 50
HEARTBEAT = b": \n\n"
DELIVERIES_AT_ONCE = 600
DELIVERIES_PER_SECOND = 3_000
REFRESH_COST = 10
"""A refresh makes every phone reload its view: it costs as much as ten messages."""


class Hub:
    """The open streams and the news not yet sent to them."""

    def __init__(self, live: LiveWorkshop, painter: ViewBuilder, limits: Limits) -> None:
        """Call `start` to begin listening."""
        self._live = live
        self._painter = painter
        self._limits = limits
        self.writers = Writers()
        self.lost = Writers()
        """Those who have said that they cannot follow."""
        self._streams: dict[str, list[Stream]] = {}
        self._news = News()
        self._told_at = 0.0
        self._echoed_at = 0.0
        self._timer: asyncio.TimerHandle | None = None
        self._heartbeat: asyncio.Task[None] | None = None
        self._waking: asyncio.Task[None] | None = None
        self._to_wake: deque[Stream] = deque()
        self._closing = False
        self._trouble = False
        self._newest = 0
        self._told_seq = 0
        self._own_newest: dict[str, int] = {}
        self._budget = float(DELIVERIES_AT_ONCE)
        self._budget_at = 0.0
        self._stop_listening: Callable[[], None] = _nothing

    def start(self) -> None:
        """Listen to the workshop from now on."""
        self._newest = self._told_seq = self._live.state.seq
        self._trouble = self._live.trouble
        self._stop_listening = self._live.listen(self._hear)
        self._live.pointing = self._point
        self._heartbeat = asyncio.get_running_loop().create_task(self._beat())

    async def close(self, *, for_good: bool = False) -> None:
        """End every stream. Phones reconnect by themselves once a server is there.

        Where the host ends `for_good`, phones are told: it is not their network that is to blame.
        """
        self._closing = True
        self._stop_listening()
        if self._timer is not None:
            self._timer.cancel()
        tasks = [task for task in (self._heartbeat, self._waking) if task is not None]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        last = message("away", {}) if for_good else b""
        for stream in self._all():
            stream.end(last)

    @property
    def connected(self) -> frozenset[str]:
        """The participants who have a stream open."""
        return frozenset(self._streams)

    def open(self, participant: str, since: int | None) -> Stream:
        """Open a stream. `since` is the last journal number that the phone has seen, None at first."""
        stream = Stream(participant, self._limits)
        own = self._streams.setdefault(participant, [])
        own.append(stream)
        while len(own) > self._limits.streams_per_participant:
            own.pop(0).end(message("replaced", {}))
        seq = self._told_seq if self._timer is not None else self._live.state.seq
        stream.put(message("hello", {"seq": seq}, seq))
        if since is not None and self._has_missed(participant, since):
            stream.put(message("refresh", {"seq": seq}, seq))
        if self._live.trouble:
            stream.put(message("trouble", {"trouble": True}))
        if self._closing:
            stream.end()
        return stream

    def leave(self, stream: Stream) -> None:
        """The stream is closed."""
        stream.ending = True
        own = self._streams.get(stream.participant)
        if own is not None and stream in own:
            own.remove(stream)
            if not own:
                del self._streams[stream.participant]

    def _has_missed(self, participant: str, since: int) -> bool:
        newest = max(self._newest, self._own_newest.get(participant, 0))
        return since < newest or since > self._live.state.seq

    def _hear(self, events: tuple[Event, ...]) -> None:
        """Called on the loop after the events were applied to the state."""
        if not events:
            self._hear_of_everything()
        state = self._live.state
        scheduled = shown_activity(state)
        activity = self._live.method.activity(scheduled.activity) if scheduled else None
        reader = ChangeReader(state, activity, self._news)
        for event in events:
            reader.read(event)
        self._news.own = {key for key in self._news.own if len(self._streams.get(key, ())) > 1}
        self._tell_soon()

    def _point(self, key: str) -> None:
        """The facilitator's cursor has moved to what `key` names."""
        self._live.pointed = key
        self._news.pointed = True
        self._tell_soon()

    def _hear_of_everything(self) -> None:
        if self._live.trouble != self._trouble:
            self._trouble = self._live.trouble
            self._give_all(message("trouble", {"trouble": self._trouble}))
        else:
            self._news.ask_for_refresh(Urgency.NOW)

    def _tell_soon(self) -> None:
        loop = asyncio.get_running_loop()
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        if self._news.pressing:
            due = 0.0 if self._can_afford() else self._told_at + self._limits.tick_seconds
        elif self._news.refresh is Urgency.ECHO:
            due = self._echoed_at + self._limits.echo_seconds
        else:
            return
        if due <= loop.time():
            self._tell()
        else:
            self._timer = loop.call_at(due, self._tell)

    def _can_afford(self) -> bool:
        """Whether sending to everybody now is within the budget; if so, it is deducted."""
        now = asyncio.get_running_loop().time()
        earned = (now - self._budget_at) * DELIVERIES_PER_SECOND
        self._budget = min(float(DELIVERIES_AT_ONCE), self._budget + earned)
        self._budget_at = now
        cost = len(self._streams) * (REFRESH_COST if self._news.refresh is Urgency.NOW else 1)
        if cost > self._budget:
            return False
        self._budget -= cost
        return True

    def _tell(self) -> None:
        """Encode the news once and queue it on all streams."""
        loop = asyncio.get_running_loop()
        self._timer = None
        news, self._news = self._news, News()
        self._told_at = loop.time()
        echo_due = self._told_at >= self._echoed_at + self._limits.echo_seconds
        if news.refresh is Urgency.ECHO and not echo_due:
            news.refresh = Urgency.NOT
            self._news.refresh = Urgency.ECHO
        if news.refresh is not Urgency.NOT:
            self._echoed_at = self._told_at
        seq = self._told_seq = self._live.state.seq
        whole = b"".join(broadcast_messages(news, self._live, self._painter))
        if whole:
            self._newest = seq
        self._tell_own(news, seq)
        self._give_all(whole)
        if self._news.refresh is Urgency.ECHO:
            self._tell_soon()

    def _tell_own(self, news: News, seq: int) -> None:
        for participant in news.removed:
            for stream in self._streams.pop(participant, []):
                stream.end(message("removed", {}))
        if news.refresh is not Urgency.NOT:
            return
        mine = message("mine", {"seq": seq}, seq)
        for participant in news.mine | news.own:
            self._own_newest[participant] = seq
            for stream in self._streams.get(participant, ()):
                stream.put(mine)
                self._wake_later(stream)

    def _give_all(self, chunk: bytes) -> None:
        if not chunk:
            return
        for stream in self._all():
            stream.put(chunk)
            self._wake_later(stream)

    def _wake_later(self, stream: Stream) -> None:
        if len(self._streams) <= WOKEN_AT_ONCE:
            stream.wake()
            return
        self._to_wake.append(stream)
        if self._waking is None or self._waking.done():
            self._waking = asyncio.get_running_loop().create_task(self._wake())

    async def _wake(self) -> None:
        """Wake streams in chunks, so that a key press or a post can be handled in between."""
        while self._to_wake:
            for _ in range(min(WOKEN_AT_ONCE, len(self._to_wake))):
                self._to_wake.popleft().wake()
            await asyncio.sleep(0)

    async def _beat(self) -> None:
        while True:
            await asyncio.sleep(self._limits.heartbeat_seconds)
            self._give_all(HEARTBEAT)

    def _all(self) -> list[Stream]:
        return [stream for own in self._streams.values() for stream in own]


def _nothing() -> None:
    """Placeholder until a listener is registered."""
