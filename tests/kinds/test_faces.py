"""A kind from elsewhere on the projector, line by line, and on phones through the real server."""

import asyncio
import json
import re
from types import SimpleNamespace

import aiohttp
import pytest
from in_this_process import Phone, served
from piped import Piped
from waiting import comes_to_rest

from prompts.language.words import load_words
from prompts.methods.kinds import kinds_for
from sessions import commands as do
from sessions.rules.meeting.creation import NewWorkshop
from sessions.storage.file_reading import read_state
from workshop.hosting.open_sessions import create_session
from workshop.live.live_workshop import LiveWorkshop
from workshop.terminal.driver import typing_guard
from workshop.terminal.screens.workshop_screen import WorkshopScreen
from workshop.terminal.theme.themed_app import ThemedApp
from workshop.web.api import openapi


class Projector(ThemedApp):
    """An app that shows one open workshop."""

    def __init__(self, room):
        super().__init__()
        live = LiveWorkshop(room.room, room.method, load_words())
        self.session = SimpleNamespace(
            live=live,
            clock=room.clock,
            path=room.path,
            notices=lambda: (),
            alarm=lambda: "",
            has_ended=False,
            connected=lambda: 0,
        )

    def on_mount(self):
        self.session.live.attach()
        self.push_screen(WorkshopScreen(self.session))

    def painted(self):
        lines = self.screen._compositor.render_strips()
        return "\n".join("".join(segment.text for segment in strip) for strip in lines)


async def test_the_panel_counts_and_after_the_reveal_shows_the_order(ranked, monkeypatch):
    monkeypatch.setattr(typing_guard, "BURST_SECONDS", 0.0)  # keys come as fast as a machine presses them
    room, _ = ranked
    app = Projector(room)
    async with app.run_test(size=(80, 24)) as pilot:
        await comes_to_rest(app, app.session.live, room.state)
        assert "har sendt deres rækkefølge" in app.painted()
        assert "Mindre papir" not in app.painted()
        await asyncio.to_thread(room.ask, do.RevealInput())
        await comes_to_rest(app, app.session.live, room.state)
        assert re.search(r"1\. Nye møder[\s\S]+2\. Fælles mål[\s\S]+3\. Mindre papir", app.painted())
        assert "Plads" in app.painted()
        for key in ("k", "3", "1"):
            await pilot.press(key)
            await comes_to_rest(app, app.session.live, room.state)
        assert re.search(r"1\. Mindre papir[\s\S]+2\. Nye møder[\s\S]+3\. Fælles mål", app.painted())
    app.session.live.detach()


async def test_phones_send_to_the_kind_and_see_nothing_of_others_before_the_reveal(file):
    async with served(file) as (live, phone):
        await live.send(do.OpenNext())
        ids = [(await live.send(do.WriteCard(text))).id for text in ("Mål", "Møder")]
        await live.send(do.OpenNext())
        anna, bo = await phone(), await phone()
        await anna.post("/api/ranks", {"cards": ids[::-1]})
        await bo.post("/api/ranks", {"cards": ids[:1]}, status=404)
        await bo.post("/api/ranks", {"cards": ids, "by": "somebody"}, status=422)
        mine, others = (await anna.get("/api/state"))["kind"], (await bo.get("/api/state"))["kind"]
        assert mine["mine"] == {ids[1]: 1, ids[0]: 2}
        assert (mine["order"], others["order"], others["mine"]) == (None, None, {})
        await live.send(do.RevealInput())
        assert (await bo.get("/api/state"))["kind"]["order"] == ids[::-1]
        await live.send(do.RevealInput(False))
        assert (await bo.get("/api/state"))["kind"]["order"] is None


async def test_phones_hear_of_new_orders_only_while_they_are_shown(file):
    from rank_kind.rules import RankCards

    from workshop.web.stream.change_reader import ChangeReader, News, Urgency

    async with served(file) as (live, _):
        await live.send(do.OpenNext())
        card = (await live.send(do.WriteCard("Mål"))).id
        await live.send(do.OpenNext())
        heard = []
        stop = live.listen(heard.extend)
        for person, shown in (("a" * 12, False), ("b" * 12, True)):
            await live.send(do.JoinWorkshop(person, f"hash of {person}"), person)
            await live.send(do.RevealInput(shown))
            heard.clear()
            await live.send(RankCards((card,)), person)
            news = News()
            reader = ChangeReader(live.state, live.method.activity("put-in-order"), news)
            for event in heard:
                reader.read(event)
            assert news.refresh is (Urgency.ECHO if shown else Urgency.NOT)
        stop()


async def test_the_page_of_such_a_workshop_has_the_kinds_script_and_words(file):
    async with served(file) as (_, phone):
        anna = await phone()
        script = await anna.get("/page.js")
        assert '("rank",{' in script
        words = re.search(r'id="words">(.*?)</script>', await anna.get("/"))[1]
        kept = {"one": "{n} kort valgt", "other": "{n} kort valgt"}
        code = next(key for key, text in json.loads(words).items() if text == kept)
        assert f'"{code}"' in script


async def test_other_workshops_have_neither_its_routes_nor_its_script(ranking, tmp_path):
    path = create_session(tmp_path / "sessions", NewWorkshop("En anden"))
    async with served(path) as (_, phone):
        anna = await phone()
        assert '("rank",{' not in await anna.get("/page.js")
        await anna.post("/api/ranks", {"cards": []}, status=404)


def test_the_document_of_the_api_is_made_of_the_kinds_routes_too(ranking):
    document = openapi.document(kinds_for(ranking))
    assert "/api/ranks" in document["paths"]
    assert "RankPart" in document["components"]["schemas"]
    assert "/api/ranks" not in openapi.document()["paths"]


@pytest.mark.wide
def test_led_line_by_line_with_the_phones_in_a_process_of_their_own(file, tmp_path):
    running = Piped(tmp_path, "--bind", "127.0.0.1", "--port", "0", "run", file.stem, "--plain")
    try:
        running.until_said("Hvad nu?", "http://127.0.0.1:")
        running.do("n")
        base = re.search(r"http://127\.0\.0\.1:\d+", running.text)[0]
        asyncio.run(_writes_and_ranks(running, base, file))
        running.until(lambda: "1 har sendt sin rækkefølge" in running.do("v"))  # faces hear after phones
        said = running.do("r")
        assert said.index("Møder") < said.index("Mål")
        running.end()
    finally:
        running.kill()
    state = read_state(file)
    assert len(list(state.table("rank_places"))) == 2


async def _writes_and_ranks(running, base, file):
    async with aiohttp.ClientSession() as http:
        phone = Phone(http, base)
        await phone.join(read_state(file).workshop.join_secret)
        ids = [(await phone.post("/api/cards", {"text": text}))["id"] for text in ("Mål", "Møder")]
        await asyncio.to_thread(running.do, "n")
        await phone.post("/api/ranks", {"cards": ids[::-1]})
        assert (await phone.get("/api/state"))["kind"]["mine"] == {ids[1]: 1, ids[0]: 2}
