"""What is hidden is not told by numbers, by order or by what can be changed afterwards either."""

from __future__ import annotations

import pytest

from sessions.commands import (
    AddNextStep,
    HideCard,
    OpenInput,
    PlaceCard,
    RevealInput,
    StartSecondRound,
    WriteCard,
)

MANY = 9


async def written(house, key: str, phone=None) -> list[str]:
    await house.open(key)
    if phone is None:
        return [(await house.do(WriteCard(f"Kort {number}"))).id for number in range(MANY)]
    posts = [await phone.post("/api/cards", {"text": f"Kort {number}"}) for number in range(MANY)]
    return [post.data["id"] for post in posts]


@pytest.mark.parametrize("key", ["skriv-tiltag", "saml-i-grupper", "styrker-udfordringer"])
async def test_numbers_at_the_reveal_do_not_tell_the_order_of_writing(house, key) -> None:
    author, reader = await house.phone(), await house.phone()
    if key == "styrker-udfordringer":
        await house.open(key)
        grid = house.live.method.grid
        body = {"when": grid.whens[0].key, "outcome": grid.outcomes[0].key}
        posts = [await author.post("/api/cards", {"text": f"Kort {n}", **body}) for n in range(MANY)]
        ids = [post.data["id"] for post in posts]
    else:
        ids = await written(house, key, author)
    await house.do(RevealInput())
    shown = (await reader.kind())["others"]
    number = {card["id"]: int("".join(filter(str.isdigit, card["number"]))) for card in shown}
    assert sorted(number.values()) == list(range(1, MANY + 1))
    assert [number[card] for card in ids] != sorted(number.values())
    assert [number[card["id"]] for card in shown] == sorted(number.values())
    await house.do(RevealInput(False))
    await house.do(RevealInput())
    assert (await reader.kind())["others"] == shown


async def test_showing_the_totals_closes_the_vote_until_it_is_opened_again(house) -> None:
    phone = await house.phone()
    card = (await written(house, "forslag"))[0]
    await house.open("vote")
    assert (await phone.post("/api/votes", {"card": card, "dots": 1})).status == 200
    await house.do(RevealInput())
    assert (await phone.picture())["activity"]["open"] is False
    assert (await phone.post("/api/votes", {"card": card, "dots": 2})).code == "activity-closed"
    await house.do(OpenInput(True))
    assert (await phone.post("/api/votes", {"card": card, "dots": 2})).status == 200


async def test_showing_the_spread_closes_the_ratings(house) -> None:
    phone = await house.phone()
    await house.open("evne")
    rating = {"statement": house.live.method.activity("evne").statements[0].key, "value": 3}
    assert (await phone.post("/api/ratings", rating)).status == 200
    await house.do(RevealInput())
    assert (await phone.post("/api/ratings", rating)).code == "activity-closed"


async def test_cards_can_still_be_written_after_the_reveal(house) -> None:
    phone = await house.phone()
    await written(house, "skriv-tiltag")
    await house.do(RevealInput())
    assert (await phone.post("/api/cards", {"text": "Et til"})).status == 200


async def test_proposals_stand_in_another_order_on_each_phone_and_stay_there(house) -> None:
    one, other = await house.phone(), await house.phone()
    ids = await written(house, "forslag")
    await house.open("vote")

    async def order(phone) -> list[str]:
        return [card["id"] for card in (await phone.kind())["cards"]]

    first = await order(one)
    assert sorted(first) == sorted(ids)
    assert first != await order(other)
    await one.post("/api/votes", {"card": ids[0], "dots": 1})
    assert await order(one) == first


async def test_the_second_round_begins_with_what_divides_the_group(house) -> None:
    phones = [await house.phone() for _ in range(4)]
    ids = await written(house, "skriv-tiltag")
    keys = [category.key for category in house.live.method.categories]
    await house.open("place", "alone")
    for number, phone in enumerate(phones):
        for card in ids:
            category = keys[number] if card == ids[-1] else keys[0]
            await house.live.send(PlaceCard(card, category), actor=phone.id)
    await house.open("place", "talk")
    await house.do(RevealInput())
    await house.do(StartSecondRound())
    cards = (await phones[0].kind())["cards"]
    assert cards[0]["id"] == ids[-1]
    assert [card["counts"] for card in cards] == [None] * MANY


async def test_an_author_sees_that_a_card_was_hidden(house) -> None:
    author = await house.phone()
    first, *_ = await written(house, "skriv-tiltag", author)
    await house.do(HideCard(first))
    hidden = {card["id"]: card["hidden"] for card in (await author.kind())["mine"]}
    assert [card for card, is_hidden in hidden.items() if is_hidden] == [first]


async def test_an_agreement_says_when_in_the_words_it_was_made_in(house) -> None:
    phone = await house.phone()
    await house.do(AddNextStep("Anne", "Ringe", None, "", due_words="inden sommer"))
    await house.open("agree")
    (step,) = (await phone.kind())["next_steps"]
    assert (step["due"], step["due_words"]) == ("", "inden sommer")


async def test_nobody_watches_totals_while_dots_can_be_moved_again(house) -> None:
    """Five are counted together; watching one of them change an answer would tell it all the same."""
    phones = [await house.phone() for _ in range(5)]
    cards = await written(house, "forslag")
    await house.open("vote")
    for phone in phones:
        await phone.post("/api/votes", {"card": cards[0], "dots": 1})
    await house.do(RevealInput())

    async def totals() -> set[int | None]:
        return {card["dots"] for card in (await phones[0].kind())["cards"] if card["id"] in cards[:2]}

    assert await totals() == {5, 0}
    await house.do(OpenInput(True))
    assert await totals() == {None}
    await phones[1].post("/api/votes", {"card": cards[1], "dots": 1})
    assert await totals() == {None}
    await house.do(OpenInput(False))
    assert await totals() == {5, 1}


async def test_nobody_watches_the_spread_while_numbers_can_be_changed_again(house) -> None:
    phones = [await house.phone() for _ in range(5)]
    await house.open("evne")
    rating = {"statement": house.live.method.activity("evne").statements[0].key, "value": 3}
    for phone in phones:
        await phone.post("/api/ratings", rating)
    await house.do(RevealInput())
    assert (await phones[0].kind())["spread"]
    await house.do(OpenInput(True))
    assert (await phones[0].kind())["spread"] is None
