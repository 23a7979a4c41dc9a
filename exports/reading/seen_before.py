"""The rows of what is beside this meeting's placements: other groups', earlier ones, other categories'."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from exports.reading.minutes_file import CardOf, MinutesFile
from prompts.language.cleaning import clean, clean_line
from prompts.methods.model import Method
from sessions import model
from sessions.tallies.tally import placement_rounds

NOBODY = "imported-{0}"
"""A person whose choices are counted, and who is nobody that took part."""


def joined_rows(card: CardOf, family: Sequence[model.Card]) -> Iterator[model.Row]:
    """How each group saw `card`; `family` is its row and those of the cards merged into it."""
    left = list(family)
    for view in card.groups:
        group = clean_line(view.group)
        brought = next((row for row in left if _is_of(row, group, view.number)), None)
        if brought is None:
            continue
        left.remove(brought)
        source = NOBODY.format(group)
        yield model.JoinedCard(brought.id, source, brought.number, brought.text, view.agreed)
        for category, people in view.counts.items():
            yield model.JoinedChoice(brought.id, category, people)


def _is_of(row: model.Card, group: str, number: int) -> bool:
    """Whether the group brought this card; one that was only written under its name has another number."""
    return row.origin == group and number in (0, row.number)


def set_rows(read: MinutesFile, cards: Mapping[str, str]) -> Iterator[model.Row]:
    """What was placed in other sets of categories. `cards` are the ids by their public numbers."""
    first, _ = placement_rounds(read.meeting)
    for placed in read.placed_in_sets:
        for told in placed.cards:
            if told.id not in cards:
                continue
            card = model.CardId(cards[told.id])
            chosen = (category for category, count in told.counts.items() for _ in range(count))
            for number, category in enumerate(chosen, start=1):
                person = model.ParticipantId(NOBODY.format(number))
                yield model.Placement(card, person, first, category, placed.set)
            if told.agreed or told.next or told.disagreement:
                said = clean(told.disagreement)
                yield model.SetPlacement(card, placed.set, told.agreed, told.next, said)


@dataclass
class PlacedBefore:
    """Makes the placements of an earlier meeting such that as many moved as the file says.

    Who moved is found by names that people gave in both meetings. The file has none of them, so those who
    moved or stayed become people of the earlier meeting, whom no list shows.
    """

    read: MinutesFile
    method: Method
    _known: dict[model.ParticipantId, int] = field(default_factory=dict)

    def rows(
        self, read: CardOf, card: model.CardId, stands: Sequence[tuple[model.ParticipantId, str]]
    ) -> Iterator[model.Row]:
        """The rows of one card; `stands` are the choices that stand in the meeting that placed it last."""
        told, keys = read.placed_before, [category.key for category in self.method.categories]
        if read.suppressed and read.placed_in_meeting and not stands:
            yield _someone(card, read.placed_in_meeting, keys[0])
        if told is None:
            return
        yield model.PlacedAgain(card, self.read.meeting, told.agreed)
        if not told.meeting or told.meeting == read.placed_in_meeting:
            return
        first, _ = placement_rounds(told.meeting)
        if not told.of:
            yield _someone(card, told.meeting, told.agreed or keys[0])
        for place, (person, now) in enumerate(stands[: told.of]):
            self._known.setdefault(person, told.meeting)
            other = next((key for key in keys if key != now), now)
            yield model.Placement(card, person, first, other if place < told.moved else now)

    def people(self, number: int, now: datetime) -> Iterator[model.Participant]:
        """Those who are known from both meetings, numbered from `number`."""
        for place, (person, meeting) in enumerate(self._known.items()):
            yield model.Participant(
                id=person,
                number=number + place,
                alias=str(person),
                table_name="",
                token_hash="",
                typed_in=True,
                removed=False,
                joined_at=now,
                meeting=meeting,
            )


def _someone(card: model.CardId, meeting: int, choice: str) -> model.Placement:
    """That somebody placed the card in `meeting`: too few to be told, or people whom nobody knows again."""
    return model.Placement(card, model.ParticipantId(NOBODY.format(0)), placement_rounds(meeting)[0], choice)
