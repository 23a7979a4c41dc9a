"""What stands in a field of a record: what the group agreed on, wherever that is kept."""

from __future__ import annotations

from prompts.methods.model import RecordField
from sessions.state import State


def what_stands(state: State, about: str, field: RecordField) -> str:
    """The agreed answer about a card or the group; the card's behaviour goal where the field is that."""
    if field.goal:
        card = state.cards.get(about)
        return card.behaviour_goal if card is not None else ""
    agreed = state.agreed_answers.get(about, field.key)
    return agreed.text if agreed is not None else ""
