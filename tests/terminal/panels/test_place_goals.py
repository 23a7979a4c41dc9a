"""Place in the phase of goals, which a method may have: the cards are sharpened, nothing is placed."""

from dataclasses import replace

import pytest

from prompts.methods.loading import load_method
from prompts.methods.model import Kind, Phase


@pytest.fixture(scope="module")
def method():
    """The shipped method, its behaviour goals written on the board instead of in a form."""
    made = load_method("tre-skridt", "da")
    goals = replace(made.activity("adfaerdsmaal"), kind=Kind.PLACE, phase=Phase.GOALS, record=None)
    return replace(
        made, activities=tuple(goals if each.key == goals.key else each for each in made.activities)
    )


async def test_goals_are_written_on_the_cards(room, initiatives, at_desk):
    async with at_desk("adfaerdsmaal") as desk:
        await desk.press("g")
        await desk.answer("teamlederen spoerger")
        assert desk.state.cards.get(desk.panel.canvas.chosen).behaviour_goal == "teamlederen spoerger"
        assert "→ teamlederen spoerger" in desk.read()
        await desk.press("1")
        assert all(not card.agreed for card in desk.state.cards)
