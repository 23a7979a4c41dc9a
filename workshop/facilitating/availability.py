"""When acts are available, and whether any activity comes next, independent of the user interface.

The screen and plain mode offer the same acts at the same moments; the conditions are here.
"""

from __future__ import annotations

from prompts.methods.kinds import Hidden, shown_at_once, takes_input_at_once, traits_of
from prompts.methods.model import Activity
from sessions.model import ActivityStatus
from sessions.state import State


def takes_input(activity: Activity) -> bool:
    """Whether phones' input can be opened or closed in `activity`."""
    return not activity.pause and takes_input_at_once(activity)


def can_be_shown(activity: Activity) -> bool:
    """Whether the input can be shown or hidden as a whole.

    Placements made alone are shown by going on to their discussion, never before.
    """
    by_hand = traits_of(activity.kind).hidden is Hidden.UNTIL_REVEAL
    return by_hand and not (activity.pause or shown_at_once(activity))


def is_last(state: State) -> bool:
    """Whether the activity on the projector is the last one that is not skipped."""
    current = state.current()
    if current is None:
        return False
    after = (row for row in state.run_sheet() if row.position > current.position)
    return all(row.status is ActivityStatus.SKIPPED for row in after)
