"""The whole 90-minute run sheet: the facilitator's keys on the screen, real phones over HTTP."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import date
from pathlib import Path

import aiohttp
from textual.pilot import Pilot

from prompts.language.words import load_words
from prompts.methods.kinds import BUILT_IN
from prompts.methods.model import Activity, Kind, Phase
from sessions.group_subject import GROUP
from sessions.model import CardId, WorkshopStatus
from sessions.state import State
from workshop.channel.network_options import NetworkOptions
from workshop.demo.own_example import own_example
from workshop.demo.player import CasePlayer
from workshop.launch.home_services import Home
from workshop.launch.open_on_screen import OpenOnScreen
from workshop.machine.folders import Folders
from workshop.terminal.app import WorkshopApp
from workshop.terminal.driver import typing_guard

CASE = own_example()


class Facilitator:
    """Presses keys and waits until the room has answered."""

    def __init__(self, pilot: Pilot[int], session: OpenOnScreen) -> None:
        self.pilot, self.session = pilot, session
        self.on = ""

    @property
    def state(self) -> State:
        return self.session.live.state

    @property
    def activity(self) -> Activity:
        scheduled = self.state.current()
        assert scheduled is not None
        return self.session.live.method.activity(scheduled.activity)

    async def press(self, *keys: str) -> None:
        for key in keys:
            await self.pilot.press(key)
            await self.pilot.pause()

    async def type(self, text: str) -> None:
        await self.press(*("space" if letter == " " else letter for letter in text))

    async def until(self, condition: Callable[[], object]) -> None:
        for _ in range(200):
            if condition():
                await self.pilot.pause()
                return
            await asyncio.sleep(0.02)
        raise AssertionError("the keys did not do it")

    async def next(self) -> None:
        before = self.state.workshop.current
        # One key twice in less than a second is a held one, so both take turns.
        self.on = "ctrl+n" if self.on == "pagedown" else "pagedown"
        await self.press(self.on)
        await self.until(lambda: self.state.workshop.current != before)
        await asyncio.sleep(0.15)  # the new panel is mounted


@asynccontextmanager
async def workshop_on_screen(folder: Path) -> AsyncIterator[tuple[Facilitator, CasePlayer, WorkshopApp]]:
    folders = Folders(folder / "data", folder / "out", folder / "log")
    home = RememberingHome(folders, NetworkOptions(bind="127.0.0.1", port=0), load_words())
    path = await home.prepare_case(CASE)
    home.forget_phones()
    app = WorkshopApp(home, path)
    async with app.run_test(size=(100, 30)) as pilot, aiohttp.ClientSession() as client:
        await wait_for(lambda: home.opened is not None)
        session = home.opened
        assert session is not None
        player = CasePlayer(session.live, CASE, client)
        await player.join(session.live.origin)
        yield Facilitator(pilot, session), player, app


class RememberingHome(Home):
    """The real home; the test keeps hold of what was opened."""

    opened: OpenOnScreen | None = None

    def forget_phones(self) -> None:
        self._cases.clear()

    async def open(self, path: Path) -> OpenOnScreen:
        self.opened = await super().open(path)
        return self.opened


def final_minutes(folder: Path) -> list[Path]:
    return [file for file in (folder / "out").rglob("*.json") if "udkast" not in file.name]


async def wait_for(condition: Callable[[], bool]) -> None:
    for _ in range(300):
        if condition():
            return
        await asyncio.sleep(0.02)
    raise AssertionError("the workshop was not opened")


async def lead(facilitator: Facilitator, player: CasePlayer) -> None:
    """What the facilitator does with the keys in the activity on the projector."""
    activity, state = facilitator.activity, facilitator.state
    if activity.kind in (Kind.COLLECT, Kind.RATE, Kind.VOTE):
        current = state.current()
        if current is not None and not current.revealed:
            await facilitator.press("ctrl+r")
            await facilitator.until(lambda: (row := facilitator.state.current()) and row.revealed)
    if activity.kind is Kind.COLLECT and activity.key == "skriv-tiltag":
        await add_a_card_for_somebody_without_a_phone(facilitator)
    elif activity.kind is Kind.CLUSTER:
        await cluster(facilitator)
        for name, card in player.cards.items():  # phones place what the merged cards now stand under
            row = facilitator.state.cards.get(CardId(card))
            player.cards[name] = (row and row.merged_into) or card
    elif activity.kind is Kind.PLACE and activity.phase is Phase.TALK:
        await agree_placements(facilitator, player)
    elif activity.kind is Kind.AGREE:
        await agree_a_step(facilitator)
    elif activity.key == "moenstre":
        await agree_on_leadership(facilitator)


async def agree_on_leadership(facilitator: Facilitator) -> None:
    # What one phone alone has proposed stands in the form; this group words it anew.
    await facilitator.until(lambda: list(facilitator.state.answers.where("category", GROUP)))
    await facilitator.press("e")
    await asyncio.sleep(0.1)
    await facilitator.press("tab", "tab", "ctrl+u", "ctrl+u")  # its line, and the empty one to add on
    await facilitator.type("Vi spørger hver uge")
    await facilitator.press("ctrl+s")
    await facilitator.until(lambda: facilitator.state.agreed_answers.get(GROUP, "ledelse") is not None)


async def add_a_card_for_somebody_without_a_phone(facilitator: Facilitator) -> None:
    before = len(facilitator.state.cards)
    await facilitator.press("a")
    await facilitator.type("Uden telefon")
    await facilitator.press("ctrl+s")
    await facilitator.until(lambda: len(facilitator.state.cards) == before + 1)


async def cluster(facilitator: Facilitator) -> None:
    await facilitator.press("o", "j", "1")
    await facilitator.until(lambda: any(card.merged_into for card in facilitator.state.cards))
    await facilitator.press("o", "space", "down", "space", "g")
    await facilitator.type("Hverdag")
    await facilitator.press("ctrl+s")
    await facilitator.until(lambda: len(facilitator.state.themes) == 1)


async def agree_placements(facilitator: Facilitator, player: CasePlayer) -> None:
    await facilitator.press("a")
    await facilitator.until(lambda: sum(bool(card.agreed) for card in facilitator.state.cards) >= 6)
    await facilitator.press("ctrl+l")
    await facilitator.until(lambda: (row := facilitator.state.current()) and row.input_open)
    await player.place_again()
    await facilitator.press("ctrl+l")
    await facilitator.until(lambda: (row := facilitator.state.current()) and not row.input_open)
    agreed = sum(bool(card.agreed) for card in facilitator.state.cards)
    await facilitator.press("home", "3")
    await facilitator.until(lambda: sum(bool(card.agreed) for card in facilitator.state.cards) == agreed + 1)


async def agree_a_step(facilitator: Facilitator) -> None:
    await facilitator.press("a", "enter")
    await asyncio.sleep(0.1)
    for text in ("Ditte", "1.3.2027", "Fire navne hænger på tavlen"):  # what is done stands above already
        await facilitator.press("end", "ctrl+u")
        await facilitator.type(text)
        await facilitator.press("tab")
    await facilitator.press("ctrl+s")
    await facilitator.until(lambda: len(facilitator.state.next_steps) == 1)


async def test_the_keys_and_the_phones_go_through_all_ninety_minutes(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr(typing_guard, "BURST_SECONDS", 0.0)  # keys come as fast as a machine presses them
    async with workshop_on_screen(tmp_path) as (facilitator, player, app):
        kinds = []
        for _ in facilitator.state.run_sheet():
            await facilitator.next()
            kinds.append(facilitator.activity.kind)
            await player.play_phones(facilitator.activity)
            await lead(facilitator, player)
        await facilitator.press("w")
        await facilitator.until(lambda: list((tmp_path / "out").rglob("*_udkast-1.json")))
        await facilitator.press("ctrl+e")
        await asyncio.sleep(0.2)
        await facilitator.press("enter")
        await facilitator.until(lambda: facilitator.state.workshop.status is WorkshopStatus.CLOSED)
        await facilitator.until(lambda: final_minutes(tmp_path))
        state = facilitator.state
        step = next(iter(state.next_steps))
        assert app.return_code in (None, 0)

    assert set(kinds) == set(BUILT_IN) - {Kind.REVIEW}
    assert not player.refused
    assert (step.who, step.due, step.first_visible_result) == (
        "Ditte",
        date(2027, 3, 1),
        "Fire navne hænger på tavlen",
    )
    (file,) = final_minutes(tmp_path)
    minutes = json.loads(file.read_text(encoding="utf-8"))
    (group,) = (each["group"] for each in minutes["records"] if each["deck"] is None)
    assert group["fields"]["ledelse"] == "Vi spørger hver uge"
    assert minutes["initiatives_written"] == len(CASE.initiatives) + 1
    assert minutes["initiatives_kept"] == len(CASE.initiatives)
    assert minutes["support"]["n"] == len(CASE.participants)
    assert minutes["vote_ranking"][0][1] == 10
