"""A rehearsal fills a room that a facilitator can lead alone."""

import json
import random
import re
from types import SimpleNamespace

import pytest
from piped import Piped
from waiting import until

from prompts.language.words import load_words
from prompts.methods.model import Kind
from sessions.commands import OpenNext, RevealInput
from sessions.tallies.tally import shown_cards
from workshop.channel.network_options import NetworkOptions
from workshop.demo.simulated_people import Hand, load_bank
from workshop.launch.home_services import Home
from workshop.launch.rehearsal import Rehearsal, RehearsalHome
from workshop.machine.folders import Folders


@pytest.fixture
async def rehearsed(tmp_path):
    home = Home(
        Folders(tmp_path, tmp_path / "out", tmp_path / "log"), NetworkOptions("127.0.0.1", 0), load_words()
    )
    rehearsal = RehearsalHome(home, Rehearsal(12, 400.0, "90"), load_words())
    opened = await rehearsal.open(await rehearsal.prepare())
    yield opened
    await opened.close()


@pytest.mark.wide
async def test_a_rehearsal_can_be_started_from_home(tmp_path):
    home = Home(
        Folders(tmp_path, tmp_path / "out", tmp_path / "log"), NetworkOptions("127.0.0.1", 0), load_words()
    )
    keys = [extra.key for extra in home.extras()]
    assert keys == ["demo", "rehearse"]
    opened = await home.open(await home.start_extra("rehearse"))
    try:
        await until(lambda: len(opened.live.state.participants) >= 1)
        assert opened.live.state.workshop.title == "Øvelse"
    finally:
        await opened.close()


@pytest.mark.wide
async def test_the_room_fills_and_takes_part_in_every_activity(rehearsed):
    live = rehearsed.live
    await until(lambda: len(live.state.participants) == 12)
    await until(lambda: rehearsed.connected() == 12)
    seen = set()
    for _ in live.state.run_sheet():
        before = live.state.seq
        await live.send(OpenNext())
        row = live.state.current()
        activity = live.method.activity(row.activity)
        if not row.input_open or activity.key == "saml-i-grupper":
            continue
        await until(lambda row=row: len(live.state.done_marks.where("scheduled", row.id)) >= 8, seconds=40)
        # Enough have said that they are done; what the test looks at in the end may come from the others.
        await until(lambda kind=activity.kind: all_have_sent(live.state, kind), seconds=40)
        seen.add(activity.kind)
        assert live.state.seq > before + 8
        if activity.kind is Kind.COLLECT and not row.revealed:
            await live.send(RevealInput())
    assert seen >= {Kind.RATE, Kind.COLLECT, Kind.PLACE, Kind.REFLECT, Kind.VOTE}
    state = live.state
    assert len(shown_cards(state, "initiatives")) >= 12
    assert len({row.participant for row in state.placements}) == 12
    assert {row.category for row in state.answers} >= {known.key for known in live.method.categories}
    assert len({row.participant for row in state.votes}) >= 10


def all_have_sent(state, kind):
    """Whether enough is there for what the test looks at in the end."""
    if kind is Kind.PLACE:
        return len({row.participant for row in state.placements}) == 12
    if kind is Kind.REFLECT:
        return len({row.category for row in state.answers}) == 4
    return kind is not Kind.VOTE or len({row.participant for row in state.votes}) >= 10


def test_the_bank_has_enough_to_say(method):
    bank = load_bank()
    assert len(set(bank.initiatives)) >= 60
    assert set(bank.answers) == {category.key for category in method.categories}
    for answers in bank.answers.values():
        assert set(answers) == {question.key for question in method.questions}
    grid = method.grid
    assert {item.when for item in bank.experiences} == {choice.key for choice in grid.whens}
    assert {item.outcome for item in bank.experiences} == {choice.key for choice in grid.outcomes}
    assert not re.search(r"[\x00-\x1f]", "".join(bank.initiatives))
    assert json.dumps(bank.names)


async def test_a_card_of_an_own_grid_is_put_into_one_of_its_boxes():
    sent = []

    async def no_time(seconds):
        pass

    async def send(path, body):
        sent.append((path, body))
        return SimpleNamespace(id="card")

    async def picture():
        axes = {"whens": [{"key": "nu"}, {"key": "senere"}], "outcomes": [{"key": "let"}]}
        deck = {"key": "farer", "statuses": [{"key": "ny"}]}
        activity = {"id": "a", "kind": "collect", "open": True, "round": 1}
        return {"activity": activity, "kind": {"deck": deck, "grid": axes}}

    bank, chance = load_bank(), random.Random(7)  # noqa: S311 - a room, no secret
    hand = Hand(bank.shuffled(chance), bank.people(1, chance)[0], 1.0, no_time)
    await hand.play(SimpleNamespace(picture=picture, send=send, shown=""))
    cards = [body for path, body in sent if path == "/api/cards"]
    assert cards
    for card in cards:
        assert card["when"] in ("nu", "senere")
        assert (card["outcome"], card["status"]) == ("let", "ny")


@pytest.mark.wide
def test_it_is_led_by_lines_and_leaves_well(tmp_path):
    running = Piped(
        tmp_path,
        "--bind",
        "127.0.0.1",
        "--port",
        "0",
        "rehearse",
        "--plain",
        "--phones",
        "5",
        "--speed",
        "100",
    )
    try:
        running.until_said("Hvad nu?")
        running.until_said("5 er med", seconds=30)
        assert running.end() == 0
        assert b"Traceback" not in running.errors
    finally:
        running.kill()


def test_without_a_terminal_or_with_too_many_phones_it_is_refused(tmp_path):
    for arguments, said in (
        (["rehearse"], b"--headless"),
        (["rehearse", "--phones", "101", "--plain"], b"100"),
    ):
        running = Piped(tmp_path, *arguments)
        assert running.wait() == 2
        assert said in running.errors
