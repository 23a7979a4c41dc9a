"""Which cards a meeting goes on with: what the group did not choose now is set aside until the next meeting.

A card that is set aside stays in the session and in the minutes. The kinds that gather, group and vote still
show it; the activities after that do not ask about it. In the next meeting it is there again.
"""

from __future__ import annotations

from collections.abc import Iterable

from prompts.methods.capacity import most_initiatives
from prompts.methods.model import Activity, Kind, Method
from sessions.model import ActivityStatus, Card, CardId, ScheduledActivity
from sessions.state import State
from sessions.tallies.tally import cards_going_on, is_set_aside, shown_cards
from sessions.tallies.vote_tally import dots_on, vote_ranking

_SHOWS_ALL = frozenset({Kind.COLLECT, Kind.CLUSTER})
_HELD = frozenset({ActivityStatus.RUNNING, ActivityStatus.DONE})


def not_chosen(state: State, deck: str) -> tuple[Card, ...]:
    """The cards of `deck` that this meeting has set aside, in the order written."""
    return tuple(card for card in shown_cards(state, deck) if is_set_aside(state, card))


def asked_about(state: State, activity: Activity, cards: Iterable[Card]) -> tuple[Card, ...]:
    """Those of `cards` that `activity` works on. A vote keeps what has dots in it: so the group chose."""
    if activity.kind in _SHOWS_ALL or not len(state.set_aside):
        return tuple(cards)
    if activity.kind is not Kind.VOTE:
        return tuple(card for card in cards if not is_set_aside(state, card))
    rows = [row for row in state.run_sheet() if row.activity == activity.key and row.status in _HELD]
    return tuple(
        card
        for card in cards
        if not is_set_aside(state, card) or any(dots_on(state, row.id, card.id) for row in rows)
    )


def can_be_chosen_from(method: Method, activity: Activity) -> bool:
    """Whether `activity` shows a deck that the method places: of those cards a sheet bears only so many."""
    if activity.kind not in _SHOWS_ALL | {Kind.PLACE, Kind.VOTE}:
        return False
    return any(each.kind is Kind.PLACE and each.deck == activity.deck for each in method.activities)


def borne_by_sheet(state: State, method: Method) -> int:
    """How many initiatives the meeting's run sheet has time for; 0 where it does not say.

    As many as it is meant for, and more where those who are here are fewer than it is meant for.
    """
    sheets = (sheet for sheet in method.run_sheets if sheet.key == state.workshop.run_sheet)
    sheet = next(sheets, None)
    if sheet is None or not sheet.initiatives:
        return 0
    people = len(state.participants.where("present_in", state.workshop.meeting))
    return max(sheet.initiatives, most_initiatives(method, sheet, people) if people > 1 else 0)


def beyond_the_sheet(state: State, method: Method, deck: str) -> int:
    """How many more cards of `deck` go on than the run sheet has time for; 0 where all have room."""
    most = borne_by_sheet(state, method)
    return max(0, len(cards_going_on(state, deck)) - most) if most else 0


def dots_told(state: State, method: Method, deck: str) -> dict[CardId, int]:
    """The dots by card of this meeting's latest vote on `deck`, once it is shown and enough voted."""
    rows = [row for row in state.run_sheet() if row.status in _HELD and _votes_on(method, row, deck)]
    if not rows or not (rows[-1].revealed or rows[-1].status is ActivityStatus.DONE):
        return {}
    return {item.card.id: item.dots for item in vote_ranking(state, rows[-1].id, deck) if item.dots}


def proposed_choice(state: State, method: Method, deck: str) -> tuple[Card, ...]:
    """What is proposed to go on: as it was chosen, else what has most dots, else every card."""
    dots, most = dots_told(state, method, deck), borne_by_sheet(state, method)
    if not dots or not most or not_chosen(state, deck):
        return cards_going_on(state, deck)
    return tuple(card for card in shown_cards(state, deck) if card.id in list(dots)[:most])


def _votes_on(method: Method, row: ScheduledActivity, deck: str) -> bool:
    known = (each for each in method.activities if each.key == row.activity)
    return any(each.kind is Kind.VOTE and each.deck == deck for each in known)
