"""Ninety minutes led by lines through a pipe, while simulated phones take part over HTTP."""

import json
import re
from types import SimpleNamespace

import aiohttp
import pytest

from prompts.methods.kinds import BUILT_IN
from prompts.methods.model import Kind, Phase
from sessions.storage.store import read_state
from sessions.tallies.tally import shown_cards
from workshop.demo.own_example import own_example
from workshop.demo.player import CasePlayer

CASE = own_example()


@pytest.fixture
def state(session):
    return lambda: read_state(session)


def revealed(state):
    return state().current().revealed


async def lead(plain, activity, state, player):
    if activity.kind in (Kind.COLLECT, Kind.RATE, Kind.VOTE) and not revealed(state):
        said = plain.do("r")
        assert "Nu kan alle se" in said or (activity.kind is not Kind.COLLECT and "tallene vises fra" in said)
    if activity.key == "skriv-tiltag":
        plain.do("a Uden telefon")
    elif activity.key == "opbakning":
        said = plain.do("v")
        low = sum(row.value < 3 for row in state().ratings if row.scheduled == state().current().id)
        assert ("Ingen under 3" if not low else f"{low} under 3. Hør") in said
    elif activity.kind is Kind.CLUSTER:
        cluster(plain, state, player)
    elif activity.kind is Kind.PLACE and activity.phase is Phase.TALK:
        await place(plain, state, player)
    elif activity.kind is Kind.REFLECT and activity.phase is Phase.TALK:
        plain.do("e 1", "1", "Vi siger det ligeud")
        assert "Vi siger det ligeud" in plain.do("l 1")
    elif activity.key == "tiltagenes-behov":
        plain.do(f"e {number_of(state, 0)}", "Tre timer om ugen")
    elif activity.key == "moenstre":
        plain.do("e", "Vi øver os sammen", "Opgaver lander uden tid", "Vi spørger hver uge")
        assert "Vi spørger hver uge" in plain.do("v")
    elif activity.kind is Kind.VOTE:
        assert re.search(r"1\. 10 prikker: p\d", plain.do("v"))
    elif activity.kind is Kind.AGREE:
        plain.do(
            "a",
            "1",
            "Finder en makker",
            "Ditte",
            "1.3.2027",
            "Fire navne på tavlen",
            "",
            "",
            number_of(state, 0),
        )
        assert "Fire navne på tavlen" in plain.do("v")


def number_of(state, place):
    """The number of one of the cards that were not merged; numbers are dealt at the reveal."""
    return f"t{shown_cards(state(), 'initiatives')[place].number}"


def cluster(plain, state, player):
    plain.do("o", "1", "/")
    for name, card in player.cards.items():
        row = state().cards.get(card)
        player.cards[name] = (row and row.merged_into) or card
    plain.do(f"g {number_of(state, 2)} {number_of(state, 3)}", "Hverdag")
    plain.do("t 1", "Hver dag")
    assert "Tema: Hver dag, 2 kort" in plain.do("v")


async def place(plain, state, player):
    third = number_of(state, 2)
    said = plain.do("v")
    assert "Mest delte først" in said
    assert re.search(r"\d af \d+ enige", said)
    assert "kort er aftalt" in plain.do("a")
    plain.do("s")
    await player.place_again()
    assert "flyttede sig" in plain.do("s")
    plain.do(f"x {third}", "Nogle vil have mere støtte")
    plain.do(f"g {third}", "Lederen spørger hver mandag")
    plain.do(f"t {third}", "3")
    said = plain.do(f"o {third}")
    assert "Aftalt: Tæt på" in said
    assert "Nogle vil have mere støtte" in said


class FromTheFile:
    """What the player asks of a live workshop, read from the file that another process writes."""

    def __init__(self, method, state):
        self.method, self._state = method, state
        self.access = SimpleNamespace(secret=state().workshop.join_secret)

    @property
    def state(self):
        return self._state()


async def test_ninety_minutes_by_lines(plain, session, state, method, tmp_path):
    port = state().workshop.port
    live = FromTheFile(method, state)
    async with aiohttp.ClientSession() as client:
        player = CasePlayer(live, CASE, client)
        await player.join(f"http://127.0.0.1:{port}")
        plain.do("p", "a", "Ny kaffemaskine", "Bo", "0")
        kinds = set()
        for _ in state().run_sheet():
            plain.do("n")
            activity = method.activity(state().current().activity)
            kinds.add(activity.kind)
            await player.play_phones(activity)
            await lead(plain, activity, state, player)
    assert not player.refused
    assert kinds == set(BUILT_IN) - {Kind.REVIEW}
    assert "_referat_" in plain.do("n", "ja")
    plain.type("0", "3")
    assert plain.wait() == 0
    assert plain.errors == b""
    assert b"\x1b" not in plain.raw

    (file,) = (tmp_path / "out").rglob("*.json")
    minutes = json.loads(file.read_text(encoding="utf-8"))
    assert minutes["initiatives_written"] == len(CASE.initiatives) + 1
    assert minutes["support"]["n"] == len(CASE.participants)
    assert minutes["vote_ranking"][0][1] == 10
    (step,) = minutes["next_steps"]
    assert (step["who"], step["first_visible_result"]) == ("Ditte", "Fire navne på tavlen")
    records = {record["record"]: record for record in minutes["records"]}
    assert records["moenstre"]["group"]["fields"] == {
        "tre-styrker": "Vi øver os sammen",
        "tre-udfordringer": "Opgaver lander uden tid",
        "ledelse": "Vi spørger hver uge",
    }
    needs = [card["fields"]["behov-ressourcer"] for card in records["behov"]["cards"]]
    assert "Tre timer om ugen" in needs
    assert "Ny kaffemaskine" in file.read_text(encoding="utf-8")
    assert "Lederen spørger hver mandag" in file.read_text(encoding="utf-8")


async def test_news_are_one_line_and_can_be_switched_off(plain, state):
    from workshop.demo.simulated_phone import SimulatedPhone

    plain.do("n")
    plain.do("n")
    workshop = state().workshop
    async with aiohttp.ClientSession() as client:
        for alias in ("Ida", "Bo\x1b[2J"):
            phone = SimulatedPhone(client, f"http://127.0.0.1:{workshop.port}", alias)
            await phone.join(workshop.join_secret)
        plain.until_said("Nyt:")
        plain.do("y")
        before = plain.text.count("Nyt:")
        phone = SimulatedPhone(client, f"http://127.0.0.1:{workshop.port}", "Eva")
        await phone.join(workshop.join_secret)
        plain.do("z 5")
        assert plain.text.count("Nyt:") == before
        assert "Eva" in plain.do("D", "0")
    assert b"\x1b" not in plain.raw
