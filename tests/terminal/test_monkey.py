"""Random keys, clicks, drags, pastes and resizes under a stream of phones break nothing.

The long form (`pytest -m long tests/terminal/test_monkey.py`) does a hundred thousand.
"""

import asyncio
import logging

import pytest
from pictures.monkey import Monkey, Troubles
from pictures.played import Played, read_case
from pictures.stage import StillSession, on_stage

from workshop.facilitating.ports import OpenWorkshop

BETWEEN_LOOKS = 40


@pytest.fixture
def troubles():
    handler = Troubles()
    for name in ("workshop", "sessions"):
        logging.getLogger(name).addHandler(handler)
    yield handler.found
    for name in ("workshop", "sessions"):
        logging.getLogger(name).removeHandler(handler)


async def play(folder, seed, times, troubles):
    played = Played(folder, read_case())
    try:
        async with on_stage(played, (80, 24), notifications=True) as stage:
            # Leaving the program is tested elsewhere; here a key that leaves leads back to home.
            stage.app.exit = lambda *_, **__: None
            played.join(6)
            monkey = Monkey(stage, seed)
            try:
                for number in range(1, times + 1):
                    monkey.act()
                    await asyncio.sleep(0)
                    if number % BETWEEN_LOOKS == 0:
                        await monkey.look()
                        assert not troubles, troubles[0]
                await monkey.look()
            except BaseException:
                print(f"seed {seed}, the last of {len(monkey.done)}: {' '.join(monkey.done[-60:])}")
                raise
    finally:
        played.stop()


async def test_the_stand_in_has_all_that_an_open_workshop_has(tmp_path):
    played = Played(tmp_path, read_case())
    try:
        still = StillSession(played)
        offered = [name for name in vars(OpenWorkshop) if not name.startswith("_")]
        assert "export" in offered
        assert [name for name in offered if not hasattr(still, name)] == []
    finally:
        played.stop()


@pytest.mark.wide
@pytest.mark.parametrize("seed", [1, pytest.param(2, marks=pytest.mark.long)])
async def test_random_hands_and_phones_break_nothing(tmp_path, troubles, seed):
    await play(tmp_path, seed, 750, troubles)


@pytest.mark.long
@pytest.mark.timeout(0)
@pytest.mark.parametrize("seed", range(100, 120))
async def test_a_hundred_thousand_random_events_break_nothing(tmp_path, troubles, seed):
    await play(tmp_path, seed, 5_000, troubles)


@pytest.mark.wide
async def test_the_detail_follows_the_choice_also_when_a_search_makes_it(tmp_path):
    played = Played(tmp_path, read_case())
    try:
        async with on_stage(played, (80, 24)) as stage:
            played.join()
            played.play_to("tal-om-de-delte")
            await stage.settle()
            monkey = Monkey(stage, 0)
            await stage.press("down", "down", "slash", *"ferie")
            assert stage.panel.chosen_card.text == "Fælles blanket til ferieønsker"
            await monkey.look()
            await stage.press("enter", "p", "escape", "slash", "escape")
            await monkey.look()
    finally:
        played.stop()
