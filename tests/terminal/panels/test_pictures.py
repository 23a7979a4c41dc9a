"""What the projector draws and what is taken home are the same figures, of a whole workshop."""

import re
from contextlib import asynccontextmanager
from datetime import UTC, datetime

import pytest
from pictures.played import Played, read_case
from pictures.stage import StillHome, on_stage

from exports.contents.placed_initiatives import Placing
from exports.minutes import build_minutes
from exports.sections.rate import Ratings
from exports.sections.vote import Votes
from sessions import commands as do
from workshop.terminal.activities.kinds.vote_axes import box_of

SIGNS = "■◆●▲"


@asynccontextmanager
async def playing(folder, activity, prepare, size=(140, 60)):
    """The example workshop with `activity` on the projector."""
    played = Played(folder, read_case())
    try:
        async with on_stage(played, size, home=StillHome(played)) as stage:
            played.join()
            played.play_to(activity, minutes=3)
            prepare(played)
            await stage.settle()
            yield stage
    finally:
        played.stop()


def minutes_of(stage, kind):
    state, method = stage.live.state, stage.live.method
    return build_minutes(state, method, datetime(2026, 3, 4, tzinfo=UTC), "0").part(kind)


def drawn(stage):
    return stage.panel.canvas.read()


@pytest.mark.wide
async def test_agreement_votes_and_movement_of_every_card(tmp_path):
    async with playing(tmp_path, "tal-om-de-delte", Played.second_round) as stage:
        taken_home = minutes_of(stage, Placing)
        shown = [
            line for line in drawn(stage) if re.search(r"(\d+ af \d+ enige|delt [\d–]+)$", line.rstrip(" ≠→"))
        ]
        assert len(shown) == len(taken_home.initiatives)
        by_card = {item.card.id: item for item in taken_home.initiatives}
        keys = stage.panel.canvas.keys()
        numbers = [stage.panel.number(stage.panel.card(key)) for key in keys]
        assert tuple(numbers) == taken_home.most_split
        for key, number, line in zip(keys, numbers, shown, strict=True):
            figures = by_card[number].figures()
            said, stands = re.search(r"(\d+) af (\d+) enige", line), figures["stands"]
            if said:
                assert [int(said[1]), int(said[2])] == [stands["alike"], stands["cast"]]
            else:  # several approaches lead with as many
                assert f"delt {stands['alike']}–{stands['alike']}" in line
            votes = [int(re.search(rf"{sign} (\d+)", line)[1]) for sign in SIGNS]
            assert votes == list(figures["round_2"].values())
            stage.panel.canvas.choose(key)
            await stage.settle()
            detail = stage.panel._detail.read()
            rows = [re.search(r"(\d+) +→ +(\d+)", row) for row in detail if row.lstrip()[:1] in SIGNS]
            moved = [(int(row[1]), int(row[2])) for row in rows if row]
            before, after = figures["round_1"].values(), figures["round_2"].values()
            assert moved in ([], list(zip(before, after, strict=True)))
            if figures["moved"]:
                assert any(f"{figures['moved']} flyttede sig" in row for row in detail)


async def test_the_distribution_over_the_approaches(tmp_path):
    async with playing(tmp_path, "tal-om-de-delte", Played.talk) as stage:
        await stage.press("v")
        spread = minutes_of(stage, Placing).spread
        line = next(line for line in drawn(stage) if all(f"{sign} " in line for sign in SIGNS))
        counts = [int(re.search(rf"{sign} (\d+)", line)[1]) for sign in SIGNS]
        left = re.search(r"Ikke aftalt (\d+)", line)
        assert [*counts, int(left[1]) if left else 0] == [entry.count for entry in spread]
        # The bar itself: one sign a card.
        assert [line.split("   ")[0].count(sign) for sign in SIGNS] == counts


def rated(played):
    played.phones("opbakning")
    played.ask(do.RevealInput())


async def test_the_spread_of_ratings(tmp_path):
    async with playing(tmp_path, "opbakning", rated) as stage:
        (taken_home,) = [
            item for item in minutes_of(stage, Ratings).statements if item.activity == "opbakning"
        ]
        lines = [re.match(r"\s*(\d) .*?(\d+)(?: +▇+)?\s*$", line) for line in drawn(stage)]
        assert {found[1]: int(found[2]) for found in lines if found} == taken_home.counts()
        figures = taken_home.figures()
        said = next(line for line in drawn(stage) if "snit" in line)
        assert f"{figures['n']} svar · fra {figures['min']} til {figures['max']}" in said


def voted(played):
    played.phones("stem")
    played.ask(do.RevealInput())


async def test_dots_and_boxes(tmp_path):
    async with playing(tmp_path, "stem", voted) as stage:
        ballot = minutes_of(stage, Votes).latest
        numbers = [re.search(r"\b(p\d+) .*?(\d+)\s*$", line) for line in drawn(stage)]
        assert [(found[1], int(found[2])) for found in numbers if found] == [
            (card.id, dots) for card, dots in ballot.ranking
        ]
        await stage.press("v")
        keys = stage.panel.canvas.keys()
        for key, digit in zip(keys, "39", strict=False):
            stage.panel.canvas.choose(key)
            await stage.press(digit)
        (ballot,) = minutes_of(stage, Votes).ballots
        found = {card.id: (item.result, item.resources) for card, item in ballot.boxes}
        placed = {
            stage.panel.number(stage.panel.card(at.block.key)): box_of(at.drop)
            for at in stage.panel.canvas._layout_now.choosable()
            if at.drop
        }
        assert found == placed
        assert sorted(found.values()) == [(1, 3), (3, 3)]
        assert ballot.figures()["boxes"] == [
            {"id": card, "visible_result": result, "resources": resources}
            for card, (result, resources) in found.items()
        ]


async def test_a_proposal_is_dragged_to_a_box_and_taken_out_again(tmp_path):
    async with playing(tmp_path, "stem", voted) as stage:
        await stage.press("v")
        canvas = stage.panel.canvas
        key = canvas.keys()[-1]
        spots = {at.drop: at for band in canvas._layout_now.bands for lane in band for at in lane.placed}
        start = next(at for at in canvas._layout_now.choosable() if at.block.key == key)
        end = spots["2|3"]
        await stage.pilot.mouse_down(canvas, offset=(start.x + 3, start.y - canvas.scroll_offset.y))
        await stage.pilot.mouse_up(canvas, offset=(end.x + 3, end.y - canvas.scroll_offset.y))
        await stage.settle()
        (item,) = [item for _, item in minutes_of(stage, Votes).ballots[0].boxes]
        assert (item.card.id, item.result, item.resources) == (key, 2, 3)
        await stage.press("0")
        assert not minutes_of(stage, Votes).ballots[0].boxes
