"""Fifteen cards and their themes on a large screen: read from the last row, and named by their numbers."""

from __future__ import annotations

from itertools import pairwise

import pytest

from workshop.terminal.audience.audience_view import AudienceView, Group, Item, Join, Wall
from workshop.terminal.audience.cell_page import Page
from workshop.terminal.audience.draw_frame import paint

ROOM = (200, 50)
TEXTS = (
    "Nyt forløb for nyansatte i driften",
    "Samtaler efter den nye model",
    "Sygefraværssamtale inden for 14 dage",
    "Digital indmelding af fejl og mangler + Beboerne melder fejl digitalt",
    "Fælles vagtordning på tværs af alle afdelinger",
    "Hurtigere svar til boligsøgende: svar inden for 2 hverdage",
    "Grøn drift: biodiversitet på fællesarealer",
    "Ny udlejningspolitik i tre afdelinger",
    "Fælles indkøbsaftale for håndværkere",
    "Årshjul for afdelingsmøder",
    "Beboerapp",
    "Energirenovering af Blok 4-7",
    "Velkomstpakke til nye beboere",
    "Ens klagebehandling i hele foreningen",
    "Kompetenceplan for varmemestrene",
)
CARDS = tuple(Item(text, mark=f"t{number}") for number, text in enumerate(TEXTS, 1))


def painted(*groups: Group) -> Page:
    """The screen with these groups on it."""
    join = Join("127.0.0.1:8140", "XZWCEX", "", "http://127.0.0.1:8140")
    question = "Hvad hører sammen? Sig til, når du ser to, der er ens."
    task = ("Slå dubletter sammen, og giv temaet et navn.",)
    wall = Wall(groups, CARDS[3].text)
    return paint(AudienceView("Trin 1", "Gruppér", "fælles", question, wall, join, None, "", task), *ROOM)


@pytest.mark.parametrize("ends", [(), (3,), (3, 6, 8)], ids=["one list", "one theme", "three themes"])
def test_every_card_is_readable_with_its_number(ends: tuple[int, ...]) -> None:
    edges = (0, *ends, len(CARDS))
    groups = (
        Group(f"Tema {begins} · {stops - begins}" if ends else "", CARDS[begins:stops])
        for begins, stops in pairwise(edges)
    )
    page = painted(*groups)
    said = " ".join(each.text for each in page.said)
    assert all(f"{card.mark} {card.text}" in said for card in CARDS)
    assert not page.small, "the last row can read all of it"
    assert not page.cut_off
    assert not page.crowded


def test_what_only_waits_yields_to_what_is_there() -> None:
    filled = tuple(
        Group(card.text, (Item("Teamlederen ringer på 5. dagen og aftaler en samtale"),))
        for card in CARDS[:3]
    )
    page = painted(*filled, Group("12 er ikke udfyldt endnu", CARDS[3:], yields=True))
    said = [each.text for each in page.said]
    assert not page.small
    assert "12 er ikke udfyldt endnu" in said
    assert not any(CARDS[-1].text in each for each in said)
