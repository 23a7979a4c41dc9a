"""Progress on an activity that asks for several answers: how many people gave all, some or none."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from prompts.methods.model import Activity, Method
from sessions.model import ScheduledActivity
from sessions.queries.carrying import cards_of
from sessions.queries.ratings import measures_of
from sessions.state import State
from sessions.tallies.tally import placed_again, placement_rounds, second_round_is_open


@dataclass(frozen=True, slots=True)
class Progress:
    """How many people have answered `everything`, `some` of it and `nothing`."""

    everything: int
    some: int
    nothing: int

    @property
    def people(self) -> int:
        """All who were asked."""
        return self.everything + self.some + self.nothing


def rating_progress(
    state: State, method: Method, scheduled: ScheduledActivity, people: Collection[str]
) -> Progress:
    """How many of `people` (participants' ids) have rated all there is to rate in a scheduled activity."""
    measures = measures_of(state, method.activity(scheduled.activity))
    asked = {f"{measure.number}/{measure.statement.key}" for measure in measures}
    rows = state.ratings.where("scheduled", scheduled.id)
    return _progress(asked, people, ((row.participant, f"{row.scale}/{row.statement}") for row in rows))


def placing_progress(state: State, activity: Activity, people: Collection[str]) -> Progress:
    """How many of `people` have placed all cards of `activity` in the round that is open, else in the first.

    In round two only what was placed in round two counts, and only of the cards that are placed again. A
    first choice stands there until it is changed, so whoever has said to be done has answered everything.
    """
    again = second_round_is_open(state)
    wanted = placement_rounds(state.workshop.meeting)[again], activity.category_set.key
    cards = cards_of(state, activity)
    asked = {card.id for card in (placed_again(cards) if again else cards)}
    rows = (row for person in people for row in state.placements.where("participant", person))
    placed = (
        (row.participant, row.card) for row in rows if (row.placement_round, row.category_set) == wanted
    )
    current = state.current()
    marks = state.done_marks.where("scheduled", current.id) if again and current is not None else ()
    return _progress(asked, people, placed, {mark.participant for mark in marks if mark.done})


def _progress(
    asked: Collection[str],
    people: Collection[str],
    answered: Iterable[tuple[str, str]],
    through: Collection[str] = (),
) -> Progress:
    done = dict.fromkeys(people, 0)
    for person, what in set(answered):
        if person in done and what in asked:
            done[person] += 1
    done |= {person: len(asked) for person in done if person in through}
    everything = sum(count == len(asked) for count in done.values()) if asked else 0
    nothing = sum(not count for count in done.values())
    return Progress(everything, len(done) - everything - nothing, nothing)
