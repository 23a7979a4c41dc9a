"""A text that was being written when the group went on can still be sent: as a card at first, then parked."""

from __future__ import annotations

import pytest

from sessions.commands import CloseWorkshop, OpenInput

LATE = "/api/late-texts"


def texts(house) -> tuple[list[str], list[str]]:
    state = house.live.state
    return [card.text for card in state.cards], [item.text for item in state.parked_items]


async def test_within_the_first_minute_it_is_a_card_of_its_own_activity(house) -> None:
    phone = await house.phone()
    left = await house.open("skriv-tiltag")
    await house.open("grupper")
    sent = await phone.post(LATE, {"text": "For sent", "activity": left.id})
    assert sent.status == 200, sent.text
    (card,) = house.live.state.cards
    assert (card.text, card.scheduled, card.author, card.deck) == (
        "For sent",
        left.id,
        phone.id,
        "initiatives",
    )
    assert texts(house) == (["For sent"], [])


async def test_after_a_minute_it_is_parked(make_house, monkeypatch) -> None:
    monkeypatch.setattr("sessions.activities.late_texts.LATE_SECONDS", -1.0)
    async with make_house() as house:
        phone = await house.phone()
        left = await house.open("skriv-tiltag")
        await house.open("grupper")
        assert (await phone.post(LATE, {"text": "For sent", "activity": left.id})).status == 200
        assert texts(house) == ([], ["Skriv jeres tiltag: For sent"])


@pytest.mark.parametrize("key", ["styrker-udfordringer", "opbakning"])
async def test_what_cannot_be_a_card_is_parked(house, key) -> None:
    phone = await house.phone()
    left = await house.open(key)
    title = house.live.method.activity(left.activity).title
    await house.open("grupper")
    assert (await phone.post(LATE, {"text": "Noget", "activity": left.id})).status == 200
    assert texts(house) == ([], [f"{title}: Noget"])


@pytest.mark.parametrize(
    ("field", "asked"), [("goer-det/used", " · Gør det! · Brugt"), ("nothing/of-this", ""), ("", "")]
)
async def test_an_answer_is_parked_with_its_question(house, field, asked) -> None:
    phone = await house.phone()
    left = await house.open("reflect", "alone")
    title = house.live.method.activity(left.activity).title
    await house.open("grupper")
    late = {"text": "Når alle er med", "activity": left.id, "field": field}
    assert (await phone.post(LATE, late)).status == 200
    assert texts(house) == ([], [f"{title}{asked}: Når alle er med"])


@pytest.mark.parametrize("length", [401, 2_000])
async def test_the_longest_text_is_parked_whole_with_its_question(house, length) -> None:
    phone = await house.phone()
    left = await house.open("opbakning")
    await house.open("grupper")
    assert (await phone.post(LATE, {"text": "x" * length, "activity": left.id})).status == 200
    assert texts(house) == ([], ["Kan vi støtte det?: " + "x" * length])
    assert (await phone.post("/api/parked", {"text": "x" * length})).status == 200


async def test_input_that_the_facilitator_has_closed_stays_closed(house) -> None:
    phone = await house.phone()
    row = await house.open("skriv-tiltag")
    await house.do(OpenInput(False))
    assert (await phone.post(LATE, {"text": "Lukket", "activity": row.id})).status == 200
    assert texts(house) == ([], ["Skriv jeres tiltag: Lukket"])


async def test_an_unknown_activity_an_empty_text_and_the_end_are_refused(house) -> None:
    phone = await house.phone()
    left = await house.open("skriv-tiltag")
    await house.open("grupper")
    assert (await phone.post(LATE, {"text": "x", "activity": "nowhere"})).status == 404
    assert (await phone.post(LATE, {"text": " ", "activity": left.id})).code == "empty-text"
    assert (await phone.post(LATE, {"text": "x" * 401, "activity": left.id})).status == 200
    await house.do(CloseWorkshop())
    assert (await phone.post(LATE, {"text": "x", "activity": left.id})).code == "workshop-closed"
