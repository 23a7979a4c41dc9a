"""One who leads, and a screen for the group: the cockpit, holding still, the clicker, other screens."""

from __future__ import annotations

from contextlib import asynccontextmanager
from dataclasses import replace

import pytest
from pictures.audience_app import app_for, text_of
from pictures.cockpit import group_screens
from pictures.played import Played, read_case
from pictures.stage import on_stage
from waiting import until

from prompts.language.words import load_words
from sessions import commands as do
from sessions.clock import seconds_forward
from workshop.live.other_faces import Deed, Elsewhere
from workshop.terminal.audience.audience_view import Talk
from workshop.terminal.audience.holding import HeldPicture
from workshop.terminal.audience.view_of_state import Around
from workshop.terminal.dialogs.confirm import ConfirmDialog
from workshop.terminal.overlays.notes import NotesOverlay
from workshop.terminal.screens import group_screen
from workshop.terminal.screens.group_screen import GroupScreen

WORDS = load_words("da")


@asynccontextmanager
async def leading(tmp_path, activity="skriv-tiltag", size=(100, 30)):
    played = Played(tmp_path, read_case())
    try:
        played.join()
        if activity:
            played.play_to(activity)
        async with on_stage(played, size, notifications=True) as stage:
            yield stage
    finally:
        played.stop()


def said(stage):
    return [note.message for note in stage.app._notifications]


async def test_the_cockpit_opens_with_a_screen_for_the_group_and_closes_with_the_last(tmp_path) -> None:
    async with leading(tmp_path) as stage:
        assert "Gruppen ser" not in stage.text()
        group_screens(stage, 1)
        await stage.settle()
        assert "Gruppen ser" in stage.text()
        assert WORDS("cockpit.said.opened") in said(stage)
        group_screens(stage, 2)
        await stage.settle()
        assert "2 skærme" in stage.text()
        group_screens(stage, 1)
        await stage.settle()
        assert "Gruppen ser" in stage.text()
        group_screens(stage, 0)
        await stage.settle()
        assert "Gruppen ser" not in stage.text()
        assert WORDS("cockpit.said.closed") in said(stage)


@pytest.mark.wide
async def test_a_key_switches_and_asks_where_the_group_sees_the_same_screen(tmp_path) -> None:
    async with leading(tmp_path) as stage:
        await stage.press("f2")
        assert isinstance(stage.app.screen, ConfirmDialog)
        assert "Gruppen kan se skærmen" in stage.text()
        await stage.press("escape")
        assert "Gruppen ser" not in stage.text()
        await stage.press("f2", "enter")
        assert "Gruppen ser" in stage.text()
        await stage.press("f2")
        assert "Gruppen ser" not in stage.text()
        group_screens(stage, 1)
        await stage.settle()
        await stage.press("f2")
        assert "Gruppen ser" not in stage.text()
        await stage.press("f2")
        assert "Gruppen ser" in stage.text()


async def test_one_key_holds_the_group_s_screen_still_and_it_cannot_be_overlooked(tmp_path) -> None:
    async with leading(tmp_path) as stage:
        bar = WORDS("cockpit.frozen-bar")
        await stage.press("ctrl+f")
        assert not stage.live.attached.frozen
        group_screens(stage, 1)
        await stage.settle()
        await stage.press("ctrl+f")
        assert stage.live.attached.frozen
        assert bar in stage.text()
        assert "FROSSET" in stage.text()
        await stage.press("f2")
        assert bar in stage.text()  # in the whole activity too
        await stage.press("ctrl+f")
        assert not stage.live.attached.frozen
        assert bar not in stage.text()


async def test_a_typed_sentence_never_holds_it_still(tmp_path) -> None:
    async with leading(tmp_path) as stage:
        group_screens(stage, 1)
        await stage.settle()
        for letter in "F Frys":
            await stage.press("space" if letter == " " else letter)
        assert not stage.live.attached.frozen


async def test_going_on_lets_it_follow_again_and_says_so(tmp_path) -> None:
    async with leading(tmp_path) as stage:
        group_screens(stage, 1, frozen=True)
        await stage.settle()
        stage.played.go_to("pause")  # the host lets go then
        stage.live.attached = replace(stage.live.attached, frozen=False)
        await stage.settle()
        assert WORDS("cockpit.said.let-go-by-move") in said(stage)


async def test_the_cockpit_shows_what_is_held_and_not_what_is_tidied(tmp_path) -> None:
    async with leading(tmp_path) as stage:
        group_screens(stage, 1)
        stage.played.phones("skriv-tiltag")
        stage.played.ask(do.RevealInput())
        await stage.settle()
        group_screens(stage, 1, frozen=True)
        await stage.settle()
        first = next(iter(stage.played.state().cards))
        stage.played.ask(do.HideCard(first.id, True))
        await stage.settle()
        held = stage.text()
        assert first.text[:20] in held
        group_screens(stage, 1)
        await stage.settle()
        assert first.text[:20] not in stage.text()


async def test_a_screen_held_still_shows_the_picture_from_before_and_the_time_of_now(
    tmp_path,
) -> None:
    played = Played(tmp_path, read_case())
    try:
        played.join()
        played.play_to("skriv-tiltag")
        played.phones("skriv-tiltag")
        played.ask(do.RevealInput())
        app, sessions = app_for(played)
        async with app.run_test(size=(120, 40)):
            first = next(iter(played.state().cards))
            await until(lambda: first.text[:20] in text_of(app))
            live = sessions[0].live
            live.attached = replace(live.attached, frozen=True)
            played.ask(do.HideCard(first.id, True))
            await until(lambda: live.state.cards.get(first.id).hidden)
            before = clock_of(app)
            played.clock.move(minutes=1)
            await until(lambda: clock_of(app) != before)
            assert first.text[:20] in text_of(app)
            live.attached = replace(live.attached, frozen=False)
            await until(lambda: first.text[:20] not in text_of(app))
    finally:
        played.stop()


def clock_of(app):
    return text_of(app).split("\n")[-3:]


async def test_a_screen_that_comes_while_others_are_held_still_waits_with_a_page_of_its_own(
    tmp_path,
) -> None:
    played = Played(tmp_path, read_case())
    try:
        played.join()
        played.play_to("skriv-tiltag")
        played.phones("skriv-tiltag")
        played.ask(do.RevealInput())
        app, sessions = app_for(played, frozen=True)
        async with app.run_test(size=(80, 24)):
            await until(lambda: text_of(app).strip())
            first = next(iter(played.state().cards))
            assert first.text[:20] not in text_of(app)
            live = sessions[0].live
            shown = HeldPicture().now(live, Around(live.access, played.clock.now()))
            assert (shown.question, shown.content) == (WORDS("audience.wait"), Talk(()))
            assert shown.join.code == live.access.code
            live.attached = replace(live.attached, frozen=False)
            await until(lambda: first.text[:20] in text_of(app))
    finally:
        played.stop()


@pytest.mark.wide(short=1)
@pytest.mark.parametrize("key", ["f", "escape", "space", "d", "ctrl+k", "x"])
async def test_m_shows_what_the_group_is_to_see_and_any_key_goes_back(tmp_path, key) -> None:
    async with leading(tmp_path, "fem-spoergsmaal") as stage:
        await stage.press("m")
        assert isinstance(stage.app.screen, GroupScreen)
        text = stage.text()
        assert "PgDn" not in text
        assert "Alt er gemt" not in text
        seq = stage.played.state().seq
        await stage.press(key)
        assert stage.app.screen is stage.screen
        assert stage.played.state().seq == seq
        await stage.press("f")
        assert isinstance(stage.app.screen, NotesOverlay)


@pytest.mark.wide
async def test_a_clicker_goes_on_and_back_from_what_the_group_sees(tmp_path) -> None:
    async with leading(tmp_path, "velkomst") as stage:
        sheet = [row.id for row in stage.played.state().run_sheet()]
        await stage.press("m", "pagedown")
        assert isinstance(stage.app.screen, GroupScreen)
        assert stage.played.state().workshop.current == sheet[1]
        await stage.press("pageup")
        assert isinstance(stage.app.screen, GroupScreen)
        assert stage.played.state().workshop.current == sheet[0]


async def test_after_the_last_activity_the_clicker_goes_back_to_one_s_own_screen_first(tmp_path) -> None:
    async with leading(tmp_path, "afslutning") as stage:
        await stage.press("m", "pagedown")
        assert stage.app.screen is stage.screen
        await stage.press("ctrl+n")
        assert isinstance(stage.app.screen, ConfirmDialog)


async def test_a_clicker_lays_the_codes_aside_and_goes_on(tmp_path) -> None:
    async with leading(tmp_path, "velkomst") as stage:
        sheet = [row.id for row in stage.played.state().run_sheet()]
        await stage.press("q", "pagedown")
        assert stage.app.screen is stage.screen
        assert stage.played.state().workshop.current == sheet[1]
        await stage.press("q", "pageup")
        assert stage.app.screen is stage.screen
        assert stage.played.state().workshop.current == sheet[0]


async def test_a_question_takes_no_click_of_the_clicker(tmp_path) -> None:
    async with leading(tmp_path, "velkomst") as stage:
        before = stage.played.state().workshop.current
        await stage.press("f2")
        assert isinstance(stage.app.screen, ConfirmDialog)
        await stage.press("pagedown", "pageup")
        assert isinstance(stage.app.screen, ConfirmDialog)
        assert stage.played.state().workshop.current == before


async def test_a_sentence_typed_over_it_acts_on_nothing(tmp_path) -> None:
    async with leading(tmp_path, "tal-om-de-delte") as stage:
        await stage.press("m")
        seq = stage.played.state().seq
        for letter in "x fuldt":
            await stage.press("space" if letter == " " else letter)
        assert stage.played.state().seq == seq


@pytest.mark.wide(short=2)
@pytest.mark.parametrize("deed", list(Deed))
async def test_the_status_line_tells_what_another_screen_did(tmp_path, deed) -> None:
    async with leading(tmp_path) as stage:
        sentence = WORDS(f"elsewhere.{deed}")
        assert sentence not in stage.text()
        stage.live.elsewhere = Elsewhere(deed, seconds_forward())
        stage.live.announce()
        await stage.settle()
        assert sentence in stage.text()
        stage.live.elsewhere = Elsewhere(deed, seconds_forward() - 60)
        stage.live.announce()
        await stage.settle()
        assert sentence not in stage.text()


async def test_a_key_that_was_on_its_way_when_another_screen_moved_moves_nothing(tmp_path) -> None:
    async with leading(tmp_path, "velkomst") as stage:
        left = stage.played.state().workshop.current
        stage.played.ask(do.OpenNext())
        await stage.settle()
        moved = stage.played.state().workshop.current
        stage.live.elsewhere = Elsewhere(Deed.ON, seconds_forward(), left)
        await stage.press("pagedown")
        assert stage.played.state().workshop.current == moved
        assert WORDS("refused.already-moved") in said(stage)
        stage.live.elsewhere = replace(stage.live.elsewhere, at=seconds_forward() - 5)
        await stage.press("pagedown")
        assert stage.played.state().workshop.current != moved


def test_only_the_clicker_s_keys_act_on_what_the_group_sees() -> None:
    assert group_screen.KEPT == ("next", "previous")


async def test_at_the_end_the_cockpit_comes_to_rest_without_the_codes_that_the_group_has(tmp_path) -> None:
    async with leading(tmp_path, "afslutning", size=(80, 24)) as stage:
        group_screens(stage, 1)
        stage.played.ask(do.CloseWorkshop())
        await stage.settle()
        assert "Gruppen ser" in stage.text()
        assert "█▀" not in stage.text()
