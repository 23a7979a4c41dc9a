"""Undo says how many things the act had changed."""

import pytest

from prompts.language.words import load_words
from sessions import commands as do


@pytest.mark.parametrize(("many", "told"), [(1, "en aftalt placering"), (2, "2 aftalte placeringer")])
def test_undo_tells_how_many_cards_were_placed(room, many, told):
    room.go_to("skriv-tiltag")
    cards = tuple(room.write(f"tiltag {number}") for number in range(2))
    room.go_to("tal-om-de-delte")
    room.ask(do.AgreePlacements(cards[:many], "tag-selv"))
    answer = room.ask(do.Undo())
    assert load_words("da")(f"terminal.done.{answer.act}", n=answer.count) == told
