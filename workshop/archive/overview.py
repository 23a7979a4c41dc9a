"""The overview over all workshops of a folder, kept up to date, filtered, searched and written as files."""

from __future__ import annotations

import functools
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path

from exports.files.writing import own_folder
from exports.overview import ALL, MethodTexts, Overview, OverviewFilter, make_overview
from prompts.language.words import Words
from prompts.methods.errors import MethodError
from sessions.files.atomic_files import write_new
from sessions.files.file_names import free_name
from sessions.queries.overview_facts import KnownText, KnownWorkshop
from sessions.storage.overview.overview_index import OverviewIndex
from sessions.storage.session_file import StorageError
from workshop.live.method_files import load_method_of

FORMATS = ("xlsx", "ics")


class OverviewBook:
    """The overview of one folder. It may be asked from any thread, and is closed at the end."""

    def __init__(self, sessions: Path) -> None:
        """Look over the session files in the folder `sessions`."""
        self._sessions = sessions
        self._index = OverviewIndex(sessions)
        self._methods: dict[tuple[str, str], MethodTexts] = {}

    def close(self) -> None:
        """Give the index back."""
        self._index.close()

    @property
    def problems(self) -> tuple[StorageError, ...]:
        """The files that the latest look passed over."""
        return self._index.problems

    def look(self, today: date, only: OverviewFilter = ALL) -> Overview:
        """The overview as it is now. Raises StorageError where the folder cannot be read."""
        self._index.refresh()
        return make_overview(
            tuple(filter(only.takes, self._index.workshops())),
            self._index.agreements(),
            self._index.approaches(),
            self._texts_of,
            today,
        )

    def search(
        self,
        wanted: str,
        only: OverviewFilter = ALL,
    ) -> tuple[tuple[KnownWorkshop, KnownText], ...]:
        """The texts that hold all words of `wanted`, each with its workshop. As `look`."""
        self._index.refresh()
        known = {workshop.name: workshop for workshop in self._index.workshops() if only.takes(workshop)}
        return tuple((known[text.name], text) for text in self._index.search(wanted, known))

    def path_of(self, name: str) -> Path:
        """The session file of a workshop."""
        return self._sessions / f"{name}.db"

    def _texts_of(self, workshop: KnownWorkshop) -> MethodTexts:
        """What is needed of a workshop's method; nothing where it is not on this computer."""
        key = (workshop.method, workshop.language)
        if key not in self._methods:
            try:
                method = load_method_of(self.path_of(workshop.name), *key)
            except MethodError:
                self._methods[key] = MethodTexts()
            else:
                self._methods[key] = MethodTexts(
                    tuple((category.key, category.title) for category in method.categories),
                    tuple(method.follow_up_days),
                    method.follow_up_sheets(),
                )
        return self._methods[key]


@contextmanager
def overview_of(sessions: Path) -> Iterator[OverviewBook]:
    """The overview of a folder, closed at the end."""
    book = OverviewBook(sessions)
    try:
        yield book
    finally:
        book.close()


def write_overview(found: Overview, formats: tuple[str, ...], folder: Path, words: Words) -> tuple[Path, ...]:
    """Write the overview as files into the folder of its own beside the minutes; returns the files.

    Raises ExportError where the folder cannot be made, OSError where a file cannot be written.
    """
    from exports.formats import overview_calendar, overview_xlsx  # large, and seldom wanted

    renderers = {"xlsx": overview_xlsx.render, "ics": overview_calendar.render}
    made = datetime.now(UTC)
    own = own_folder(folder, words("overview.folder"))
    written: list[Path] = []
    stem = words("overview.file", date=found.today.isoformat())
    for ending in formats:
        taken = functools.partial(_is_taken, own, ending)
        path = own / f"{free_name(stem, taken)}.{ending}"
        write_new(path, renderers[ending](found, words, made))
        written.append(path)
    return tuple(written)


def _is_taken(folder: Path, ending: str, name: str) -> bool:
    return os.path.lexists(folder / f"{name}.{ending}")
