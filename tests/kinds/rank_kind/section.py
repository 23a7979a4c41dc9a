"""Rank in the minutes: the cards in their order, once it has been shown."""

from __future__ import annotations

from dataclasses import dataclass

from exports.blocks import Bullets, Item, Section
from exports.section_source import CardLine, Part, Source
from prompts.language.words import Words
from prompts.methods.model import Kind
from rank_kind.rules import in_order


@dataclass(frozen=True, slots=True)
class Ranked(Part):
    """The orders of all meetings, by activity."""

    orders: tuple[tuple[str, tuple[CardLine, ...]], ...]

    def figures(self) -> dict[str, object]:
        """The public numbers of the cards in their order."""
        return {"orders": {activity: [line.id for line in lines] for activity, lines in self.orders}}

    def sections(self, words: Words) -> tuple[Section, ...]:
        """One numbered list."""
        items = tuple(
            Item(line.text, lead=f"{place}.")
            for _, lines in self.orders
            for place, line in enumerate(lines, 1)
        )
        return (Section(45, "rank", words("minutes.rank.title"), (Bullets(items),) if items else ()),)


def build(source: Source) -> Ranked:
    """What was ranked and shown."""
    return Ranked(
        tuple(
            (
                activity.key,
                tuple(source.card_line(card) for card in in_order(source.state, row.id, activity.deck)),
            )
            for row, activity in source.scheduled(Kind("rank"))
            if row.revealed
        )
    )
