"""How long the talk about what the group is split on takes, against the minutes that are set aside for it."""

from __future__ import annotations

from collections.abc import Iterable

from prompts.language.words import Words
from prompts.methods.capacity import talk_minutes
from prompts.methods.model import Kind, Phase
from sessions.model import ScheduledActivity
from sessions.rules.clock_and_input import allotted_minutes
from sessions.tallies.tally import PlacementTally, tally_card
from workshop.facilitating.situation import Situation


def talk_minutes_lacking(situation: Situation) -> int:
    """How many minutes more than it has the talk on the projector takes; 0 where it has enough."""
    row, activity, state = situation.scheduled, situation.activity, situation.state
    if row is None or activity is None or activity.kind is not Kind.PLACE or activity.phase is not Phase.TALK:
        return 0
    split = _split(tally_card(state, activity, card) for card in situation.cards)
    return max(0, talk_minutes(split) - allotted_minutes(row)) if split else 0


def talk_time_words(scheduled: ScheduledActivity, tallies: Iterable[PlacementTally], words: Words) -> str:
    """How many cards are split and still open, and the minutes they take; empty where none is."""
    split = _split(tallies)
    if not split:
        return ""
    told = words("panels.place.talk_time", n=split, minutes=talk_minutes(split))
    more = talk_minutes(split) - allotted_minutes(scheduled)
    return told if more <= 0 else f"{told} {words('panels.place.talk_short', n=more)}"


def _split(tallies: Iterable[PlacementTally]) -> int:
    """How many of the cards the group is split on and has not agreed on."""
    return sum(
        bool(tally.cast) and not tally.accepted_at_threshold and not tally.card.agreed for tally in tallies
    )
