"""Home in plain mode: resume a workshop, make a new one, try the demo."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from prompts.language.typed_dates import LONGEST_DATE
from prompts.language.words import Words
from prompts.methods.model import Method
from sessions.limits import DEFAULT_DOTS, DEFAULT_MAX_PER_ITEM, LONGEST_TITLE
from sessions.rules.dates import parsed_date
from sessions.rules.meeting.creation import NewWorkshop
from workshop.facilitating.conversation import Field, LeftError
from workshop.facilitating.home.about_workshop import about_lines, standing
from workshop.facilitating.home.home_list import HomeList
from workshop.facilitating.home.new_choices import follow_up_choices, method_choices, offered_packs
from workshop.facilitating.ports import HomePort, SessionListing, sentence_of
from workshop.facilitating.telling.crowding import crowding
from workshop.machine.local_date import today
from workshop.plain.conversation.asking import BACK, Asking
from workshop.plain.conversation.choose_packs import some_packs
from workshop.plain.conversation.console import Console
from workshop.plain.conversation.reading import EndOfInput, Interrupted

ONLY_PACKS = "+"
MOST_DOTS = 20
LISTED = 20
NEW, EXTRA, FOLLOW_UP, MANAGE, SEARCH, ARCHIVE, OVERVIEW = "n", "x", "f", "m", "s", "a", "o"
ENDED = "closed"


class HomeLines(Asking):
    """Lists the workshops and asks which to open."""

    def __init__(self, console: Console, words: Words, home: HomePort) -> None:
        """Show what `home` offers."""
        super().__init__(console, words)
        self._home = home
        self._list = HomeList()

    async def choose_workshop(self) -> Path | None:
        """Ask for the workshop to open; None to leave. Raises EndOfInput."""
        while True:
            listed = await self._read()
            self._print(listed)
            try:
                typed = await self.ask(self._prompt(listed), "plain.home.help")
                if typed == BACK and not (self._list.in_archive or self._list.wanted):
                    return None
                path = await self._path(typed, listed)
            except Interrupted:
                return None
            except LeftError:
                self.say("plain.left")
                continue
            if path is not None:
                return path

    async def _read(self) -> Sequence[SessionListing]:
        """What is listed now: so many as can be heard; a search looks through all."""
        listings = await asyncio.to_thread(self._home.list_sessions)
        self._list = replace(self._list, listings=listings)
        return self._list.shown[:LISTED]

    async def _path(self, typed: str, listed: Sequence[SessionListing]) -> Path | None:
        letter, _, rest = typed.partition(" ")
        try:
            if typed == BACK:
                self._list = replace(self._list, in_archive=False, wanted="")
                return None
            if typed == NEW:
                return await self._new()
            if typed == FOLLOW_UP:
                return await self._follow_up(listed)
            if typed == EXTRA and self._home.extras():
                return await self._extra()
            if letter == OVERVIEW and self._list.listings:
                await self._overview(rest.strip())
                return None
            if letter == MANAGE and listed:
                await self._manage(listed, rest.strip())
                return None
            if letter == SEARCH and self._list.listings:
                wanted = rest.strip() or await self.text(self.words("terminal.home.search-hint"), needed=True)
                self._list = replace(self._list, wanted=wanted)
                return None
            if typed == ARCHIVE and self._list.archived:
                self._list = replace(self._list, in_archive=True, wanted="")
                return None
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
        sheet = await asyncio.to_thread(self._home.proposed_follow_up, path)
        sheets = follow_up_choices(method)
        if len(sheets) > 1:
            sheet = await self.choose(self.words("rounds.which-follow-up"), sheets, current=sheet)
        packs = await some_packs(self, method.packs)
        await asyncio.to_thread(self._home.follow_up, path, packs, sheet)
        return path

    async def _overview(self, wanted: str) -> None:
        """Tell what is open in all workshops, or where the texts stand that hold the words `wanted`."""
        from workshop.facilitating.home.overview_lines import found_lines, overview_lines, passed_over

        book = await asyncio.to_thread(self._home.overview)
        try:
            if wanted:
                self.console.lines(found_lines(await asyncio.to_thread(book.search, wanted), self.words))
                return
            self.console.lines(overview_lines(await asyncio.to_thread(book.look, today()), self.words))
            if said := passed_over(book.problems, self.words):
                self.console.line(said)
        finally:
            book.close()

    async def _manage(self, listed: Sequence[SessionListing], number: str) -> None:
        """Say what a workshop holds, and ask what to do with it."""
        from workshop.facilitating.home.managing import manage
        from workshop.plain.conversation.asks_at_home import AsksInLines

        names = [(str(item.path), self._named(item)) for item in listed]
        if number:
            self.answers.append(number)
        path = await self.choose(self.words("plain.home.which"), names, listed=True)
        listing = next(item for item in listed if str(item.path) == path)
        if said := standing(listing, self.words):
            self.console.line(said)
        if not listing.problem:
            about = await asyncio.to_thread(self._home.about, listing.path)
            self.console.lines(about_lines(about, self.words))
        await manage(AsksInLines(self), self._home, listing)

    def _print(self, listed: Sequence[SessionListing]) -> None:
        words, looked_at = self.words, self._list
        if looked_at.wanted:
            self.say("terminal.home.heading-found", n=len(looked_at.shown))
        elif looked_at.in_archive:
            self.say("terminal.home.heading-archive")
        else:
            self.say("terminal.home.heading-some" if looked_at.listings else "terminal.home.heading-none")
        for number, item in enumerate(listed, start=1):
            self.console.line(f"{number} {self._named(item)}")
        if more := len(looked_at.shown) - len(listed):
            self.console.line(words("plain.home.more", n=more))
        if looked_at.archived and not (looked_at.in_archive or looked_at.wanted):
            self.console.line(words("terminal.home.archive-line", n=looked_at.archived))

    def _named(self, item: SessionListing) -> str:
        if item.problem:
            return f"{item.title}: {item.problem}"
        status = self.words(f"cli.status-{item.stage}")
        people = self.words("terminal.home.participants", n=item.participants)
        title = item.title
        if item.meeting > 1:
            title = self.words("terminal.home.meeting", title=title, n=item.meeting)
        parts = (title, str(item.date or ""), status, people)
        aside = self.words("home.in-archive") if item.is_put_aside and not self._list.in_archive else ""
        return ", ".join(part for part in (*parts, aside) if part)

    def _prompt(self, listed: Sequence[SessionListing]) -> str:
        words = self.words
        if self._list.in_archive or self._list.wanted:
            return words("plain.home.prompt-some-of-them")
        extra = words("plain.home.extra") if self._home.extras() else ""
        parts = [words("plain.home.follow-up")] if any(item.status == ENDED for item in listed) else []
        if self._list.listings:
            parts.append(words("plain.home.overview"))
        parts.append(words("plain.home.prompt" if listed else "plain.home.prompt-none", extra=extra))
        if self._list.archived:
            parts.insert(-1, words("plain.home.archive"))
        return ", ".join(parts)

    async def _new(self) -> Path:
        words, key = self.words, await self._which_method()
        method = await asyncio.to_thread(self._home.method, "", key)
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
                    "date", words("plain.home.date"), optional=True, longest=LONGEST_DATE, reference=today()
                ),
            )
        )
        run_sheet = await self._which_sheet(method)
        if run_sheet != ONLY_PACKS:
            packs = await some_packs(self, offered_packs(method, method.run_sheet(run_sheet)))
        else:
            run_sheet, *more = await some_packs(self, method.packs, least=1)
            packs = tuple(more)
        dots = max(1, min(MOST_DOTS, await self.count(words("terminal.new.label.dots"), DEFAULT_DOTS)))
        wish = NewWorkshop(
            title=found["title"],
            organisation=found["organisation"],
            group_name=found["group"],
            date=parsed_date(found["date"], today()),
            run_sheet=run_sheet,
            packs=packs,
            dots=dots,
            max_per_item=min(DEFAULT_MAX_PER_ITEM, dots),
            show_small_groups=await self.confirm(words("terminal.new.small-groups")),
        )
        path = await asyncio.to_thread(self._home.create, wish, key)
        self.say("plain.home.created", title=found["title"])
        return path

    async def _which_sheet(self, method: Method) -> str:
        """The key of the chosen run sheet; the one for the people who are expected is proposed."""
        from prompts.methods.capacity import proposed_sheet

        words = self.words
        people = await self.count(words("terminal.new.label.people"), 0)
        proposed = proposed_sheet(method, people) if people else None
        sheets = [(sheet.key, sheet.title) for sheet in method.first_sheets()]
        sheets += [(ONLY_PACKS, words("terminal.new.only-packs"))] if method.packs else []
        current = proposed.key if proposed is not None else ""
        key = await self.choose(words("terminal.new.label.run-sheet"), sheets, current=current)
        if key != ONLY_PACKS and people and (told := crowding(method, method.run_sheet(key), people, words)):
            self.console.line(told)
        return key

    async def _which_method(self) -> str:
        """The key of the chosen method; empty where there is one only."""
        methods = await asyncio.to_thread(self._home.methods)
        if len(methods) < 2:
            return ""
        choices = method_choices(methods)
        return await self.choose(self.words("terminal.new.which-method"), choices, current=choices[0][0])

    async def _extra(self) -> Path:
        choices = [(extra.key, extra.label) for extra in self._home.extras()]
        key = await self.choose(self.words("terminal.home.extra-title"), choices)
        return await self._home.start_extra(key)


def _speaks(problem: Exception) -> bool:
    """Whether an error makes its own sentence."""
    return isinstance(problem, OSError) or callable(getattr(problem, "sentence", None))
