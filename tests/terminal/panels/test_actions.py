"""Every action is declared once, has its words, and leaves the frame its keys."""

import pytest

from prompts.language.words import load_words
from prompts.methods.kinds import BUILT_IN
from sessions import commands as do
from workshop.terminal.actions.common_actions import COMMON
from workshop.terminal.actions.everywhere import FRAME_ACTIONS
from workshop.terminal.activities.panel_registry import panel_for

FRAME_KEYS = {key for spec in (*FRAME_ACTIONS, *COMMON) for key in spec.keys}


@pytest.mark.parametrize("kind", BUILT_IN)
def test_actions_have_words_methods_and_keys_of_their_own(kind):
    panel, words = panel_for(kind), load_words()
    keys = [key for spec in panel.ACTIONS for key in spec.keys]
    assert len(keys) == len(set(keys))
    assert not FRAME_KEYS.intersection(keys)
    for spec in panel.ACTIONS:
        assert (
            spec.act or spec.method.startswith("digit_") or callable(getattr(panel, f"action_{spec.method}"))
        )
        assert words(spec.label)
        assert words(spec.help).endswith(".")
        assert not spec.palette or words(spec.palette)


async def test_what_a_step_lacks_is_said_in_words(room, at_desk):
    async with at_desk("aftaler", size=(120, 30)) as desk:
        await desk.panel.send(do.AddNextStep("", "hvad", None, ""))
        await desk.settle()
        said = [notice.message for notice in desk.app._notifications]
        assert said == ["Aftalen er gemt, men mangler: hvem, hvornår, første synlige resultat."]


async def test_a_refusal_is_a_sentence_and_changes_nothing(room, at_desk):
    async with at_desk("aftaler") as desk:
        assert await desk.panel.send(do.AddNextStep("", " ", None, "")) is None
        await desk.settle()
        assert any("Der står ikke noget endnu" in notice.message for notice in desk.app._notifications)
        assert not tuple(desk.state.next_steps)
