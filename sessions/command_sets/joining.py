"""Groups joined in one workshop: what another group sends of its initiatives."""

from __future__ import annotations

from dataclasses import dataclass

from sessions.command_sets.base import FacilitatorCommand


@dataclass(frozen=True, slots=True)
class SentCard:
    """An initiative of another group: `number` and `text` in its own workshop, and how it was placed there.

    `counts` are pairs of a category and how many chose it; empty where too few did to be told.
    """

    number: int
    text: str
    status: str = ""
    agreed: str | None = None
    behaviour_goal: str = ""
    counts: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class JoinGroup(FacilitatorCommand):
    """Take in what the group `origin` sends; sent again, only what has changed there changes here.

    `source` tells the group's workshop from all others, also from one of the same name.
    """

    worth_a_snapshot = True

    source: str
    origin: str
    deck: str
    cards: tuple[SentCard, ...]
