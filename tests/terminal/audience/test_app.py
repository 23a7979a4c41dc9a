"""The audience's screen as a program: it follows what is stored, and no key does anything but leave."""

from __future__ import annotations

from pictures.audience import view_of
from pictures.audience_app import app_for, text_of
from pictures.played import Played, read_case
from waiting import until

from prompts.language.words import load_words
from sessions import commands as do
from workshop.attaching.host_finding import NoHostError
from workshop.terminal.audience.audience_app import AudienceApp
from workshop.terminal.audience.sheet import Sheet
from workshop.terminal.theme.themes import DARK, PROJECTOR

KEYS = (
    "n",
    "pagedown",
    "enter",
    "a",
    "ctrl+r",
    "S",
    "j",
    "x",
    "escape",
    "ctrl+e",
    "m",
    "u",
    "space",
    "ctrl+p",
)


async def test_it_follows_what_is_stored(tmp_path) -> None:
    played = Played(tmp_path, read_case())
    try:
        app, _ = app_for(played)
        async with app.run_test(size=(120, 30)):
            await until(lambda: "Kendetegn" in text_of(app))
            nobody = text_of(app)
            assert view_of(played).content.counted == "Ingen er med endnu"  # drawn in block letters
            played.join(2)
            joined = [person["alias"] for person in played.case["participants"][:2]]
            await until(lambda: all(name in text_of(app) for name in joined))
            assert view_of(played).content.counted == "2 er med"  # drawn in large letters
            assert text_of(app) != nobody
            played.go_to("skriv-tiltag")
            await until(lambda: "kort er skrevet" in text_of(app))
            person = played.case["participants"][0]["alias"]
            played.ask(do.WriteCard("Et kort fra salen"), person)
            assert "Et kort fra salen" not in text_of(app)
            played.ask(do.RevealInput())
            await until(lambda: "kort er skrevet" not in text_of(app))
    finally:
        played.stop()


async def test_no_key_does_anything_but_leave(tmp_path) -> None:
    played = Played(tmp_path, read_case())
    try:
        played.join()
        played.play_to("tal-om-de-delte")
        app, sessions = app_for(played, DARK)
        async with app.run_test(size=(120, 30)) as pilot:
            await until(lambda: "Tal om dem" in text_of(app))
            before, seq = text_of(app), played.state().seq
            for key in KEYS:
                await pilot.press(key)
            assert app.is_running
            assert len(app.screen_stack) == 1
            assert text_of(app) == before
            assert played.state().seq == seq
            await pilot.press("q")
            await until(lambda: not app.is_running or app._exit)
        assert app.return_value == 0
        assert sessions[0].closed
    finally:
        played.stop()


async def test_it_ends_when_the_workshop_is_closed_elsewhere(tmp_path) -> None:
    played = Played(tmp_path, read_case())
    try:
        app, sessions = app_for(played)
        async with app.run_test(size=(80, 24)):
            await until(lambda: bool(sessions))
            sessions[0].has_ended = True
            await until(lambda: app._exit)
        assert app.ended
    finally:
        played.stop()


async def test_what_keeps_it_from_attaching_is_kept_for_a_sentence() -> None:
    async def attach():
        raise NoHostError

    app = AudienceApp(attach, load_words("da"), PROJECTOR)
    async with app.run_test(size=(80, 24)):
        await until(lambda: app._exit)
    assert isinstance(app.refused, NoHostError)


async def test_any_window_is_drawn_in_and_a_change_of_size_followed(tmp_path) -> None:
    played = Played(tmp_path, read_case())
    try:
        app, _ = app_for(played)
        async with app.run_test(size=(120, 30)) as pilot:
            for size in ((80, 24), (40, 10), (1, 1), (200, 50)):
                await pilot.resize_terminal(*size)
                await until(lambda size=size: len(app.query_one(Sheet)._rows) == size[1])
    finally:
        played.stop()
