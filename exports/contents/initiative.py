"""A placed initiative: the facts of one card of the placed deck, as the minutes and their JSON tell them."""

from __future__ import annotations

from dataclasses import dataclass

from exports.section_source import CardLine
from sessions.queries.joined import GroupView
from sessions.queries.since_last import SinceLast
from sessions.tallies.tally import CategoryCount, PlacementTally

DECIMALS = 4


@dataclass(frozen=True, slots=True)
class Initiative:
    """A card of the placed deck. `tally` is of `placed_in`, the latest meeting in which it was placed.

    `placed_in` is 0 if it never was. `changed_in` is the latest follow-up whose review of an
    agreement gave the card another approach, 0 for none; `not_chosen_in` the meetings that set it aside,
    `groups` how the groups that brought it see it, `since` what this meeting changed by placing it again.
    """

    card: CardLine
    tally: PlacementTally
    agreed: str | None
    next_approach: str | None
    disagreement: str
    behaviour_goal: str
    written_in: int = 1
    placed_in: int = 0
    changed_in: int = 0
    not_chosen_in: tuple[int, ...] = ()
    groups: tuple[GroupView, ...] = ()
    since: SinceLast | None = None

    @property
    def groups_differ(self) -> bool:
        """Whether groups that were joined have agreed on different approaches for it."""
        return len({view.agreed for view in self.groups if view.agreed}) > 1

    @property
    def is_split(self) -> bool:
        """Whether fewer chose alike than the method accepts without talk."""
        return self.tally.agreement is not None and not self.tally.accepted_at_threshold

    @property
    def worked_on_in(self) -> int:
        """The latest meeting that wrote or placed it."""
        return max(self.written_in, self.placed_in)

    def figures(self) -> dict[str, object]:
        """The initiative as JSON: `agreement` and `entropy` (bits) with four decimals.

        Consumers of the format know these keys as figures of round one; `stands` is what the program shows.
        """
        tally, first = self.tally, self.tally.first_round
        return {
            "id": self.card.id,
            "text": self.card.text,
            "status": self.card.status_key or None,
            "theme": self.card.theme or None,
            "round_1": _as_dict(tally.first),
            **_agreement(first),
            "round_2": _as_dict(tally.final),
            "moved": tally.moved,
            "stands": {"alike": tally.alike, "cast": tally.cast, **_agreement(tally)},
            "agreed": self.agreed,
            "next_approach": self.next_approach,
            **self.card.grid_figures(),
            **self.card.origin_figures(),
            "merged_from": [merged.id for merged in self.card.merged],
            "merged": self.card.merged_figures(),
            "disagreement": self.disagreement,
            "behaviour_goal": self.behaviour_goal,
            "meeting": self.written_in,
            "placed_in_meeting": self.placed_in or None,
            "suppressed": tally.covered > 0,
            **({"not_chosen_in": list(self.not_chosen_in)} if self.not_chosen_in else {}),
            **({"placed_before": _as_before(self.since)} if self.since else {}),
            **({"groups": [_as_group(view) for view in self.groups]} if self.groups else {}),
        }


def _as_before(since: SinceLast) -> dict[str, object]:
    return {"agreed": since.before, "meeting": since.meeting or None, "moved": since.moved, "of": since.of}


def _as_group(view: GroupView) -> dict[str, object]:
    return {
        "group": view.group,
        "number": view.number,
        "agreed": view.agreed,
        "counts": dict(view.counts),
    }


def _agreement(tally: PlacementTally) -> dict[str, object]:
    return {
        "agreement": None if tally.agreement is None else round(tally.agreement, DECIMALS),
        "entropy": round(tally.entropy, DECIMALS),
        "accepted_at_75": tally.accepted_at_threshold,
    }


def _as_dict(counts: tuple[CategoryCount, ...]) -> dict[str, int]:
    return {entry.category: entry.count for entry in counts}
