"""What the cockpit shows, as frozen data. `viewing.cockpit_view` makes it, `drawing` draws it.

Of people it knows one thing: who has not said that they are done. Nothing says who wrote what, or when.
"""

from __future__ import annotations

from dataclasses import dataclass

from prompts.methods.model import Notes
from workshop.terminal.audience.audience_view import AudienceView


@dataclass(frozen=True, slots=True)
class GroupScreen:
    """What the group has before it. `picture` is None where this face cannot know it.

    `screens` is how many faces show it, `frozen` whether they are held still, `columns` and `rows` how
    large it is, in cells.
    """

    picture: AudienceView | None
    screens: int
    frozen: bool
    columns: int = 120
    rows: int = 30


@dataclass(frozen=True, slots=True)
class PlanRow:
    """One activity with the time it was planned to begin and the time it does, as clock times.

    `minutes` is what it has now, added ones included.
    """

    title: str
    planned: str
    expected: str
    minutes: int


@dataclass(frozen=True, slots=True)
class Plan:
    """The time: now, what runs, what comes, when all of it ends. `behind` is in minutes, negative ahead.

    `current` is None in the lobby, where the times tell what they would be if the group began now; `end` is
    None once the workshop has ended.
    """

    now: str
    current: PlanRow | None
    coming: tuple[PlanRow, ...]
    end: PlanRow | None
    behind: int
    ends_on_time: bool = False


@dataclass(frozen=True, slots=True)
class People:
    """How far those with a phone are: `done` of `total`, and the names of the others.

    `writing` is how many phones hold a text that has not been sent, `lost` how many people cannot follow.
    """

    done: int
    total: int
    missing: tuple[str, ...]
    writing: int
    lost: int = 0


@dataclass(frozen=True, slots=True)
class Pending:
    """What waits to be tidied: hidden cards, pairs that may say the same, and what is parked with nobody.

    `unclear` is how many cards of a wall somebody does not understand.
    """

    hidden: int
    duplicates: int
    parked: int
    unclear: int = 0


@dataclass(frozen=True, slots=True)
class Health:
    """Whether all is well: phones that have the page open out of those that joined, and what is stored.

    `saved` is the clock time of the last input on disk; `alarm` a sentence, empty while nothing is wrong.
    `pressed` says that more knock at the port than a room full of phones.
    """

    connected: int
    phones: int
    saved: str
    alarm: str
    pressed: bool = False

    @property
    def lost(self) -> int:
        """How many phones have joined and are not there."""
        return max(0, self.phones - self.connected)


@dataclass(frozen=True, slots=True)
class CockpitView:
    """One picture. `people` is None where nobody is asked to say that they are done.

    `title` names the activity that `purpose` and `notes` belong to: in the lobby the first one. `only_counts`
    says that the activity shows counts and no texts yet, which leaves room for the notes.
    """

    group: GroupScreen
    plan: Plan
    people: People | None
    pending: Pending
    health: Health
    title: str
    purpose: str
    notes: Notes | None
    only_counts: bool = False
