"""The other faces are told which card the facilitator's cursor is on."""

from __future__ import annotations

import pytest
from pictures.audience import view_of
from pictures.played import Played, read_case
from pictures.stage import on_stage

from sessions import commands as do


async def test_the_cursor_of_whoever_leads_is_told_to_the_other_faces(tmp_path) -> None:
    played = Played(tmp_path, read_case())
    try:
        async with on_stage(played) as stage:
            told = []
            stage.live.pointing = told.append
            played.join()
            played.play_to("tal-om-de-delte")
            await stage.settle()
            first = stage.panel.canvas.chosen
            await stage.press("down", "down")
            assert told[-1] == stage.panel.canvas.chosen
            assert told[-1] != first
            assert told[-1] in {card.id for card in played.state().cards}
    finally:
        played.stop()


async def test_the_group_sees_both_cards_that_may_say_the_same(tmp_path) -> None:
    played = Played(tmp_path, read_case())
    try:
        async with on_stage(played) as stage:
            told = []
            stage.live.pointing = told.append
            played.play_to("skriv-tiltag")
            for text in ("Færre møder i teamet", "Færre møder i teamet hver uge", "Nyt skema"):
                played.ask(do.WriteCard(text))
            played.play_to("grupper")
            await stage.settle()
            await stage.press("o")
            groups = view_of(played, pointed=told[-1]).content.groups
            assert [[item.text for item in group.items] for group in groups] == [
                ["Færre møder i teamet"],
                ["Færre møder i teamet hver uge"],
            ]
            await stage.press("o")
            assert len(view_of(played, pointed=told[-1]).content.groups) == 1
    finally:
        played.stop()


@pytest.mark.wide
async def test_the_group_sees_the_approach_that_is_explained_and_the_whole_board(tmp_path) -> None:
    played = Played(tmp_path, read_case())
    told = []
    try:
        async with on_stage(played) as stage:
            stage.live.pointing = told.append
            played.join()
            played.play_to("fire-tilgange")
            await stage.settle()
            categories = stage.panel.activity.categories
            await stage.press("2")
            seen = view_of(played, pointed=told[-1]).content
            assert told[-1] == categories[1].key
            assert categories[1].title in seen.groups[0].heading
            assert [item.text for item in seen.groups[1].items] == list(categories[1].works_when)
            await stage.press("0")
            assert told[-1] == ""
            assert len(view_of(played, pointed=told[-1]).content.groups) == len(categories)
            played.play_to("tal-om-de-delte")
            played.ask(do.AcceptAgreed())
            await stage.settle()
            await stage.press("v")
            board = view_of(played, pointed=told[-1]).content
            agreed = [card.agreed for card in played.state().cards if card.agreed]
            assert agreed
            counts = [len(group.items) for group in board.groups[: len(categories)]]
            assert counts == [agreed.count(row.key) for row in categories]
            await stage.press("down", "v")
            assert told[-1] in {card.id for card in played.state().cards}
            played.play_to("opsamling")
            await stage.settle()
            assert len(view_of(played, pointed=told[-1]).content.groups) == len(categories)
            await stage.press("3")
            seen = view_of(played, pointed=told[-1])
            assert categories[2].title in seen.question
            assert [group.heading for group in seen.content.groups] == [
                question.text for question in stage.panel.activity.questions
            ]
            await stage.press("3")
            assert categories[2].title not in view_of(played, pointed=told[-1]).question
            played.play_to("stem")
            played.ask(do.RevealInput())
            await stage.settle()
            first = stage.panel.canvas.chosen
            await stage.press("v")
            played.ask(do.WeighCard(first, 3, 2))
            best = view_of(played, pointed=told[-1]).content.groups[0]
            assert [item.text for item in best.items] == [played.state().cards.get(first).text]
    finally:
        played.stop()
