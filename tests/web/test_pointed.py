"""Phones mark what the facilitator's cursor is on and the projector shows large, where they may see it."""

from sessions.commands import AddNextStep, HideCard, RevealInput, WriteCard


async def pointed(phone) -> dict:
    return (await phone.picture())["pointed"]


async def test_a_card_is_told_once_all_may_see_it(house) -> None:
    phone = await house.phone()
    await house.open("skriv-tiltag")
    card = (await house.do(WriteCard("Fælles mødeplan"))).id
    await phone.listen()
    house.live.pointing(card)
    assert await phone.hears("pointed") == {"id": "", "text": ""}
    assert await pointed(phone) == {"id": "", "text": ""}
    await house.do(RevealInput())
    assert await pointed(phone) == {"id": card, "text": "Fælles mødeplan"}
    await house.do(HideCard(card))
    assert await pointed(phone) == {"id": "", "text": ""}


async def test_an_agreement_is_told_where_agreements_stand(house) -> None:
    phone = await house.phone()
    step = (await house.do(AddNextStep("Anne", "Ringe til alle", None, ""))).id
    await house.open("agree")
    house.live.pointing(step)
    assert await pointed(phone) == {"id": step, "text": "Ringe til alle"}
    await house.open("velkomst")
    assert await pointed(phone) == {"id": "", "text": ""}


async def test_what_is_no_card_is_told_to_nobody(house) -> None:
    phone = await house.phone()
    await house.open("grupper")
    house.live.pointing("board")
    assert await pointed(phone) == {"id": "", "text": ""}
