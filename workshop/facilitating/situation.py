"""A workshop's current situation, as far as it decides which acts are available."""

from __future__ import annotations

from dataclasses import dataclass

from prompts.methods.model import Activity, Category, Kind, Method
from sessions.model import Card, ScheduledActivity, WorkshopStatus
from sessions.state import State
from sessions.tally import shown_cards


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
        """The cards of the activity's deck that stand for themselves."""
        activity = self.activity
        return shown_cards(self.state, activity.deck) if activity is not None and activity.deck else ()

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
        """The method's categories, in its order."""
        return self.method.categories

    def number(self, card: Card) -> str:
        """The public number of a card: `t7`."""
        return self.method.card_number(card.deck, card.number)
