"""What leading a workshop comes down to, whichever face it is led from: what makes sense now, what is next.

The screen and the plain mode both offer the same acts at the same moments; here stands when.
"""

from __future__ import annotations

from prompts.language.words import Words
from prompts.methods.kinds import Hidden, shown_at_once, takes_input_at_once, traits_of
from prompts.methods.model import Activity
from sessions.model import ActivityStatus
from sessions.state import State

STEP_MINUTES = 2
"""What one press of plus or minus gives or takes."""


def takes_input(activity: Activity) -> bool:
    """Whether phones can be opened or closed for `activity`."""
    return not activity.pause and takes_input_at_once(activity)


def can_be_shown(activity: Activity) -> bool:
    """Whether what was written can be shown or hidden as a whole.

    What was placed alone is shown by going on to the talk about it, never before.
    """
    by_hand = traits_of(activity.kind).hidden is Hidden.UNTIL_REVEAL
    return by_hand and not (activity.pause or shown_at_once(activity))


def is_last(state: State) -> bool:
    """Whether nothing that is not skipped comes after the activity on the projector."""
    current = state.current()
    if current is None:
        return False
    after = (row for row in state.run_sheet() if row.position > current.position)
    return all(row.status is ActivityStatus.SKIPPED for row in after)


def act_name(command: str, words: Words) -> str:
    """What the facilitator calls the act that was undone or done again."""
    known = words.under("terminal.done.")
    return words(f"terminal.done.{command}" if command in known else "terminal.done.other")
