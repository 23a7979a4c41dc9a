"""The conversation passed to every action of plain mode: the workshop, its words, questions, and `send`."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

from prompts.language.words import Words
from prompts.methods.model import Activity, Category
from sessions.command_answers import Accepted
from sessions.commands import Command
from sessions.errors import Refused
from sessions.model import Card, ScheduledActivity
from sessions.queries.origins import with_origin
from sessions.rules.dates import date_reference
from sessions.rules.people import active_participants
from sessions.state import State
from workshop.facilitating.act import Act
from workshop.facilitating.choices import category_choices
from workshop.facilitating.conversation import Choices, Field, LeftError, Send, Writing
from workshop.facilitating.ports import OpenWorkshop
from workshop.facilitating.situation import Situation
from workshop.facilitating.telling.command_warnings import warning_sentence
from workshop.live.live_workshop import LiveWorkshop
from workshop.plain.conversation.asking import Asking
from workshop.plain.conversation.console import Console
from workshop.plain.conversation.line_writing import told_writing

CARDS_AT_ONCE = 12
"""Cards that are listed without being asked for."""


class LineConversation(Asking):
    """One open workshop, led line by line."""

    def __init__(self, console: Console, words: Words, session: OpenWorkshop) -> None:
        """Lead `session` on `console`."""
        super().__init__(console, words)
        self.session = session
        self.news_on = True
        self.idle = False
        """Whether the facilitator is idle, so that news may be printed."""
        self.told = False
        """Whether the running act has reported what it did."""
        self.accepted = False
        """Whether the running act has changed anything."""
        self.has_moved = False
        """Whether the projector has changed since it was last read out."""
        self.leave = ""
        """Where to go when the workshop is left: `home` or `quit`."""

    @property
    def live(self) -> LiveWorkshop:
        """The state and the commands."""
        return self.session.live

    @property
    def state(self) -> State:
        """The current state of the workshop."""
        return self.live.state

    @property
    def now(self) -> datetime:
        """The time by the room's clock."""
        return self.session.clock.now()

    @property
    def date_reference(self) -> date:
        """The reference day for typed dates."""
        return date_reference(self.state, self.now)

    @property
    def closed(self) -> bool:
        """Whether the workshop has ended."""
        return self.situation.closed

    @property
    def scheduled(self) -> ScheduledActivity | None:
        """What is on the projector; None in the lobby and after the end."""
        return self.situation.scheduled

    @property
    def row(self) -> ScheduledActivity:
        """What is on the projector, for actions that are offered only then. Raises LookupError."""
        row = self.scheduled
        if row is None:
            raise LookupError("no activity")
        return row

    @property
    def activity(self) -> Activity:
        """The activity on the projector. Raises LookupError where there is none."""
        return self.live.method.activity(self.row.activity)

    @property
    def situation(self) -> Situation:
        """The current situation, for acts."""
        return Situation(self.state, self.live.method)

    async def fill_in(
        self, title: str, fields: Sequence[Field], send: Send, *, note: str = "", only_changes: bool = False
    ) -> Accepted | None:
        """Ask for a form, line by line. If refused, it is asked again with the previous input as default."""
        before = {field.key: field.value for field in fields}
        if not self.answers:
            self.console.lines(line for line in (title if len(fields) > 1 else "", note) if line)
        while True:
            filled = await self.form(fields)
            if only_changes and filled == before:
                return None
            answer = await send(filled)
            if answer is not None:
                return answer
            fields = tuple(replace(field, value=filled[field.key]) for field in fields)

    async def ask_texts(self, title: str, fields: Sequence[Field], *, note: str = "") -> dict[str, str]:
        """Ask for texts, line by line; returns them by field key. Raises LeftError."""
        return await self.form(fields)

    def cursor_on(self, keys: Sequence[str]) -> str:
        """Lines have no cursor."""
        return ""

    def moved_on(self) -> None:
        """Have the loop read out what is on the projector now."""
        self.told = self.has_moved = True

    def leave_for(self, where: str) -> None:
        """Leave the workshop for `home`, or `quit`."""
        self.leave = where

    def writing(self) -> AbstractContextManager[Writing]:
        """What is written within this; what takes longer than a second is said."""
        return told_writing(self.console, self.words)

    async def read(self, title: str, text: str) -> None:
        """Print it."""
        self.told = True
        self.console.lines((title, *text.splitlines()))

    def files_written(self, files: tuple[Path, ...]) -> None:
        """Say where the minutes are."""
        if files:
            self.tell("terminal.end.files")
            self.console.lines(str(file) for file in files)

    def to_clipboard(self, text: str) -> None:
        """Print it: what is copied from here is the reader's choice."""
        self.told = True
        self.console.lines(text.splitlines())

    def say_sentence(self, sentence: str, *, error: bool = False) -> None:
        """Print a sentence that is not in the catalogue."""
        self.told = True
        self.console.line(sentence)

    def key_of(self, act: Act) -> str:
        """What is typed for an act."""
        return act.typed

    def tell(self, key: str, *, warning: bool = False, **fields: object) -> None:
        """Print a sentence from the catalogue."""
        self.told = True
        self.say(key, **fields)

    # --- saying -------------------------------------------------------------------------------------

    def number(self, card: Card) -> str:
        """The public number of a card: `t7`."""
        return self.live.method.card_number(card.deck, card.number)

    def card_line(self, card: Card) -> str:
        """Number and text."""
        return f"{self.number(card)} {with_origin(card)}".strip()

    def named(self, category: str) -> str:
        """The name of a category, or the words for none."""
        known = {item.key: item.title for each in self.live.method.category_sets for item in each.categories}
        return known.get(category, self.words("panels.place.rest"))

    @property
    def phones(self) -> frozenset[str]:
        """The ids of all participants with a phone."""
        return frozenset(row.id for row in active_participants(self.state) if not row.typed_in)

    @property
    def done_count(self) -> int:
        """How many have marked themselves as done with the activity."""
        row = self.scheduled
        marks = self.state.done_marks.where("scheduled", row.id) if row is not None else ()
        return sum(mark.done and mark.participant in self.phones for mark in marks)

    def progress(self, key: str, done: int, people: int, **fields: object) -> None:
        """Say by the sentence `key` how many of the phones have come so far; or that there are none."""
        if people:
            self.say(key, n=done, total=people, **fields)
        else:
            self.say("plain.no-phones")

    def list_cards(self, cards: Sequence[Card], most: int = CARDS_AT_ONCE) -> None:
        """List cards, and say how many more there are."""
        self.console.lines(self.card_line(card) for card in cards[:most])
        if len(cards) > most:
            self.say("plain.more-cards", n=len(cards) - most)

    # --- asking -------------------------------------------------------------------------------------

    async def card(self, cards: Sequence[Card], label: str = "plain.ask.card") -> Card:
        """Ask for one of `cards` by its number; a word lists the cards containing it. Raises LeftError."""
        if not cards:
            self.say("plain.no-cards")
            raise LeftError
        while True:
            typed = await self.ask(self.words(label), "plain.ask.card-help")
            if typed in ("", "0"):
                raise LeftError
            found = self._by_number(typed, cards)
            if found is not None:
                return found
            self._search(typed, cards)

    async def some_cards(self, cards: Sequence[Card], least: int = 1) -> tuple[Card, ...]:
        """Ask for some of `cards` by their numbers; two at `least` are merged. Raises LeftError."""
        if len(cards) < least:
            self.say("plain.too-few-cards" if cards else "plain.no-cards", n=len(cards), least=least)
            raise LeftError
        label = self.words("plain.ask.cards-merged" if least > 1 else "plain.ask.cards")
        while True:
            typed = await self.ask(label, "plain.ask.card-help")
            if typed in ("", "0"):
                raise LeftError
            found = [self._by_number(part, cards) for part in typed.replace(",", " ").split()]
            kept = tuple(dict.fromkeys(card for card in found if card is not None))
            if None not in found and len(kept) >= least:
                return kept
            if None in found:
                self._search(typed, cards)
            else:
                self.say("plain.ask.least-cards", n=least)

    def _by_number(self, typed: str, cards: Sequence[Card]) -> Card | None:
        wanted = typed.casefold()
        return next((card for card in cards if wanted in (self.number(card), str(card.number))), None)

    def _search(self, typed: str, cards: Sequence[Card]) -> None:
        found = [card for card in cards if typed.casefold() in card.text.casefold()]
        if found:
            self.list_cards(found)
        else:
            self.say("plain.ask.no-card", text=typed)

    async def item(self, title: str, items: Choices, *, nothing: str = "") -> str:
        """Ask for one of `items`; returns its key. Raises LeftError."""
        return await self.choose(title, items)

    async def category(self, title: str) -> Category:
        """Ask for one of the categories. Raises LeftError."""
        return self.live.method.category(
            await self.choose(title, category_choices(self.situation.categories))
        )

    # --- acting -------------------------------------------------------------------------------------

    async def send(self, command: Command) -> Accepted | None:
        """Send a command to the room; a refusal or warnings are printed."""
        try:
            answer = await self.live.send(command)
        except Refused as refusal:
            self.console.line(refusal.sentence(self.words))
            self.told = True
            return None
        self.accepted = True
        for warning in answer.warnings:
            self.console.line(warning_sentence(self.words, warning))
        return answer

    async def do(self, command: Command, said: str = "plain.done", **fields: object) -> bool:
        """`send`, and confirm that it was done."""
        if await self.send(command) is None:
            return False
        self.say(said, **fields)
        return True
