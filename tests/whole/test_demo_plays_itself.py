"""`workshop demo` plays itself: a caption for each step, phones connected, every activity answered."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from hosted import hosted, order_for
from waiting import until

from prompts.methods.kinds import takes_input_at_once
from prompts.methods.model import Kind
from sessions.model import WorkshopStatus
from sessions.queries.decisions import decisions, steps_of_decision
from sessions.queries.progress import rating_progress
from workshop.attaching.attached_workshop import attach
from workshop.demo.case_setup import new_session_for
from workshop.demo.own_example import own_example
from workshop.demo.self_playing import SelfPlaying


@pytest.mark.wide
async def test_the_demo_plays_itself_with_a_caption_a_step(tmp_path: Path) -> None:
    case, captions, connected = own_example(), [], []
    face = await attach(order_for(new_session_for(case, tmp_path)))
    try:
        live = face.live

        def caption(text: str, seconds: float) -> None:
            captions.append(text)
            connected.append(face.connected)

        playing = SelfPlaying(live, case, f"http://127.0.0.1:{face.port}", caption, seconds=8.0)
        playing.start()
        await until(lambda: live.state.workshop.status is WorkshopStatus.CLOSED, 60)
        await until(lambda: captions[-1] == live.words("demo.caption.end"))
        await playing.stop()
        state, method = live.state, live.method
        sheet = state.run_sheet()
        assert len(captions) == len(sheet) + 2
        assert max(connected) == len(case.participants)
        phones = [person.id for person in state.participants]
        for row in sheet:
            activity = method.activity(row.activity)
            if not takes_input_at_once(activity):
                continue
            done = {mark.participant for mark in state.done_marks.where("scheduled", row.id) if mark.done}
            assert done == set(phones), activity.key
            if activity.kind is Kind.RATE:
                assert rating_progress(state, method, row, phones).everything == len(phones), activity.key
        assert state.next_steps
        wanted = [(each.text, [case.next_steps[n - 1].what for n in each.steps]) for each in case.decisions]
        made = [
            (row.text, [step.what for step in steps_of_decision(state, row.id)]) for row in decisions(state)
        ]
        assert made == wanted
        assert wanted
    finally:
        await face.close()


async def test_a_demo_that_is_left_stops(tmp_path: Path) -> None:
    async with hosted(tmp_path) as (face, _):
        playing = SelfPlaying(
            face.live, own_example(), f"http://127.0.0.1:{face.port}", lambda text, seconds: None
        )
        playing.start()
        await until(lambda: len(face.live.state.participants) > 0)
        await playing.stop()
        there = face.live.state.seq
        await asyncio.sleep(0.3)
        assert face.live.state.seq <= there + 1
