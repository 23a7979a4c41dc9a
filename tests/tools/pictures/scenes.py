"""Each picture of the documentation: how the room gets there, and what the facilitator has pressed."""

from __future__ import annotations

import json
import os
import time
from contextlib import asynccontextmanager, contextmanager
from datetime import date
from importlib import resources

from pictures.cockpit import group_screens, mark_done
from pictures.played import Played, read_case
from pictures.stage import Listing, StillHome, on_stage
from textual.widgets import Input

from sessions import commands as do
from workshop.terminal.theme.themes import DARK, HIGH_CONTRAST, PALETTES, PROJECTOR

SIZE = (100, 30)
LISTINGS = (
    Listing("Fra strategi til drift – lederværksted"),
    Listing("Opfølgning efter 30 dage", date(2026, 2, 11), "closed", 11),
    Listing("Vores tiltag i det nye år", date(2026, 1, 14), "closed", 9),
)


async def lobby(stage, played):
    played.join(8)


async def collect(stage, played):
    played.join()
    played.play_to("skriv-tiltag", minutes=3)
    played.phones("skriv-tiltag")
    played.ask(do.RevealInput())


async def cluster(stage, played):
    played.join()
    played.play_to("grupper", minutes=8)
    played.cluster(themes=4)


async def place_alone(stage, played):
    played.join()
    played.play_to("placer-alene", minutes=2)
    played.phones("placer-alene", share=0.75)


async def place_talk(stage, played):
    played.join()
    played.play_to("tal-om-de-delte", minutes=6)
    played.second_round()
    played.notes()
    await stage.settle()
    await stage.press("home")


async def place_board(stage, played):
    played.join()
    played.play_to("tal-om-de-delte", minutes=9)
    played.talk()
    await stage.settle()
    await stage.press("v")


async def reflect(stage, played):
    played.join()
    played.play_to("opsamling", minutes=3)
    await stage.settle()


async def experiences(stage, played):
    played.join()
    played.play_to("styrker-udfordringer", minutes=5)
    played.phones("styrker-udfordringer")
    played.ask(do.RevealInput())


async def vote(stage, played):
    played.join()
    played.play_to("stem", minutes=3)
    played.phones("stem")
    played.ask(do.RevealInput())


async def agree(stage, played):
    played.join()
    played.play_to("aftaler", minutes=7)
    played.agree()


async def rate(stage, played):
    played.join()
    played.play_to("opbakning", minutes=0.5)
    played.phones("opbakning")
    played.ask(do.RevealInput())


async def review(stage, played):
    played.join()
    played.play_to("afslutning", minutes=1)
    played.ask(do.CloseWorkshop())
    played.clock.move(days=30)
    played.ask(do.StartMeeting("opfoelgning"))
    played.play_to("status-paa-aftaler", minutes=4)
    steps = [step for step in played.state().next_steps if not step.removed]
    learned = "Det hjalp, at listen hang i gangen."
    for step, status, learning in zip(
        steps, ("done", "under-way", "not-started"), (learned, "", ""), strict=False
    ):
        played.ask(do.ReviewNextStep(step.id, do.StepStatus(status), learning))


async def notes(stage, played):
    played.join()
    played.play_to("tal-om-de-delte", minutes=4)
    await stage.settle()
    await stage.press("f")


async def cockpit(stage, played):
    played.join()
    played.play_to("skriv-tiltag", minutes=3)
    played.phones("skriv-tiltag")
    mark_done(played, 0.6)
    group_screens(stage)
    stage.live.writing = 3


async def run_sheet(stage, played):
    played.join()
    played.play_to("fem-spoergsmaal", minutes=6)
    await stage.settle()
    await stage.press("d")


async def parking(stage, played):
    played.join()
    played.park()
    played.play_to("aftaler", minutes=2)
    await stage.settle()
    await stage.press("p")


async def help_screen(stage, played):
    played.join()
    played.play_to("tal-om-de-delte", minutes=4)
    await stage.settle()
    await stage.press("question_mark")


async def end(stage, played):
    played.join()
    played.play_to("afslutning", minutes=1)
    await stage.settle()
    await stage.press("ctrl+e", "enter")


async def home(stage, played):
    await stage.tells_of_the_chosen()


async def new_workshop(stage, played):
    await stage.press("n")
    values = {
        "title": "Vores tiltag i det nye år",
        "organisation": "Eksempelby Kommune",
        "group": "Ledergruppen, Børn og Unge",
        "date": "4.3.2026",
    }
    for name, value in values.items():
        field = stage.app.screen.query_one(f"#{name}", Input)
        field.value = value
        field.cursor_position = len(value)


PICTURES = {
    "home": home,
    "new-workshop": new_workshop,
    "lobby": lobby,
    "collect": collect,
    "cluster": cluster,
    "place-alone": place_alone,
    "place-talk": place_talk,
    "place-board": place_board,
    "reflect": reflect,
    "experiences": experiences,
    "vote": vote,
    "agree": agree,
    "rate": rate,
    "review": review,
    "notes": notes,
    "cockpit": cockpit,
    "run-sheet": run_sheet,
    "parking": parking,
    "help": help_screen,
    "end": end,
}
OTHER_THEMES = {"place-talk-dark": (place_talk, DARK), "vote-high-contrast": (vote, HIGH_CONTRAST)}
BEFORE_A_WORKSHOP = (home, new_workshop)
IN_ENGLISH = (
    "lobby",
    "collect",
    "cluster",
    "place-alone",
    "place-talk",
    "place-board",
    "vote",
    "agree",
    "end",
)
ENGLISH = "-en"
"""Ends the name of a picture whose group speaks English."""


def english_example():
    """The program's own example in English, as a case, with the run sheet of the Danish pictures."""
    file = resources.files("workshop.demo") / "eksempel.en.json"
    return json.loads(file.read_text(encoding="utf-8")) | {"run_sheet": read_case()["run_sheet"]}


def all_pictures():
    """Every picture's name with its scene and theme."""
    english = {name + ENGLISH: (PICTURES[name], PROJECTOR) for name in IN_ENGLISH}
    return {name: (scene, PROJECTOR) for name, scene in PICTURES.items()} | OTHER_THEMES | english


@contextmanager
def danish_time():
    """The hour as the reader has it, wherever the pictures are made."""
    before = os.environ.get("TZ")
    os.environ["TZ"] = "Europe/Copenhagen"
    time.tzset()
    try:
        yield
    finally:
        if before is None:
            del os.environ["TZ"]
        else:
            os.environ["TZ"] = before
        time.tzset()


@asynccontextmanager
async def scene_of(name, folder, size=SIZE, theme=None, case=None):
    """The screen of one picture, ready to be looked at."""
    scene, own_theme = all_pictures()[name]
    case = case or (english_example() if name.endswith(ENGLISH) else read_case())
    played = Played(folder, case)
    home = StillHome(played, LISTINGS)
    try:
        async with on_stage(played, size, home=home, opened=scene not in BEFORE_A_WORKSHOP) as stage:
            await scene(stage, played)
            stage.app.theme = theme or own_theme
            stage.still()
            await stage.settle()
            yield stage
    finally:
        played.stop()


def ground_of(stage):
    """The theme's paper and ink."""
    palette = PALETTES[stage.app.theme]
    return palette.paper, palette.ink
