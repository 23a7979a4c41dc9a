"""The home screen: resume a workshop, or make a new one."""

from __future__ import annotations

import asyncio
import contextlib
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.geometry import Size
from textual.widgets import OptionList, Static

from sessions.storage.session_file import StorageError
from workshop.facilitating.ports import HomeExtra, HomePort, SessionListing, sentence_of
from workshop.terminal.actions.action_screen import ActionScreen
from workshop.terminal.actions.action_spec import ActionSpec
from workshop.terminal.actions.footer import ActionFooter
from workshop.terminal.dialogs.sending import say
from workshop.terminal.driver.push_screen import answer_of
from workshop.terminal.frame.about_chosen import AboutChosen
from workshop.terminal.screens.listed_workshops import PAGE_PADDING, PAGE_WIDTH, ListedWorkshops
from workshop.terminal.screens.open_workshop import open_workshop
from workshop.terminal.theme.untrusted_text import one_line, plain

if TYPE_CHECKING:  # the first screen is painted before methods are read
    from prompts.methods.model import Method
    from prompts.methods.run_sheets import Pack

FIRST_FRAME_WAITS = 2.0
"""Seconds that the first frame waits for the list. A folder that answers later is shown when it does."""
ROWS_AROUND = 8
"""Rows of the screen that are no line of the list."""
REST_AFTER = 0.2
"""Seconds after which what does not fit on the first frame is read."""
READ_AGAIN = 3.0
"""Seconds between two looks at what else has happened: a workshop is begun or ended from elsewhere too."""
ENDED = "closed"
TIPS = {"lobby": "lobby", ENDED: "ended"}


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
            ("f",),
            "acts.home.follow_up.label",
            "acts.home.follow_up.help",
            "acts.home.follow_up.palette",
            rank=3,
        ),
        ActionSpec(
            "overview",
            ("o",),
            "acts.home.overview.label",
            "acts.home.overview.help",
            "acts.home.overview.palette",
            rank=4,
        ),
        ActionSpec(
            "manage",
            ("m",),
            "acts.home.manage.label",
            "acts.home.manage.help",
            "acts.home.manage.palette",
            rank=4,
        ),
        ActionSpec(
            "search",
            ("slash",),
            "acts.home.search.label",
            "acts.home.search.help",
            "acts.home.search.palette",
            rank=5,
        ),
        ActionSpec(
            "archive",
            ("a",),
            "acts.home.archive.label",
            "acts.home.archive.help",
            "acts.home.archive.palette",
            rank=6,
        ),
        ActionSpec("extra", ("x",), "acts.home.extra.label", "acts.home.extra.help", rank=7),
        ActionSpec("back", ("escape",), "acts.home.back.label", "acts.home.back.help", rank=2),
        ActionSpec("quit", ("ctrl+q",), "acts.home.quit.label", "acts.home.quit.help", rank=9),
    )

    DEFAULT_CSS = f"""
    HomeScreen {{ background: $paper; color: $ink; align: center top; }}
    HomeScreen #page {{ width: {PAGE_WIDTH}; max-width: 100%; height: 1fr; padding: 1 {PAGE_PADDING}; }}
    HomeScreen #name {{ text-style: bold; color: $accent-ink; }}
    HomeScreen #summary {{ color: $ink-soft; margin-bottom: 1; }}
    HomeScreen #heading {{ text-style: bold; margin-bottom: 1; }}
    HomeScreen #tips {{ color: $ink-soft; margin-top: 1; height: auto; }}
    """

    def __init__(self, home: HomePort) -> None:
        """Show what `home` offers."""
        super().__init__()
        self._home = home
        self._is_unread = False
        self._is_first_frame = False
        self._shown_size = Size(0, 0)
        self._extras: tuple[HomeExtra, ...] = ()

    def compose(self) -> ComposeResult:
        with Vertical(id="page"):
            yield Static(plain(self.words("terminal.home.name")), id="name", markup=False)
            yield Static(plain(self.words("terminal.home.summary")), id="summary", markup=False)
            yield Static(plain(self.words("terminal.home.looking")), id="heading", markup=False)
            yield ListedWorkshops()
            yield AboutChosen(self._home.about)
            yield Static(id="tips", markup=False)
        yield ActionFooter()

    async def on_mount(self) -> None:
        self._extras = tuple(self._home.extras())
        # Nothing is painted while this is awaited: the first frame shows what the list begins with.
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(FIRST_FRAME_WAITS):
                await self.reload(most=max(1, self.app.size.height - ROWS_AROUND))
                self._is_first_frame = not self._is_unread
        self.rebind()
        self.set_interval(READ_AGAIN, self._look_again)

    def on_screen_resume(self) -> None:
        # Reading every file must not keep a frame waiting, and the first is on its way to the terminal yet.
        if self._is_first_frame:
            self._is_first_frame = False
            self.set_timer(REST_AFTER, self._reload_beside)
        else:
            self.call_after_refresh(self._reload_beside)

    def _reload_beside(self) -> None:
        if self.app.screen is not self:
            return  # whoever has left it since reads the list anew when they come back
        self.run_worker(self.reload(), exclusive=True, group="list")

    def _look_again(self) -> None:
        """Read the list anew unless it is being read; a folder that cannot be read was told of already."""
        is_read = any(worker.group == "list" and not worker.is_finished for worker in self.workers)
        if self.app.screen is self and self._listed.is_whole and not is_read:
            self.run_worker(self._read_again(), group="list")

    async def _read_again(self) -> None:
        with contextlib.suppress(StorageError):
            listings = tuple(await asyncio.to_thread(self._home.list_sessions, None))
            if self.has(ListedWorkshops) and listings != tuple(self._listed.listings):
                self._listed.put(listings, is_whole=True)
                self._show()

    def on_resize(self) -> None:
        if self.app.size != self._shown_size:  # the first frame is laid out more than once
            self._show()

    @property
    def _listed(self) -> ListedWorkshops:
        return self.query_one(ListedWorkshops)

    @property
    def _chosen(self) -> SessionListing | None:
        return self._listed.chosen

    def allows(self, method: str) -> bool:
        listed, chosen = self._listed, self._chosen
        match method:
            case "resume":
                return chosen is not None or listed.is_on_archive
            case "manage" | "archive":
                return chosen is not None
            case "search" | "overview":
                return bool(listed.listings)
            case "back":
                return listed.is_searching or listed.is_in_archive
            case "follow_up":
                return chosen is not None and chosen.status == ENDED
            case "extra":
                return bool(self._extras)
        return True

    async def reload(self, most: int | None = None) -> None:
        """Read the list of sessions anew, or as many of it as `most` says."""
        try:
            listings = tuple(await asyncio.to_thread(self._home.list_sessions, most))
        except Exception as problem:
            self._is_unread = not self._listed.is_known
            say(self.app, sentence_of(problem, self.words), "error")
        else:
            if not self.has(ListedWorkshops):  # the program was left while the list was being read
                return
            self._listed.put(listings, is_whole=most is None or len(listings) < most)
        self._show()

    def _show(self) -> None:
        self._shown_size = self.app.size
        if self.has(ListedWorkshops):
            self._listed.show()

    @on(ListedWorkshops.Changed)
    def _tell(self) -> None:
        """Say what is listed, what the chosen one holds, and which key does what next."""
        self.query_one("#heading", Static).update(plain(self._heading))
        self.query_one("#tips", Static).update(plain(self.words(f"terminal.home.tips-{self._tip}")))
        self.query_one(AboutChosen).tell_of(self._chosen)
        self.update_footer()

    @property
    def _heading(self) -> str:
        """What is listed. That there are none is said only where it is known."""
        words, listed = self.words, self._listed
        if not listed.is_known:
            return words(f"terminal.home.{'heading-unread' if self._is_unread else 'looking'}")
        if listed.is_searching:
            return words("terminal.home.heading-found", n=len(listed.shown))
        if listed.is_in_archive:
            return words("terminal.home.heading-archive")
        if not (listed.shown or listed.is_whole):
            return words("terminal.home.looking")
        return words(f"terminal.home.{'heading-some' if listed.listings else 'heading-none'}")

    @property
    def _tip(self) -> str:
        """The key of the sentence that says what to do next."""
        listed, chosen = self._listed, self._chosen
        if listed.is_known and not listed.listings:
            return "none"
        if listed.is_searching:
            return "search"
        if listed.is_on_archive or listed.is_in_archive:
            return "archive" if listed.is_in_archive else "to-archive"
        if chosen is None or chosen.problem:
            return "some"
        return "open" if chosen.is_open else TIPS.get(chosen.status, "some")

    @on(OptionList.OptionSelected)
    def _selected(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self._perform("resume")

    def _perform(self, method: str) -> None:
        for offer in self.offers:
            if offer.spec.method == method:
                self.perform(offer)

    async def action_resume(self) -> None:
        """Open the chosen workshop, or the archive."""
        if self._listed.is_on_archive:
            self._listed.enter_archive()
        elif self._chosen is not None:
            await self._open(self._chosen.path)

    async def action_follow_up(self) -> None:
        """Begin the next meeting of the chosen workshop and open it."""
        listing = self._chosen
        if listing is None:
            return
        try:
            method = await asyncio.to_thread(self._home.method_of, listing.path)
            proposed = await asyncio.to_thread(self._home.proposed_follow_up, listing.path)
            sheet = await self._ask_sheet(listing.title, method, proposed)
            if sheet is None:
                return
            packs = await self._ask_follow_up(listing.title, method.packs)
            if packs is None:
                return
            await asyncio.to_thread(self._home.follow_up, listing.path, packs, sheet)
        except Exception as problem:
            say(self.app, sentence_of(problem, self.words), "error")
        else:
            await self._open(listing.path)

    async def _ask_sheet(self, title: str, method: Method, proposed: str) -> str | None:
        """Ask which run sheet the follow-up has; None if cancelled."""
        from workshop.facilitating.home.new_choices import follow_up_choices
        from workshop.terminal.dialogs.ask import ask_choice

        choices = follow_up_choices(method)
        if len(choices) < 2:
            return proposed
        question = self.words("terminal.home.follow-up-title", title=one_line(title))
        return await ask_choice(self.app, question, choices, current=proposed)

    async def _ask_follow_up(self, title: str, packs: tuple[Pack, ...]) -> tuple[str, ...] | None:
        """Ask for the packs to include; None if cancelled."""
        from workshop.terminal.dialogs.ask import confirm
        from workshop.terminal.dialogs.ask_packs import ask_packs

        question = self.words("terminal.home.follow-up-title", title=one_line(title))
        if packs:
            return await ask_packs(self.app, question, packs, note=self.words("terminal.home.follow-up-note"))
        sure = await confirm(self.app, question, self.words("terminal.home.follow-up-sure"))
        return () if sure else None

    async def action_overview(self) -> None:
        """Look over all workshops; the one that is chosen there is opened."""
        from workshop.terminal.screens.overview_screen import OverviewScreen

        path = await answer_of(self.app, OverviewScreen(self._home))
        if path is not None:
            await self._open(path)

    async def action_manage(self) -> None:
        """Copy, rename, archive or delete the chosen workshop, or open its minutes."""
        from workshop.facilitating.home.managing import manage
        from workshop.terminal.screens.manage_workshop import AsksOnScreen

        if self._chosen is not None:
            await manage(AsksOnScreen(self.app), self._home, self._chosen)
            await self.reload()

    async def action_archive(self) -> None:
        """Put the chosen workshop in the archive, or take it back."""
        from workshop.facilitating.home.managing import put_aside_or_take_back
        from workshop.terminal.screens.manage_workshop import AsksOnScreen

        if self._chosen is None:
            return
        try:
            await put_aside_or_take_back(AsksOnScreen(self.app), self._home, self._chosen)
        except Exception as problem:
            say(self.app, sentence_of(problem, self.words), "error")
        await self.reload()

    def action_search(self) -> None:
        """Search all workshops, those in the archive too."""
        self._listed.search()

    def action_back(self) -> None:
        """From what was found to the list; from the archive to the others."""
        self._listed.back()

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
        self._listed.keep_on(path)
        self.query_one("#heading", Static).update(plain(self.words("terminal.home.opening")))
        if not await open_workshop(self.app, self._home, path):
            self._show()
