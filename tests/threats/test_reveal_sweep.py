"""Whatever the kind and however its input is opened and closed: only the reveal shows what others gave."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

import pytest

from sessions.commands import AddAnswer, CountHands, OpenInput, RevealInput, WriteCard

SECRET = "Sentinelxq"
GIVERS = 5
"""As many as it takes for totals to be shown at all."""


@dataclass(frozen=True)
class Kind:
    """`give` is awaited with (phone, card); `seen` reads what others gave from a listener's `kind`."""

    activity: tuple[str, str]
    deck: str
    give: Callable[..., Awaitable]
    seen: Callable[[dict], object]


KINDS = {
    "collect": Kind(
        ("skriv-tiltag", ""),
        "",
        lambda phone, card: phone.post("/api/cards", {"text": SECRET}),
        lambda kind: [card["text"] for card in kind["others"]],
    ),
    "place": Kind(
        ("place", "alone"),
        "skriv-tiltag",
        lambda phone, card: phone.post("/api/placements", {"card": card, "category": "tag-selv"}),
        lambda kind: any(card["counts"] for card in kind["cards"]),
    ),
    "reflect": Kind(
        ("reflect", "alone"),
        "",
        lambda phone, card: phone.post(
            "/api/answers", {"category": "sammen", "question": "works", "text": SECRET}
        ),
        lambda kind: kind["answers"],
    ),
    "rate": Kind(
        ("evne", ""),
        "",
        lambda phone, card: phone.post("/api/ratings", {"statement": "bliver-ved", "value": 3}),
        lambda kind: kind["spread"],
    ),
    "vote": Kind(
        ("vote", ""),
        "forslag",
        lambda phone, card: phone.post("/api/votes", {"card": card, "dots": 2}),
        lambda kind: any(card["dots"] is not None for card in kind["cards"]),
    ),
}
INPUT = {"open": (), "closed": (False,), "reopened": (False, True), "closed again": (False, True, False)}


def given_by_others(picture: dict) -> str:
    return json.dumps(picture["kind"], sort_keys=True)


@pytest.mark.wide(short=3)
@pytest.mark.parametrize("name", KINDS)
@pytest.mark.parametrize("how", INPUT)
@pytest.mark.parametrize("revealed", [False, True])
async def test_only_the_reveal_shows_what_others_gave(house, name, how, revealed) -> None:
    kind = KINDS[name]
    givers = [await house.phone() for _ in range(GIVERS)]
    listener = await house.phone()
    card = ""
    if kind.deck:
        await house.open(kind.deck)
        card = (await house.do(WriteCard("Kort for alle"))).id
    await house.open(*kind.activity)
    before = given_by_others(await listener.picture())
    await listener.listen()
    for phone in givers:
        assert (await kind.give(phone, card)).status == 200
    for is_open in INPUT[how]:
        await house.do(OpenInput(is_open))
        if not revealed:
            assert given_by_others(await listener.picture()) == before
    if revealed:
        await house.do(RevealInput())
    await asyncio.sleep(0.3)  # the silence is what is tested: longer than the slowest tick
    picture = await listener.picture()
    minutes = await listener.ask("GET", "/api/minutes")
    heard = "".join(line for _, _, line in listener.heard) + minutes.text
    assert minutes.status == 409
    waits_for_the_round = name == "place" and how in ("open", "reopened")
    if revealed and not waits_for_the_round:
        assert kind.seen(picture["kind"])
        return
    assert given_by_others(picture) == before
    assert not kind.seen(picture["kind"])
    assert SECRET not in heard
    assert set(listener.names()) <= {"hello", "refresh", "presence"}


@pytest.mark.parametrize("name", [name for name in KINDS if name != "collect"])
async def test_what_is_given_while_totals_are_hidden_makes_no_sound(house, name) -> None:
    """Shows of hands, counted after the input was closed, are as silent as phones' own inputs."""
    kind = KINDS[name]
    listener = await house.phone()
    card = ""
    if kind.deck:
        await house.open(kind.deck)
        card = (await house.do(WriteCard("Kort for alle"))).id
    row = await house.open(*kind.activity)
    await house.do(OpenInput(False))
    await listener.listen()
    await asyncio.sleep(0.3)
    heard = len(listener.heard)
    by_hand = {
        "place": CountHands(card, "tag-selv", 6),
        "rate": CountHands("bliver-ved", "3", 6),
        "vote": CountHands(card, "dots", 6),
        "reflect": AddAnswer("sammen", "works", SECRET),
    }
    await house.do(by_hand[name])
    await asyncio.sleep(0.3)
    assert listener.names()[heard:] == []
    assert not kind.seen((await listener.picture())["kind"])
    assert not house.live.state.scheduled.get(row.id).revealed
