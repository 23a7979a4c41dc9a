"""Parking lot, run sheet, participants and notes, from anywhere."""

import asyncio
import math

import pytest

from sessions import commands as do
from sessions.errors import NotStoredError
from sessions.limits import LONGEST_PARKED
from sessions.model import ActivityStatus
from workshop.facilitating.telling.cut_proposal import cut_proposal
from workshop.terminal.dialogs.ask import show_text
from workshop.terminal.dialogs.choice import ManyDialog
from workshop.terminal.dialogs.form import FieldsDialog


@pytest.mark.wide
async def test_something_is_parked_given_to_a_person_and_removed(drive):
    async with drive() as driver:
        await driver.press("pagedown", "p")
        assert "Her er tomt" in driver.text()
        await driver.press("a")
        await driver.type("Hvem svarer pressen")
        await driver.press("enter", "enter")
        (item,) = driver.state.parked_items
        assert (item.text, item.who) == ("Hvem svarer pressen", "")
        assert "ingen endnu" in driver.text()
        await driver.press("g")
        await driver.type("Birgitte")
        await driver.press("enter")
        assert driver.state.parked_items.get(item.id).who == "Birgitte"
        assert "Birgitte" in driver.text()
        await driver.press("x", "j")
        assert driver.state.parked_items.get(item.id).removed
        assert "Her er tomt" in driver.text()
        await driver.press("escape", "u")
        assert not driver.state.parked_items.get(item.id).removed


async def test_an_empty_field_is_pointed_at_and_nothing_is_sent(drive):
    async with drive() as driver:
        await driver.press("p", "a", "ctrl+s")
        assert "Her mangler der noget" in driver.text()
        await driver.press("escape")
        assert not list(driver.state.parked_items)


@pytest.mark.wide
async def test_the_parking_lot_follows_what_happens_behind_it(drive):
    async with drive() as driver:
        await driver.press("p")
        await driver.ask(do.ParkItem("Ny aftale med PPR"))
        assert "Ny aftale med PPR" in driver.text()


@pytest.mark.wide
async def test_the_run_sheet_skips_moves_and_jumps(drive):
    async with drive() as driver:
        await driver.press("pagedown", "d")
        order = [row.activity for row in driver.state.run_sheet()]
        await driver.press("down", "x")
        second = driver.state.run_sheet()[1]
        assert second.status is ActivityStatus.SKIPPED
        assert "sprunget over" in driver.text()
        await driver.press("x", "J")
        assert [row.activity for row in driver.state.run_sheet()][1:3] == [order[2], order[1]]
        await driver.press("K")
        assert [row.activity for row in driver.state.run_sheet()] == order
        await driver.press("down", "enter")
        assert driver.current == order[2]
        assert driver.app.screen is driver.screen


@pytest.mark.wide
async def test_an_activity_is_added_and_gets_other_minutes(drive):
    async with drive() as driver:
        planned = len(driver.state.run_sheet())
        await driver.press("pagedown", "d", "a", "4", "ctrl+s")  # items of one's own are offered first
        added = driver.state.run_sheet()[1]
        assert added.activity == driver.session.live.method.activities[1].key
        assert len(driver.state.run_sheet()) == planned + 1
        await driver.press("m", "end", *["backspace"] * 3, "1", "7", "enter")
        assert driver.state.run_sheet()[1].minutes == 17


async def test_a_late_group_is_proposed_what_to_cut(drive):
    async with drive() as driver:
        await driver.press("pagedown")
        driver.room.clock.move(minutes=15)
        await driver.press("d", "c")
        assert isinstance(driver.app.screen, ManyDialog)
        assert "12 minutter bagud" in driver.text()
        await driver.press("enter")
        skipped = [row for row in driver.state.run_sheet() if row.status is ActivityStatus.SKIPPED]
        assert sum(row.minutes for row in skipped) >= 12
        assert all(driver.session.live.method.activity(row.activity).cut_order for row in skipped)
        await driver.press("c")  # it ends on time now, so nothing more needs to go
        assert "minutter bagud" not in driver.text()
        assert isinstance(driver.app.screen, FieldsDialog)


def test_the_cut_follows_the_method_s_order_and_spares_what_must_stay(room, method):
    state = room.state()
    proposal = cut_proposal(state, method, 10)
    orders = [method.activity(cut.row.activity).cut_order for cut in proposal.candidates]
    assert orders == sorted(orders)
    assert 0 not in orders
    assert proposal.chosen == tuple(cut.row.id for cut in proposal.candidates)[: len(proposal.chosen)]
    assert cut_proposal(state, method, 0).chosen == ()


def test_a_cut_that_a_later_one_makes_needless_is_not_proposed(room, method):
    candidates = cut_proposal(room.state(), method, 0).candidates
    for late in range(1, sum(cut.saves for cut in candidates) + 1):
        chosen = cut_proposal(room.state(), method, late).chosen
        saves = [cut.saves for cut in candidates if cut.row.id in chosen]
        assert sum(saves) >= late
        assert all(sum(saves) - each < late for each in saves)


def test_the_five_questions_are_cut_to_the_approaches_that_have_initiatives(room, method):
    """Never whole, after the read-outs and before the check-in, as one act that is undone as one."""
    room.go_to("skriv-tiltag")
    cards = [room.write(text) for text in ("Ny app", "Nyt skema", "Færre møder")]
    assert all(
        cut.row.activity != "fem-spoergsmaal" for cut in cut_proposal(room.state(), method, 30).candidates
    )
    for card, category in zip(cards, ("taet-paa", "taet-paa", "sammen"), strict=True):
        room.ask(do.AgreePlacement(card, category))
    proposal = cut_proposal(room.state(), method, 30)
    cut = next(each for each in proposal.candidates if each.row.activity == "fem-spoergsmaal")
    assert [category.key for category in cut.only] == ["taet-paa", "sammen"]
    planned = room.row_of("fem-spoergsmaal").minutes
    assert (cut.row.minutes, cut.keeps, cut.saves) == (planned, math.ceil(planned / 2), planned // 2)
    names = [each.row.activity for each in proposal.candidates]
    assert names.index("opsamling") < names.index("fem-spoergsmaal") < names.index("tjek-ind")
    room.ask(do.SkipActivities((room.row_of("opsamling").id,), ((cut.row.id, cut.keeps),)))
    row = room.row_of("fem-spoergsmaal")
    assert (row.status, row.minutes) == (ActivityStatus.WAITING, cut.keeps)
    room.undo()
    assert (room.row_of("fem-spoergsmaal").minutes, room.row_of("opsamling").status) == (
        planned,
        ActivityStatus.WAITING,
    )


@pytest.mark.wide
async def test_a_person_without_a_phone_is_written_in_renamed_and_removed(drive):
    async with drive() as driver:
        await driver.press("D", "a")
        await driver.type("Mona")
        await driver.press("ctrl+s")
        (person,) = driver.state.participants
        assert (person.alias, person.typed_in) == ("Mona", True)
        await driver.press("e", "end")
        await driver.type(" B")
        await driver.press("ctrl+s")
        assert driver.state.participants.get(person.id).alias == "Mona B"
        await driver.press("ctrl+x", "n")
        assert not driver.state.participants.get(person.id).removed
        await driver.press("ctrl+x", "j")
        assert driver.state.participants.get(person.id).removed


async def test_whoever_leaves_early_is_told_apart_from_a_mistake(drive):
    async with drive() as driver:
        await driver.ask(do.AddPeople((("Poul", ""), ("Ved en fejl", ""))))
        await driver.press("pagedown", "D", "ctrl+x")
        assert "Gik før tid" in driver.text()
        await driver.press("1")
        await driver.press("ctrl+x", "2")
        assert {row.alias: (row.removed, row.meeting) for row in driver.state.participants} == {
            "Poul": (True, 1),
            "Ved en fejl": (True, 0),
        }


async def test_the_notes_are_one_key_away_and_follow_the_activity(drive):
    async with drive() as driver:
        await driver.press("f")
        welcome = driver.session.live.method.activity("velkomst")
        assert welcome.purpose[:30] in driver.text()
        await asyncio.to_thread(driver.room.go_to, "stem")
        await driver.settle()
        assert driver.session.live.method.activity("stem").title in driver.text()
        await driver.press("f")
        assert driver.app.screen is driver.screen


async def test_a_key_of_a_list_that_is_just_being_left_ends_nothing_but_itself(drive):
    """What the program still had to do was once done by the one who asked, and ended with them."""
    async with drive() as driver:
        await driver.press("p")
        leaving = driver.app.screen

        async def leave_and_ask():
            leaving.dismiss()
            await show_text(driver.app, "Overskrift", ["En linje"])

        for _ in range(3):
            leaving.run_worker(leave_and_ask(), exit_on_error=False)
            await asyncio.sleep(0)
        await driver.settle()
        while driver.app.screen is not driver.screen:
            await driver.press("escape")
        await driver.press("p")
        assert type(driver.app.screen) is type(leaving), "the program goes on"


@pytest.mark.wide
async def test_what_was_refused_comes_back_with_all_that_was_written(drive, monkeypatch):
    async with drive() as driver:
        await driver.press("p", "a")
        await driver.type("Ny aftale med PPR")
        await driver.press("enter")
        await driver.type("Anna")
        live = driver.screen.live
        with monkeypatch.context() as full:

            async def refuse(*_):
                raise NotStoredError

            full.setattr(live, "send", refuse)
            await driver.press("enter")
            assert NotStoredError().sentence(live.words)[:30] in driver.text()
        assert "Ny aftale med PPR" in driver.text()
        assert not list(driver.state.parked_items)
        await driver.press("enter", "enter")
        (item,) = driver.state.parked_items
        assert (item.text, item.who) == ("Ny aftale med PPR", "Anna")


@pytest.mark.wide
async def test_a_field_takes_no_more_than_can_be_kept(drive):
    async with drive() as driver:
        await driver.press("p", "a")
        driver.app.screen.query_one("#field-0").insert_text_at_cursor("x" * (LONGEST_PARKED - 20))
        await driver.press(*"y" * 40, "enter", "enter")
        assert [len(item.text) for item in driver.state.parked_items] == [LONGEST_PARKED]


async def test_what_is_left_before_it_is_there_closes_without_a_fault(drive):
    async with drive(size=(100, 30)) as driver:
        push, pushed = driver.app.push_screen, []

        def left_at_once(screen, *given, **more):
            pushing = push(screen, *given, **more)
            pushed.append(screen)
            screen.dismiss(None)
            return pushing

        driver.app.push_screen = left_at_once
        for number, key in enumerate(("f", "p", "d", "ctrl+p", "question_mark"), start=1):
            await driver.press(key)
            assert len(pushed) == number
            assert driver.app.screen is driver.screen
