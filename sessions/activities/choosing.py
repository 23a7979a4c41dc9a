"""Choosing what the meeting goes on with, and making several cards of one. Always by a person."""

from __future__ import annotations

from dataclasses import replace

from sessions.activities.collect import check_room, next_number
from sessions.clock import as_stored
from sessions.commands import ChooseCards, DivideCard
from sessions.errors import CannotDivideError, NothingChosenError
from sessions.model import CardId, SetAside
from sessions.rules.decide import Context, Decision, changed_card, cleaned_text, known_card, rule
from sessions.state import put, remove


@rule(ChooseCards)
def choose_cards(context: Context, command: ChooseCards) -> Decision:
    """Set the others aside for this meeting, and take back what was set aside and is chosen now."""
    state, meeting = context.state, context.state.workshop.meeting
    chosen = {known_card(context, card).id for card in command.chosen}
    others = [known_card(context, card).id for card in dict.fromkeys(command.others) if card not in chosen]
    if not chosen:
        raise NothingChosenError
    back = (state.set_aside.get(card, meeting) for card in dict.fromkeys(command.chosen))
    writes = [remove(row) for row in back if row is not None]
    writes += [put(state, SetAside(card, meeting)) for card in others]
    return Decision(tuple(writes), count=len(others))


@rule(DivideCard)
def divide_card(context: Context, command: DivideCard) -> Decision:
    """The new cards have author, status and theme of the first, and are placed for themselves."""
    card = known_card(context, command.card)
    texts = [cleaned_text(text) for text in command.texts]
    if len(texts) < 2:
        raise CannotDivideError
    check_room(context, len(texts) - 1)
    first = next_number(context.state, card.deck)
    parts = (
        replace(
            card,
            id=CardId(context.new_id()),
            number=first + place,
            text=text,
            merged_into=None,
            agreed=None,
            next_category=None,
            disagreement="",
            behaviour_goal="",
            meeting=context.state.workshop.meeting,
            created_at=as_stored(context.now),
            split_from=card.id,
        )
        for place, text in enumerate(texts[1:])
    )
    writes = (changed_card(context, card, text=texts[0]), *(put(context.state, part) for part in parts))
    return Decision(writes, card.id, count=len(texts))
