"""Every state of the cockpit, on the program's own screen: the walk that pictures and snapshots take."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from pictures.played import Played, read_case
from pictures.stage import on_stage

from prompts.methods.model import Kind, Phase
from sessions import commands as do
from workshop.live.other_faces import Attached


def mark_done(played, share):
    """Some of the people say that they are done."""
    people = [person["alias"] for person in played.case["participants"]]
    played.ask_all([(do.MarkDone(True), name) for name in people[: round(len(people) * share)]])


def group_screens(stage, count=1, *, frozen=False):
    """So many screens for the group are attached."""
    stage.live.attached = Attached(1, count, frozen)
    stage.live.announce()


async def walk(folder: Path, size):
    """Yield each state's name with the stage, from the lobby to the end."""
    played = Played(folder, read_case())
    try:
        async with on_stage(played, size) as stage:
            group_screens(stage)
            await stage.settle()
            yield "lobby-empty", stage
            played.join()
            await stage.settle()
            yield "lobby", stage
            for row in played.state().run_sheet():
                async for name in _activity(stage, played, row):
                    await stage.settle()
                    # Likely duplicates are looked for in another thread.
                    await stage.until(lambda: getattr(stage.panel, "_known", True))
                    await stage.settle()
                    yield name, stage
            played.ask(do.CloseWorkshop())
            await stage.settle()
            yield "end", stage
    finally:
        played.stop()


async def _activity(stage, played, row):
    key, activity = row.activity, played.method.activity(row.activity)
    played.ask(do.OpenActivity(row.id))
    played.clock.move(minutes=1)
    played.phones(key)
    mark_done(played, 0.6)
    stage.live.writing = 3 if activity.kind is Kind.COLLECT else 0
    played.clock.move(seconds=(row.minutes - 1) * 60 + 20)
    yield f"{key}-late"
    if key == "skriv-tiltag":
        person = played.case["participants"][0]["alias"]
        hidden = played.ask(do.WriteCard("Et skjult kort"), person).id
        played.ask(do.HideCard(hidden, True))
        played.park()
        played.ask(do.RevealInput())
        yield f"{key}-shown"
        stage.live.attached = replace(stage.live.attached, frozen=True)
        stage.live.announce()
        yield f"{key}-frozen"
        stage.live.attached = replace(stage.live.attached, frozen=False)
    if activity.kind is Kind.CLUSTER:
        played.cluster(themes=2)
        yield f"{key}-themes"
    if activity.kind is Kind.PLACE and activity.phase is Phase.TALK:
        played.talk()
        yield f"{key}-settled"
    if activity.kind is Kind.AGREE:
        played.agree()
        yield f"{key}-agreed"
