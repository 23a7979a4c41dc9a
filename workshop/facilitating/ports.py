"""What the screen needs from whoever builds the program: sessions to open, a server, minutes.

The terminal knows no store, no server and no exporter; the composition root hands them in
behind these protocols. An error that reaches the screen has a method `sentence(words)`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from prompts.language.words import Words

if TYPE_CHECKING:  # the first screen is painted before the core is loaded
    from prompts.methods.model import Method
    from sessions.clock import Clock
    from sessions.rules.creation import NewWorkshop
    from workshop.live.live_workshop import LiveWorkshop


class SessionListing(Protocol):
    """A session file as a list shows it. `problem` is a sentence where it cannot be opened."""

    @property
    def path(self) -> Path: ...
    @property
    def title(self) -> str: ...
    @property
    def date(self) -> str: ...
    @property
    def status(self) -> str: ...
    @property
    def participants(self) -> int: ...
    @property
    def round(self) -> int: ...
    @property
    def modified(self) -> datetime: ...
    @property
    def problem(self) -> str: ...


class NetworkAddress(Protocol):
    """An address of this computer that phones may reach, and the name of its network."""

    @property
    def ip(self) -> str: ...
    @property
    def interface(self) -> str: ...


@dataclass(frozen=True, slots=True)
class HomeExtra:
    """Something more that home offers, such as a demo. `label` and `help` are sentences."""

    key: str
    label: str
    help: str


class OpenWorkshop(Protocol):
    """A workshop that is open: its live state, and the phones' server around it."""

    @property
    def live(self) -> LiveWorkshop:
        """The state and the commands; attached to the running loop."""

    @property
    def clock(self) -> Clock:
        """The clock that the room uses."""

    @property
    def path(self) -> Path:
        """The session file."""

    def notices(self) -> Sequence[str]:
        """What to know about the file and its folder; sentences, said once when it is opened."""

    def alarm(self) -> str:
        """What must be in sight as long as it lasts, such as a disk that is almost full; else empty."""

    def connected(self) -> int:
        """How many phones are connected now."""

    def addresses(self) -> Sequence[NetworkAddress]:
        """The addresses to choose from, the one in use among them."""

    async def choose_address(self, ip: str) -> None:
        """Put another address in the QR code; raises an error with a sentence if it cannot."""

    async def rotate_access(self) -> None:
        """A new QR secret and code; phones that have joined stay."""

    async def write_minutes(self, *, confirmed: bool = False) -> tuple[Path, ...]:
        """Write the minutes as they stand, in another thread, and return the files.

        Raises, before anything is written, an error that names `texts_to_confirm` where somebody
        has to say first that these may stand there, unless `confirmed` says so.
        """

    async def close(self) -> None:
        """Stop the server and give the file back. Safe to call twice."""


class FirstKeysPort(Protocol):
    """Remembers on this computer whether the facilitator has found the first keys."""

    @property
    def wanted(self) -> bool:
        """Whether they are to be told."""

    def found(self) -> None:
        """Tell them never again."""


class HomePort(Protocol):
    """What home can do."""

    def list_sessions(self, most: int | None = None) -> Sequence[SessionListing]:
        """Every session, or the first `most` of them, the one worked on last first.

        Raises an error with a sentence. Called in another thread.
        """

    def method(self, language: str = "") -> Method:
        """The method that a new workshop begins with. Called in another thread."""

    def create(self, wish: NewWorkshop) -> Path:
        """Make a workshop's file. Raises the `Refused` the wish deserves. Called in another thread."""

    def method_of(self, path: Path) -> Method:
        """The method of a workshop. Raises an error with a sentence. Called in another thread."""

    def follow_up(self, path: Path, packs: Sequence[str] = ()) -> None:
        """Begin the next meeting of an ended workshop, with these packs; it is opened afterwards.

        Raises an error with a sentence. Called in another thread.
        """

    async def open(self, path: Path) -> OpenWorkshop:
        """Open a workshop and serve its phones. Raises an error with a sentence."""

    def extras(self) -> Sequence[HomeExtra]:
        """What else home offers; may be empty."""

    async def start_extra(self, key: str) -> Path:
        """Prepare the extra `key` and return the session to open."""


def texts_to_confirm(problem: Exception) -> tuple[str, ...]:
    """The texts, fit to be shown, that somebody has to confirm first; none for any other error."""
    return tuple(getattr(problem, "texts_to_confirm", ()))


def sentence_of(problem: Exception, words: Words) -> str:
    """What an error says for itself, or that something went wrong where it says nothing."""
    sentence = getattr(problem, "sentence", None)
    return str(sentence(words)) if callable(sentence) else words("refused.internal")
