"""The other faces are told which card the facilitator's cursor is on."""

from __future__ import annotations

from pictures.played import Played, read_case
from pictures.stage import on_stage


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
