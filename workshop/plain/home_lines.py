"""Home in plain mode: resume a workshop, make a new one, try the demo."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path

from prompts.language.typed_dates import LONGEST_DATE
from prompts.language.words import Words
from sessions.limits import DEFAULT_DOTS, DEFAULT_MAX_PER_ITEM, LONGEST_TITLE
from sessions.rules.creation import NewWorkshop
from sessions.rules.dates import parsed_date
from workshop.facilitating.conversation import Field, LeftError
from workshop.facilitating.ports import HomePort, SessionListing, sentence_of
from workshop.plain.conversation.asking import BACK, Asking
from workshop.plain.conversation.choose_packs import some_packs
from workshop.plain.conversation.console import Console
from workshop.plain.conversation.reading import EndOfInput, Interrupted

MOST_DOTS = 20
LISTED = 20
NEW, EXTRA, FOLLOW_UP = "n", "x", "o"
ENDED = "closed"


class HomeLines(Asking):
    """Lists the workshops and asks which to open."""

    def __init__(self, console: Console, words: Words, home: HomePort) -> None:
        """Show what `home` offers."""
        super().__init__(console, words)
        self._home = home

    async def choose_workshop(self) -> Path | None:
        """Ask for the workshop to open; None to leave. Raises EndOfInput."""
        while True:
            listed = await asyncio.to_thread(self._home.list_sessions, LISTED)
            self._list(listed)
            try:
                typed = await self.ask(
                    self._prompt(bool(listed), any(item.status == ENDED for item in listed)),
                    "plain.home.help",
                )
                if typed == BACK:
                    return None
                path = await self._path(typed, listed)
            except Interrupted:
                return None
            except LeftError:
                self.say("plain.left")
                continue
            if path is not None:
                return path

    async def _path(self, typed: str, listed: Sequence[SessionListing]) -> Path | None:
        try:
            if typed == NEW:
                return await self._new()
            if typed == FOLLOW_UP:
                return await self._follow_up(listed)
            if typed == EXTRA and self._home.extras():
                return await self._extra()
        except Exception as problem:
            if isinstance(problem, (LeftError, Interrupted, EndOfInput)) or not _speaks(problem):
                raise
            self.console.line(sentence_of(problem, self.words))
            return None
        number = int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < 4 else 0
        if 1 <= number <= len(listed):
            return listed[number - 1].path
        if typed:
            self.say("plain.no-such", text=typed)
        return None

    async def _follow_up(self, listed: Sequence[SessionListing]) -> Path | None:
        """Begin the next meeting of an ended workshop."""
        ended = [item for item in listed if item.status == ENDED]
        if not ended:
            self.say("plain.home.none-ended")
            return None
        path = ended[0].path
        if len(ended) > 1:
            names = [(str(item.path), self._named(item)) for item in ended]
            path = Path(await self.choose(self.words("plain.home.which-ended"), names))
        method = await asyncio.to_thread(self._home.method_of, path)
        packs = await some_packs(self, method.packs)
        await asyncio.to_thread(self._home.follow_up, path, packs)
        return path

    def _list(self, listed: Sequence[SessionListing]) -> None:
        self.say("terminal.home.heading-some" if listed else "terminal.home.heading-none")
        for number, item in enumerate(listed, start=1):
            self.console.line(f"{number} {self._named(item)}")

    def _named(self, item: SessionListing) -> str:
        if item.problem:
            return f"{item.title}: {item.problem}"
        status = self.words(f"cli.status-{item.status}")
        people = self.words("terminal.home.participants", n=item.participants)
        title = item.title
        if item.meeting > 1:
            title = self.words("terminal.home.meeting", title=title, n=item.meeting)
        return f"{title}, {item.date or ''}, {status}, {people}"

    def _prompt(self, some: bool, ended: bool) -> str:
        extra = self.words("plain.home.extra") if self._home.extras() else ""
        prompt = self.words("plain.home.prompt" if some else "plain.home.prompt-none", extra=extra)
        return f"{self.words('plain.home.follow-up')}, {prompt}" if ended else prompt

    async def _new(self) -> Path:
        method = await asyncio.to_thread(self._home.method)
        words = self.words
        found = await self.form(
            (
                Field("title", words("terminal.new.label.title"), longest=LONGEST_TITLE),
                Field(
                    "organisation",
                    words("terminal.new.label.organisation"),
                    optional=True,
                    longest=LONGEST_TITLE,
                ),
                Field("group", words("terminal.new.label.group"), optional=True, longest=LONGEST_TITLE),
                Field(
                    "date", words("plain.home.date"), optional=True, longest=LONGEST_DATE, reference=_today()
                ),
            )
        )
        sheets = [(sheet.key, sheet.title) for sheet in method.first_sheets()]
        run_sheet = await self.choose(words("terminal.new.label.run-sheet"), sheets)
        there = {planned.activity for planned in method.run_sheet(run_sheet).plan}
        offered = [pack for pack in method.packs if any(part.activity not in there for part in pack.plan)]
        packs = await some_packs(self, offered)
        dots = max(1, min(MOST_DOTS, await self.count(words("terminal.new.label.dots"), DEFAULT_DOTS)))
        wish = NewWorkshop(
            title=found["title"],
            organisation=found["organisation"],
            group_name=found["group"],
            date=parsed_date(found["date"], _today()),
            run_sheet=run_sheet,
            packs=packs,
            dots=dots,
            max_per_item=min(DEFAULT_MAX_PER_ITEM, dots),
            show_small_groups=await self.confirm(words("terminal.new.small-groups")),
        )
        path = await asyncio.to_thread(self._home.create, wish)
        self.say("plain.home.created", title=found["title"])
        return path

    async def _extra(self) -> Path:
        choices = [(extra.key, extra.label) for extra in self._home.extras()]
        key = await self.choose(self.words("terminal.home.extra-title"), choices)
        return await self._home.start_extra(key)


def _speaks(problem: Exception) -> bool:
    """Whether an error makes its own sentence."""
    return isinstance(problem, OSError) or callable(getattr(problem, "sentence", None))


def _today() -> date:
    return datetime.now(UTC).astimezone().date()
