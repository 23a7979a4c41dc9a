"""Two screens lead one workshop: what one saves is not undone by a form that the other had open."""

from __future__ import annotations

import asyncio
import sys
from datetime import date
from pathlib import Path

import pytest
from command_line import workshop as command
from hosted import hosted, order_for, row_of
from waiting import until

from sessions.commands import (
    AddNextStep,
    CloseWorkshop,
    EditNextStep,
    OpenActivity,
    OpenNext,
    OpenPrevious,
    ParkItem,
    ReopenWorkshop,
)
from sessions.errors import AlreadyMovedError
from workshop.attaching.attached_workshop import attach
from workshop.attaching.host_finding import find_host
from workshop.attaching.remote_room import HostLostError
from workshop.facilitating.acts.agreement_form import FIELDS, due_in_words, edit_command
from workshop.facilitating.stepping import activity_seen
from workshop.live.other_faces import Deed

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="a host is ended by a signal in support")


async def test_a_field_that_was_left_alone_stays_as_the_other_screen_saved_it(tmp_path: Path) -> None:
    async with hosted(tmp_path) as (face, _):
        due = date(2026, 12, 4)
        await face.live.send(AddNextStep("Eva", "Ringer rundt", due, "Navne"))
        (opened,) = face.live.state.next_steps
        filled = {name: str(getattr(opened, name)) for name in FIELDS} | {"due": due_in_words(opened, "da")}
        # Meanwhile, on the other screen.
        await face.live.send(EditNextStep(opened.id, "Eva og Anna", "Ringer rundt", due, "Navne"))
        filled["what"] = "Ringer til alle"
        await face.live.send(edit_command((opened,), filled, date(2026, 11, 26), None, "da"))
        (saved,) = face.live.state.next_steps
        assert (saved.who, saved.what, saved.due) == ("Eva og Anna", "Ringer til alle", date(2026, 12, 4))


@pytest.mark.wide
async def test_two_screens_that_press_next_in_the_same_moment_move_once(tmp_path: Path) -> None:
    async with hosted(tmp_path) as (face, _):
        other = await attach(order_for(face.path))
        before = face.live.state.workshop.current
        asked = [live.live.ask(OpenNext(activity_seen(live.live))) for live in (face, other)]
        answers = await asyncio.gather(*asked, return_exceptions=True)
        assert sorted(type(answer).__name__ for answer in answers) == ["Accepted", "AlreadyMovedError"]
        sheet = [row.id for row in face.live.state.run_sheet()]
        await until(lambda: other.live.state.workshop.current == sheet[sheet.index(before) + 1])
        # A finger that was on its way when the picture changed means the activity that was there.
        late = other if isinstance(answers[1], AlreadyMovedError) else face
        with pytest.raises(AlreadyMovedError):
            await late.live.send(OpenNext(activity_seen(late.live)))
        await until(lambda: activity_seen(late.live) == late.live.state.workshop.current)
        await late.live.send(OpenNext(activity_seen(late.live)))
        await other.close()


@pytest.mark.wide
async def test_a_face_that_leads_knows_what_the_other_did_and_not_what_it_did_itself(tmp_path: Path) -> None:
    async with hosted(tmp_path) as (face, _):
        other = await attach(order_for(face.path))
        await other.live.send(ParkItem("Husk det"))
        assert face.live.elsewhere is None
        left = face.live.state.workshop.current
        for command, deed in (
            (OpenNext(), Deed.ON),
            (OpenPrevious(), Deed.BACK),
            (OpenActivity(row_of(face, "pause")), Deed.MOVED),
            (CloseWorkshop(), Deed.ENDED),
            (ReopenWorkshop(), Deed.REOPENED),
        ):
            await other.live.send(command)
            await until(lambda deed=deed: face.live.elsewhere and face.live.elsewhere.deed is deed)
            if deed is Deed.ON:
                assert face.live.elsewhere.left == left
        other.minutes_written()
        await until(lambda: face.live.elsewhere.deed is Deed.MINUTES)
        assert other.live.elsewhere is None
        await other.close()


@pytest.mark.wide
async def test_stopping_asks_which_one_where_several_run(tmp_path: Path) -> None:
    folder = tmp_path / "sessions"
    async with hosted(folder) as (first, _), hosted(folder) as (second, _):
        code, _, said = await asyncio.to_thread(command, tmp_path, "stop")
        assert code == 2
        for face in (first, second):
            assert face.path.stem in said
            assert await find_host(face.path) is not None
        assert (await asyncio.to_thread(command, tmp_path, "stop", second.path.stem))[0] == 0
        assert await find_host(second.path) is None
        assert await find_host(first.path) is not None


@pytest.mark.wide
async def test_what_was_asked_of_a_host_that_is_gone_says_no_more_than_is_known(tmp_path: Path) -> None:
    async with hosted(tmp_path) as (face, _):
        await face.close(hung_up=True)
        with pytest.raises(HostLostError) as refused:
            await face.live.send(ParkItem("Husk det"))
        sentence = refused.value.sentence()
        assert "telefon" not in sentence
        assert "disk" not in sentence
