"""A hidden card's text is nowhere on the projector, until the facilitator asks for it by name."""

from datetime import date

import pytest

from sessions import commands as do
from workshop.live.other_faces import Attached
from workshop.terminal.activities.hidden_cards import HiddenCardsOverlay
from workshop.terminal.dialogs.confirm import ConfirmDialog
from workshop.terminal.driver import typing_guard as strokes

SECRET = "Chefen er umulig"
KEYS = ("enter", "escape", "F", "escape", "slash", *"umulig", "enter", "escape", "x", "escape", "v", "down")
"""The detail, the filter, the search, what was merged, the board: all that shows cards in some other way."""


@pytest.fixture
def hidden(room, crowd, initiatives):
    """A hidden card with a theme and an agreement, and one that was hidden after it went into a third."""
    room.go_to("skriv-tiltag")
    card, merged = room.write(SECRET, crowd[0]), room.write(f"{SECRET} igen", crowd[1])
    room.ask(do.MergeCards(initiatives[0], (merged,)))
    room.ask(do.NameTheme("Ledelse", (card, initiatives[1])))
    room.ask(do.AgreePlacement(card, "sammen"))
    room.ask(do.AddNextStep("Anne", "Ringer", date(2026, 3, 18), "En liste", card=card))
    room.ask(do.HideCard(card))
    room.ask(do.HideCard(merged))
    for deck_of in ("forslag", "styrker-udfordringer"):
        room.go_to(deck_of)
        room.ask(do.HideCard(room.write(f"{SECRET} i {deck_of}", crowd[2])))
    return card


@pytest.mark.wide(short=1)
@pytest.mark.parametrize(
    "activity",
    [
        "skriv-tiltag",
        "styrker-udfordringer",
        "grupper",
        "placer-alene",
        "tal-om-de-delte",
        "adfaerdsmaal",
        "fem-spoergsmaal",
        "opsamling",
        "forslag",
        "stem",
        "aftaler",
        "status-paa-aftaler",
    ],
)
async def test_its_text_is_nowhere_in_any_panel(room, hidden, at_desk, activity):
    async with at_desk(activity, size=(120, 40)) as desk:
        if not desk.state.current().revealed:
            assert SECRET not in desk.painted()
            room.ask(do.RevealInput())
        await desk.settle()
        for key in ("", *KEYS):
            if key:
                await desk.press(key)
            assert SECRET not in desk.painted() + desk.read(), key


async def test_the_wall_says_how_many_there_are(room, hidden, at_desk):
    async with at_desk("skriv-tiltag", size=(120, 40)) as desk:
        room.ask(do.RevealInput())
        await desk.settle()
        assert "1 kort er skjult" in desk.painted()
        room.ask(do.HideCard(hidden, hidden=False))
        await desk.settle()
        assert "skjult" not in desk.painted()
        assert SECRET in desk.painted()


@pytest.mark.parametrize("activity", ["skriv-tiltag", "grupper"])
async def test_they_are_listed_only_after_a_question_and_can_be_brought_back(room, hidden, at_desk, activity):
    async with at_desk(activity, size=(120, 40)) as desk:
        if not desk.state.current().revealed:
            assert "Skjulte kort" not in desk.painted()
            room.ask(do.RevealInput())
            await desk.settle()
        await desk.press("ctrl+k")
        assert isinstance(desk.app.screen, ConfirmDialog)
        assert "kan læse med" in desk.painted()
        assert SECRET not in desk.painted()
        await desk.press("escape")
        assert SECRET not in desk.painted()
        await desk.press("ctrl+k", "enter")
        assert isinstance(desk.app.screen, HiddenCardsOverlay)
        assert SECRET in desk.painted()
        assert "Teksten er privat" in desk.painted()
        await desk.press("enter")
        assert not desk.state.cards.get(hidden).hidden
        assert "Ingen kort er skjult" in desk.painted()
        await desk.press("escape")
        assert SECRET in desk.painted()


async def test_with_a_screen_of_the_groups_own_it_is_not_said_that_the_group_reads_along(
    room, hidden, at_desk
):
    async with at_desk("grupper", size=(120, 40)) as desk:
        desk.app.session.live.attached = Attached(audience=1)
        await desk.press("ctrl+k")
        assert "ikke gruppens" in desk.painted()
        await desk.press("enter")
        assert "ikke på gruppens skærm" in desk.painted()
        assert "på lærredet" not in desk.painted()


async def test_text_that_is_typed_never_brings_the_list_up(room, hidden, at_desk, monkeypatch):
    monkeypatch.setattr(strokes, "BURST_SECONDS", 30.0)  # on a busy machine too it is one burst
    async with at_desk("grupper", size=(120, 40)) as desk:
        await desk.press("ctrl+k")
        await desk.type("ja jj y")
        await desk.settle()
        assert SECRET not in desk.painted()
