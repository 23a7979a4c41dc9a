"""Groups beside each other in the minutes of a workshop that joined them."""

from __future__ import annotations

from dataclasses import dataclass

from exports.blocks import Block, Cell, Column, Paragraph, Section, Table, single
from exports.contents.initiative import Initiative
from prompts.language.words import Words
from prompts.methods.model import Category

MOST_NAMED = 6
"""Groups that one line names; of more it tells only how many they are."""


def brought_line(brought: tuple[tuple[str, int], ...], words: Words) -> str:
    """How many initiatives came with which groups."""
    total = sum(count for _, count in brought)
    if len(brought) > MOST_NAMED:
        return words("minutes.place.brought-by-many", n=total, groups=len(brought))
    groups = " · ".join(f"{group} {count}" for group, count in brought)
    return words("minutes.place.brought", n=total, groups=groups)


@dataclass(frozen=True, slots=True)
class GroupsBeside:
    """What each group agreed before the groups were joined, and where they differ.

    `initiatives` are those of one meeting; what a group agreed is counted over `everything` that it brought.
    """

    categories: tuple[Category, ...]
    initiatives: tuple[Initiative, ...]
    everything: tuple[Initiative, ...]

    def sections(self, words: Words) -> tuple[Section, ...]:
        """The approaches by group, then each initiative with every group that brought it."""
        if not any(item.groups for item in self.initiatives):
            return ()
        groups = tuple(dict.fromkeys(view.group for item in self.everything for view in item.groups))
        blocks: list[Block] = [Paragraph(words("minutes.groups.explained"), quiet=True)]
        blocks.append(self._by_approach(groups, words))
        differing = [item for item in self.initiatives if item.groups_differ]
        if differing:
            blocks.append(self._one_by_one(words("minutes.groups.differ"), differing, words))
        alike = [item for item in self.initiatives if item.groups and not item.groups_differ]
        if alike:
            blocks.append(self._one_by_one(words("minutes.groups.initiative"), alike, words))
        return (Section(31, "groups", words("minutes.groups.title"), tuple(blocks)),)

    def _by_approach(self, groups: tuple[str, ...], words: Words) -> Table:
        """A row for each group: how many of its initiatives it agreed in each approach."""
        none = words("minutes.groups.not-agreed")
        heads = [*((each.key, each.title) for each in self.categories), ("", none)]
        columns = (
            Column(words("minutes.groups.group"), 22),
            *(Column(title, 13, numeric=True) for _, title in heads),
        )
        rows: list[tuple[Cell, ...]] = []
        for group in groups:
            views = [view for item in self.everything for view in item.groups if view.group == group]
            counts = [sum((view.agreed or "") == key for view in views) for key, _ in heads]
            rows.append((single(group), *(single(str(count)) for count in counts)))
        return Table(words("minutes.groups.by-approach"), columns, tuple(rows))

    def _one_by_one(self, caption: str, items: list[Initiative], words: Words) -> Table:
        columns = (
            Column(caption, 34),
            Column(words("minutes.groups.group"), 20),
            Column(words("minutes.groups.agreed"), 18),
            Column(words("minutes.groups.chose"), 28),
        )
        return Table(caption, columns, tuple(row for item in items for row in self._rows(item, words)))

    def _rows(self, item: Initiative, words: Words) -> list[tuple[Cell, ...]]:
        titles = {each.key: f"{each.sign} {each.title}" for each in self.categories}
        rows: list[tuple[Cell, ...]] = []
        for place, view in enumerate(item.groups):
            ordered = sorted(view.counts, key=lambda entry: -entry[1])
            chose = " · ".join(f"{titles.get(key, key)} {count}" for key, count in ordered)
            agreed = titles.get(view.agreed or "", words("minutes.groups.not-agreed"))
            text = item.card.text if place == 0 else ""
            rows.append((single(text), single(view.group), single(agreed), single(chose)))
        return rows
