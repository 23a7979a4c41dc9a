"""A workshop's current situation, as far as it decides which acts are available."""

from __future__ import annotations

from dataclasses import dataclass

from prompts.methods.model import Activity, Category, Kind, Method
from sessions.model import Card, ScheduledActivity, WorkshopStatus
from sessions.queries.carrying import cards_of
from sessions.state import State


@dataclass(frozen=True, slots=True)
class Situation:
    """A workshop's state and method. Cheap to make: interfaces make one for every key they draw."""

    state: State
    method: Method

    @property
    def closed(self) -> bool:
        """Whether the workshop has ended."""
        return self.state.workshop.status is WorkshopStatus.CLOSED

    @property
    def scheduled(self) -> ScheduledActivity | None:
        """The run sheet row of the activity on the projector; None in the lobby and after the end."""
        return None if self.closed else self.state.current()

    @property
    def activity(self) -> Activity | None:
        """The activity on the projector; None in the lobby and after the end."""
        row = self.scheduled
        return None if row is None else self.method.activity(row.activity)

    @property
    def kind(self) -> Kind | None:
        """The kind of the activity on the projector."""
        activity = self.activity
        return None if activity is None else activity.kind

    @property
    def revealed(self) -> bool:
        """Whether the input of the activity on the projector is shown to everybody."""
        row = self.scheduled
        return row is not None and row.revealed

    @property
    def cards(self) -> tuple[Card, ...]:
        """The cards that the activity works on; the group where it fills in a form for all."""
        activity = self.activity
        return cards_of(self.state, activity) if activity is not None else ()

    @property
    def hidden_cards(self) -> tuple[Card, ...]:
        """The hidden cards of the activity's deck."""
        activity = self.activity
        if activity is None or not activity.deck:
            return ()
        cards = self.state.cards.where("deck", activity.deck)
        return tuple(card for card in cards if card.hidden and not (card.withdrawn or card.merged_into))

    @property
    def categories(self) -> tuple[Category, ...]:
        """The categories of the activity on the projector, or else the method's own, in order."""
        activity = self.activity
        return activity.categories if activity is not None else self.method.categories

    def number(self, card: Card) -> str:
        """The public number of a card: `t7`."""
        return self.method.card_number(card.deck, card.number)
