"""The faces of a running workshop: each gets a picture, then events in order, and answers to what it asks.

A face is another process of the same user. One that hangs, crashes or is closed holds nobody up: nothing
is waited for when sending, and what it asked for is decided whether it is still there or not.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
from collections.abc import Callable
from datetime import datetime, timedelta

from prompts.methods.kinds import packages_of
from sessions.command_answers import Accepted
from sessions.state import Event
from workshop.channel import codec
from workshop.channel.endpoint import Listener
from workshop.channel.message_line import Line, UnprovenError, packed
from workshop.channel.messages import (
    AddressRequest,
    Answer,
    CommandRequest,
    Ended,
    Freeze,
    FromFace,
    Leave,
    MinutesWritten,
    MirrorTo,
    Point,
    Status,
    Stored,
    TimeTalk,
    Watch,
    Welcome,
)
from workshop.channel.method_codec import method_message
from workshop.hosting.phone_server import ServedWorkshop
from workshop.hosting.remembered_reach import keep_reach
from workshop.live.other_faces import Attached

SECONDS_BETWEEN_LOOKS = 0.25
LOOKS_TO_A_SIGN_OF_LIFE = 8
SECONDS_FOR_PHONES = 0.02
"""How long after an event faces hear of it: painting then takes no processor from the phones' answers."""

log = logging.getLogger(__name__)


class FaceServer:
    """Every face that is attached to one served workshop. It belongs to the workshop's loop."""

    def __init__(
        self, served: ServedWorkshop, on_gone: Callable[[Leave | None], bool], *, is_kept: bool = False
    ) -> None:
        """Nobody can attach before `start`.

        `on_gone` is called when a face that leads has left, with its own last word, and says whether it ends
        the host: then the face is kept on the line until the file has been given back. A host that `is_kept`
        goes on without a face, and is started again by whoever started it.
        """
        self._served = served
        self._live = served.session.live
        self._on_gone = on_gone
        self._is_kept = is_kept
        self._listener = Listener(served.session.path)
        self._faces: set[Line[FromFace]] = set()
        self._audience: dict[Line[FromFace], Watch] = {}
        self._pointed = ""
        self._talk_until: datetime | None = None
        self._frozen_at: tuple[object, object] | None = None
        """Where the workshop stood when the audience's faces were held still; None while they are not."""
        self._tasks: set[asyncio.Task[None]] = set()
        self._state = self._live.state
        self._status: Status | None = None
        self._untold: list[Event] = []
        self._telling: asyncio.Task[None] | None = None
        self._stop_listening: Callable[[], None] = _nothing

    @property
    def attached(self) -> int:
        """How many faces there are that lead; those of the audience count for nothing."""
        return len(self._faces - self._audience.keys())

    async def start(self) -> None:
        """Let faces attach. Raises StorageError."""
        await self._listener.start(self._let_in)

    def close_door(self) -> None:
        """Let nobody attach any more. Safe to call twice."""
        self._listener.close()

    async def stop(self) -> None:
        """The file has been given back: tell every face that this is the end. Safe to call twice."""
        self._listener.clear()
        self._stop_listening()
        self._tell()
        self._send_all(Ended())
        for task in tuple(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def _keep(self, task: asyncio.Task[None]) -> None:
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def _let_in(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._keep(asyncio.create_task(self._serve(reader, writer)))

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        line: Line[FromFace] = Line(reader, writer, FromFace)  # type: ignore[arg-type]  # a union is no type
        try:
            await line.greet(self._listener.key, is_host=True)
            await self._attend(line)
        except UnprovenError:
            log.warning("somebody without the key was turned away")
        finally:
            with contextlib.suppress(asyncio.CancelledError):
                await line.close()

    async def _attend(self, line: Line[FromFace]) -> None:
        self._tell()  # what comes after the state that it begins with must not have been in it
        line.send(self._welcome())
        if not self._faces:
            self._begin_to_tell()
        self._faces.add(line)
        line.send(self._look())
        last: Leave | None = None
        ending = False
        try:
            last = await self._converse(line)
        finally:
            self._faces.discard(line)
            if not self._faces:
                self._stop_telling()
            if line in self._audience:
                del self._audience[line]
            else:
                ending = self._on_gone(last)
            self._say_status(unless_known=True)
        if ending:
            await asyncio.Event().wait()

    def _begin_to_tell(self) -> None:
        """A host without a face, such as one on a server, does nothing for faces."""
        self._state = self._live.state
        self._stop_listening = self._live.listen(self._on_events)
        self._telling = asyncio.create_task(self._tell_status())
        self._keep(self._telling)

    def _stop_telling(self) -> None:
        self._untold.clear()
        self._stop_listening()
        if self._telling is not None:
            self._telling.cancel()

    async def _converse(self, line: Line[FromFace]) -> Leave | None:
        """Do what the face asks for, until it leaves or is gone."""
        while message := await line.receive():
            match message:
                case Leave():
                    return message
                case Watch():
                    self._audience[line] = message
                    self._say_status()
                case _ if line in self._audience:
                    log.warning("a face of the audience asked for %s", type(message).__name__)
                case CommandRequest():
                    self._ask(line, message)
                case AddressRequest():
                    self._keep(asyncio.create_task(self._choose_address(line, message)))
                case MirrorTo(folder):
                    self._keep(asyncio.create_task(self._served.mirror_to(folder)))
                case Point(key):
                    self._pointed = key
                    self._say_status(unless_known=True)
                    self._point_phones()
                case TimeTalk(seconds):
                    now = self._served.session.clock.now()
                    self._talk_until = None if seconds is None else now + timedelta(seconds=seconds)
                    self._say_status()
                case Freeze(on):
                    self._frozen_at = self._place() if on else None
                    self._point_phones()
                    self._say_status()
                case MinutesWritten():
                    self._pass_on(message, line)
        return None

    def _welcome(self) -> Welcome:
        session = self._served.session
        return Welcome(
            pid=os.getpid(),
            path=session.path,
            packages=packages_of(session.method),
            method=method_message(session.method),
            language=self._live.words.language,
            notices=(*session.warnings, *self._served.remarks()),
            state=codec.state_message(self._live.state),
            reach=self._served.reach,
            is_kept=self._is_kept,
        )

    def _ask(self, line: Line[FromFace], request: CommandRequest) -> None:
        def answer(future: asyncio.Future[Accepted]) -> None:
            self._tell()
            line.send(self._answer(request.number, future))

        try:
            self._live.ask(codec.command_from(request.command, request.fields)).add_done_callback(answer)
        except Exception as problem:
            line.send(Answer(request.number, problem=codec.problem_message(problem, self._live.words)))

    def _answer(self, number: int, future: asyncio.Future[Accepted]) -> Answer:
        problem = future.exception()
        if problem is None:
            return Answer(number, accepted=future.result())
        return Answer(number, problem=codec.problem_message(problem, self._live.words))

    async def _choose_address(self, line: Line[FromFace], request: AddressRequest) -> None:
        try:
            await self._served.choose_address(request.ip)
        except Exception as problem:
            line.send(Answer(request.number, problem=codec.problem_message(problem, self._live.words)))
        else:
            served = self._served
            await asyncio.to_thread(keep_reach, served.session.path, served.reach, request.ip)
            # What the screen draws next must have the new address in it.
            self._say_status()
            line.send(Answer(request.number))

    def _on_events(self, events: tuple[Event, ...]) -> None:
        if self._live.state is not self._state:
            self._state = self._live.state
            self._untold.clear()
            self._send_all(codec.state_message(self._state))
            self._let_go_where_moved()
        elif events and self._faces:
            if not self._untold:
                asyncio.get_running_loop().call_later(SECONDS_FOR_PHONES, self._tell)
            self._untold.extend(events)
        else:
            self._say_status(unless_known=True)

    def _tell(self) -> None:
        """Send the events that faces have not heard of; before anything that comes after them."""
        if self._untold:
            untold, self._untold = self._untold, []
            self._send_all(Stored(codec.event_messages(untold)))
            self._let_go_where_moved()

    def _place(self) -> tuple[object, object]:
        workshop = self._live.state.workshop
        return workshop.current, workshop.status

    def _let_go_where_moved(self) -> None:
        """What was held still belongs to an activity that is over: show the new one."""
        if self._frozen_at is not None and self._frozen_at != self._place():
            self._frozen_at = None
            self._say_status()

    def _point_phones(self) -> None:
        """What the projector shows large, phones mark; while it is held still nothing new is marked."""
        if self._frozen_at is None and self._pointed != self._live.pointed:
            self._live.pointing(self._pointed)

    def _pass_on(self, message: object, sender: Line[FromFace]) -> None:
        for line in self._faces - self._audience.keys() - {sender}:
            line.send(message)

    async def _tell_status(self) -> None:
        looks = 0
        while True:
            await asyncio.sleep(SECONDS_BETWEEN_LOOKS)
            looks += 1
            self._say_status(unless_known=looks % LOOKS_TO_A_SIGN_OF_LIFE != 0)

    def _say_status(self, *, unless_known: bool = False) -> None:
        if not self._faces:
            return
        status = self._look()
        if not (unless_known and self._status is not None and status.says_the_same_as(self._status)):
            self._status = status
            self._send_all(status)

    def _look(self) -> Status:
        served, live = self._served, self._live
        screen = next(reversed(self._audience.values()), Watch())
        return Status(
            origin=live.origin,
            address=served.address,
            port=served.port,
            wifi=live.wifi,
            connected=served.connected,
            writing=served.writing,
            lost=served.lost,
            pressed=served.is_pressed,
            away=served.is_away,
            trouble=live.trouble,
            alarm=served.alarm,
            now=served.session.clock.now(),
            pointed=self._pointed,
            talk_until=self._talk_until,
            attached=Attached(
                self.attached,
                len(self._audience),
                self._frozen_at is not None,
                screen.columns,
                screen.rows,
            ),
        )

    def _send_all(self, message: object) -> None:
        if self._faces:
            data = packed(message)
            for line in tuple(self._faces):
                line.send_packed(data)


def _nothing() -> None:
    """Nobody is listened to yet."""
