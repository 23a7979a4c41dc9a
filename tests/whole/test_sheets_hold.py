"""Run sheets are played by people at people's speed: everybody gets done, and the time is used."""

from __future__ import annotations

import pytest
from paced_room import Company, PacedRoom

from prompts.methods.capacity import Group, together_seconds
from prompts.methods.kinds import takes_input_at_once
from prompts.methods.model import Kind
from prompts.methods.pace import MOVING_ON_SECONDS
from sessions.commands import MergeCards, OpenNext, RevealInput
from sessions.tallies.tally import shown_cards
from workshop.facilitating.telling.clock_reading import behind_seconds

WALKED_ON = 5 * 60
"""Seconds that the whole may be off its plan."""


def keep_only(room, deck, count):
    """Merge the same ones until so many cards are left."""
    cards = [card.id for card in shown_cards(room.state, deck)]
    if len(cards) > count:
        room.do(MergeCards(cards[0], tuple(cards[count:])))


async def play(method, key, people):
    """Each silent activity with the share of people who got done, and how long everything took."""
    room, sheet = PacedRoom(method, key), method.run_sheet(key)
    company, silent, began = Company(room, people), {}, room.clock.now()
    group = Group(people, sheet.initiatives)
    for planned in sheet.plan:
        room.do(OpenNext())
        activity, given = method.activity(planned.activity), 60 * planned.minutes
        used, together = 0.0, together_seconds(method, sheet.plan, planned, group)
        if takes_input_at_once(activity):
            alone = 60 * activity.parts[0].minutes if len(activity.parts) in (2, 3) else given
            used, done = await company.take_part(alone)
            silent[activity.key] = sum(done) / people
            room.do(RevealInput())
        if activity.kind is Kind.CLUSTER:
            keep_only(room, activity.deck, sheet.initiatives)
        whole = min(given, _whole(activity, used, together) + MOVING_ON_SECONDS)
        room.clock.move(seconds=max(0.0, whole - used))
    return silent, (room.clock.now() - began).total_seconds(), behind_seconds(room.state, room.clock.now())


def _whole(activity, used, together):
    """Groups and timed parts write while they talk; elsewhere people look at the result when all are done."""
    in_groups = activity.parts or activity.kind is Kind.REFLECT or activity.key == "saml-i-grupper"
    return max(used, together) if in_groups else used + together


@pytest.mark.parametrize(("key", "people"), [("60", 4), ("90", 7), ("120", 12), ("180", 12)])
async def test_nine_of_ten_get_done_within_the_minutes(method, key, people):
    silent, used, _ = await play(method, key, people)
    assert {name: share for name, share in silent.items() if share < 0.9} == {}
    assert abs(used - 60 * method.run_sheet(key).minutes) <= WALKED_ON
