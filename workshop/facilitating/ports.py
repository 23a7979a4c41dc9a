"""What the facilitator's interfaces need from the composition root: sessions, a server, minutes.

They know no store, no server and no exporter; the composition root passes them in behind these
protocols. An error that reaches them has a method `sentence(words)`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from prompts.language.words import Words

if TYPE_CHECKING:  # the first screen is painted before the core is loaded
    from exports.overview import Overview, OverviewFilter
    from prompts.methods.model import Method
    from sessions.clock import Clock
    from sessions.queries.overview_facts import KnownText, KnownWorkshop
    from sessions.rules.meeting.creation import NewWorkshop
    from sessions.storage.session_file import StorageError
    from workshop.facilitating.conversation import Writing
    from workshop.facilitating.export_choices import ExportChoices
    from workshop.live.live_workshop import LiveWorkshop


class SessionListing(Protocol):
    """A session file as shown in a list. `problem` is a sentence if it cannot be opened."""

    def told(self, words: Words) -> str:
        """One line that tells it from others of the same title."""

    @property
    def path(self) -> Path: ...
    @property
    def title(self) -> str: ...
    @property
    def date(self) -> date | None: ...
    @property
    def status(self) -> str: ...
    @property
    def stage(self) -> str: ...
    @property
    def participants(self) -> int: ...
    @property
    def meeting(self) -> int: ...
    @property
    def modified(self) -> datetime: ...
    @property
    def problem(self) -> str: ...
    @property
    def organisation(self) -> str: ...
    @property
    def group_name(self) -> str: ...
    @property
    def is_open(self) -> bool: ...
    @property
    def is_put_aside(self) -> bool: ...


class AboutWorkshop(Protocol):
    """What a workshop holds (`workshop.archive.summary.WorkshopSummary`)."""

    @property
    def status(self) -> str: ...
    @property
    def activity(self) -> str: ...
    @property
    def number(self) -> int: ...
    @property
    def total(self) -> int: ...
    @property
    def cards(self) -> int: ...
    @property
    def agreements(self) -> int: ...
    @property
    def overdue(self) -> int: ...
    @property
    def next_due(self) -> date | None: ...
    @property
    def may_let_go(self) -> bool: ...


class MethodChoice(Protocol):
    """A method in a list to choose from."""

    @property
    def key(self) -> str: ...
    @property
    def title(self) -> str: ...


class NetworkAddress(Protocol):
    """An address of this computer that phones may reach, and the name of its network."""

    @property
    def ip(self) -> str: ...
    @property
    def interface(self) -> str: ...


@dataclass(frozen=True, slots=True)
class HomeExtra:
    """An additional entry at home, such as a demo. `label` and `help` are sentences."""

    key: str
    label: str
    help: str


class OpenWorkshop(Protocol):
    """An open workshop: its live state and the phones' server."""

    @property
    def live(self) -> LiveWorkshop:
        """The state and the commands; attached to the running loop."""

    @property
    def clock(self) -> Clock:
        """The room's clock."""

    @property
    def path(self) -> Path:
        """The session file."""

    def notices(self) -> Sequence[str]:
        """Notices about the file and its folder; sentences, shown once when it is opened."""

    def alarm(self) -> str:
        """A warning to show as long as it lasts, such as a nearly full disk; else empty."""

    @property
    def has_ended(self) -> bool:
        """Whether it was closed from somewhere else: there is nothing left to lead."""

    def connected(self) -> int:
        """How many phones are connected now."""

    @property
    def others(self) -> int:
        """How many other screens lead it too."""

    @property
    def is_kept(self) -> bool:
        """Whether it goes on without any screen (`workshop host`)."""

    def addresses(self) -> Sequence[NetworkAddress]:
        """The addresses to choose from, the one in use among them."""

    async def choose_address(self, ip: str) -> None:
        """Put another address in the QR code; raises an error with a sentence if that fails."""

    async def rotate_access(self) -> None:
        """Make a new QR secret and code; phones that have joined stay."""

    def freeze(self, on: bool) -> None:
        """Hold the faces of the audience still, or let them go on."""

    @property
    def minutes(self) -> tuple[Path, ...]:
        """The files that `write_minutes` wrote last; none before."""

    async def write_minutes(self, *, confirmed: bool = False) -> tuple[Path, ...]:
        """Write the current minutes, in another thread, and return the files.

        Unless `confirmed`, raises an error that names `texts_to_confirm`, before anything is written,
        if somebody must first confirm that these texts may be included.
        """

    def known_formats(self) -> tuple[str, ...]:
        """The names of all formats that can be written on this computer."""

    def usual_formats(self) -> tuple[str, ...]:
        """Those that `write_minutes` writes."""

    def export_choices(self) -> ExportChoices:
        """What this organisation chose last."""

    async def export(self, choices: ExportChoices, *, confirmed: bool, writing: Writing) -> tuple[Path, ...]:
        """Write what was chosen, as `write_minutes` does, and remember the choices.

        `writing` is told of each format before it is made, and stops it: ExportStoppedError.
        """

    async def preview(self, choices: ExportChoices) -> str:
        """The minutes as they would be written, as text."""

    async def mail_text(self, choices: ExportChoices) -> str:
        """The minutes as the text of a mail."""

    async def close(self, *, hung_up: bool = False) -> None:
        """Leave. The last face to leave stops the server and gives the file back. Safe to call twice.

        Where it has `hung_up`, because its window or line is gone, phones go on being served for a while.
        """


class FirstKeysPort(Protocol):
    """Remembers on this computer whether the facilitator has learned the first keys."""

    @property
    def wanted(self) -> bool:
        """Whether to show them."""

    def found(self) -> None:
        """Never show them again."""


class OverviewPort(Protocol):
    """The overview over many workshops (`workshop.archive.overview.OverviewBook`). Any thread may ask."""

    @property
    def problems(self) -> Sequence[StorageError]:
        """The files that the latest look passed over."""

    def look(self, today: date, only: OverviewFilter = ...) -> Overview:
        """The overview as it is now. Raises an error with a sentence."""

    def search(self, wanted: str, only: OverviewFilter = ...) -> Sequence[tuple[KnownWorkshop, KnownText]]:
        """The texts that hold all words of `wanted`, each with its workshop. As `look`."""

    def path_of(self, name: str) -> Path:
        """The session file of a workshop."""

    def close(self) -> None:
        """Give back what is kept open."""


class HomePort(Protocol):
    """The operations of the home screen."""

    def list_sessions(self, most: int | None = None) -> Sequence[SessionListing]:
        """Every session, or the first `most` of them, the one worked on last first.

        Raises an error with a sentence. Called in another thread.
        """

    def about(self, path: Path) -> AboutWorkshop:
        """What a workshop holds. Raises an error with a sentence. Called in another thread."""

    def overview(self, practice: bool = False) -> OverviewPort:
        """The overview over all workshops, or over rehearsals and demos. Called in another thread."""

    def write_overview(self, found: Overview, practice: bool = False) -> Sequence[Path]:
        """Write an overview as files and return them. Raises an error with a sentence. As `overview`."""

    def methods(self) -> Sequence[MethodChoice]:
        """The methods for a new workshop: those of the program, then the organisation's own."""

    def method(self, language: str = "", key: str = "") -> Method:
        """A method for a new workshop, or the usual one. As `method_of`."""

    def create(self, wish: NewWorkshop, method: str = "", earlier: Path | None = None) -> Path:
        """Make a workshop's file, of the usual method unless another one's key is given.

        With the file of an `earlier` workshop it begins with that one's initiatives.

        Raises Refused for invalid input, and what `method` raises. Called in another thread.
        """

    def method_of(self, path: Path) -> Method:
        """The method of a workshop. Raises an error with a sentence. Called in another thread."""

    def copy(self, path: Path, title: str, *, used_minutes: bool = False) -> Path:
        """Make a new workshop with the names, votes and run sheet of another. As `create`.

        With `used_minutes` each activity has the minutes that it took there, if it was held.
        """

    def rename(self, path: Path, title: str) -> None:
        """Give a workshop another title. Raises an error with a sentence. Called in another thread."""

    def delete(self, path: Path) -> int:
        """Delete every file of a workshop; returns how many. As `rename`. Its minutes stay."""

    def anonymise(self, path: Path) -> int:
        """Take the people out of a workshop; returns how many copies were deleted. As `rename`."""

    def delete_meeting(self, path: Path, number: int) -> int:
        """Delete the raw material of one meeting that has ended; returns the copies deleted. As `rename`."""

    def put_aside(self, path: Path) -> None:
        """Put a workshop in the archive. As `rename`."""

    def take_back(self, path: Path) -> None:
        """Take a workshop back from the archive. As `rename`."""

    def minutes_folder(self, path: Path) -> Path:
        """Where a workshop's minutes are. As `rename`."""

    def proposed_follow_up(self, path: Path) -> str:
        """The run sheet for a follow-up that is held today. Called in another thread; as `follow_up`."""

    def follow_up(self, path: Path, packs: Sequence[str] = (), run_sheet: str = "") -> None:
        """Begin the next meeting of an ended workshop, with these packs; it is opened afterwards.

        Raises an error with a sentence. Called in another thread.
        """

    async def open(self, path: Path) -> OpenWorkshop:
        """Open a workshop and serve its phones. Raises an error with a sentence."""

    def extras(self) -> Sequence[HomeExtra]:
        """The additional entries of home; may be empty."""

    async def start_extra(self, key: str) -> Path:
        """Prepare the extra `key` and return the session to open."""


def texts_to_confirm(problem: Exception) -> tuple[str, ...]:
    """The texts, safe to show, that must be confirmed first; none for any other error."""
    return tuple(getattr(problem, "texts_to_confirm", ()))


def files_despite(problem: Exception) -> tuple[Path, ...]:
    """The files that were written although others were not; none for any other error."""
    return tuple(getattr(problem, "written", ()))


def sentence_of(problem: Exception, words: Words) -> str:
    """An error's own sentence, or a general one if it has none."""
    sentence = getattr(problem, "sentence", None)
    return str(sentence(words)) if callable(sentence) else words("refused.internal")
