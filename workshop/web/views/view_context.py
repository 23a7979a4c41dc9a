"""Whose eyes a picture is made for, and what all eyes share.

What is the same for everybody is computed once for each journal number: 250 phones that ask for
the picture after an activity was opened cost one count of the board, not 250.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar, cast

from prompts.methods.model import Activity, Category, Choice, Method
from sessions.model import Card, Participant, ScheduledActivity
from sessions.queries.carrying import cards_of
from sessions.queries.origins import with_origin
from sessions.state import State
from sessions.visibility import may_phones_see, spread_is_shown
from workshop.web.contract.view_shapes import CardPart, CategoryPart, ChoicePart

Value = TypeVar("Value")


class PerStateCache:
    """What was computed for one state of the workshop; forgotten at the next."""

    def __init__(self) -> None:
        """Nothing is remembered yet."""
        self._state: State | None = None
        self._seq = -1
        self._values: dict[str, object] = {}

    def once(self, state: State, name: str, compute: Callable[[], Value]) -> Value:
        """The value called `name` for `state` as it is now, computed the first time."""
        if state is not self._state or state.seq != self._seq:
            self._state, self._seq = state, state.seq
            self._values.clear()
        if name not in self._values:
            self._values[name] = compute()
        return cast(Value, self._values[name])


@dataclass(frozen=True, slots=True)
class Viewer:
    """One participant looking at one activity."""

    state: State
    method: Method
    participant: Participant
    scheduled: ScheduledActivity
    activity: Activity
    memory: PerStateCache

    @property
    def others_shown(self) -> bool:
        """Whether this participant may see what others gave in the activity."""
        return may_phones_see(self.scheduled, self.activity)

    def shared(self, name: str, compute: Callable[[], Value]) -> Value:
        """What is the same for everybody in this activity, computed once."""
        return self.memory.once(self.state, f"{self.scheduled.id}/{name}", compute)

    def deck_cards(self) -> tuple[Card, ...]:
        """The cards of the activity's deck that stand for themselves."""
        return self.shared("cards", lambda: cards_of(self.state, self.activity))

    def deck_parts(self) -> tuple[CardPart, ...]:
        """The same cards as phones show them."""
        return self.shared(
            "parts", lambda: tuple(card_part(self.state, self.method, card) for card in self.deck_cards())
        )

    def categories(self) -> tuple[CategoryPart, ...]:
        """The activity's categories as phones show them."""
        return self.shared("categories", lambda: tuple(map(category_part, self.activity.categories)))

    def enough(self, answers: int) -> bool:
        """Whether a spread of so many answers may be shown."""
        return spread_is_shown(self.state, answers)


def card_part(state: State, method: Method, card: Card) -> CardPart:
    """A card as every phone may see it."""
    merged = (other for other in state.merged_cards(card.id) if not (other.hidden or other.withdrawn))
    return CardPart(
        id=card.id,
        number=method.card_number(card.deck, card.number),
        text=card.text,
        status=card.status,
        when=card.occurred,
        outcome=card.outcome,
        theme=card.theme or "",
        merged=tuple(map(with_origin, merged)),
        origin=card.origin,
    )


def category_part(category: Category) -> CategoryPart:
    """A category as phones show it."""
    return CategoryPart(
        key=category.key,
        sign=category.sign,
        title=category.title,
        short=category.short,
        works_when=category.works_when,
        fails_when=category.fails_when,
        gloss=category.gloss,
    )


def choice_parts(choices: tuple[Choice, ...]) -> tuple[ChoicePart, ...]:
    """Choices as phones show them."""
    return tuple(ChoicePart(choice.key, choice.title) for choice in choices)
