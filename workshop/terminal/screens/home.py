"""The home screen: resume a workshop, or make a new one."""

from __future__ import annotations

import asyncio
import contextlib
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len
from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from workshop.facilitating.ports import HomeExtra, HomePort, SessionListing, sentence_of
from workshop.terminal.actions.action_screen import ActionScreen
from workshop.terminal.actions.footer import ActionFooter
from workshop.terminal.actions.spec import ActionSpec
from workshop.terminal.dialogs.sending import say
from workshop.terminal.dialogs.typed_dates import typed_date
from workshop.terminal.driver.push_screen import answer_of
from workshop.terminal.frame.about_chosen import AboutChosen
from workshop.terminal.screens.open_workshop import open_workshop
from workshop.terminal.theme.untrusted_text import cut, one_line, padded, plain
from workshop.terminal.widgets.option_lists import StandingList

if TYPE_CHECKING:  # the first screen is painted before methods are read
    from prompts.methods.run_sheets import Pack

_DATE_WIDTH, _STATUS_WIDTH, _PEOPLE_WIDTH = 12, 14, 14
_WIDTH_FOR_ALL = 66
"""Below this width, in cells, the number of participants is omitted to leave room for the titles."""
_PAGE_WIDTH, _PAGE_PADDING, _LIST_PADDING = 100, 3, 2
FIRST_FRAME_WAITS = 2.0
"""Seconds that the first frame waits for the list. A folder that answers later is shown when it does."""
REST_AFTER = 0.2
"""Seconds after which what does not fit on the first frame is read."""
ENDED = "closed"
STATUSES = frozenset({"lobby", "running", ENDED})


class HomeScreen(ActionScreen[None]):
    """Lists the workshops, the one worked on last first."""

    tells_text = False

    ACTIONS: ClassVar[tuple[ActionSpec, ...]] = (
        ActionSpec(
            "new", ("n",), "acts.home.new.label", "acts.home.new.help", "acts.home.new.palette", rank=1
        ),
        ActionSpec("resume", ("enter",), "acts.home.resume.label", "acts.home.resume.help", rank=2),
        ActionSpec(
            "follow_up",
            ("o",),
            "acts.home.follow_up.label",
            "acts.home.follow_up.help",
            "acts.home.follow_up.palette",
            rank=3,
        ),
        ActionSpec(
            "manage",
            ("m",),
            "acts.home.manage.label",
            "acts.home.manage.help",
            "acts.home.manage.palette",
            rank=4,
        ),
        ActionSpec("extra", ("x",), "acts.home.extra.label", "acts.home.extra.help", rank=5),
        ActionSpec("quit", ("ctrl+q",), "acts.home.quit.label", "acts.home.quit.help", rank=9),
    )

    DEFAULT_CSS = f"""
    HomeScreen {{ background: $paper; color: $ink; align: center top; }}
    HomeScreen #page {{ width: {_PAGE_WIDTH}; max-width: 100%; height: 1fr; padding: 1 {_PAGE_PADDING}; }}
    HomeScreen #name {{ text-style: bold; color: $accent-ink; }}
    HomeScreen #summary {{ color: $ink-soft; margin-bottom: 1; }}
    HomeScreen #heading {{ text-style: bold; margin-bottom: 1; }}
    HomeScreen OptionList {{ height: auto; max-height: 1fr; }}
    HomeScreen #tips {{ color: $ink-soft; margin-top: 1; height: auto; }}
    """

    def __init__(self, home: HomePort) -> None:
        """Show what `home` offers."""
        super().__init__()
        self._home = home
        self._listings: tuple[SessionListing, ...] | None = None
        self._is_unread = False
        self._is_first_frame = False
        self._extras: tuple[HomeExtra, ...] = ()

    def compose(self) -> ComposeResult:
        with Vertical(id="page"):
            yield Static(plain(self.words("terminal.home.name")), id="name", markup=False)
            yield Static(plain(self.words("terminal.home.summary")), id="summary", markup=False)
            yield Static(plain(self.words("terminal.home.looking")), id="heading", markup=False)
            yield StandingList(markup=False)
            yield AboutChosen(self._home.about)
            yield Static(id="tips", markup=False)
        yield ActionFooter()

    async def on_mount(self) -> None:
        self._extras = tuple(self._home.extras())
        self.query_one(OptionList).display = False
        # Nothing is painted while this is awaited: the first frame shows what the list begins with.
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(FIRST_FRAME_WAITS):
                await self.reload(most=self.app.size.height)
                self._is_first_frame = not self._is_unread
        self.rebind()

    def on_screen_resume(self) -> None:
        # Reading every file must not keep a frame waiting, and the first is on its way to the terminal yet.
        if self._is_first_frame:
            self._is_first_frame = False
            self.set_timer(REST_AFTER, self._reload_beside)
        else:
            self.call_after_refresh(self._reload_beside)

    def _reload_beside(self) -> None:
        if not self.is_current:
            return  # whoever has left it since reads the list anew when they come back
        self.run_worker(self.reload(), exclusive=True, group="list")

    def on_resize(self) -> None:
        self._show()

    def allows(self, method: str) -> bool:
        if method in ("resume", "manage"):
            return bool(self._listings)
        if method == "follow_up":
            return self._chosen is not None and self._chosen.status == ENDED
        return bool(self._extras) if method == "extra" else True

    async def reload(self, most: int | None = None) -> None:
        """Read the list of sessions anew, or as many of it as `most` says."""
        try:
            self._listings = tuple(await asyncio.to_thread(self._home.list_sessions, most))
        except Exception as problem:
            self._is_unread = self._listings is None
            say(self.app, sentence_of(problem, self.words), "error")
        self._show()

    def _show(self) -> None:
        if not self.query(OptionList):  # the program was left while the list was being read
            return
        listings = self._listings or ()
        options = self.query_one(OptionList)
        at = options.highlighted or 0
        options.clear_options()
        options.add_options([Option(self._line(listing, self._line_width)) for listing in listings])
        options.display = bool(listings)
        if listings:
            options.highlighted = min(at, len(listings) - 1)
            options.focus()
        self.query_one("#heading", Static).update(plain(self.words(f"terminal.home.{self._heading}")))
        self._show_tip()
        self.query_one(AboutChosen).tell_of(self._chosen)
        self.update_footer()

    @property
    def _heading(self) -> str:
        """That there are none is said only where it is known."""
        if self._listings is None:
            return "heading-unread" if self._is_unread else "looking"
        return "heading-some" if self._listings else "heading-none"

    @property
    def _line_width(self) -> int:
        """Cells of a line, before the first layout too: `#page` in DEFAULT_CSS, without its padding."""
        return max(30, min(_PAGE_WIDTH, self.app.size.width) - 2 * _PAGE_PADDING - _LIST_PADDING)

    def _show_tip(self) -> None:
        state = "none" if self._listings is not None and not self._listings else "some"
        key = "tips-ended" if self.allows("follow_up") else f"tips-{state}"
        self.query_one("#tips", Static).update(plain(self.words(f"terminal.home.{key}")))

    @property
    def _chosen(self) -> SessionListing | None:
        at = self.query_one(OptionList).highlighted
        listings = self._listings or ()
        return listings[at] if at is not None and at < len(listings) else None

    def _named(self, listing: SessionListing, width: int) -> str:
        """The title, followed by the meeting's number from the second one on, which is never cut off."""
        if listing.meeting == 1:
            return listing.title
        which = self.words("terminal.home.meeting", title="", n=listing.meeting)
        room = max(1, width - cell_len(which))
        return self.words("terminal.home.meeting", title=cut(listing.title, room), n=listing.meeting)

    def _line(self, listing: SessionListing, width: int) -> Content:
        words = self.words
        people_width = _PEOPLE_WIDTH if width >= _WIDTH_FOR_ALL else 0
        title_width = width - _DATE_WIDTH - _STATUS_WIDTH - people_width
        title = plain(padded(self._named(listing, title_width - 1), title_width - 1), "bold")
        if listing.problem:
            return Content.assemble(title, " ", plain(padded(listing.problem, width - title_width)))
        status = words(f"terminal.home.status.{listing.status}") if listing.status in STATUSES else ""
        return Content.assemble(
            title,
            " ",
            padded(typed_date(listing.date, words.language), _DATE_WIDTH),
            padded(status, _STATUS_WIDTH),
            padded(words("terminal.home.participants", n=listing.participants), people_width),
        )

    @on(OptionList.OptionSelected)
    def _selected(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self._perform("resume")

    @on(OptionList.OptionHighlighted)
    def _moved(self, event: OptionList.OptionHighlighted) -> None:
        event.stop()
        self._show_tip()
        self.query_one(AboutChosen).tell_of(self._chosen)
        self.update_footer()

    def _perform(self, method: str) -> None:
        for offer in self.offers:
            if offer.spec.method == method:
                self.perform(offer)

    async def action_resume(self) -> None:
        """Open the chosen workshop."""
        if self._chosen is not None:
            await self._open(self._chosen.path)

    async def action_follow_up(self) -> None:
        """Begin the next meeting of the chosen workshop and open it."""
        listing = self._chosen
        if listing is None:
            return
        try:
            method = await asyncio.to_thread(self._home.method_of, listing.path)
            packs = await self._ask_follow_up(listing.title, method.packs)
            if packs is None:
                return
            await asyncio.to_thread(self._home.follow_up, listing.path, packs)
        except Exception as problem:
            say(self.app, sentence_of(problem, self.words), "error")
        else:
            await self._open(listing.path)

    async def _ask_follow_up(self, title: str, packs: tuple[Pack, ...]) -> tuple[str, ...] | None:
        """Ask for the packs to include; None if cancelled."""
        from workshop.terminal.dialogs.ask import confirm
        from workshop.terminal.dialogs.packs import ask_packs

        question = self.words("terminal.home.follow-up-title", title=one_line(title))
        if packs:
            return await ask_packs(self.app, question, packs, note=self.words("terminal.home.follow-up-note"))
        sure = await confirm(self.app, question, self.words("terminal.home.follow-up-sure"))
        return () if sure else None

    async def action_manage(self) -> None:
        """Copy, rename or delete the chosen workshop, or open its minutes."""
        from workshop.terminal.screens.home_manage import manage

        if self._chosen is not None:
            await manage(self.app, self._home, self._chosen)
            await self.reload()

    async def action_new(self) -> None:
        """Fill in a new workshop and open it."""
        from workshop.terminal.screens.new_workshop import NewWorkshopScreen

        path = await answer_of(self.app, NewWorkshopScreen(self._home))
        if path is not None:
            await self._open(path)

    async def action_extra(self) -> None:
        """Start one of the extras."""
        from workshop.terminal.dialogs.ask import ask_choice

        choices = [(extra.key, f"{extra.label} – {extra.help}") for extra in self._extras]
        key = await ask_choice(self.app, self.words("terminal.home.extra-title"), choices)
        if key is None:
            return
        try:
            path = await self._home.start_extra(key)
        except Exception as problem:
            say(self.app, sentence_of(problem, self.words), "error")
        else:
            await self._open(path)

    def action_quit(self) -> None:
        """Quit the program."""
        self.app.exit(0, return_code=0)

    async def _open(self, path: Path) -> None:
        self.query_one("#heading", Static).update(plain(self.words("terminal.home.opening")))
        if not await open_workshop(self.app, self._home, path):
            self._show()
