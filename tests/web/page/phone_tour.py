"""A workshop with something to see in every kind of activity."""

from __future__ import annotations

from datetime import date

from sessions.commands import AddNextStep, NameTheme, WriteCard

KINDS = [
    ("velkomst", ""),
    ("fire-tilgange", ""),
    ("skriv-tiltag", ""),
    ("styrker-udfordringer", ""),
    ("saml-i-grupper", ""),
    ("grupper", ""),
    ("place", "alone"),
    ("place", "talk"),
    ("reflect", "alone"),
    ("evne", ""),
    ("opbakning", ""),
    ("vote", ""),
    ("tiltagenes-behov", ""),
    ("agree", ""),
]
LONG = "Tværprofessionelle samarbejdsmodeller mellem skole, PPR og familierådgivning"


async def furnish(house) -> None:
    await house.open("skriv-tiltag")
    first = (await house.do(WriteCard(LONG))).id
    await house.do(WriteCard("x" * 120))
    await house.do(NameTheme("Samarbejde på tværs", (first,)))
    await house.open("forslag")
    await house.do(WriteCard(LONG))
    await house.do(AddNextStep("Anne", LONG, date(2026, 3, 18), LONG))
