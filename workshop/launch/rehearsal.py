"""A rehearsal: an ordinary workshop on the ordinary screen, with simulated phones."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from prompts.language.words import LANGUAGES, Words
from prompts.methods.model import Method
from sessions.clock import Clock
from sessions.rules.meeting.creation import NewWorkshop
from workshop.demo.case_setup import with_the_first
from workshop.demo.simulated_people import load_bank
from workshop.demo.simulated_phones import Crowd
from workshop.live.live_workshop import LiveWorkshop
from workshop.machine.addresses import LOOPBACK, Address

if TYPE_CHECKING:
    from exports.overview import Overview
    from prompts.methods.loading import MethodListing
    from workshop.archive.overview import OverviewBook
    from workshop.archive.summary import WorkshopSummary
    from workshop.demo.case import Case
    from workshop.facilitating.conversation import Writing
    from workshop.facilitating.export_choices import ExportChoices
    from workshop.facilitating.ports import HomeExtra
    from workshop.hosting.session_listing import SessionListing
    from workshop.launch.home_services import Home
from workshop.launch.open_on_screen import OpenOnScreen


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """The number of `phones`, which are `speed` times as fast as people.

    With a `case` they are its people: the first ones if fewer are wanted, and additional random
    people if more are. `method` is chosen as for a new workshop; empty for the usual one.
    """

    phones: int
    speed: float
    run_sheet: str
    case: Case | None = None
    method: str = ""

    @property
    def cast(self) -> int:
        """How many of the phones play people of the case."""
        return min(self.phones, len(self.case.participants)) if self.case else 0

    @property
    def pace(self) -> float:
        """Seconds between two inputs of a case's phone."""
        from workshop.demo.phones_beside import HUMAN_PACE

        return HUMAN_PACE / self.speed


class RehearsedWorkshop:
    """An open workshop with simulated phones, which are stopped before it is closed."""

    def __init__(self, opened: OpenOnScreen, crowd: Crowd) -> None:
        """Take an open workshop and the phones that have joined it."""
        self._opened = opened
        self._crowd = crowd

    @property
    def live(self) -> LiveWorkshop:
        return self._opened.live

    @property
    def clock(self) -> Clock:
        return self._opened.clock

    @property
    def path(self) -> Path:
        return self._opened.path

    def notices(self) -> Sequence[str]:
        return self._opened.notices()

    def alarm(self) -> str:
        return self._opened.alarm()

    @property
    def has_ended(self) -> bool:
        return self._opened.has_ended

    def connected(self) -> int:
        return self._opened.connected()

    @property
    def others(self) -> int:
        return self._opened.others

    @property
    def is_kept(self) -> bool:
        return self._opened.is_kept

    def addresses(self) -> Sequence[Address]:
        return self._opened.addresses()

    async def choose_address(self, ip: str) -> None:
        await self._opened.choose_address(ip)

    async def rotate_access(self) -> None:
        await self._opened.rotate_access()

    def freeze(self, on: bool) -> None:
        self._opened.freeze(on)

    @property
    def minutes(self) -> tuple[Path, ...]:
        return self._opened.minutes

    async def write_minutes(self, *, confirmed: bool = False) -> tuple[Path, ...]:
        return await self._opened.write_minutes(confirmed=confirmed)

    def known_formats(self) -> tuple[str, ...]:
        return self._opened.known_formats()

    def usual_formats(self) -> tuple[str, ...]:
        return self._opened.usual_formats()

    def export_choices(self) -> ExportChoices:
        return self._opened.export_choices()

    async def export(self, choices: ExportChoices, *, confirmed: bool, writing: Writing) -> tuple[Path, ...]:
        return await self._opened.export(choices, confirmed=confirmed, writing=writing)

    async def preview(self, choices: ExportChoices) -> str:
        return await self._opened.preview(choices)

    async def mail_text(self, choices: ExportChoices) -> str:
        return await self._opened.mail_text(choices)

    async def close(self, *, hung_up: bool = False) -> None:
        await self._crowd.stop()
        await self._opened.close(hung_up=hung_up)


class RehearsalHome:
    """The ordinary home, except that the rehearsal's own workshop has simulated phones."""

    def __init__(self, home: Home, rehearsal: Rehearsal, words: Words) -> None:
        """Wrap `home`; its rehearsal workshop gets the simulated phones."""
        self._home = home
        self._rehearsal = rehearsal
        self._words = words
        self._path: Path | None = None
        case = rehearsal.case
        spoken = case.language if case is not None and case.language in LANGUAGES else words.language
        self._crowd = Crowd(load_bank(spoken), rehearsal.phones - rehearsal.cast, rehearsal.speed)

    async def prepare(self) -> Path:
        """Make the workshop to practise in. Raises what `create_session` raises."""
        if self._rehearsal.case is not None:
            case = with_the_first(self._rehearsal.case, self._rehearsal.cast)
            self._path = await self._home.prepare_case(case)
            return self._path
        wish = NewWorkshop(title=self._words("rehearse.title"), run_sheet=self._rehearsal.run_sheet)
        self._path = await asyncio.to_thread(self._home.create_for_practice, wish, self._rehearsal.method)
        return self._path

    def list_sessions(self, most: int | None = None) -> Sequence[SessionListing]:
        return self._home.list_sessions(most)

    def about(self, path: Path) -> WorkshopSummary:
        return self._home.about(path)

    def overview(self, practice: bool = False) -> OverviewBook:
        return self._home.overview(practice)

    def write_overview(self, found: Overview, practice: bool = False) -> Sequence[Path]:
        return self._home.write_overview(found, practice)

    def methods(self) -> Sequence[MethodListing]:
        return self._home.methods()

    def method(self, language: str = "", key: str = "") -> Method:
        return self._home.method(language, key)

    def create(self, wish: NewWorkshop, method: str = "", earlier: Path | None = None) -> Path:
        return self._home.create(wish, method, earlier)

    def method_of(self, path: Path) -> Method:
        return self._home.method_of(path)

    def copy(self, path: Path, title: str, *, used_minutes: bool = False) -> Path:
        return self._home.copy(path, title, used_minutes=used_minutes)

    def rename(self, path: Path, title: str) -> None:
        self._home.rename(path, title)

    def delete(self, path: Path) -> int:
        return self._home.delete(path)

    def anonymise(self, path: Path) -> int:
        return self._home.anonymise(path)

    def delete_meeting(self, path: Path, number: int) -> int:
        return self._home.delete_meeting(path, number)

    def put_aside(self, path: Path) -> None:
        self._home.put_aside(path)

    def take_back(self, path: Path) -> None:
        self._home.take_back(path)

    def minutes_folder(self, path: Path) -> Path:
        return self._home.minutes_folder(path)

    def proposed_follow_up(self, path: Path) -> str:
        return self._home.proposed_follow_up(path)

    def follow_up(self, path: Path, packs: Sequence[str] = (), run_sheet: str = "") -> None:
        self._home.follow_up(path, packs, run_sheet)

    async def open(self, path: Path) -> OpenOnScreen | RehearsedWorkshop:
        opened = await self._home.open(path)
        if path != self._path:
            return opened
        self._crowd.start(opened.live, f"http://{LOOPBACK}:{opened.live.state.workshop.port}")
        return RehearsedWorkshop(opened, self._crowd)

    def extras(self) -> Sequence[HomeExtra]:
        return self._home.extras()

    async def start_extra(self, key: str) -> Path:
        return await self._home.start_extra(key)
