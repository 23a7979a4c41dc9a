"""The maximum lengths of the rows' texts, and the defaults of a new workshop.

Rules refuse longer texts, and forms stop there.

The general limits, for any text and any name, are in `prompts.language.cleaning`.
"""

from __future__ import annotations

DEFAULT_DOTS = 3
"""Votes of each participant, unless the facilitator says otherwise."""
DEFAULT_MAX_PER_ITEM = 2
"""Votes of one participant on one card, unless the facilitator says otherwise."""
LONGEST_TITLE = 120
"""Characters of a workshop's title, its organisation and its group."""
LONGEST_PURPOSE = 400
"""Characters of what a meeting is for, and of the names of those who were absent."""
LONGEST_WHO = 80
"""Characters that name who has an agreement, or follows up on something parked."""
LONGEST_FIELD = 400
"""Characters of every other text of an agreement, and of what a follow-up learned of it."""
LONGEST_PARKED = 2_400
"""Characters of a parked remark: any text of a phone, after the question that it answers."""
LONGEST_DECISION = 400
"""Characters of a decision."""
LONGEST_NOTE = 400
"""Characters of the notes of the group's talk about placements."""
LONGEST_THEME = 80
"""Characters of a theme's name."""
