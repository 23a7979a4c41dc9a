"""Every action once: the footer, the help and the palette say the same."""

import pytest

from prompts.language.words import load_words
from prompts.methods.kinds import BUILT_IN
from sessions import commands as do
from workshop.terminal.actions.action_spec import ActionSpec, key_shown
from workshop.terminal.actions.common_actions import COMMON
from workshop.terminal.actions.everywhere import FRAME_ACTIONS
from workshop.terminal.actions.footer import FooterItem, fitting
from workshop.terminal.actions.help import help_lines
from workshop.terminal.actions.palette import PaletteDialog, found
from workshop.terminal.activities.panel_registry import panel_for
from workshop.terminal.dialogs.confirm import TextDialog
from workshop.terminal.overlays.parking import ParkingOverlay
from workshop.terminal.overlays.people import PeopleOverlay
from workshop.terminal.overlays.run_sheet import RunSheetOverlay
from workshop.terminal.screens.home_screen import HomeScreen
from workshop.terminal.screens.new_workshop import NewWorkshopScreen

FRAME_KEYS = [key for spec in (*FRAME_ACTIONS, *COMMON) for key in spec.keys]
OWNERS = [HomeScreen, NewWorkshopScreen, ParkingOverlay, PeopleOverlay, RunSheetOverlay]


@pytest.mark.parametrize("kind", BUILT_IN)
def test_no_panel_takes_a_key_of_the_frame(kind):
    taken = {key for spec in panel_for(kind).ACTIONS for key in spec.keys}
    assert not taken & set(FRAME_KEYS)


@pytest.mark.parametrize("kind", BUILT_IN)
def test_every_action_of_a_panel_has_a_method_and_words(kind):
    assert_whole(panel_for(kind), panel_for(kind).ACTIONS)


@pytest.mark.parametrize("owner", OWNERS)
def test_every_action_of_a_screen_has_a_method_and_words(owner):
    assert_whole(owner, owner.ACTIONS)


def test_no_key_of_the_frame_is_given_twice():
    assert len(FRAME_KEYS) == len(set(FRAME_KEYS))


def assert_whole(owner, specs):
    words = load_words()
    for spec in specs:
        assert (
            spec.act or spec.method.startswith("digit_") or callable(getattr(owner, f"action_{spec.method}"))
        )
        assert words(spec.label)
        assert words(spec.help)
        if spec.palette:
            assert words(spec.palette)


async def test_the_help_lists_every_key_of_the_screen(drive):
    async with drive(size=(120, 50)) as driver:
        await driver.press("pagedown")
        await driver.ask(
            do.OpenActivity(next(r.id for r in driver.state.run_sheet() if r.activity == "stem"))
        )
        offers = driver.screen.offers
        text = "\n".join(line.plain for line in help_lines(load_words(), offers, 70))
        for offer in offers:
            assert load_words()(offer.spec.label) in text
            for key in offer.spec.keys:
                assert key_shown(key) in text or (key.isdecimal() and "1–9" in text)
        assert {spec.method for spec in FRAME_ACTIONS} <= {offer.spec.method for offer in offers}
        await driver.press("question_mark")
        assert isinstance(driver.app.screen, TextDialog)
        assert "Overalt" in driver.text()


@pytest.mark.wide(short=1)
@pytest.mark.parametrize(
    ("search", "expected"),
    [
        ("fortryd", "undo"),
        ("undo", "undo"),
        ("parkering", "parking"),
        ("referat", "minutes"),
        ("export", "minutes"),
        ("næste", "next"),
        ("mørk", "theme"),
        ("agenda", "run_sheet"),
        ("pause", "pause"),
    ],
)
async def test_the_palette_finds_danish_and_english_words(drive, search, expected):
    async with drive() as driver:
        await driver.press("pagedown")
        best = found(load_words(), driver.screen.offers, search)[0]
        assert best.spec.method == expected


async def test_the_palette_does_what_was_chosen(drive):
    async with drive() as driver:
        await driver.press("pagedown", "ctrl+p")
        assert isinstance(driver.app.screen, PaletteDialog)
        await driver.type("mere tid")
        await driver.press("enter")
        assert driver.state.current().extra_minutes == 2


async def test_what_makes_no_sense_now_is_neither_in_the_footer_nor_in_the_palette(drive):
    async with drive() as driver:
        methods = {offer.spec.method for offer in found(load_words(), driver.screen.offers, "")}
        assert not methods & {"previous", "pause", "reveal", "reopen"}
        await driver.press("ctrl+t")
        assert driver.app.return_code is None


@pytest.mark.parametrize("width", [60, 80, 100, 120, 200])
@pytest.mark.parametrize("kind", BUILT_IN)
def test_the_footer_is_never_cut_and_always_has_help(kind, width):
    words = load_words()
    specs = [spec for spec in (*panel_for(kind).ACTIONS, *FRAME_ACTIONS, *COMMON) if spec.shown and spec.keys]
    items = [FooterItem(spec, words(spec.label), spec.method == "help") for spec in specs]
    shown = fitting(items, width - 4)
    assert sum(item.width for item in shown) + 2 * (len(shown) - 1) <= width - 4
    assert any(item.spec.method == "help" for item in shown)


def test_what_is_ranked_first_stays_longest():
    specs = [ActionSpec(name, (name,), "x", "x", rank=rank) for name, rank in (("a", 3), ("b", 1), ("c", 2))]
    items = [FooterItem(spec, "ordet") for spec in specs]
    assert [item.spec.method for item in fitting(items, 16)] == ["b", "c"]


@pytest.mark.wide(short=1)
@pytest.mark.parametrize("size", [(60, 18), (80, 24), (120, 30), (200, 50)])
async def test_a_click_in_the_footer_is_the_key(drive, size):
    async with drive(size=size) as driver:
        lines = driver.text().split("\n")
        y = next(row for row in reversed(range(len(lines))) if "Begynd" in lines[row])
        await driver.pilot.click(offset=(lines[y].index("Begynd"), y))
        await driver.settle()
        assert driver.current == "velkomst"
        assert "? Hjælp" in driver.text()


async def test_the_theme_changes_with_one_key(drive):
    async with drive() as driver:
        seen = [driver.app.theme]
        for _ in range(3):
            await driver.press("t")
            seen.append(driver.app.theme)
        assert seen == ["projector", "dark", "high-contrast", "projector"]


async def test_a_search_without_a_hit_says_so_and_runs_nothing(drive):
    async with drive() as driver:
        await driver.press("ctrl+p", *"[print]")
        assert "Intet her svarer til “[print]”" in driver.text()
        before = driver.session.live.state.seq
        await driver.press("enter")
        assert driver.session.live.state.seq == before
        await driver.press(*["backspace"] * 7, *"næste")
        assert "Intet her svarer" not in driver.text()
        await driver.press("enter")
        assert driver.session.live.state.seq > before
