"""The hidden cards: their number is on the wall, their text is shown only on request."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual.content import Content

from sessions.model import Card
from sessions.queries.origins import with_origin
from sessions.state import State
from workshop.facilitating.acts.cards import BRING_BACK
from workshop.live.live_workshop import LiveWorkshop
from workshop.terminal.actions.action_spec import ActionSpec, spec_of
from workshop.terminal.overlays.list_overlay import ListOverlay, ListRow
from workshop.terminal.theme.untrusted_text import one_line, padded, plain

_NUMBER_WIDTH = 6


def hidden_cards(state: State, deck: str) -> tuple[Card, ...]:
    """The cards of a deck that were hidden and would otherwise be on the wall, by number."""
    cards = state.cards.where("deck", deck)
    found = (card for card in cards if card.hidden and not (card.withdrawn or card.merged_into))
    return tuple(sorted(found, key=lambda card: card.number))


class HiddenCardsOverlay(ListOverlay):
    """Lists hidden cards with their text, and can show them again. It warns that the room can read it too."""

    TITLE_KEY = "panels.hidden.title"
    EMPTY_KEY = "panels.hidden.empty"
    ENTER = "bring_back"
    ACTIONS: ClassVar[tuple[ActionSpec, ...]] = (spec_of(BRING_BACK),)

    def __init__(self, live: LiveWorkshop, deck: str, number: Callable[[Card], str]) -> None:
        """List the hidden cards of `deck`; `number` gives a card's public number."""
        super().__init__(live)
        self._deck = deck
        self._number = number

    def allows(self, method: str) -> bool:
        return method != "bring_back" or bool(self.chosen)

    def note(self) -> str:
        """Who can read the text now: the group's own screen never shows hidden cards."""
        alone = self.live.attached.audience
        return self.words("panels.hidden.note_private" if alone else "panels.hidden.note")

    def lines(self, width: int) -> Sequence[ListRow]:
        return [
            ListRow(
                card.id,
                Content.assemble(
                    plain(padded(self._number(card), _NUMBER_WIDTH), "bold"),
                    plain(padded(one_line(with_origin(card)), width - _NUMBER_WIDTH)),
                ),
            )
            for card in hidden_cards(self.live.state, self._deck)
        ]
