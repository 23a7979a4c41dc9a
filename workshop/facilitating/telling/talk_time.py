"""How long the talk about what the group is split on takes, against the minutes that are set aside for it."""

from __future__ import annotations

from collections.abc import Iterable

from prompts.language.words import Words
from prompts.methods.capacity import talk_minutes
from sessions.model import ScheduledActivity
from sessions.rules.clock_and_input import allotted_minutes
from sessions.tallies.tally import PlacementTally


def talk_time_words(scheduled: ScheduledActivity, tallies: Iterable[PlacementTally], words: Words) -> str:
    """How many cards are split and still open, and the minutes they take; empty where none is."""
    split = sum(
        bool(tally.cast) and not tally.accepted_at_threshold and not tally.card.agreed for tally in tallies
    )
    if not split:
        return ""
    told = words("panels.place.talk_time", n=split, minutes=talk_minutes(split))
    more = talk_minutes(split) - allotted_minutes(scheduled)
    return told if more <= 0 else f"{told} {words('panels.place.talk_short', n=more)}"
