"""What plain mode needs from whoever builds the program; it knows no store, no server, no screen."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from prompts.words import Words

if TYPE_CHECKING:
    from prompts.model import Method
    from sessions.clock import Clock
    from sessions.creation import NewWorkshop
    from workshop.live import LiveWorkshop


class Listing(Protocol):
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
    def modified(self) -> datetime: ...
    @property
    def problem(self) -> str: ...


class Reachable(Protocol):
    """An address of this computer that phones may reach, and the name of its network."""

    @property
    def ip(self) -> str: ...
    @property
    def interface(self) -> str: ...


class Extra(Protocol):
    """Something more that home offers, such as a demo."""

    @property
    def key(self) -> str: ...
    @property
    def label(self) -> str: ...
    @property
    def help(self) -> str: ...


class LedWorkshop(Protocol):
    """A workshop that is open and on the air."""

    @property
    def live(self) -> LiveWorkshop:
        """The picture and the commands; attached to the running loop."""

    @property
    def clock(self) -> Clock:
        """The clock that the room uses."""

    def connected(self) -> int:
        """How many phones are connected now."""

    def addresses(self) -> Sequence[Reachable]:
        """The addresses to choose from."""

    async def choose_address(self, ip: str) -> None:
        """Put another address in the QR code; raises an error with a sentence if it cannot."""

    async def rotate_access(self) -> None:
        """A new QR secret and code; phones that have joined stay."""

    async def write_minutes(self) -> tuple[Path, ...]:
        """Write the minutes as they stand and return the files."""

    async def close(self) -> None:
        """Stop the server and give the file back. Safe to call twice."""


class HomeDoor(Protocol):
    """What home can do."""

    def list_sessions(self) -> Sequence[Listing]:
        """Every session, the one worked on last first."""

    def method(self) -> Method:
        """The method that a new workshop begins with."""

    def create(self, wish: NewWorkshop) -> Path:
        """Make a workshop's file. Raises the `Refused` the wish deserves."""

    async def open(self, path: Path) -> LedWorkshop:
        """Open a workshop and serve its phones. Raises an error with a sentence."""

    def extras(self) -> Sequence[Extra]:
        """What else home offers; may be empty."""

    async def start_extra(self, key: str) -> Path:
        """Prepare the extra `key` and return the session to open."""


def sentence_of(problem: Exception, words: Words) -> str:
    """What an error says for itself, or that something went wrong where it says nothing."""
    sentence = getattr(problem, "sentence", None)
    return str(sentence(words)) if callable(sentence) else words("refused.internal")
