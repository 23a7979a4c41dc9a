"""What is hidden until the reveal is on no phone, neither as a total nor by its number or place."""

from __future__ import annotations

import pytest
from phone_hand import comes

from sessions.commands import CastVote, OpenInput, RevealInput, WriteCard

CARDS = 8
OTHERS = 5


@pytest.mark.wide
async def test_closing_shows_no_totals_and_the_reveal_closes_the_vote(phone, house) -> None:
    await house.open("forslag")
    card = (await house.do(WriteCard("Forslag A"))).id
    await phone.open("vote")
    await phone.press("vote.plus")
    await phone.saved()
    for _ in range(OTHERS):
        other = await house.phone()
        await house.live.send(CastVote(card, 1), actor=other.id)
    total = phone.word("vote.total", n=OTHERS + 1)
    plus = phone.page.get_by_role("button", name=phone.word("vote.plus"))
    await house.do(OpenInput(False))
    await comes(plus.count, 0)
    assert total not in await phone.page.inner_text("main")
    await house.do(OpenInput(True))
    await comes(plus.count, 1)
    await house.do(RevealInput())
    await phone.sees_text(total)
    await comes(plus.count, 0)


@pytest.mark.wide
async def test_cards_get_numbers_and_an_order_that_tell_nothing_of_who_wrote_when(phone, house) -> None:
    await phone.open("skriv-tiltag")
    texts = [f"Skrevet som nummer {number}" for number in range(CARDS)]
    for text in texts:
        await house.live.send(WriteCard(text), actor=(await house.phone()).id)
    await phone.write("Mit eget")
    await phone.saved()
    assert "t1" not in await phone.page.inner_text("main")
    await house.do(RevealInput())
    await phone.sees_text(texts[-1])
    shown = await phone.page.locator(".card-text").all_inner_texts()
    numbers = {card.text: card.number for card in house.live.state.cards}
    assert set(texts) <= set(shown)
    assert [text for text in shown if text in texts] != texts
    assert sorted(texts, key=numbers.__getitem__) != texts
