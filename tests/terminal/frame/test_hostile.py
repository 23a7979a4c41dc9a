"""Texts that want to take the screen down: they are shown as they stand, or not at all."""

import asyncio

import pytest
from textual import events

from sessions import commands as do
from workshop.terminal.canvas.drawing import wrap
from workshop.terminal.theme.untrusted_text import cut, harmless, one_line, padded, plain
from workshop.terminal.widgets.limited_input import MOST_IN_AREA, MOST_IN_LINE, LimitedArea, LimitedInput

HOSTILE = [
    "[/red] hej",
    "[@click=app.quit]x[/]",
    "[bold",
    "[link=http://evil]x[/link]",
    "A\x1b]52;c;ZXZpbA==\x07B",
    "\x1b]0;title\x07\x1b[2J",
    "\x9b31m rød",
    "\u202efdp.exe",
    "שלום עולם",
    "P\u200ber",
    "e" + "\u0301" * 200,
    "👩\u200d👩\u200d👧 familie 🇩🇰",
    "漢字" * 40,
    "x" * 400,
]


@pytest.mark.parametrize("text", HOSTILE)
def test_no_control_byte_and_no_override_leaves_the_gate(text):
    for shown in (harmless(text), one_line(text), cut(text, 20), padded(text, 20), plain(text).plain):
        assert not any(ord(c) < 32 or 127 <= ord(c) < 160 or c in "\u202e\u2066\u200b" for c in shown)


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("width", [0, 1, 2, 7, 40])
def test_columns_keep_their_width(text, width):
    from rich.cells import cell_len

    assert cell_len(cut(text, width)) <= width
    assert cell_len(padded(text, width)) == width
    assert all(cell_len(line) <= max(width, 2) for line in wrap(one_line(text), width))


def test_spaces_that_make_columns_stay_beside_danish_letters():
    assert harmless("  æble  ") == "  æble  "


@pytest.mark.wide
@pytest.mark.parametrize(
    "size",
    [
        (60, 18),
        pytest.param((80, 24), marks=pytest.mark.long),
        pytest.param((120, 30), marks=pytest.mark.long),
    ],
)
async def test_hostile_names_titles_and_items_are_shown_everywhere_without_a_crash(drive, size):
    async with drive(
        size=size, title="[/red] \x1b]0;x\x07 " + "t" * 90, organisation="[@click=app.quit]x[/]"
    ) as driver:
        for number, text in enumerate(HOSTILE):
            await asyncio.to_thread(
                driver.room.ask, do.JoinWorkshop(f"p{number}", f"h{number}", text[:40]), f"p{number}"
            )
            await asyncio.to_thread(driver.room.ask, do.ParkItem(text, text[:40]))
        await driver.settle()
        for key in ("D", "p", "d", "f", "q"):
            await driver.press(key)
            assert_clean(driver.text())
            await driver.press("escape")
        assert "[/red] hej" in "\n".join(driver.state.participants.get("p0").alias for _ in "x")
        await asyncio.to_thread(driver.room.go_to, "skriv-tiltag")
        for text in HOSTILE:
            await asyncio.to_thread(driver.room.ask, do.WriteCard(text), "p0")
        for activity in ("skriv-tiltag", "grupper", "placer-alene", "tal-om-de-delte", "stem", "aftaler"):
            await asyncio.to_thread(driver.room.go_to, activity)
            await driver.settle()
            await driver.press("ctrl+r")
            assert_clean(driver.text())
        await driver.press("ctrl+e", "j")
        assert_clean(driver.text())
        assert driver.app.return_code is None


def assert_clean(text):
    assert not any(ord(character) < 32 and character != "\n" for character in text)
    assert "\u202e" not in text


async def test_a_huge_paste_is_kept_only_as_far_as_a_person_reads(drive):
    async with drive() as driver:
        await driver.press("p", "a")
        field = driver.app.screen.query_one("#field-0", LimitedInput)
        field.post_message(events.Paste("\x1b]52;c;x\x07" + "a" * 5_000_000))
        await driver.pilot.pause()
        assert 0 < len(field.value) <= MOST_IN_LINE
        await driver.press("ctrl+s")
        assert not list(driver.state.parked_items)
        assert "\x1b" not in field.value
        await driver.press("escape", "j")
        assert driver.app.return_code is None


@pytest.mark.wide
async def test_a_huge_paste_into_several_lines_is_cut_too(drive):
    from workshop.facilitating.conversation import Field
    from workshop.terminal.dialogs.ask import ask_fields

    async with drive() as driver:
        field = Field("text", "Tekst", multiline=True, longest=200)
        driver.app.run_worker(ask_fields(driver.app, "[/red] titel", (field,), "[bold"))
        await driver.pilot.pause()
        area = driver.app.screen.query_one(LimitedArea)
        area.post_message(events.Paste("linje\n" * 100_000))
        await driver.pilot.pause()
        assert len(area.text) <= MOST_IN_AREA
        kept = area.text
        await driver.press("x", "x")
        assert area.text == kept


@pytest.mark.wide
async def test_a_defect_in_one_key_is_said_and_the_workshop_goes_on(drive, monkeypatch):
    async with drive(size=(120, 30)) as driver:
        await driver.press("pagedown")

        async def broken(act):
            raise ZeroDivisionError

        monkeypatch.setattr(driver.screen, "do", broken)
        await driver.press("w")
        assert "Noget gik galt i værktøjet" in driver.text()
        monkeypatch.undo()
        await driver.press("pagedown")
        assert driver.current != "velkomst"
