"""The last screen: thanks, what the group takes home, when to meet again, and a key for the minutes."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from prompts.language.words import load_words
from sessions import commands as do
from workshop.facilitating.acts.anytime import everywhere
from workshop.facilitating.telling.closing_lines import follow_up_line
from workshop.machine import opener
from workshop.machine.opener import NotOpenedError, open_path
from workshop.terminal.audience.view_of_state import Around, audience_view
from workshop.terminal.frame.end_stage import MOST_SHOWN


async def ended(driver):
    await driver.press("pagedown")
    await driver.ask(do.AddNextStep("BK", "Ring til [bold]Ane[/]", date(2026, 3, 18), "En aftale"))
    await driver.ask(do.ParkItem("Budgettet", "Mette"))
    await driver.ask(do.ParkItem("Lokalerne"))
    await driver.press("ctrl+e", "j")


@pytest.mark.parametrize("size", [(80, 24), (120, 30)])
async def test_it_shows_agreements_what_is_parked_and_when_to_meet_again(drive, size):
    async with drive(size=size) as driver:
        await ended(driver)
        driver.app.clear_notifications()
        await driver.settle()
        for _ in range(100):
            if "Forslag til opfølgning" in driver.text():
                break
            await asyncio.sleep(0.05)
        state, text = driver.session.live.state, await read_to_the_end(driver)
        for said in (
            "Tak for i dag.",
            "1 åben aftale",
            "18. marts 2026 · BK: Ring til [bold]Ane[/]",
            "2 ting på parkeringspladsen",
            "Budgettet · Mette",
            "Lokalerne · ingen tager det endnu",
            follow_up_line(state, driver.session.live.method, load_words()),
        ):
            assert said in text, said


def read_beside_the_code(driver):
    """What stands beside the QR code, lines that were broken put together again."""
    return " ".join(" ".join(line[40:].split()) for line in driver.text().splitlines())


async def read_to_the_end(driver):
    """What stands beside the QR code, with all that the arrow keys bring into view."""
    seen = [read_beside_the_code(driver)]
    while True:
        await driver.press("down")
        if (text := read_beside_the_code(driver)) == seen[-1]:
            return "\n".join(seen)
        seen.append(text)


async def test_where_the_minutes_are_is_said_and_seen_and_the_rest_is_reached_by_keys(drive):
    async with drive(size=(120, 30)) as driver:
        await driver.press("pagedown")
        for number in range(MOST_SHOWN):
            await driver.ask(do.AddNextStep("BK", f"Aftale {number}", date(2026, 3, 18), "Den"))
            await driver.ask(do.ParkItem(f"Parkeret {number}"))
        await driver.press("ctrl+e", "j")
        said = driver.session.live.words(
            "terminal.said.written", n=len(driver.screen._files), folder=driver.screen._files[0].parent
        )
        assert said in notes(driver)
        driver.app.clear_notifications()
        await driver.settle()
        assert "referat.docx" in driver.text()
        assert f"Parkeret {MOST_SHOWN - 1}" not in driver.text()
        await driver.press("end")
        assert f"Parkeret {MOST_SHOWN - 1}" in driver.text()


def notes(driver):
    return [note.message for note in driver.app._notifications]


async def test_the_day_of_the_next_meeting_is_agreed_on_a_working_day_and_shown(drive):
    async with drive(size=(120, 30)) as driver:
        await driver.press("pagedown", "M", *"26.12.2026", "enter")
        assert "lørdag 26. december 2026" in driver.text()
        await driver.press("1")
        assert driver.state.meetings.get(1).next_date == date(2027, 1, 4)
        (kept,) = notes(driver)
        assert "mandag 4. januar 2027" in kept
        live = driver.session.live

        def seen_by_group():
            around = Around(live.access, driver.session.clock.now())
            return audience_view(live.state, live.method, live.words, around).content

        assert "I ses igen mandag 4. januar 2027." in seen_by_group().lines
        assert "I ses igen mandag 4. januar 2027." in driver.text()
        await driver.press("ctrl+e", "j")
        assert "I ses igen mandag 4. januar 2027." in read_beside_the_code(driver)
        assert "I ses igen mandag 4. januar 2027." in seen_by_group().lines


async def test_of_many_agreements_some_are_shown_and_the_rest_counted(drive):
    async with drive(size=(120, 30)) as driver:
        await driver.press("pagedown")
        for number in range(MOST_SHOWN + 3):
            await driver.ask(do.AddNextStep("BK", f"Aftale {number}", date(2026, 3, 18), "Den"))
        await driver.press("ctrl+e", "j")
        driver.app.clear_notifications()
        text = await read_to_the_end(driver)
        assert f"Aftale {MOST_SHOWN - 1}" in text
        assert f"Aftale {MOST_SHOWN}" not in text
        assert "… og 3 til i referatet" in text


async def test_one_key_opens_the_word_file(drive, monkeypatch):
    opened = []
    monkeypatch.setattr(everywhere, "open_path", opened.append)
    async with drive() as driver:
        await driver.press("ctrl+w")
        assert opened == [], "not while the workshop runs"
        await ended(driver)
        assert "Åbn referatet" in driver.text()
        await driver.press("ctrl+w")
        assert [file.name for file in opened] == ["referat.docx"]


async def test_where_it_cannot_be_opened_the_path_is_said(drive, monkeypatch):
    def fails(path):
        raise NotOpenedError(path)

    monkeypatch.setattr(everywhere, "open_path", fails)
    async with drive() as driver:
        await ended(driver)
        driver.app.clear_notifications()
        await driver.press("ctrl+w")
        assert "kunne ikke åbne filen" in driver.text()


@pytest.mark.parametrize(("platform", "program"), [("linux", "xdg-open"), ("darwin", "open")])
def test_the_system_is_given_the_path_as_one_argument_and_no_shell(tmp_path, monkeypatch, platform, program):
    started = []
    monkeypatch.setattr(sys, "platform", platform)
    monkeypatch.setattr(opener.shutil, "which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr(subprocess, "Popen", lambda command, **how: started.append((command, how)))
    file = tmp_path / "-a; rm $(x) & 'b'.docx"
    file.touch()
    open_path(file)
    ((command, how),) = started
    assert command == [f"/usr/bin/{program}", str(file)]
    assert not how.get("shell")


def test_what_is_not_there_and_a_system_without_an_opener_are_told(tmp_path: Path, monkeypatch):
    with pytest.raises(NotOpenedError) as refused:
        open_path(tmp_path / "referat.docx")
    assert str(tmp_path) in refused.value.sentence()
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(opener.shutil, "which", lambda name: None)
    with pytest.raises(NotOpenedError):
        open_path(tmp_path)
