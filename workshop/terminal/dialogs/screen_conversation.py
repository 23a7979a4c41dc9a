"""The screen's implementation of `Conversation`: an act's questions become dialogs."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from textual.app import App

from prompts.language.words import Words
from sessions.rules.dates import date_reference
from workshop.facilitating.conversation import Choices, Field, LeftError, Send, Writing
from workshop.facilitating.situation import Situation
from workshop.terminal.dialogs.ask import ask_choice, ask_fields, ask_many, confirm, fill_in, show_text
from workshop.terminal.dialogs.sending import say, send
from workshop.terminal.theme.untrusted_text import harmless, one_line

if TYPE_CHECKING:
    from sessions.command_answers import Accepted
    from sessions.commands import Command
    from sessions.model import Card
    from workshop.facilitating.act import Act
    from workshop.facilitating.ports import OpenWorkshop
    from workshop.live.live_workshop import LiveWorkshop


class Cursor:
    """The selection on the screen. This base has none; walls and lists override it."""

    @property
    def chosen(self) -> str:
        """The key at the cursor; empty for none."""
        return ""

    @property
    def picked(self) -> tuple[str, ...]:
        """The picked keys, in the order of picking."""
        return ()

    @property
    def open(self) -> tuple[str, ...]:
        """The keys of what the cursor is within, such as the open tab."""
        return ()

    def unpick(self) -> None:
        """Clear the picks."""


class ScreenConversation:
    """Asks with dialogs on `app`; the selection is that of `cursor`. One per act carried out."""

    def __init__(
        self,
        app: App[Any],
        live: LiveWorkshop,
        cursor: Cursor | None = None,
        session: OpenWorkshop | None = None,
    ) -> None:
        """Take the live workshop; `session` is given if acts need more than its state."""
        self._app = app
        self._live = live
        self._session = session
        self._cursor = cursor or Cursor()
        self._meant_picked = False
        self.accepted = False
        """Whether a command of the act was accepted."""

    @property
    def words(self) -> Words:
        """The sentences in the workshop's language."""
        return self._live.words

    @property
    def situation(self) -> Situation:
        """The current situation."""
        return Situation(self._live.state, self._live.method)

    @property
    def session(self) -> OpenWorkshop:
        """The open workshop. Raises LookupError if the screen was given none."""
        if self._session is None:
            raise LookupError("no open workshop")
        return self._session

    @property
    def date_reference(self) -> date:
        """The day from which typed dates are read."""
        return date_reference(self._live.state, datetime.now(UTC))

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
        """One of `choices`. Raises LeftError."""
        key = await ask_choice(
            self._app,
            one_line(title),
            _clean(choices),
            harmless(note),
            current,
            careful=careful,
            written=written,
        )
        if key is None:
            raise LeftError
        return key

    async def choose_some(
        self, title: str, choices: Choices, *, proposed: Sequence[str] = (), note: str = ""
    ) -> tuple[str, ...]:
        """Any number of `choices`. Raises LeftError."""
        keys = await ask_many(self._app, one_line(title), _clean(choices), proposed, harmless(note))
        if keys is None:
            raise LeftError
        return keys

    async def fill_in(
        self, title: str, fields: Sequence[Field], send: Send, *, note: str = "", only_changes: bool = False
    ) -> Accepted | None:
        """Show a form. Raises LeftError, also if `only_changes` is set and nothing was changed."""
        answer = await fill_in(
            self._app, one_line(title), tuple(fields), send, one_line(note), only_changes=only_changes
        )
        if answer is None:
            raise LeftError
        return answer

    async def ask_texts(self, title: str, fields: Sequence[Field], *, note: str = "") -> dict[str, str]:
        """Texts by the keys of their fields. Raises LeftError."""
        filled = await ask_fields(self._app, one_line(title), tuple(fields), one_line(note))
        if filled is None:
            raise LeftError
        return filled

    async def confirm(self, question: str, detail: str = "") -> bool:
        """Yes or no."""
        return await confirm(self._app, harmless(question), harmless(detail))

    async def card(self, cards: Sequence[Card]) -> Card:
        """The card at the cursor. Raises LeftError if that is none of `cards`."""
        for card in cards:
            if card.id == self._cursor.chosen:
                return card
        raise LeftError

    async def some_cards(self, cards: Sequence[Card], least: int = 1) -> tuple[Card, ...]:
        """The picked cards, or the chosen one if none is picked. Raises LeftError for too few."""
        known: dict[str, Card] = {card.id: card for card in cards}
        picked = [key for key in self._cursor.picked if key in known]
        self._meant_picked = bool(picked)
        chosen = [self._cursor.chosen] if self._cursor.chosen in known else []
        found = tuple(known[key] for key in picked or chosen)
        if len(found) < least:
            if least > 1:
                self.tell("panels.common.pick_first", warning=True, n=least)
            raise LeftError
        return found

    async def item(self, title: str, items: Choices, *, nothing: str = "") -> str:
        """The list item at the cursor. Raises LeftError if that is none of `items`."""
        key = self.cursor_on([key for key, _ in items])
        if not key:
            if nothing:
                self.tell(nothing, warning=True)
            raise LeftError
        return key

    def cursor_on(self, keys: Sequence[str]) -> str:
        """Which of `keys` the cursor is on or within; empty for none."""
        return next((key for key in (self._cursor.chosen, *self._cursor.open) if key and key in keys), "")

    async def send(self, command: Command) -> Accepted | None:
        """Send a command to the room; a refusal is shown on the screen."""
        answer = await send(self._app, self._live, command)
        self.accepted = self.accepted or answer is not None
        return answer

    def moved_on(self) -> None:
        """Nothing to do: the screen follows the state anyway."""

    def leave_for(self, where: str) -> None:
        """Nothing to do: only the workshop's own screen can be left."""
        raise LookupError(where)

    def writing(self) -> AbstractContextManager[Writing]:
        """Nothing to show: only the workshop's own screen does."""
        return nullcontext(Writing())

    async def read(self, title: str, text: str) -> None:
        """Show it in a dialog that scrolls."""
        await show_text(self._app, title, text.splitlines())

    def files_written(self, files: tuple[Path, ...]) -> None:
        """Nothing to show: only the workshop's own screen lists files."""
        raise LookupError("no place for files")

    def say_sentence(self, sentence: str, *, error: bool = False) -> None:
        """Show a sentence as a notification."""
        say(self._app, sentence, "error" if error else "information")

    def to_clipboard(self, text: str) -> None:
        """Ask the terminal to put `text` on the clipboard (OSC 52); some terminals do not."""
        self._app.copy_to_clipboard(text)
        self.tell("terminal.export.copied")

    def key_of(self, act: Act) -> str:
        """The first key of an act, as people write it: `Ctrl+Y`."""
        return "+".join(part.capitalize() for part in act.keys[0].split("+")) if act.keys else ""

    def tell(self, key: str, *, warning: bool = False, **fields: object) -> None:
        """Show a sentence from the catalogue as a notification."""
        say(self._app, self.words(key, **fields), "warning" if warning else "information")

    def finish(self) -> None:
        """Called when the act is done: clear the picks that it used."""
        if self._meant_picked and self.accepted:
            self._cursor.unpick()


def _clean(choices: Choices) -> Choices:
    return [(key, one_line(label)) for key, label in choices]
