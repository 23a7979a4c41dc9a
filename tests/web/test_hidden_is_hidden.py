"""Another phone listens on every path while somebody writes, sorts, answers, rates and votes."""

from __future__ import annotations

import asyncio
import json

import pytest

from sessions.commands import (
    AddAnswer,
    EndSecondRound,
    HideAnswer,
    HideCard,
    OpenInput,
    RevealInput,
    StartSecondRound,
    Undo,
    WriteCard,
)
from sessions.rules.meeting.creation import NewWorkshop
from workshop.web.views.view_registry import ROUTES

SECRET = "HEMMELIGHED"


@pytest.fixture
async def watched(house):
    """An author, and a listener with everything the listener ever gets."""
    author, listener = (
        await house.phone(alias="Forfatter", table="1"),
        await house.phone(alias="Lytter", table="2"),
    )
    await listener.listen()
    return house, author, listener


async def everything_heard(house, listener) -> str:
    """All that the listener can get: every path, the stream so far, and a stream from the beginning."""
    await asyncio.sleep(0.25)
    texts = [line for _, _, line in listener.heard]
    for route in ROUTES:
        if route.method == "GET" and route.name != "stream":
            answer = await listener.ask("GET", route.path)
            texts.append(answer.text + repr(answer.headers))
    again = house.stranger()
    again.token = listener.token
    await again.listen(since=0)
    await asyncio.sleep(0.05)
    texts += [line for _, _, line in again.heard]
    await again.leave()
    return "\n".join(texts)


async def test_a_card_is_seen_by_its_author_only_until_the_reveal(watched) -> None:
    house, author, listener = watched
    await house.open("collect")
    card = (await author.post("/api/cards", {"text": SECRET})).data["id"]
    heard = await everything_heard(house, listener)
    assert SECRET not in heard
    assert card not in heard
    assert author.id not in heard
    assert (await listener.kind())["count"] is None
    assert [mine["text"] for mine in (await author.kind())["mine"]] == [SECRET]

    await house.do(RevealInput())
    await listener.hears("refresh")
    shown = (await listener.kind())["others"]
    assert [other["text"] for other in shown] == [SECRET]
    assert author.id not in json.dumps(shown)
    assert "author" not in shown[0]

    await house.do(RevealInput(False))
    assert SECRET not in json.dumps(await listener.picture())


async def test_a_card_written_after_the_reveal_reaches_everybody_without_its_author(watched) -> None:
    house, author, listener = watched
    await house.open("collect")
    await house.do(RevealInput())
    card = (await author.post("/api/cards", {"text": "Åben"})).data["id"]
    told = await listener.hears("card")
    assert (told["card"]["id"], told["card"]["text"], told["card"]["number"]) == (card, "Åben", "t1")
    assert author.id not in json.dumps(told)
    await house.do(HideCard(card))
    assert (await listener.hears("gone"))["id"] == card
    assert (await listener.kind())["others"] == []


async def test_the_next_round_of_writing_hides_the_cards_of_others_again(watched) -> None:
    house, author, listener = watched
    await house.open("skriv-tiltag")
    await author.post("/api/cards", {"text": SECRET})
    await house.open("saml-i-grupper")
    assert SECRET not in await everything_heard(house, listener)


async def test_a_placement_is_hidden_until_shown_and_in_the_second_round_again(watched) -> None:
    house, author, listener = watched
    others = [await house.phone() for _ in range(4)]
    await house.open("collect")
    card = (await author.post("/api/cards", {"text": "Kort"})).data["id"]
    row = await house.open("place", "alone")
    before = len(listener.heard)
    for phone in (author, *others):
        await phone.post("/api/placements", {"card": card, "category": "tag-selv"})
    await everything_heard(house, listener)
    assert listener.heard[before + 1 :] == []
    hidden = (await listener.kind())["cards"][0]
    assert (hidden["mine"], hidden["first"], hidden["counts"]) == ("", "", None)
    await house.do(RevealInput())
    assert house.live.state.scheduled.get(row.id).revealed
    assert (await listener.kind())["cards"][0]["counts"] is None, "the round is still open"
    await house.do(OpenInput(False))
    assert (await listener.kind())["cards"][0]["counts"]["tag-selv"] == 5

    await house.open("place", "talk")
    assert (await listener.kind())["cards"][0]["counts"]["tag-selv"] == 5
    await house.do(StartSecondRound())
    await author.post("/api/placements", {"card": card, "category": "sammen"})
    assert (await listener.kind())["cards"][0]["counts"] is None
    own = (await author.kind())["cards"][0]
    assert (own["mine"], own["first"]) == ("sammen", "tag-selv")
    await house.do(EndSecondRound())
    assert (await listener.kind())["cards"][0]["counts"] == {
        "goer-det": 0,
        "tag-selv": 4,
        "taet-paa": 0,
        "sammen": 1,
    }


async def test_answers_are_hidden_until_they_are_shown_and_then_without_names(watched) -> None:
    house, author, listener = watched
    await house.open("reflect", "alone")
    answer = {"category": "sammen", "question": "works", "text": SECRET}
    await author.post("/api/answers", answer)
    assert SECRET not in await everything_heard(house, listener)
    assert (await author.kind())["mine"] == [answer | {"hidden": False}]
    await house.do(AddAnswer("sammen", "works", "Fra en uden telefon"))
    await house.open("reflect", "talk")
    shown = (await listener.kind())["answers"]
    assert sorted(shown[0]["texts"]) == ["Fra en uden telefon", SECRET]
    assert author.id not in json.dumps(shown)


async def test_ratings_are_hidden_until_revealed(watched) -> None:
    house, author, listener = watched
    phones = [author, *[await house.phone() for _ in range(4)]]
    await house.open("evne")
    before = len(listener.heard)
    for phone in phones:
        await phone.post("/api/ratings", {"statement": "bliver-ved", "value": 3})
    assert (await listener.kind())["spread"] is None
    assert (await author.kind())["mine"] == {"bliver-ved": 3}
    await everything_heard(house, listener)
    assert listener.names()[before:] in ([], ["refresh"])
    await house.do(RevealInput())
    spread = {item["statement"]: item for item in (await listener.kind())["spread"]}
    assert spread["bliver-ved"]["answers"] == 5
    assert [3, 5] in spread["bliver-ved"]["counts"]


async def test_votes_are_hidden_until_revealed_however_the_input_stands(watched) -> None:
    house, author, listener = watched
    phones = [author, *[await house.phone() for _ in range(4)]]
    await house.open("forslag")
    card = (await author.post("/api/cards", {"text": "Forslag"})).data["id"]
    await house.open("vote")
    for phone in phones:
        await phone.post("/api/votes", {"card": card, "dots": 2})
    hidden = await listener.kind()
    assert (hidden["cards"][0]["dots"], hidden["cards"][0]["mine"], hidden["used"]) == (None, 0, 0)
    assert (await author.kind())["used"] == 2
    for is_open in (False, True, False):
        await house.do(OpenInput(is_open))
        assert (await listener.kind())["cards"][0]["dots"] is None
    await house.do(RevealInput())
    assert (await listener.kind())["cards"][0]["dots"] == 10


async def test_dots_on_a_hidden_proposal_make_no_group_large_enough(watched) -> None:
    """Two voted for what all see, a third only for what was hidden: a total of two is held back."""
    house, author, _ = watched
    phones = [author, await house.phone()]
    await house.open("forslag")
    cards = [(await author.post("/api/cards", {"text": f"Forslag {n}"})).data["id"] for n in range(2)]
    await house.open("vote")
    for phone in phones:
        await phone.post("/api/votes", {"card": cards[0], "dots": 1})
    await (await house.phone()).post("/api/votes", {"card": cards[1], "dots": 1})
    await house.do(RevealInput())
    totals = {card["id"]: card["dots"] for card in (await author.kind())["cards"]}
    assert totals == {cards[0]: 2, cards[1]: 1}
    await house.do(HideCard(cards[1]))
    assert [card["dots"] for card in (await author.kind())["cards"]] == [None]


async def test_dots_on_a_hidden_proposal_are_free_again_and_come_back_with_it(watched) -> None:
    house, author, _ = watched
    await house.open("forslag")
    one, two = [(await author.post("/api/cards", {"text": f"Forslag {n}"})).data["id"] for n in range(2)]
    await house.open("vote")
    await author.post("/api/votes", {"card": one, "dots": 2})
    await author.post("/api/votes", {"card": two, "dots": 1})

    async def ballot() -> tuple:
        kind = await author.kind()
        mine = {card["id"]: card["mine"] for card in kind["cards"]}
        return kind["used"], kind["away"], [mine[card] for card in (one, two) if card in mine]

    assert await ballot() == (3, 0, [2, 1])
    await house.do(HideCard(one))
    assert await ballot() == (1, 2, [1])
    assert (await author.post("/api/votes", {"card": two, "dots": 2})).status == 200
    assert await ballot() == (2, 1, [2])
    await house.do(HideCard(one, hidden=False))
    assert await ballot() == (3, 0, [1, 2])


@pytest.mark.parametrize(
    ("answers", "chosen", "shown"),
    [(4, False, False), (5, False, True), (3, True, True), (2, True, False), (1, True, False)],
)
async def test_the_spread_of_a_handful_is_shown_only_where_the_facilitator_chose_so(
    make_house, answers, chosen, shown
) -> None:
    wish = NewWorkshop("Små", run_sheet="180", show_small_groups=chosen)
    async with make_house(wish=wish) as house:
        phones = [await house.phone() for _ in range(answers)]
        await house.open("forslag")
        card = (await phones[0].post("/api/cards", {"text": "Forslag"})).data["id"]
        await house.open("evne")
        for phone in phones:
            await phone.post("/api/ratings", {"statement": "bliver-ved", "value": 3})
        await house.do(RevealInput())
        spread = {item["statement"]: item for item in (await phones[0].kind())["spread"]}["bliver-ved"]
        assert (spread["answers"], bool(spread["counts"])) == (answers, shown)
        await house.open("vote")
        for phone in phones:
            await phone.post("/api/votes", {"card": card, "dots": 1})
        await house.do(RevealInput())
        assert (await phones[0].kind())["cards"][0]["dots"] == (answers if answers >= 3 else None)


async def test_a_hidden_answer_is_seen_by_its_author_alone(watched) -> None:
    house, author, listener = watched
    await house.open("reflect", "alone")
    answer = {"category": "sammen", "question": "works", "text": SECRET}
    identifier = (await author.post("/api/answers", answer)).data["id"]
    await author.listen()
    await house.do(HideAnswer(identifier))
    await author.hears("mine")
    await house.do(RevealInput())
    seen = await listener.kind()
    assert SECRET not in str(seen)
    assert seen["mine"] == []
    own = await author.kind()
    assert own["mine"] == [answer | {"hidden": True}]
    assert SECRET not in str(own["answers"])
    await house.do(HideAnswer(identifier, hidden=False))
    assert SECRET in str(await listener.kind())
    assert (await author.kind())["mine"] == [answer | {"hidden": False}]


async def test_the_author_hears_that_the_facilitator_changed_a_hidden_card_and_others_do_not(watched) -> None:
    house, author, listener = watched
    await house.open("collect")
    card = (await author.post("/api/cards", {"text": "Kort"})).data["id"]
    await author.listen()
    await house.do(HideCard(card))
    await author.hears("mine")
    assert "mine" not in listener.names()
    await house.do(Undo())
    assert (await listener.kind())["count"] is None


async def test_no_path_tells_how_many_each_person_has_written(watched) -> None:
    house, author, listener = watched
    await house.open("collect")
    for number in range(3):
        await author.post("/api/cards", {"text": f"{SECRET} {number}"})
    await house.do(WriteCard("Fra rummet"))
    heard = await everything_heard(house, listener)
    assert SECRET not in heard
    assert author.id not in heard
    assert "Forfatter" not in heard
    assert (await listener.kind())["count"] is None


@pytest.mark.parametrize("key", ["collect", "hvad-skal-der-til"])
async def test_no_number_rises_when_somebody_sends(watched, key) -> None:
    house, author, listener = watched
    await house.open(key)
    await author.post("/api/cards", {"text": SECRET})
    await everything_heard(house, listener)
    assert set(listener.names()) <= {"hello", "refresh", "presence"}
    assert (await listener.kind())["count"] is None
    await house.do(RevealInput())
    assert (await listener.kind())["count"] == 1
