"""The board on the phone, once nobody sorts alone any more: what the group agreed, and why."""

from __future__ import annotations

from sessions.commands import AgreePlacement, NoteDisagreement, SetBehaviourGoal, WriteCard


async def test_goal_and_disagreement_stand_on_the_card(phone, house) -> None:
    await house.open("skriv-tiltag")
    card = (await house.do(WriteCard("Fælles mødeplan"))).id
    await phone.open("place", "talk")
    await house.do(AgreePlacement(card, "sammen"))
    await house.do(SetBehaviourGoal(card, "Alle skriver i planen"))
    await house.do(NoteDisagreement(card, "Uenige om <b>tempoet</b>"))
    await phone.sees("place.disagreement", text="Uenige om <b>tempoet</b>")
    await phone.sees("place.goal", text="Alle skriver i planen")
    await phone.sees_text(phone.word("place.agreed"))
