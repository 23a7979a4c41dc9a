"""One activity as the audience looks at it: what every kind asks about it."""

from __future__ import annotations

from dataclasses import dataclass

from prompts.language.words import Words
from prompts.methods.model import Activity, Method
from sessions.model import Card, NextStep, ScheduledActivity
from sessions.queries.carrying import cards_of
from sessions.queries.choosing import not_chosen
from sessions.queries.origins import with_origin
from sessions.rules.people import active_participants
from sessions.state import State
from sessions.visibility import may_phones_see
from workshop.facilitating.acts.agreement_form import due_in_words
from workshop.terminal.audience.audience_view import Figure, Group, Item


@dataclass(frozen=True, slots=True)
class Looking:
    """One activity on the screen. `pointed` is what the facilitator's cursor is on."""

    state: State
    method: Method
    words: Words
    scheduled: ScheduledActivity
    activity: Activity
    pointed: str

    @property
    def shown(self) -> bool:
        """Whether everybody may see what others gave."""
        return may_phones_see(self.scheduled, self.activity)

    @property
    def cards(self) -> tuple[Card, ...]:
        """The cards that stand for themselves: none that is hidden, withdrawn or merged."""
        return cards_of(self.state, self.activity)

    @property
    def people(self) -> frozenset[str]:
        """Everybody with a phone."""
        return frozenset(row.id for row in active_participants(self.state) if not row.typed_in)

    def counted(self, key: str, n: int) -> Figure:
        """A figure with its sentence, which tells of how many it is: of phones, where some have none."""
        told, total = self.words(f"audience.{key}", n=n, total=len(self.people)), len(self.people)
        without = any(row.typed_in for row in active_participants(self.state))
        of_phones = without and told != self.words(f"audience.{key}", n=n, total=total + 1)
        return Figure(str(n), self.words("audience.of-phones", told=told) if of_phones else told)

    def done(self) -> tuple[Figure, ...]:
        """How many have said that they are done; nothing where nobody has a phone to say so."""
        if not self.people:
            return ()
        marks = self.state.done_marks.where("scheduled", self.scheduled.id)
        return (self.counted("done", sum(row.done and row.participant in self.people for row in marks)),)

    def merged(self, card: Card) -> tuple[str, ...]:
        """The texts of the cards that were merged into one, where they say something else."""
        rows = (row for row in self.state.merged_cards(card.id) if not (row.hidden or row.withdrawn))
        return tuple(text for text in dict.fromkeys(map(with_origin, rows)) if text != with_origin(card))

    def item(self, card: Card, note: str = "") -> Item:
        """A card in a list, with the number by which people name it."""
        return Item(self.texts(card), note, self.method.card_number(card.deck, card.number))

    def not_chosen(self) -> list[Group]:
        """What the meeting does not go on with, as a group of its own; none if it goes on with all."""
        found = tuple(self.item(card) for card in not_chosen(self.state, self.activity.deck))
        return [Group(self.words("panels.choosing.not_chosen", n=len(found)), found)] if found else []

    def texts(self, card: Card) -> str:
        """A card's text with those of the cards that were merged into it."""
        return " + ".join((with_origin(card), *self.merged(card)))

    def category(self, key: str | None) -> str:
        """A category's sign and title; nothing for none."""
        return next((f"{row.sign} {row.title}" for row in self.activity.categories if row.key == key), "")


def parked_group(state: State, words: Words) -> Group:
    """What is parked, with who takes each on."""
    rows = sorted((row for row in state.parked_items if not row.removed), key=lambda row: row.number)
    return Group(words("audience.parked"), tuple(Item(row.text, row.who) for row in rows))


def who_and_when(step: NextStep, words: Words, told: str = "") -> str:
    """Who does it, until when, and what else is told of it."""
    return " · ".join(part for part in (step.who, due_in_words(step, words.language), told) if part)
