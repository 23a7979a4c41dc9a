"""What the group says of a card in the talk: not seen by whoever still sorts alone, then seen by all."""

from __future__ import annotations

import pytest
from own_tables import counted

from sessions.commands import (
    AgreePlacement,
    EndSecondRound,
    NoteDisagreement,
    OpenInput,
    SetBehaviourGoal,
    StartSecondRound,
    WriteCard,
)


async def card_with_words(house) -> str:
    await house.open("skriv-tiltag")
    card = (await house.do(WriteCard("Fælles mødeplan"))).id
    await house.open("place", "talk")
    await house.do(AgreePlacement(card, "sammen"))
    await house.do(NoteDisagreement(card, "Uenige om tempoet"))
    await house.do(SetBehaviourGoal(card, "Alle skriver i planen"))
    return card


SAID = {"agreed": "sammen", "goal": "Alle skriver i planen", "disagreement": "Uenige om tempoet"}


async def said(phone) -> dict:
    (card,) = (await phone.kind())["cards"]
    return {name: card[name] for name in SAID}


async def test_the_board_tells_what_the_group_has_said(house) -> None:
    phone = await house.phone()
    await card_with_words(house)
    assert await said(phone) == SAID


@pytest.mark.parametrize("phase", ["alone", "talk"])
async def test_nobody_who_sorts_alone_is_told_what_was_said_before(house, phase) -> None:
    phone = await house.phone()
    await card_with_words(house)
    await house.open("place", phase)
    if phase == "talk":
        await house.do(StartSecondRound())
    await phone.listen()
    assert await said(phone) == dict.fromkeys(SAID, "")
    await house.do(OpenInput(False) if phase == "alone" else EndSecondRound())
    assert await said(phone) == SAID
    assert not any("tempoet" in line for _, _, line in phone.heard)


async def test_phones_state_the_agreement_of_the_choices_that_stand(house) -> None:
    phones = [await house.phone() for _ in range(6)]
    await house.open("skriv-tiltag")
    card = (await house.do(WriteCard("Fælles mødeplan"))).id

    async def agrees_with_the_tables(last_round: int) -> None:
        (told,) = (await phones[0].kind())["cards"]
        (card,) = counted(house.session.path, last_round)
        assert {category: count for category, count in told["counts"].items() if count} == card.choices
        assert (told["alike"], told["cast"]) == (card.alike, card.cast)

    await house.open("place", "alone")
    for number, phone in enumerate(phones):
        category = "sammen" if number % 2 else "tag-selv"
        await phone.post("/api/placements", {"card": card, "category": category})
    await house.open("place", "talk")
    await agrees_with_the_tables(1)
    await house.do(StartSecondRound())
    for phone in phones[:4]:
        await phone.post("/api/placements", {"card": card, "category": "taet-paa"})
    (told,) = (await phones[0].kind())["cards"]
    assert (told["counts"], told["alike"], told["cast"]) == (None, 0, 0)
    await house.do(EndSecondRound())
    await agrees_with_the_tables(2)
