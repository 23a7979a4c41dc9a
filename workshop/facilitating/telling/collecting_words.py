"""What the lobby says while phones may write before the workshop begins."""

from __future__ import annotations

from prompts.language.words import Words
from prompts.methods.model import Method
from sessions.state import State
from sessions.tallies.tally import shown_cards
from sessions.visibility import early_collection


def collecting_words(state: State, method: Method, words: Words) -> str:
    """How many cards have come in; empty where none are collected. Their texts stay hidden."""
    row = early_collection(state)
    if row is None:
        return ""
    return words("terminal.lobby.collecting", n=len(shown_cards(state, method.activity(row.activity).deck)))
