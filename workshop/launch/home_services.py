"""What the screen asks of the rest of the program: sessions, the server, the minutes, the demo.

The first screen is painted before the server, the store and the exporters are loaded: each is
imported by the method that first needs it.
"""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

from prompts.language.words import Words
from workshop.facilitating.ports import HomeExtra
from workshop.launch.open_on_screen import OpenOnScreen, PhonesInTheRoom
from workshop.machine.folders import Folders
from workshop.machine.local_date import today

if TYPE_CHECKING:
    from exports.overview import Overview
    from prompts.methods.loading import MethodListing
    from prompts.methods.model import Method
    from sessions.rules.meeting.creation import NewWorkshop
    from workshop.archive.overview import OverviewBook
    from workshop.archive.summary import WorkshopSummary
    from workshop.attaching.attached_workshop import AttachedWorkshop
    from workshop.channel.network_options import NetworkOptions
    from workshop.demo.case import Case
    from workshop.hosting.session_listing import SessionListing
    from workshop.live.method_files import ChosenMethod

SECONDS_WITHOUT_A_FACE = 600.0
"""How long phones are served when the last face has gone without a word, as one does that was killed."""
PATIENCE_VARIABLE = "WORKSHOP_PATIENCE"
DEMO, REHEARSAL = "demo", "rehearse"
REHEARSING_PHONES = 12


class Home:
    """The composition root's answer to `workshop.facilitating.ports.HomePort`."""

    def __init__(
        self,
        folders: Folders,
        reach: NetworkOptions,
        words: Words,
        pace: float | None = None,
        mirror: Path | None = None,
    ) -> None:
        """`pace` is the seconds between two inputs of a simulated phone; None: a person's.

        In the folder `mirror` copies of a workshop are kept while it is open, but not of those for practice.
        """
        self._mirror = mirror
        self._folders = folders
        self._reach = reach
        self._words = words
        self._pace = pace
        self._cases: dict[Path, Case] = {}
        self.caption: Callable[[str, float], None] | None = None
        """Shows a sentence for some seconds: a case is played to somebody who looks on."""
        self._rehearsed: Path | None = None

    def list_sessions(self, most: int | None = None) -> Sequence[SessionListing]:
        from workshop.hosting.session_listing import list_sessions

        return list_sessions(self._folders.sessions, self._words, most)

    def about(self, path: Path) -> WorkshopSummary:

        from workshop.archive.summary import summary_of

        return summary_of(path, today())

    def overview(self, practice: bool = False) -> OverviewBook:
        from workshop.archive.overview import OverviewBook

        return OverviewBook(self._folders.practice if practice else self._folders.sessions)

    def write_overview(self, found: Overview, practice: bool = False) -> Sequence[Path]:
        from workshop.archive.overview import FORMATS, write_overview

        exports = self._folders.practice_exports if practice else self._folders.exports
        return write_overview(found, FORMATS, exports, self._words)

    def methods(self) -> Sequence[MethodListing]:
        from prompts.methods.loading import list_methods

        return list_methods(self._folders.methods)

    def method(self, language: str = "", key: str = "") -> Method:
        return self._chosen(language, key).method

    def _chosen(self, language: str, key: str) -> ChosenMethod:
        from prompts.methods.loading import DEFAULT_METHOD
        from workshop.live.method_files import method_to_keep

        return method_to_keep(self._folders.methods, key or DEFAULT_METHOD, language or self._words.language)

    def create(self, wish: NewWorkshop, method: str = "", earlier: Path | None = None) -> Path:
        if earlier is None:
            return self._create(self._folders.sessions, wish, method)
        from workshop.archive.earlier import create_from

        if not wish.language:
            wish = replace(wish, language=self._words.language)
        return create_from(self._folders.sessions, wish, self._chosen(wish.language, method), earlier)[0]

    def create_for_practice(self, wish: NewWorkshop, method: str = "") -> Path:
        """Make a workshop that no list shows. Raises what `create` raises."""
        return self._create(self._folders.practice, wish, method)

    def _create(self, folder: Path, wish: NewWorkshop, method: str = "") -> Path:
        from workshop.hosting.open_sessions import create_session

        if not wish.language:
            wish = replace(wish, language=self._words.language)
        chosen = self._chosen(wish.language, method)
        return create_session(folder, wish, chosen.method, files=chosen.files)

    def method_of(self, path: Path) -> Method:
        from sessions.storage.session_file import peek
        from workshop.live.method_files import load_method_of

        shown = peek(path)
        return load_method_of(path, shown.method, shown.language)

    def copy(self, path: Path, title: str, *, used_minutes: bool = False) -> Path:
        from workshop.archive.copy_and_rename import copy_workshop

        return copy_workshop(path, self._folders.sessions, title, used_minutes=used_minutes)

    def rename(self, path: Path, title: str) -> None:
        from workshop.archive.copy_and_rename import rename_workshop

        rename_workshop(path, title)

    def delete(self, path: Path) -> int:
        from workshop.archive.purge import purge

        return purge(path, self._folders.log)

    def anonymise(self, path: Path) -> int:
        from workshop.archive.anonymise import anonymise

        return anonymise(path, self._folders.log)

    def delete_meeting(self, path: Path, number: int) -> int:
        from workshop.archive.purge_meeting import purge_meeting

        return purge_meeting(path, self._folders.log, number)

    def put_aside(self, path: Path) -> None:
        from workshop.hosting.putting_aside import put_aside

        put_aside(path)

    def take_back(self, path: Path) -> None:
        from workshop.hosting.putting_aside import take_back

        take_back(path)

    def minutes_folder(self, path: Path) -> Path:
        from workshop.archive.copy_and_rename import minutes_folder

        return minutes_folder(path, self._folders.exports)

    def proposed_follow_up(self, path: Path) -> str:
        from workshop.archive.follow_up import proposed_sheet

        return proposed_sheet(path, self.method_of(path), today())

    def follow_up(self, path: Path, packs: Sequence[str] = (), run_sheet: str = "") -> None:
        from workshop.archive.follow_up import begin_follow_up

        begin_follow_up(path, run_sheet, packs)

    async def open(self, path: Path) -> OpenOnScreen:
        attached = await self._attach(path)
        exports = self._folders.practice_exports if self._is_practice(path) else self._folders.exports
        return OpenOnScreen(attached, exports, self._phones(path, attached))

    def _is_practice(self, path: Path) -> bool:
        return path.parent.resolve() == self._folders.practice.resolve()

    async def _attach(self, path: Path) -> AttachedWorkshop:
        # Loaded in another thread: it takes a noticeable moment.
        attaching = await asyncio.to_thread(_attaching)
        folders, language = self._folders, self._words.language
        mirror = None if self._is_practice(path) else self._mirror
        order = attaching.HostOrder(path, language, folders.log, self._reach, _patience(), mirror=mirror)
        attached: AttachedWorkshop = await attaching.attach(order)
        return attached

    def extras(self) -> Sequence[HomeExtra]:
        words = self._words
        return tuple(
            HomeExtra(key, words(f"home.{key}"), words(f"home.{key}-help")) for key in (DEMO, REHEARSAL)
        )

    async def start_extra(self, key: str) -> Path:
        from workshop.demo.own_example import own_example

        if key == REHEARSAL:
            from sessions.rules.meeting.creation import NewWorkshop

            wish = NewWorkshop(title=self._words("rehearse.title"))
            self._rehearsed = await asyncio.to_thread(self.create_for_practice, wish)
            return self._rehearsed
        return await self.prepare_case(await asyncio.to_thread(own_example, self._words.language))

    async def prepare_case(self, case: Case) -> Path:
        """Make the workshop of a case; its phones join when it is opened."""
        from workshop.demo.case_setup import new_session_for

        path = await asyncio.to_thread(new_session_for, case, self._folders.practice)
        self._cases[path] = case
        return path

    def _phones(self, path: Path, attached: AttachedWorkshop) -> PhonesInTheRoom | None:
        live, address = attached.live, f"http://127.0.0.1:{attached.port}"
        if path == self._rehearsed:
            from workshop.demo.simulated_people import load_bank
            from workshop.demo.simulated_phones import Crowd

            crowd = Crowd(load_bank(self._words.language), REHEARSING_PHONES, 1.0)
            crowd.start(live, address)
            return crowd
        case = self._cases.pop(path, None)
        if case is None:
            return None
        from workshop.demo.phones_beside import HUMAN_PACE, PhonesBeside

        if self.caption is not None:
            from workshop.demo.self_playing import WHOLE_SECONDS, SelfPlaying

            seconds = WHOLE_SECONDS if self._pace is None else self._pace
            playing = SelfPlaying(live, case, address, self.caption, seconds)
            playing.start()
            return playing
        phones = PhonesBeside(live, case, address, HUMAN_PACE if self._pace is None else self._pace)
        phones.start()
        return phones


def _attaching() -> ModuleType:
    from workshop.attaching import attached_workshop

    return attached_workshop


def _patience() -> float:
    """The seconds that the environment asks for, or our own."""
    try:
        return max(1.0, float(os.environ[PATIENCE_VARIABLE]))
    except (KeyError, ValueError):
        return SECONDS_WITHOUT_A_FACE
