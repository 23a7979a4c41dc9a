"""Placed initiatives in the minutes: the blocks that present them."""

from __future__ import annotations

from dataclasses import dataclass, replace

from exports.blocks import (
    Bar,
    Bars,
    Block,
    Bullets,
    Group,
    Highlight,
    Item,
    Paragraph,
    Section,
    Segment,
    signed,
)
from exports.contents.initiative import Initiative
from exports.contents.joined_groups import GroupsBeside, brought_line
from exports.contents.set_placing import PlacedInSet
from exports.section_source import Part
from prompts.language.formatting import percent
from prompts.language.words import Words
from prompts.methods.model import Category
from sessions.tallies.tally import ACCEPT_THRESHOLD, CategoryCount, PlacementTally
from sessions.visibility import LEAST_COUNTED

NOT_PLACED = "not_placed"
MOST_DIFFERING = 3
"""How many initiatives the first page names that the group was split over; noted disagreements all stand."""


@dataclass(frozen=True, slots=True)
class Placing(Part):
    """The placed deck. `written` counts all cards ever written in it that were not withdrawn.

    `most_split` holds public numbers, `most_split_at_first` those of round one; the last entry of
    `spread`, with an empty key, counts what the group did not place. `written_now` counts only the
    cards of this `meeting`, without the hidden ones, which the minutes never mention; `brought` says how many
    of them each group had brought along. `in_sets` is what was placed in sets of categories other than the
    method's own, `not_chosen` what this meeting set aside: it is in none of the other figures, but among the
    `initiatives` of the JSON. `by_hand` says that hands were counted too, `asked` that
    placing them stood in a run sheet.
    """

    categories: tuple[Category, ...]
    deck_title: str
    written: int
    initiatives: tuple[Initiative, ...]
    most_split: tuple[str, ...]
    most_split_at_first: tuple[str, ...]
    spread: tuple[CategoryCount, ...]
    meeting: int = 1
    written_now: int = 0
    brought: tuple[tuple[str, int], ...] = ()
    in_sets: tuple[PlacedInSet, ...] = ()
    not_chosen: tuple[Initiative, ...] = ()
    by_hand: bool = False
    asked: bool = True

    @property
    def placed_or_asked(self) -> bool:
        """Whether the group was to place its initiatives, or has: else what is not placed says nothing."""
        return self.asked or any(item.agreed for item in self.initiatives)

    def figures(self) -> dict[str, object]:
        return {
            "initiatives_written": self.written,
            "initiatives_kept": len(self.initiatives),
            "initiatives": [initiative.figures() for initiative in self._by_number()],
            "most_split_first": list(self.most_split_at_first),
            "most_split_now": list(self.most_split),
            "distribution": {entry.category or NOT_PLACED: entry.count for entry in self.spread},
            **({"placed_in_sets": [placed.figures() for placed in self.in_sets]} if self.in_sets else {}),
        }

    def _by_number(self) -> list[Initiative]:
        """All initiatives, those that were not chosen too, in the order they were written."""
        return sorted((*self.initiatives, *self.not_chosen), key=lambda item: item.tally.card.number)

    def highlights(self, words: Words) -> tuple[Highlight, ...]:
        """Summary lines of this meeting. Earlier meetings' results are in their own minutes' summary."""
        return tuple(
            Highlight(order, Item(line))
            for order, line in (
                (10, self._written_line(words)),
                (11, self._spread_line(words)),
                (12, self._agreed_line(words)),
            )
            if line
        )

    def _written_line(self, words: Words) -> str:
        kept = sum(item.written_in == self.meeting for item in self._by_number())
        if not self.written_now or not kept:
            return ""
        own = self.written_now - sum(count for _, count in self.brought)
        told = [brought_line(self.brought, words)] if self.brought else []
        if own:
            told.append(words("minutes.place.written", n=own))
        if kept != self.written_now:
            told.append(words("minutes.place.kept", n=kept))
        if self.not_chosen:
            told.append(words("minutes.place.chosen", n=len(self.not_chosen)))
        return " ".join(told)

    def _spread_line(self, words: Words) -> str:
        here = [item for item in self.initiatives if self.meeting in (item.written_in, item.placed_in)]
        counts = dict.fromkeys((entry.category for entry in self.spread), 0)
        for item in here:
            counts[item.agreed if item.agreed in counts else ""] += 1
        if not any(count for key, count in counts.items() if key):
            return ""
        told = (f"{self.title_of(key, words)} {count}" for key, count in counts.items() if key or count)
        return words("minutes.place.distribution", counts=" · ".join(told))

    def _agreed_line(self, words: Words) -> str:
        tallies = [item.tally for item in self.initiatives if item.placed_in == self.meeting]
        talked = [tally for tally in tallies if tally.agreement is not None]
        agreed = sum(tally.accepted_at_threshold for tally in talked)
        return words("minutes.place.alike-enough", agreed=agreed, n=len(talked)) if talked else ""

    def sections(self, words: Words) -> tuple[Section, ...]:
        shown = (placed.section(number, words) for number, placed in enumerate(self.in_sets) if placed.held)
        everything = (*self.initiatives, *self.not_chosen)
        groups = GroupsBeside(self.categories, self.of(self.meeting).initiatives, everything).sections(words)
        return (*self.of(self.meeting)._whole(words), *groups, *shown, *self._not_chosen(words))

    def _not_chosen(self, words: Words) -> tuple[Section, ...]:
        """What this meeting did not choose to go on with; nothing where it went on with everything."""
        if not self.not_chosen:
            return ()
        why = Paragraph(words("minutes.place.not-chosen-explained"), quiet=True)
        listed = Bullets(tuple(self._item(item, words) for item in self.not_chosen))
        return (Section(34, "not-chosen", words("minutes.place.not-chosen"), (why, listed)),)

    def annex(self, words: Words, meeting: int) -> tuple[Section, ...]:
        """The initiatives by approach, without the discussion: agreements refer to their numbers."""
        earlier = self.of(meeting)
        groups = [earlier._group(entry.category, words) for entry in earlier.spread if entry.count]
        if not groups:
            return ()
        explained = Paragraph(words("minutes.meetings.annex-explained"), quiet=True)
        return (Section(30, "approaches", words("minutes.place.title"), (explained, *groups)),)

    def of(self, meeting: int) -> Placing:
        """The same, restricted to cards last written or placed in `meeting`."""
        kept = tuple(item for item in self.initiatives if min(item.worked_on_in, self.meeting) == meeting)
        shown = {item.card.id for item in kept}
        counts = dict.fromkeys((entry.category for entry in self.spread), 0)
        for item in kept:
            counts[item.agreed if item.agreed in counts else ""] += 1
        return replace(
            self,
            initiatives=kept,
            most_split=tuple(key for key in self.most_split if key in shown),
            spread=tuple(CategoryCount(key, count) for key, count in counts.items()),
        )

    def _whole(self, words: Words) -> tuple[Section, ...]:
        if not self.initiatives:
            return ()
        sections = (
            Section(20, "differ", words("minutes.place.differ-title"), self._differing(words)),
            Section(30, "distribution", words("minutes.place.title"), self._distribution(words)),
            Section(32, "initiatives", words("minutes.place.one-by-one"), self._one_by_one(words)),
        )
        return tuple(section for section in sections if section.blocks)

    @property
    def differing(self) -> tuple[Initiative, ...]:
        """What the group does not see alike: what it noted a disagreement on, what it
        agreed otherwise than most chose, then the most split.
        """
        by_id = {item.card.id: item for item in self.initiatives}
        ordered = [by_id[key] for key in self.most_split]
        noted = [item for item in ordered if item.disagreement]
        others = [item for item in ordered if not item.disagreement]
        against = [item for item in others if item.tally.is_against_most]
        split = [item for item in others if item.is_split and not item.tally.is_against_most]
        return (*noted, *against, *split)

    def _differing(self, words: Words) -> tuple[Block, ...]:
        """All that the group noted or agreed against the most, and the initiatives it was most split over."""
        always = sum(bool(item.disagreement) or item.tally.is_against_most for item in self.differing)
        told = self.differing[: max(MOST_DIFFERING, always)]
        more = len(self.differing) - len(told)
        rest = (Paragraph(words("minutes.differ.more", n=more), quiet=True),) if more else ()
        return (Bullets(tuple(self._differing_item(item, words) for item in told)), *rest) if told else ()

    def _differing_item(self, item: Initiative, words: Words) -> Item:
        counts = sorted((entry for entry in item.tally.final if entry.count), key=lambda entry: -entry.count)
        told = " · ".join(f"{self.title_of(entry.category, words)} {entry.count}" for entry in counts)
        parts = [f"{told}."] if told else []
        agreed = self.title_of(item.agreed, words)
        parts.append(
            words("minutes.differ.agreed" if item.agreed else "minutes.differ.not-agreed", approach=agreed)
        )
        if item.disagreement:
            parts.append(item.disagreement)
        return Item(" ".join(parts), lead=f"{item.card.told}:")

    def _distribution(self, words: Words) -> tuple[Block, ...]:
        if all(not entry.category for entry in self.spread if entry.count):
            return ()
        most = max(entry.count for entry in self.spread)
        bars = tuple(
            Bar(
                Item(self._explained(entry.category, words)),
                (self.segment_of(entry),),
                most,
                str(entry.count),
            )
            for entry in self._seen_spread()
        )
        heads = (words("minutes.place.approach"), words("minutes.place.share"), self.deck_title)
        return (Bars(words("minutes.place.caption"), heads, bars),)

    def _seen_spread(self) -> tuple[CategoryCount, ...]:
        return tuple(entry for entry in self.spread if entry.category or entry.count)

    def _group(self, key: str, words: Words) -> Group:
        known = {category.key for category in self.categories}
        items = (item for item in self.initiatives if (item.agreed if item.agreed in known else "") == key)
        bullets = Bullets(tuple(self._item(item, words) for item in items))
        return Group(self._explained(key, words), (bullets,))

    def _item(self, initiative: Initiative, words: Words) -> Item:
        card = initiative.card
        notes = [card.status] if card.status else []
        notes += card.also_written(words)
        if card.split_from:
            notes.append(words("minutes.place.split-from", id=card.split_from))
        if initiative.since is not None:
            notes.append(words("rounds.last", approach=self.title_of(initiative.since.before, words)))
            if initiative.since.of:
                notes.append(words("rounds.moved", n=initiative.since.moved, of=initiative.since.of))
        if initiative.behaviour_goal:
            notes.append(words("minutes.place.goal", text=initiative.behaviour_goal))
        if initiative.disagreement:
            notes.append(words("minutes.place.disagreement", text=initiative.disagreement))
        if initiative.next_approach:
            notes.append(words("minutes.place.next", approach=self.title_of(initiative.next_approach, words)))
        if initiative.changed_in > initiative.worked_on_in:
            notes.append(words("minutes.meetings.approach-changed", n=initiative.changed_in))
        return Item(card.told, card.id, tuple(notes))

    def _one_by_one(self, words: Words) -> tuple[Block, ...]:
        """Every initiative with its choices, the most split first; by approach if nobody placed any."""
        by_id = {item.card.id: item for item in self.initiatives}
        ordered = [by_id[key] for key in self.most_split]
        if all(item.tally.agreement is None and not item.tally.covered for item in ordered):
            if not self.placed_or_asked:
                return (Bullets(tuple(self._item(item, words) for item in self.initiatives)),)
            return tuple(self._group(entry.category, words) for entry in self._seen_spread() if entry.count)
        again = any(item.tally.again for item in ordered)
        heads = (
            self.deck_title,
            words("minutes.place.placed"),
            words("minutes.place.agreement"),
            *((words("minutes.place.moved"),) if again else ()),
            words("minutes.place.agreed"),
        )
        bars = Bars(
            caption=words("minutes.place.one-by-one"),
            columns=heads,
            bars=tuple(self._split_bar(item, words, again=again) for item in ordered),
            line=ACCEPT_THRESHOLD,
            line_note=words("minutes.place.line", share=percent(ACCEPT_THRESHOLD, words.language)),
            legend=tuple(self.segment_of(CategoryCount(category.key, 0)) for category in self.categories),
            figures=2 if again else 1,
        )
        covered = sum(item.tally.covered > 0 for item in self.initiatives)
        told = words("minutes.place.covered", n=covered, least=LEAST_COUNTED) if covered else ""
        why = (Paragraph(told, quiet=True),) if told else ()
        how = words("minutes.place.by-hand" if self.by_hand else "minutes.place.alone")
        explained = f"{how} " + words("minutes.place.explain-again" if again else "minutes.place.explain")
        if again and any(item.tally.moved_at_least for item in ordered):
            explained += " " + words("minutes.place.moved-by-hand")
        return (Paragraph(explained, quiet=True), bars, *why)

    def _split_bar(self, item: Initiative, words: Words, *, again: bool) -> Bar:
        tally = item.tally
        ordered = sorted(tally.final, key=lambda entry: -entry.count)
        return Bar(
            label=self._item(item, words),
            segments=tuple(self.segment_of(entry) for entry in ordered if entry.count),
            whole=tally.cast,
            value=words("minutes.place.alike", n=tally.alike, cast=tally.cast) if tally.cast else "–",
            cells=(*((_moved(tally, words),) if again else ()), self.title_of(item.agreed, words)),
        )

    def segment_of(self, entry: CategoryCount) -> Segment:
        """The segment of a bar for one category: its title, its sign and its colour."""
        for colour, category in enumerate(self.categories):
            if category.key == entry.category:
                return Segment(entry.count, category.title, category.sign, colour)
        return Segment(entry.count)

    def title_of(self, key: str | None, words: Words) -> str:
        """The sign and title of a category, or the words for what was not placed."""
        for category in self.categories:
            if category.key == key:
                return signed(category.sign, category.title)
        return words("minutes.place.not-placed")

    def _explained(self, key: str, words: Words) -> str:
        """The title with its explanation, for readers who were not there."""
        for category in self.categories:
            if category.key == key:
                return signed(category.sign, category.explained)
        return words("minutes.place.not-placed")


def _moved(tally: PlacementTally, words: Words) -> str:
    return words("minutes.place.moved-least", n=tally.moved) if tally.moved_at_least else str(tally.moved)
