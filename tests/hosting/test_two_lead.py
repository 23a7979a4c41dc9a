"""Two screens lead one workshop: what one saves is not undone by a form that the other had open."""

from __future__ import annotations

import asyncio
import sys
from datetime import date
from pathlib import Path

import pytest
from command_line import workshop as command
from hosted import hosted

from sessions.commands import AddNextStep, EditNextStep, ParkItem
from workshop.attaching.host_finding import find_host
from workshop.attaching.remote_room import HostLostError
from workshop.facilitating.acts.agreement_form import FIELDS, due_in_words, edit_command

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


async def test_what_was_asked_of_a_host_that_is_gone_says_no_more_than_is_known(tmp_path: Path) -> None:
    async with hosted(tmp_path) as (face, _):
        await face.close(hung_up=True)
        with pytest.raises(HostLostError) as refused:
            await face.live.send(ParkItem("Husk det"))
        sentence = refused.value.sentence()
        assert "telefon" not in sentence
        assert "disk" not in sentence
