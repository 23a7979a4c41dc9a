"""Belief and outcome: one screen for whoever leads and for the group, with the session's own figures."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from prompts.language.words import load_words
from sessions import commands as do
from sessions.model import StepStatus
from sessions.queries.belief import beliefs
from sessions.queries.outcome import outcome
from workshop.facilitating.telling.learned_lines import learned_parts
from workshop.live.live_workshop import LEARNED, JoinAccess
from workshop.terminal.audience.draw_frame import paint
from workshop.terminal.audience.view_of_state import Around, audience_view
from workshop.terminal.overlays.learned import LearnedOverlay

NAMES = ("Anne", "Bo", "Eva", "Kim", "Lis")
WORDS = load_words()


@pytest.fixture
def second(room):
    """A follow-up that has reviewed three agreements of the first meeting."""
    room.go_to("evne")
    for place, name in enumerate(NAMES):
        person = room.join(name)
        for statement in room.method.activity("evne").statements:
            room.ask(do.GiveRating(statement.key, 5 + place), actor=person)
    room.go_to("skriv-tiltag")
    card = room.write("Fast introduktion")
    room.ask(do.AgreePlacement(card, "goer-det"))
    done, moved, stuck = (
        room.ask(do.AddNextStep("Anne", what, date(2026, 3, 18), "En liste", card=about)).id
        for what, about in (("Holder kursus", card), ("Skriver", None), ("Rydder op", None))
    )
    room.ask(do.CloseWorkshop())
    room.clock.move(days=30)
    room.ask(do.StartMeeting("opfoelgning-30"))
    room.ask(do.ReviewNextStep(done, StepStatus.DONE))
    room.ask(do.ReviewNextStep(moved, StepStatus.UNDER_WAY, due=date(2026, 6, 1)))
    room.ask(do.ReviewNextStep(stuck, StepStatus.NOT_STARTED))
    return room


def lines(room, *, drawn=True):
    parts = learned_parts(room.state(), room.method, WORDS, drawn=drawn)
    return {f"{part.heading} / {name}": said for part in parts for name, said in part.lines}


def test_the_lines_say_what_the_tables_hold(second) -> None:
    (believed,) = beliefs(second.state(), second.method)
    assert (believed.meetings[0].mean, believed.meetings[0].answers) == (7.0, 15)
    whole = outcome(second.state(), ()).whole
    assert (whole.agreed, whole.done, whole.open, whole.held, whole.moved, whole.late) == (3, 1, 2, 1, 1, 1)
    assert lines(second) == {
        "Hvor gode er vi til at implementere? (1–10) / 1. møde": "· · · · █ █ █ █ █ ·  snit 7,0, 15 svar",
        "Aftalerne efter møde / Aftalt på 1. møde": (
            "✓○○  1 færdig · 2 åbne · dato holdt 1 af 3 · 1 flyttet · 1 over tiden"
        ),
        "Efter tilgang / ■ Gør det!": "✓  1 færdig · dato holdt 1 af 1",
        "Efter tilgang / uden tilgang": "○○  2 åbne · dato holdt 0 af 2 · 1 flyttet · 1 over tiden",
        "Står stille / Rydder op": "aftalt på 1. møde, 4. marts 2026",
    }
    heard = lines(second, drawn=False)
    assert heard["Hvor gode er vi til at implementere? (1–10) / 1. møde"] == (
        "snit 7,0, 15 svar. 5: 3, 6: 3, 7: 3, 8: 3, 9: 3"
    )
    assert not any(sign in said for said in heard.values() for sign in "✓○█")
    assert not any(name in f"{key}{said}" for key, said in lines(second).items() for name in NAMES)


def test_the_group_sees_it_while_whoever_leads_looks_at_it(second) -> None:
    access = JoinAccess("http://10.0.0.4:8080", "s" * 22, "ABC234")
    around = Around(access, datetime(2026, 4, 3, 9, tzinfo=UTC), pointed=LEARNED)
    view = audience_view(second.state(), second.method, WORDS, around)
    page = paint(view, 80, 24)
    told = " ".join(page.text().split())
    for said in ("snit 7,0, 15 svar", "■ Gør det!", "1 færdig", "2 åbne", "dato holdt 1 af 3", "Rydder op"):
        assert said in told
    assert "██" in told
    assert not page.crowded
    assert not paint(view, 120, 30).crowded


async def test_it_is_opened_with_a_key_and_told_to_the_group_until_it_is_closed(drive, second) -> None:
    second.room.stop()
    async with drive(path=second.path) as driver:
        told = []
        driver.session.live.pointing = told.append
        await driver.press("O")
        assert isinstance(driver.app.screen, LearnedOverlay)
        assert "✓○○ 1 færdig · 2 åbne" in driver.text()
        assert told[-1] == LEARNED
        await driver.press("escape")
        assert told[-1] != LEARNED


async def test_a_first_meeting_has_nothing_to_look_back_on(drive) -> None:
    async with drive() as driver:
        await driver.press("O")
        assert not isinstance(driver.app.screen, LearnedOverlay)
