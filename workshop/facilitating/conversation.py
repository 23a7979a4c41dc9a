"""How an act asks: the small port that every face of the facilitator implements.

A face draws and asks; it owns no act. On the projector the card that is meant is the one the cursor
is on; line by line it is asked for. An act does not know the difference.
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
    from sessions.commands import Command
    from sessions.model import Card
    from sessions.rules.decide import Accepted
    from workshop.facilitating.ports import OpenWorkshop
    from workshop.facilitating.situation import Situation

Choices = Sequence[tuple[str, str]]
"""Keys with the labels people read, in order. Labels may hold participants' text: a face cleans them."""


class LeftError(Exception):
    """A question was left without an answer: nothing is to be changed, and nobody needs to be told."""


class FieldKind(StrEnum):
    """What a field takes: a number lets only digits in."""

    TEXT = "text"
    NUMBER = "number"


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a form. `label` is a sentence for people, `value` what stands there already.

    `wanted` fields may be left empty, but are not offered as something one can do without. With a
    `reference`, the day it is read from, the field is a date and is not left with anything else.
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
    reference: date | None = None


Send = Callable[[dict[str, str]], Awaitable["Accepted | None"]]
"""Makes a command of a filled form and sends it; None where it was refused, which has been said."""


class Conversation(Protocol):
    """Questions to the facilitator, and commands to the room. Every question raises LeftError when left."""

    @property
    def words(self) -> Words:
        """The sentences in the workshop's language."""

    @property
    def situation(self) -> Situation:
        """Where the workshop stands now; ask anew instead of keeping it."""

    @property
    def session(self) -> OpenWorkshop:
        """The open workshop: its clock, its server, its minutes."""

    @property
    def date_reference(self) -> date:
        """The day that typed dates are read from."""

    async def choose(
        self, title: str, choices: Choices, *, note: str = "", current: str = "", careful: bool = False
    ) -> str:
        """Ask for one of `choices` and return its key.

        Where the answer may end something for the room, ask `careful`: keys of a text are no answer then.
        """

    async def choose_some(
        self, title: str, choices: Choices, *, proposed: Sequence[str] = (), note: str = ""
    ) -> tuple[str, ...]:
        """Ask for any number of `choices` and return their keys."""

    async def fill_in(
        self, title: str, fields: Sequence[Field], send: Send, *, note: str = "", only_changes: bool = False
    ) -> Accepted | None:
        """Ask for texts and `send` them. What is refused comes back with all that was written in it.

        None where nothing was sent: `only_changes` is set and nothing was changed.
        """

    async def ask_texts(self, title: str, fields: Sequence[Field], *, note: str = "") -> dict[str, str]:
        """Ask for texts that no command is made of by themselves; each by the key of its field."""

    async def confirm(self, question: str, detail: str = "") -> bool:
        """Ask yes or no."""

    async def card(self, cards: Sequence[Card]) -> Card:
        """The card that is meant: the chosen one where there is a cursor, else it is asked for."""

    async def some_cards(self, cards: Sequence[Card], least: int = 1) -> tuple[Card, ...]:
        """The cards that are meant: the picked ones where cards can be picked, else they are asked for."""

    def cursor_on(self, keys: Sequence[str]) -> str:
        """Which of `keys` the cursor is on; empty where it is on none, or where there is no cursor."""

    async def item(self, title: str, items: Choices, *, nothing: str = "") -> str:
        """The key of what is meant in a list that is shown, such as an agreement or a person.

        `nothing` is the words key of what is said where the cursor is on none of `items`.
        """

    async def send(self, command: Command) -> Accepted | None:
        """Ask the room. None where it was refused; the refusal has been said."""

    async def attempt(self, work: Awaitable[object]) -> bool:
        """Wait for `work` on this computer; an error says its own sentence. Whether it went well."""

    def moved_on(self) -> None:
        """The projector shows something else now: line by line it is read out."""

    def leave_for(self, where: str) -> None:
        """Leave the workshop for `home`, or `quit` the program."""

    def writing(self) -> AbstractContextManager[None]:
        """Say that the minutes are being written as long as this is entered."""

    def files_written(self, files: tuple[Path, ...]) -> None:
        """The minutes stand in `files`: say where."""

    def tell(self, key: str, *, warning: bool = False, **fields: object) -> None:
        """Say a sentence of the words."""

    def say_sentence(self, sentence: str, *, error: bool = False) -> None:
        """Say a sentence that is not one of the words, such as an error's own."""
