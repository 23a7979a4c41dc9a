"""A preview of a method that is being written: a rehearsal that follows the author's files.

What is shown is a copy of the last version without fault. When a file is saved, the words change on the
screen and on the phones that are there; when the keys change too, the rehearsal begins anew. A fault is told
where it stands, and the version before it stays.
"""

from __future__ import annotations

import asyncio
import re
import shutil
import tempfile
import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from prompts.language.words import Words
from prompts.methods.checks.checking import check_method_folder, method_folder
from prompts.methods.errors import MethodError
from prompts.methods.files.copies import structure_of
from prompts.methods.files.packs import PACK_FILE, PACKS_FOLDER
from prompts.methods.loading import list_methods, load_method
from prompts.methods.look import LOGO_FILE
from prompts.methods.run_sheets import usual_sheet
from workshop.archive.new_method import give_key
from workshop.launch.faces import home_of, show_app
from workshop.launch.rehearsal import Rehearsal, RehearsalHome
from workshop.machine.folders import METHODS, Folders

if TYPE_CHECKING:
    from workshop.launch.settings import Settings
    from workshop.terminal.app import WorkshopApp

RELOADS = 1_000
"""What the screen ends with when there is a new version to show; no exit code is as high."""
SECONDS_BETWEEN_LOOKS = 0.5
SECONDS_OF_A_FAULT = 3_600.0
"""A fault stands until the next version, or until it is clicked away."""

COPY = "preview"
"""What the copy's folder is called, by which the rehearsal finds it whatever its key becomes."""

_METHOD_LINE = re.compile(r"""^method\s*=\s*["'][^"'\n]*["']""", re.MULTILINE)

Stamp = dict[str, tuple[int, int]]


class Screen(Protocol):
    """What the follower needs of the app, from another thread."""

    def call_from_thread(self, callback: Callable[..., object], *args: object) -> object: ...

    def caption(self, text: str, seconds: float) -> None: ...

    def exit(self, result: int) -> None: ...


class LastGood:
    """The author's folder, and a copy of the last version of it that had no fault."""

    def __init__(self, author: Path, shelf: Path, pack: Path | None = None) -> None:
        """`author` is the method's folder, `pack` that of a pack for it that lies elsewhere.

        The copy comes to be in the folder `shelf`.
        """
        self.copy = shelf / COPY
        self._author = author
        self._beside = () if pack is None else (pack,)
        self._seen: Stamp = {}

    def is_changed(self) -> bool:
        """Whether a file was saved, added or removed since `take` was called."""
        return self._stamp() != self._seen

    def take(self) -> tuple[MethodError, ...]:
        """Copy what the author has saved, or say what is wrong with it and keep the copy. Raises OSError."""
        self._seen = self._stamp()
        problems = check_method_folder(self._author, self._beside)
        if not problems:
            fresh = self.copy.with_name(f"{self.copy.name}.new")
            shutil.rmtree(fresh, ignore_errors=True)
            shutil.copytree(self._author, fresh, ignore=_only_its_own)
            own = [fresh / PACKS_FOLDER / f"{COPY}-{pack.name}" for pack in self._beside]
            for pack, place in zip(self._beside, own, strict=True):
                shutil.copytree(pack, place, ignore=_only_its_own)
                structure = place / PACK_FILE  # inside its method a pack need not say whose it is
                text = structure.read_text(encoding="utf-8-sig")
                structure.write_text(_METHOD_LINE.sub("", text, count=1), encoding="utf-8")
            if load_method(str(fresh)).key in [listing.key for listing in list_methods()]:
                give_key(fresh, COPY)  # a shipped method is looked at: a workshop would find that one
            # The copy may be read at this moment: it is there at all times but one.
            shutil.rmtree(self.copy, ignore_errors=True)
            fresh.rename(self.copy)
        return problems

    def _stamp(self) -> Stamp:
        found: Stamp = {}
        for file in (
            *self._author.glob("*.toml"),
            *self._author.glob(LOGO_FILE),
            *self._author.glob("packs/*/*.toml"),
            *(file for pack in self._beside for file in pack.glob("*.toml")),
        ):
            try:
                about = file.stat()
            except OSError:  # it was removed since it was listed
                continue
            found[str(file)] = (about.st_mtime_ns, about.st_size)
        return found


class Follower(threading.Thread):
    """Looks at the author's files and tells the screen; ends with the screen."""

    def __init__(self, good: LastGood, screen: Screen, words: Words) -> None:
        super().__init__(name="method preview", daemon=True)
        self._good, self._screen, self._words = good, screen, words
        self._ended = threading.Event()

    def run(self) -> None:
        while not self._ended.wait(SECONDS_BETWEEN_LOOKS):
            self.look()

    def end(self) -> None:
        """Look no more."""
        self._ended.set()

    def look(self) -> None:
        """Take up what was saved since the last look."""
        if not self._good.is_changed():
            return
        try:
            problems = self._good.take()
        except OSError:  # a file is being written: the next look finds it
            return
        if problems:
            told = [problems[0].sentence(self._words), problems[0].excerpt]
            if len(problems) > 1:
                told.append(self._words("cli.more-faults", n=len(problems) - 1))
            told.append(self._words("cli.version-stays"))
            self._tell(self._screen.caption, "\n".join(filter(None, told)), SECONDS_OF_A_FAULT)
        else:
            self._tell(self._screen.exit, RELOADS)

    def _tell(self, what: Callable[..., object], *fields: object) -> None:
        try:
            self._screen.call_from_thread(what, *fields)
        except RuntimeError:  # the screen has just been left
            self.end()


def show_preview(settings: Settings, path: Path, rehearsal: Rehearsal, pack: Path | None = None) -> int:
    """Show the method in `path`, which is without fault, until the screen is left; returns the exit code.

    `pack` is the folder of a pack for it that lies elsewhere.
    """
    usual = settings.folders()
    with tempfile.TemporaryDirectory(prefix="workshop-preview-", ignore_cleanup_errors=True) as made:
        data = Path(made)
        folders = Folders(data, usual.exports, usual.log, data / METHODS)
        folders.methods.mkdir()
        good = LastGood(method_folder(path), folders.methods, pack)
        good.take()
        keys: dict[str, bytes] = {}
        while True:
            if structure_of(good.copy) != keys:
                keys = structure_of(good.copy)
                now = replace(rehearsal, run_sheet=_sheet(good.copy, rehearsal.run_sheet), method=COPY)
                home = RehearsalHome(home_of(settings, folders, now.pace), now, settings.words)
                session = asyncio.run(home.prepare())
            followers: list[Follower] = []

            def begins(app: WorkshopApp, followers: list[Follower] = followers) -> None:
                followers.append(Follower(good, app, settings.words))
                followers[0].start()

            code = show_app(folders, home, settings, session, begins)
            for follower in followers:
                follower.end()
            if code != RELOADS:
                return code


def _sheet(folder: Path, wanted: str) -> str:
    """The wanted run sheet, as long as the method has it; else its usual one."""
    method = load_method(str(folder))
    usual = usual_sheet(method.first_sheets())
    known = {sheet.key for sheet in method.first_sheets()} | {pack.key for pack in method.packs}
    return wanted if usual is None or wanted in known else usual.key


def _only_its_own(folder: str, names: list[str]) -> set[str]:
    others = (name for name in names if not (name.endswith(".toml") or name == LOGO_FILE))
    return {name for name in others if not (Path(folder) / name).is_dir()}
