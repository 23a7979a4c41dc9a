"""A workshop that is open and on the air, as a face at home holds it.

The exporters are imported by the method that first needs them: a workshop opens without them.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from workshop.facilitating.telling.command_warnings import warning_sentence

if TYPE_CHECKING:
    from prompts.methods.model import Method
    from sessions.clock import Clock
    from sessions.command_answers import CommandWarning
    from workshop.attaching.attached_workshop import AttachedWorkshop
    from workshop.facilitating.conversation import Writing
    from workshop.facilitating.export_choices import ExportChoices
    from workshop.live.live_workshop import LiveWorkshop
    from workshop.machine.addresses import Address


class PhonesInTheRoom(Protocol):
    """Simulated phones that take part until they are told to stop."""

    async def stop(self) -> None:
        """Send them home."""


class OpenOnScreen:
    """A workshop that is open and on the air (`workshop.facilitating.ports.OpenWorkshop`)."""

    def __init__(self, attached: AttachedWorkshop, exports: Path, phones: PhonesInTheRoom | None) -> None:
        """Take an attached workshop, the folder for minutes, and simulated phones if there are any."""
        self._attached = attached
        self._exports = exports
        self._phones = phones
        self._closed = False
        self.minutes: tuple[Path, ...] = ()

    @property
    def live(self) -> LiveWorkshop:
        return self._attached.live

    @property
    def clock(self) -> Clock:
        return self._attached.clock

    @property
    def path(self) -> Path:
        return self._attached.path

    def notices(self) -> Sequence[str]:
        return [self._said(remark) for remark in self._attached.warnings]

    def alarm(self) -> str:
        if self.has_ended:
            return self.live.words("attached.ended")
        if self._attached.is_away:
            return self.live.words("warned.phones-away")
        alarm = self._attached.alarm
        return self._said(alarm) if alarm else ""

    def _said(self, remark: CommandWarning) -> str:
        return warning_sentence(self.live.words, remark)

    @property
    def has_ended(self) -> bool:
        return self._attached.has_ended

    def connected(self) -> int:
        return self._attached.connected

    @property
    def others(self) -> int:
        return self._attached.others

    @property
    def is_kept(self) -> bool:
        return self._attached.is_kept

    def addresses(self) -> Sequence[Address]:
        return self._attached.addresses()

    async def choose_address(self, ip: str) -> None:
        await self._attached.choose_address(ip)

    async def rotate_access(self) -> None:
        await self._attached.rotate_access()

    def freeze(self, on: bool) -> None:
        self._attached.freeze(on)

    async def write_minutes(self, *, confirmed: bool = False) -> tuple[Path, ...]:
        written = await self._write(self.export_choices(), confirmed=confirmed)
        self._attached.minutes_written()
        return written

    def known_formats(self) -> tuple[str, ...]:
        from exports.formats.format_registry import EVERY_FORMAT

        return tuple(name for name, entry in EVERY_FORMAT.items() if entry.is_available())

    def usual_formats(self) -> tuple[str, ...]:
        from workshop.archive.write_minutes import usual_formats

        return usual_formats()

    def export_choices(self) -> ExportChoices:
        from workshop.archive.remembered_choices import remembered

        return remembered(
            self.path.parent.parent, self.live.state.workshop.organisation, self.known_formats()
        )

    async def export(self, choices: ExportChoices, *, confirmed: bool, writing: Writing) -> tuple[Path, ...]:
        from exports.errors import ExportStoppedError
        from workshop.archive.remembered_choices import remember

        loop, organisation = asyncio.get_running_loop(), self.live.state.workshop.organisation

        def told(name: str, number: int, total: int) -> None:
            if writing.stopped:
                raise ExportStoppedError(n=number - 1, total=total)
            loop.call_soon_threadsafe(writing.told, name, number, total)

        written = await self._write(choices, confirmed=confirmed, told=told)
        await asyncio.to_thread(remember, self.path.parent.parent, organisation, choices)
        return written

    async def _write(
        self, choices: ExportChoices, *, confirmed: bool, told: Callable[[str, int, int], None] | None = None
    ) -> tuple[Path, ...]:
        """Write the files of `choices`. What was written before a fault is kept as the minutes."""
        from exports.errors import NotAllWrittenError
        from workshop.archive.write_minutes import options_of, own_bases, write_minutes

        state = self.live.state.copy()

        def write() -> tuple[Path, ...]:
            return write_minutes(
                state,
                self._method_in(choices.language),
                self._exports,
                choices.formats,
                confirmed=confirmed,
                options=options_of(choices, own_bases(self.path)),
                on_format=told,
                session=self.path.stem,
            )

        try:
            self.minutes = await asyncio.to_thread(write)
        except NotAllWrittenError as problem:
            self.minutes = problem.written
            raise
        return self.minutes

    async def preview(self, choices: ExportChoices) -> str:
        from exports.formats.markdown import render
        from workshop.archive.write_minutes import options_of
        from workshop.live.minutes_page import minutes_of

        state = self.live.state.copy()

        def text() -> str:
            minutes = minutes_of(state, self._method_in(choices.language), options_of(choices))
            return render(minutes).decode("utf-8")

        return await asyncio.to_thread(text)

    async def mail_text(self, choices: ExportChoices) -> str:
        from exports.formats.mail import mail_text
        from workshop.archive.write_minutes import options_of
        from workshop.live.minutes_page import minutes_of

        state = self.live.state.copy()

        def text() -> str:
            return mail_text(minutes_of(state, self._method_in(choices.language), options_of(choices)))

        return await asyncio.to_thread(text)

    def _method_in(self, language: str) -> Method:
        """The workshop's method, in `language` if one is given. Raises MethodError."""
        from workshop.live.method_files import load_method_of

        own = self.live.method
        return load_method_of(self.path, own.key, language) if language not in ("", own.language) else own

    async def close(self, *, hung_up: bool = False) -> None:
        if self._closed:
            return
        self._closed = True
        if self._phones is not None:
            await self._phones.stop()
        await self._attached.close(hung_up=hung_up)
