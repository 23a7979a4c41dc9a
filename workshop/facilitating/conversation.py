"""How an act asks questions: the port that each of the facilitator's user interfaces implements.

An interface draws and asks; it owns no act. On the projector the selected card is the one at the
cursor; in plain mode it is asked for. An act does not know the difference.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from prompts.language.cleaning import LONGEST_TEXT
from prompts.language.words import Words

if TYPE_CHECKING:  # the first screen is painted before the core is loaded
    from sessions.command_answers import Accepted
    from sessions.commands import Command
    from sessions.model import Card
    from workshop.facilitating.act import Act
    from workshop.facilitating.ports import OpenWorkshop
    from workshop.facilitating.situation import Situation

Choices = Sequence[tuple[str, str]]
"""Keys with the labels people read, in order. Labels may hold participants' text: a face cleans them."""


class LeftError(Exception):
    """A question was cancelled: nothing is changed, and no message is needed."""


MORE = "\n"
"""The key that a filled form has if another one is to follow it."""


class FieldKind(StrEnum):
    """What a field accepts: a number accepts only digits."""

    TEXT = "text"
    NUMBER = "number"


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a form. `label` is a text for people, `value` the current content.

    A field that is asked for `once_more` is saved by Enter, and the form comes back empty; the filled form
    then has `MORE` too. `row` reads what is pasted: the fields of the form that a row of a spreadsheet
    fills, none if it is no row. `wanted` fields may be empty but are not labelled optional. A field with a
    `reference` day is a date, read relative to that day, and accepts nothing else unless it `may_be_words`.
    A text may be completed to one of `suggestions`. A field with `options` is one of them or none: it is
    filled with their keys; `none` names its being left empty. One with `counts` is a number for each of
    these labels, in all no more than `most_counted` where that is known (0 where not). The cursor starts in
    the field that `begins`, if there is one.
    Where the current content is only `proposed`, writing goes on below it.
    """

    key: str
    label: str
    value: str = ""
    multiline: bool = False
    optional: bool = False
    kind: FieldKind = FieldKind.TEXT
    longest: int = LONGEST_TEXT
    placeholder: str = ""
    wanted: bool = False
    once_more: bool = False
    row: Callable[[str], dict[str, str]] | None = None
    reference: date | None = None
    may_be_words: bool = False
    suggestions: tuple[str, ...] = ()
    options: Choices = ()
    none: str = ""
    counts: tuple[str, ...] = ()
    most_counted: int = 0
    begins: bool = False
    proposed: bool = False


@dataclass(slots=True)
class Writing:
    """Files being written, as whoever waits sees it: the format at hand, its number, and how many there are.

    Setting `stopped` ends it before the next file; `ended` says that it is over.
    """

    name: str = ""
    number: int = 0
    total: int = 0
    stopped: bool = False
    ended: bool = False

    def told(self, name: str, number: int, total: int) -> None:
        """A format is about to be made."""
        self.name, self.number, self.total = name, number, total


Send = Callable[[dict[str, str]], Awaitable["Accepted | None"]]
"""Makes a command from a filled form and sends it; None if refused, after the refusal was shown."""


class Conversation(Protocol):
    """Questions to the facilitator, and commands to the room. A cancelled question raises LeftError."""

    @property
    def words(self) -> Words:
        """The sentences in the workshop's language."""

    @property
    def situation(self) -> Situation:
        """The current situation; ask again instead of keeping it."""

    @property
    def session(self) -> OpenWorkshop:
        """The open workshop: its clock, server and minutes."""

    @property
    def date_reference(self) -> date:
        """The reference day for typed dates."""

    async def choose(
        self,
        title: str,
        choices: Choices,
        *,
        note: str = "",
        current: str = "",
        careful: bool = False,
        written: str = "",
    ) -> str:
        """Ask for one of `choices` and return its key.

        Set `careful` if the answer may end something for the room: keys typed as part of a text are ignored.
        `written` is the choice after which a text is asked for: letters choose it and begin that text.
        """

    async def choose_some(
        self, title: str, choices: Choices, *, proposed: Sequence[str] = (), note: str = ""
    ) -> tuple[str, ...]:
        """Ask for any number of `choices` and return their keys."""

    async def fill_in(
        self, title: str, fields: Sequence[Field], send: Send, *, note: str = "", only_changes: bool = False
    ) -> Accepted | None:
        """Ask for texts and `send` them. If refused, the form is shown again with everything entered.

        None if nothing was sent because `only_changes` is set and nothing was changed.
        """

    async def ask_texts(self, title: str, fields: Sequence[Field], *, note: str = "") -> dict[str, str]:
        """Ask for texts without sending a command; returns them by field key."""

    async def confirm(self, question: str, detail: str = "") -> bool:
        """Ask yes or no."""

    async def card(self, cards: Sequence[Card]) -> Card:
        """The selected card: the one at the cursor, or else asked for."""

    async def some_cards(self, cards: Sequence[Card], least: int = 1) -> tuple[Card, ...]:
        """The selected cards: the picked ones where cards can be picked, or else asked for."""

    def cursor_on(self, keys: Sequence[str]) -> str:
        """Which of `keys` the cursor is on; empty if on none, or if there is no cursor."""

    async def item(self, title: str, items: Choices, *, nothing: str = "") -> str:
        """The key of the selected item in a list, such as an agreement or a person.

        `nothing` is the key of the message if the cursor is on none of `items`.
        """

    async def send(self, command: Command) -> Accepted | None:
        """Send a command to the room. None if refused; the refusal has already been shown."""

    def moved_on(self) -> None:
        """The projector shows something else now: plain mode reads it out."""

    def leave_for(self, where: str) -> None:
        """Leave the workshop for `home`, or `quit` the program."""

    def writing(self) -> AbstractContextManager[Writing]:
        """Context manager that shows that files are being written, and lets that be stopped."""

    async def read(self, title: str, text: str) -> None:
        """Show a long text until it is left."""

    def files_written(self, files: tuple[Path, ...]) -> None:
        """Say where the minutes, written to `files`, are."""

    def to_clipboard(self, text: str) -> None:
        """Put `text` on the clipboard where the face can, and show it where it cannot."""

    def key_of(self, act: Act) -> str:
        """What is pressed, or typed, for an act: for sentences that name it."""

    def tell(self, key: str, *, warning: bool = False, **fields: object) -> None:
        """Show a sentence from the catalogue."""

    def say_sentence(self, sentence: str, *, error: bool = False) -> None:
        """Show a sentence that is not in the catalogue, such as an error's own."""
