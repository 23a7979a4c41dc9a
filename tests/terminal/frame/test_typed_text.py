"""Text that is typed or pasted where nothing takes text never moves, shows, shuts or ends the workshop."""

import asyncio
import contextlib
import json
import sqlite3
import sys
import time
from datetime import date
from pathlib import Path

import pytest
from in_terminal import InTerminal
from textual.events import Key, Paste
from textual.widgets import TextArea
from waiting import until_on_screen

import sessions.commands
from prompts.methods.kinds import BUILT_IN
from prompts.methods.model import Kind
from sessions import commands as do
from sessions.commands import Command
from sessions.model import ActivityStatus, WorkshopStatus
from sessions.rules.meeting.creation import NewWorkshop
from workshop.hosting.open_sessions import create_session
from workshop.terminal.actions.everywhere import FRAME_ACTIONS
from workshop.terminal.activities.panel_registry import panel_for
from workshop.terminal.dialogs.confirm import ConfirmDialog
from workshop.terminal.driver import typing_guard as strokes
from workshop.terminal.driver.typed_text import HOLD_SECONDS
from workshop.terminal.overlays.join_code import CodeOverlay
from workshop.terminal.overlays.notes import NotesOverlay
from workshop.terminal.overlays.people import PeopleOverlay
from workshop.terminal.screens.workshop_screen import WorkshopScreen

SENTENCES = json.loads(
    (Path(__file__).parents[2] / "data" / "ordinary_sentences.json").read_text(encoding="utf-8")
)
SHOWN = SENTENCES.pop("shown")
MORE = json.loads((Path(__file__).parents[2] / "data" / "typed_corpus.json").read_text(encoding="utf-8"))
CORPUS = SHOWN + [sentence for group in zip(*SENTENCES.values(), strict=True) for sentence in group]
EVERY = CORPUS + [sentence for group in MORE.values() for sentence in group]
IN_EACH_STATE, IN_EACH_OVERLAY = 2, 4
STATES, OVERLAYS = 19, ("q", "D", "d", "p", "f", "ctrl+p", "ctrl+q", "ctrl+e")
PATIENCE = 30
"""Seconds for a busy machine."""

NAMES = {" ": "space", "-": "minus", "+": "plus", ".": "full_stop", "?": "question_mark", "/": "slash"}
NAMES |= {"\n": "enter", "\t": "tab"}
BURST, HELD = strokes.BURST_SECONDS, strokes.HELD_SECONDS
NEXT = b"\x1b[6~"
WORST = "Dxj qkj qa2 dg\n dj\n. n b r i S j u U s pxj /n\n"
"""Every letter that used to act, each followed by what used to answer."""


@pytest.fixture(autouse=True)
def _a_person_s_pace(_a_test_s_pace, monkeypatch):
    monkeypatch.setattr(strokes, "BURST_SECONDS", BURST)
    monkeypatch.setattr(strokes, "HELD_SECONDS", HELD)


def key_of(letter):
    return Key(NAMES.get(letter, letter), "\r" if letter == "\n" else letter)


class Typist:
    """Types into the program what another window should have got, and hears what the room does."""

    def __init__(self, driver, heard=None):
        self.driver, self.app = driver, driver.app
        self.led, self.heard = [], heard
        driver.session.live.listen(self._hear)

    def _hear(self, events):
        self.led += [event.command for event in events if self.heard is None or event.command in self.heard]

    async def quickly(self, text):
        """As a paste that the terminal does not mark as one; the program has time to open what it opens."""
        at = strokes.now()
        for number, letter in enumerate(text):
            event = key_of(letter)
            event.time = at + number / 1000  # however long this busy machine lets the program wait
            self.app._driver.process_message(event)
            await asyncio.sleep(0.001)

    async def slowly(self, text):
        """Every key long after the one before it."""
        at = strokes.now()
        for letter in text:
            at += 2 * HELD
            event = key_of(letter)
            event.time = at
            self.app._driver.process_message(event)
            await asyncio.sleep(0.01)

    async def back_to_the_wall(self):
        end = time.monotonic() + PATIENCE
        while True:
            self.app._driver.process_message(Key("escape", None))
            await asyncio.sleep(0.005)
            if isinstance(self.app.screen, ConfirmDialog):
                self.app.screen.action_yes()  # what was written in a form is thrown away
                await asyncio.sleep(0.005)
            if isinstance(self.app.screen, WorkshopScreen):
                return
            assert time.monotonic() < end, self.app.screen_stack


LEADING = {
    name
    for name, found in vars(sessions.commands).items()
    if isinstance(found, type) and issubclass(found, Command) and found.leads
}
FOR_THE_ROOM = LEADING | {"RotateAccess", "RemoveParticipant", "RemoveParticipants"}


def standing(driver):
    """All that a sentence must leave as it is."""
    state = driver.state
    return (
        state.workshop.status,
        state.workshop.current,
        driver.session.live.access,
        driver.session.closed,
        driver.session.minutes_asked,
        sorted(person.id for person in state.participants if person.removed),
        [
            (row.id, row.input_open, row.revealed, bool(row.running_since), row.placement_round)
            for row in state.run_sheet()
            if row.status in (ActivityStatus.RUNNING, ActivityStatus.DONE)
        ],
    )


async def states(driver):
    """Brings the workshop to one state after the other, and names it."""
    yield "lobby"
    for key, revealed in (
        ("velkomst", False),
        ("skriv-tiltag", False),
        ("skriv-tiltag", True),
        ("grupper", False),
        ("fire-tilgange", False),
        ("placer-alene", False),
        ("tal-om-de-delte", False),
        ("tal-om-de-delte again", False),
        ("fem-spoergsmaal", False),
        ("evne", False),
        ("evne", True),
        ("stem", False),
        ("stem", True),
        ("aftaler", False),
        ("status-paa-aftaler", False),
        ("pause", False),
    ):
        activity, _, again = key.partition(" ")
        if again:
            await driver.ask(do.StartSecondRound())
        else:
            await asyncio.to_thread(driver.room.go_to, activity)
        if driver.state.current().revealed is not revealed and revealed:
            await driver.ask(do.RevealInput(revealed))
        await driver.settle()
        yield f"{key} {'shown' if revealed else ''}"
    await driver.ask(do.PauseClock())
    yield "paused"
    await driver.ask(do.CloseWorkshop())
    yield "end"
    await driver.ask(do.ReopenWorkshop())
    await driver.ask(do.RevealInput(False)) if driver.state.current().revealed else None


async def filled(driver):
    await driver.join("Anna", "Bo", "Carl")
    await asyncio.to_thread(driver.room.go_to, "skriv-tiltag")
    for text in ("Nyt fagsystem", "Nyt fagsystem til sager", "Ferieblanket", "Mindre fravær"):
        await driver.ask(do.WriteCard(text))
    await asyncio.to_thread(driver.room.go_to, "forslag")
    await driver.ask(do.WriteCard("En fælles liste"))
    await driver.ask(do.AddNextStep("Anna", "Ringer", date(2026, 3, 18), "En liste"))


@pytest.mark.wide
@pytest.mark.timeout(300)
@pytest.mark.parametrize(
    "count", [IN_EACH_STATE, pytest.param(len(EVERY), marks=[pytest.mark.long, pytest.mark.timeout(0)])]
)
async def test_ordinary_sentences_change_nothing_in_any_state(drive, count):
    async with drive(run_sheet="180") as driver:
        number, kinds = 0, set()
        await driver.join("Anna", "Bo", "Carl")
        async for state in states(driver):
            if state == "velkomst ":
                await filled(driver)
                await asyncio.to_thread(driver.room.go_to, "velkomst")
                await driver.settle()
            kinds |= {driver.screen.situation.kind} - {None}
            typist, before = Typist(driver), standing(driver)
            known = CORPUS if count == IN_EACH_STATE else EVERY
            chosen = [known[(number + step) % len(known)] for step in range(count)]
            if number % 3 == 0:
                chosen.append(EVERY[(7 * number) % len(EVERY)])
            for sentence in chosen:
                await typist.quickly(sentence)
                await typist.back_to_the_wall()
            await driver.settle()
            assert (typist.led, standing(driver)) == ([], before), (state, chosen)
            number += count
        assert number >= min(count, 2) * STATES
        assert kinds == set(BUILT_IN) - {Kind.RECORD}
        assert driver.app.return_code is None


@pytest.mark.wide
async def test_sentences_over_what_lies_over_the_workshop_change_nothing(drive):
    async with drive(size=(100, 30)) as driver:
        await filled(driver)
        for number, opened in enumerate(OVERLAYS):
            typist, before = Typist(driver), standing(driver)
            rest = CORPUS[::-1][number * IN_EACH_OVERLAY :][:IN_EACH_OVERLAY]
            for text in (*rest, "dog x jk a j2", "y 23\njj\n"):
                await driver.press(opened)
                await typist.quickly(text)
                await typist.back_to_the_wall()
            await driver.settle()
            assert (typist.led, standing(driver)) == ([], before), opened
        assert driver.app.return_code is None


@pytest.mark.wide
async def test_however_slowly_it_is_typed_nothing_changes_for_the_room(drive):
    async with drive(size=(100, 30)) as driver:
        await driver.join("Anna")
        for activity in ("", "skriv-tiltag", "tal-om-de-delte"):
            if activity:
                await filled(driver) if not driver.state.cards else None
                await asyncio.to_thread(driver.room.go_to, activity)
                await driver.settle()
            typist, before = Typist(driver, FOR_THE_ROOM), standing(driver)
            for text in (SHOWN[0], *WORST.split(" ")):
                await typist.slowly(text)
                await typist.back_to_the_wall()
            await driver.settle()
            assert (typist.led, standing(driver)) == ([], before), activity


def test_every_sentence_is_typed_in_one_state_or_over_it():
    assert IN_EACH_STATE * STATES + IN_EACH_OVERLAY * len(OVERLAYS) >= len(CORPUS) >= 60
    assert len(EVERY) >= 400
    assert len(set(EVERY)) >= 0.95 * len(EVERY)


async def test_what_leads_the_workshop_has_no_key_that_text_contains():
    leading = {"next", "previous", "pause", "input", "reveal", "finish", "undo", "redo", "leave", "lay_aside"}
    panels = [(panel, spec) for kind in BUILT_IN for panel in (panel_for(kind),) for spec in panel.ACTIONS]
    guarded = [spec for spec in FRAME_ACTIONS if spec.method in leading]
    guarded += [spec for _, spec in panels if spec.method == "second_round"]
    guarded += [spec for spec in (*CodeOverlay.ACTIONS, *PeopleOverlay.ACTIONS) if spec.method in OVERLAID]
    assert {spec.method for spec in guarded} == leading | OVERLAID | {"second_round"}
    for spec in guarded:
        assert spec.keys
        assert all(key.startswith("ctrl+") or key in ("pageup", "pagedown") for key in spec.keys), spec


OVERLAID = {"rotate", "address", "remove"}


async def self_evident(driver):
    """Wait until it is plain that the last letter was a key."""
    await driver.pilot.pause(2 * HOLD_SECONDS)
    await driver.settle()


async def test_letters_take_back_cards_but_never_what_led_the_workshop(drive):
    async with drive(size=(120, 30)) as driver:
        await driver.press("pagedown", "u")
        await self_evident(driver)
        assert driver.current == "velkomst"
        assert "Ctrl+U fortryder det" in driver.text()
        await driver.press("ctrl+u", "U")
        await self_evident(driver)
        assert driver.state.workshop.status is WorkshopStatus.LOBBY
        await driver.press("ctrl+y")
        assert driver.current == "velkomst"
        await driver.ask(do.ParkItem("Til senere", ""))
        await driver.press("u")
        await self_evident(driver)
        assert all(item.removed for item in driver.state.parked_items)
        await driver.press("U")
        await self_evident(driver)
        assert not any(item.removed for item in driver.state.parked_items)
    assert {"OpenNext", "CloseWorkshop", "RevealInput", "OpenInput"} <= LEADING


async def test_a_held_page_key_moves_one_activity_and_the_next_press_the_next(drive):
    async with drive() as driver:
        sheet = [row.activity for row in driver.state.run_sheet()]
        for key, expected in (("pagedown", sheet[0]), ("pagedown", sheet[1]), ("pageup", sheet[0])):
            at = strokes.now() + 100 * (1 + sheet.index(expected)) + len(key)
            # Half a second before the first repeat, as keyboards have it, then thirty a second.
            for later in (0.0, 0.5, *(0.5 + step / 30 for step in range(1, 8))):
                event = Key(key, None)
                event.time = at + later
                driver.app._driver.process_message(event)
            await driver.settle()
            assert driver.current == expected


@pytest.mark.wide(short=1)
@pytest.mark.parametrize("key", ["h", "u", "minus"])
async def test_a_letter_that_is_held_down_acts_no_more_than_twice(drive, key):
    async with drive(size=(100, 30)) as driver:
        await filled(driver)
        await asyncio.to_thread(driver.room.go_to, "grupper")
        for text in ("En", "To", "Tre", "Fire"):
            await driver.ask(do.WriteCard(text))
        await driver.settle()
        typist, at = Typist(driver), strokes.now() + 1
        # The keyboard's first repeat, after its pause, cannot be told from a second press.
        for later in (0.0, 0.5, *(0.5 + step / 30 for step in range(1, 12))):
            event = Key(key, "-" if key == "minus" else key)
            event.time = at + later
            driver.app._driver.process_message(event)
            await asyncio.sleep(0.02)
        await self_evident(driver)
        assert 1 <= len(typist.led) <= 2


@pytest.mark.wide
@pytest.mark.parametrize(
    "text", ["1\tAnna\tjuni", "20 30 40 50", "4\t3\t2\t1\n", "1\n2\n3\n", "x\tj\tMøde\nj\t2\n"]
)
async def test_rows_and_figures_pasted_without_a_mark_are_text(drive, text):
    async with drive(size=(100, 30)) as driver:
        await filled(driver)
        for activity in ("tal-om-de-delte", "grupper"):
            await asyncio.to_thread(driver.room.go_to, activity)
            await driver.settle()
            typist, before = Typist(driver), standing(driver)
            await typist.quickly(text)
            await driver.pilot.pause(2 * HOLD_SECONDS)
            await typist.back_to_the_wall()
            await driver.settle()
            assert (typist.led, standing(driver)) == ([], before), activity


@pytest.mark.wide
async def test_page_keys_stay_in_what_lies_over_the_workshop(drive):
    async with drive() as driver:
        await driver.press("pagedown")
        for key in ("f", "question_mark", "p", "d", "D", "ctrl+e"):
            await driver.press(key)
            over = driver.app.screen
            assert not isinstance(over, WorkshopScreen)
            await driver.press("pagedown", "pageup", "pagedown")
            assert driver.app.screen is over
            assert driver.current == "velkomst"
            await driver.press("escape")


async def test_the_notes_scroll_with_the_page_keys(drive):
    async with drive(size=(80, 18)) as driver:
        await asyncio.to_thread(driver.room.go_to, "skriv-tiltag")
        await driver.settle()
        await driver.press("f", "pagedown")
        assert isinstance(driver.app.screen, NotesOverlay)
        await driver.pilot.pause(0.3)
        assert driver.app.screen.query_one("VerticalScroll").scroll_offset.y > 0


async def test_a_question_is_answered_by_a_key_that_is_meant_for_it(drive, monkeypatch):
    burst = 3.0
    monkeypatch.setattr(strokes, "BURST_SECONDS", burst)  # on a busy machine too the first two are one burst
    async with drive() as driver:
        await driver.press("pagedown", "ctrl+e")
        assert isinstance(driver.app.screen, ConfirmDialog)
        await driver.press("j")
        assert driver.state.workshop.status is WorkshopStatus.RUNNING
        await driver.pilot.pause(burst + 0.05)
        await driver.press("j")
        await until_on_screen(driver.pilot, lambda: driver.state.workshop.status is WorkshopStatus.CLOSED)


async def test_a_sentence_is_no_answer_to_a_question_that_has_stood_for_a_while(drive):
    async with drive() as driver:
        await driver.press("pagedown", "ctrl+e")
        assert isinstance(driver.app.screen, ConfirmDialog)
        await driver.pilot.pause(BURST + 0.05)
        typist = Typist(driver)
        await typist.quickly("jeg tror, vi er ved at være der")
        await driver.pilot.pause(HOLD_SECONDS * 2)
        assert typist.led == []
        assert driver.state.workshop.status is WorkshopStatus.RUNNING


def stored(path):
    with contextlib.closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as file:
        return file.execute("SELECT status, current FROM workshop").fetchone()


@pytest.mark.wide
@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pseudo-terminals")
@pytest.mark.timeout(120)
def test_a_sentence_typed_into_a_real_terminal_leaves_the_workshop_running(tmp_path):
    path = create_session(tmp_path / "sessions", NewWorkshop("Prøve"))
    program = InTerminal(
        "--data-dir", str(tmp_path), "run", str(path), "--bind", "127.0.0.1", "--port", "0", LINES="30"
    )
    try:
        end, seen = time.monotonic() + 60, b""
        while not stored(path)[1]:
            assert time.monotonic() < end, seen[-2000:]
            if b"Ingen er med endnu" in seen:
                program.press(NEXT)
            time.sleep(1.0)
            seen += program.read()
        before = stored(path)
        for letter in SHOWN[0]:
            program.press(letter.encode())
            time.sleep(0.08)
            program.drain()
        time.sleep(1.0)
        program.press(SHOWN[0].encode() + b"\r")
        time.sleep(1.0)
        program.drain()
        assert stored(path) == before
        assert before[0] == "running"
        assert program.process.poll() is None
    finally:
        program.kill()


async def to_the_wall(driver, activity="skriv-tiltag"):
    await asyncio.to_thread(driver.room.go_to, activity)
    await driver.ask(do.WriteCard("Nyt fagsystem"))
    await driver.ask(do.RevealInput(True))
    await driver.settle()


def form_text(driver):
    return "\n".join(area.text for area in driver.app.screen.query(TextArea))


async def opened_with(driver, text):
    end = time.monotonic() + PATIENCE
    while form_text(driver) != text:
        assert time.monotonic() < end, (driver.app.screen, form_text(driver))
        await asyncio.sleep(0.02)


@pytest.mark.wide(short=1)
@pytest.mark.parametrize("activity", ["skriv-tiltag", "grupper"])
@pytest.mark.parametrize(
    "text",
    [
        "Drejebogen skal være enklere",
        "xKJm +2 -2 w",
        "- 🏗️ Oprettelse",
        "68 % af tiden",
        "3 nye ideer\n2 gamle",
    ],
)
async def test_a_run_of_letters_opens_the_card_form_with_them_in_it(drive, activity, text):
    async with drive(size=(100, 30)) as driver:
        await to_the_wall(driver, activity)
        typist = Typist(driver)
        await typist.quickly(text)
        await opened_with(driver, text)
        assert typist.led == []
        await asyncio.sleep(BURST)
        await driver.press("ctrl+s", *(["2"] if "\n" in text else []))  # one card, not one a line
        assert {text} & {card.text for card in driver.state.cards}


async def test_what_is_typed_right_after_the_key_is_in_the_form_whole(drive):
    async with drive(size=(100, 30)) as driver:
        await to_the_wall(driver)
        await Typist(driver).quickly("aNye møbler")
        await opened_with(driver, "Nye møbler")


async def test_a_text_typed_where_nothing_is_written_is_said_to_have_done_nothing(drive):
    async with drive(size=(100, 30)) as driver:
        typist = Typist(driver)
        await typist.quickly("Uddrag af referatet")
        await driver.pilot.pause(0.3)
        assert "Intet er ændret." in driver.text()
        assert typist.led == []


async def test_a_paste_over_the_wall_opens_the_card_form_with_it(drive):
    async with drive(size=(100, 30)) as driver:
        await to_the_wall(driver)
        driver.app.post_message(Paste("Støt projektet"))
        await opened_with(driver, "Støt projektet")


async def test_single_letters_and_digits_pressed_one_after_the_other_still_act(drive):
    async with drive(size=(100, 30)) as driver:
        await to_the_wall(driver, "tal-om-de-delte")
        minutes = driver.state.current().extra_minutes
        await Typist(driver).slowly("++")
        await driver.pilot.pause(1.0)
        await driver.settle()
        assert driver.state.current().extra_minutes == minutes + 4
