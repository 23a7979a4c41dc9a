"""When people may see others' input: the rules used by every interface, the event stream and the minutes.

How many must have answered before it is told how, so that nobody can be recognised:

- ratings, and what tells the cards of a table apart: five; three where the facilitator chose to show
  small groups (`spread_is_shown`, `table_is_named`);
- placements and dots: three, whatever is set (`is_counted`). They are the group's own work, talked
  about aloud, but two people would know each other's choice from the sum. The tallies keep to it
  themselves (`sessions.tallies.tally`, `sessions.tallies.vote_tally`), so no reader of theirs has to ask.
"""

from __future__ import annotations

from prompts.methods.kinds import Hidden, traits_of
from prompts.methods.model import Activity
from sessions.model import ScheduledActivity, WorkshopStatus
from sessions.state import State

LEAST_ANSWERS = 5
"""A spread of fewer answers could tell who answered what (ledelsesevaluering.dk, anonymitet og GDPR)."""
LEAST_COUNTED = 3
"""Whatever is set, nothing is told of one or two people."""


def placement_round_is_open(scheduled: ScheduledActivity) -> bool:
    """Whether participants may place cards in `scheduled` now."""
    return scheduled.placement_round > 0 and scheduled.input_open


def early_collection(state: State) -> ScheduledActivity | None:
    """The activity that phones may write cards for before the workshop has begun; None where none is open."""
    if state.workshop.status is not WorkshopStatus.LOBBY:
        return None
    return next((row for row in state.run_sheet() if row.input_open), None)


def shown_activity(state: State) -> ScheduledActivity | None:
    """The activity that phones show: None after the close, and in the lobby unless it collects already."""
    if state.workshop.status is WorkshopStatus.RUNNING:
        return state.current()
    return early_collection(state)


def may_phones_see(scheduled: ScheduledActivity, activity: Activity, table: str = "") -> bool:
    """Whether participants may see others' input in `activity`: texts, choices and totals of any kind.

    `table` restricts the question to one table; a table that the kind does not show is never visible.

    Only the reveal shows what a kind hides; closing the input does not. While a placement round is open,
    results stay hidden even if revealed, so that nobody is influenced while sorting alone. So do votes and
    ratings whose input was opened again: one person's change would tell what they and the others answered.

    Raises UnknownKindError.
    """
    traits = traits_of(activity.kind)
    if table and table not in traits.given:
        return False
    if table and table in traits.always_shown:
        return True
    match traits.hidden:
        case Hidden.NEVER:
            return True
        case Hidden.UNTIL_REVEAL:
            return scheduled.revealed and not (traits.closes_at_reveal and scheduled.input_open)
        case Hidden.UNTIL_ROUND_ENDS:
            return scheduled.revealed and not placement_round_is_open(scheduled)


def is_counted_while_hidden(activity: Activity) -> bool:
    """Whether it may be told, before the reveal, how many cards there are.

    Where people write without a name it may not: whoever sees a neighbour press *Send* and the number rise
    would know who has written.
    """
    return not activity.anonymous


def least_answers(state: State) -> int:
    """From how many answers this workshop shows a spread."""
    return LEAST_COUNTED if state.workshop.show_small_groups else LEAST_ANSWERS


def spread_is_shown(state: State, answers: int) -> bool:
    """Whether a spread of so many `answers` may be shown."""
    return answers >= least_answers(state)


def table_is_named(state: State, seated: int) -> bool:
    """Whether cards may be told apart by a table where so many are `seated`."""
    return seated >= least_answers(state)


def is_counted(people: int) -> bool:
    """Whether it may be told how so many `people` placed a card or gave their dots."""
    return people >= LEAST_COUNTED
