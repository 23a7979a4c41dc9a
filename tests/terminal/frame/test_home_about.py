"""What home says of the chosen workshop, before anybody opens it."""

from __future__ import annotations

import asyncio
import threading
from dataclasses import replace
from datetime import date
from pathlib import Path

from waiting import comes_to_rest, until_on_screen

from prompts.language.words import load_words
from sessions import commands as do
from sessions.rules.meeting.creation import NewWorkshop
from sessions.storage.session_file import DamagedFileError
from sessions.storage.store import read_state
from workshop.archive.summary import WorkshopSummary, summary_of
from workshop.facilitating.home.about_workshop import about_lines
from workshop.hosting.open_sessions import create_session, opened
from workshop.terminal.app import WorkshopApp
from workshop.terminal.frame.about_chosen import REST_BEFORE, AboutChosen

TODAY = date(2027, 3, 1)


def said(path: Path) -> list[str]:
    return list(about_lines(summary_of(path, TODAY), load_words()))


def test_a_workshop_is_told_from_lobby_to_end(tmp_path: Path):
    path = create_session(tmp_path, NewWorkshop("Lederdag", run_sheet="90"))
    (line,) = said(path)
    assert line.startswith("Ikke begyndt: ")
    with opened(path) as session:
        ask = lambda command: session.room.submit(command).result(timeout=20)  # noqa: E731
        sheet = read_state(path).run_sheet()
        ask(do.OpenActivity(sheet[1].id))
        (line,) = said(path)
        title = session.method.activity(sheet[1].activity).title
        assert line == f"Nået til aktivitet 2 af {len(sheet)}: {title}"
        for due in (date(2027, 2, 1), date(2027, 3, 18), date(2027, 5, 1), None):
            ask(do.AddNextStep("BK", "En aftale", due, "Den"))
        assert said(path)[1] == "4 åbne aftaler · 1 er over tiden · næste dato 18.3.2027"
        ask(do.OpenActivity(next(row.id for row in sheet if row.activity == "skriv-tiltag")))
        cards = [ask(do.WriteCard(f"Tiltag {number}")).id for number in range(4)]
        ask(do.HideCard(cards[0], True))
        ask(do.MergeCards(cards[1], (cards[2],)))
        ask(do.CloseWorkshop())
    assert said(path)[0] == f"Afsluttet: {len(sheet)} aktiviteter, 2 kort"


async def test_home_tells_of_the_one_under_the_cursor(home, listing, painted, monkeypatch):
    home.listings += [listing(Path("a.db"), "Den nyeste"), listing(Path("b.db"), "Den ældste")]
    read = []

    def about(path):
        read.append(path.name)
        if path.name == "b.db":
            raise DamagedFileError(path)
        return WorkshopSummary("running", "[b]Skriv[/]", 3, 12, 24, 2, 1, date(2027, 3, 18))

    monkeypatch.setattr(home, "about", about)
    app = WorkshopApp(home)
    async with app.run_test(size=(80, 24)) as pilot:
        await until_on_screen(pilot, lambda: "Nået til aktivitet 3 af 12: [b]Skriv[/]" in painted(app))
        assert "2 åbne aftaler · 1 er over tiden · næste dato 18.3.2027" in painted(app)
        assert "Enter åbner den valgte" in painted(app)
        await pilot.press("down")
        await until_on_screen(pilot, lambda: DamagedFileError(Path("b.db")).sentence()[:20] in painted(app))
        await pilot.press("up")
        await comes_to_rest(app)
        assert "Nået til aktivitet 3" in painted(app)
        assert read == ["a.db", "b.db"], "what is known is not read again"


async def test_a_workshop_that_is_listed_again_while_it_is_read_is_read_once(
    home, listing, painted, monkeypatch
):
    home.listings.append(listing(Path("a.db"), "Den eneste"))
    read, again = [], threading.Event()

    def about(path):
        read.append(path.name)
        assert again.wait(20)
        return WorkshopSummary("running", "Skriv", 3, 12, 24, 2, 1, None)

    monkeypatch.setattr(home, "about", about)
    app = WorkshopApp(home)
    async with app.run_test(size=(80, 24)) as pilot:
        await until_on_screen(pilot, lambda: read)
        home.listings[0] = replace(home.listings[0], participants=13)
        await app.screen.reload()
        await until_on_screen(pilot, lambda: "13 " in painted(app))
        await asyncio.sleep(2 * REST_BEFORE)
        again.set()
        await until_on_screen(pilot, lambda: "Nået til aktivitet 3" in painted(app))
        assert read == ["a.db"]


async def test_nothing_is_read_for_home_while_a_workshop_is_being_opened(home, listing, monkeypatch):
    home.listings.append(listing(Path("a.db"), "Den eneste"))
    read, opening = [], asyncio.Event()

    async def slowly(path):
        await opening.wait()
        raise DamagedFileError(path)

    def about(path):
        read.append(path.name)
        return WorkshopSummary("running", "Skriv", 3, 12, 24, 2, 1, None)

    monkeypatch.setattr(home, "open", slowly)
    monkeypatch.setattr(home, "about", about)
    app = WorkshopApp(home, Path("a.db"))
    async with app.run_test(size=(80, 24)) as pilot:
        await until_on_screen(pilot, lambda: app.screen.query(AboutChosen))
        await asyncio.sleep(4 * REST_BEFORE)
        assert read == []
        opening.set()
        await until_on_screen(pilot, lambda: read == ["a.db"])
