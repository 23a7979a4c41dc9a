"""How much the group has put in each category, against how much it says it has room for there."""

from __future__ import annotations

import re
from dataclasses import dataclass

from prompts.methods.model import Activity, Category, Question
from sessions.state import State
from sessions.tallies.tally import distribution

_NUMBER = re.compile(r"\d{1,4}")


@dataclass(frozen=True, slots=True)
class Load:
    """One category: the cards `placed` in it, and the `room` for them, None where no number is agreed."""

    category: Category
    placed: int
    room: int | None

    @property
    def beyond(self) -> int:
        """How many more cards are placed than there is room for."""
        return 0 if self.room is None else max(0, self.placed - self.room)


def is_about_placed(activity: Activity) -> bool:
    """Whether a talk is about how the cards of a deck are placed."""
    return bool(activity.deck) and not activity.per_card


def room_question(activity: Activity) -> Question | None:
    """The question that is answered with a number of cards for each category, if the talk has one."""
    asked = activity.question_set
    return next((each for each in asked.questions if asked.room and each.key == asked.room), None)


def loads(state: State, activity: Activity) -> tuple[Load, ...]:
    """The categories of a talk about placed cards, in order; what is placed in none is left out."""
    placed = {row.category: row.count for row in distribution(state, activity, activity.deck)}
    question = room_question(activity)
    return tuple(
        Load(known, placed[known.key], _room(state, known.key, question.key if question else ""))
        for known in activity.categories
    )


def _room(state: State, category: str, question: str) -> int | None:
    """The first number in the group's agreed answer."""
    agreed = state.agreed_answers.get(category, question)
    found = _NUMBER.search(agreed.text) if agreed is not None else None
    return int(found.group()) if found else None
