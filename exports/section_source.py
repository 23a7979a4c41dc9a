"""The interface between kinds and minutes: what a kind contributes, and the source it builds from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Protocol, runtime_checkable

from exports.blocks import Highlight, Section, signed
from exports.options import USUAL, Options
from prompts.language.cleaning import clean, clean_line
from prompts.language.words import Words
from prompts.methods.kinds import KindModules, kinds_for
from prompts.methods.model import Activity, Kind, Method
from sessions.model import ActivityStatus, Card, CardId, ScheduledActivity
from sessions.queries.origins import told_with_origin
from sessions.state import State
from sessions.tallies.tally import shown_cards

_HELD = frozenset({ActivityStatus.RUNNING, ActivityStatus.DONE})


@dataclass(frozen=True, slots=True)
class Part:
    """What one activity kind contributes to the minutes. A kind overrides what applies to it."""

    def figures(self) -> dict[str, object]:
        """Top-level keys of the JSON format and their values."""
        return {}

    def highlights(self, words: Words) -> tuple[Highlight, ...]:
        """Lines for the summary."""
        del words
        return ()

    def sections(self, words: Words) -> tuple[Section, ...]:
        """The sections on this meeting."""
        del words
        return ()

    def annex(self, words: Words, meeting: int) -> tuple[Section, ...]:
        """Results of an earlier `meeting` that readers of these minutes need to look up."""
        del words, meeting
        return ()


@dataclass(frozen=True, slots=True)
class CardLine:
    """A card in the minutes: by its public number and never with its author.

    `id` is the deck's prefix and the number (`t7`). `status` and `theme` are display texts,
    `status_key` the key; the status is the furthest of the card and those merged into it.
    `merged` holds the cards merged into this one.
    `split_from` is the public number of the card that it was a part of.
    `meeting` is the one in which it was written, `origin` the group it was brought from (empty: this one).
    """

    id: str
    text: str
    status: str = ""
    status_key: str = ""
    theme: str = ""
    occurred: str = ""
    outcome: str = ""
    merged: tuple[CardLine, ...] = ()
    meeting: int = 1
    origin: str = ""
    split_from: str = ""

    @property
    def told(self) -> str:
        """The text as readers are shown it: with the group it was brought from."""
        return told_with_origin(self.text, self.origin)

    def also_written(self, words: Words) -> list[str]:
        """A note for each card merged into this one; one that says the same is named by its number alone."""
        return [
            words("minutes.place.also", id=line.id, text="" if _alike(line, self) else line.told).rstrip()
            for line in self.merged
        ]

    def merged_figures(self) -> list[dict[str, str]]:
        """The cards merged into this one, as JSON."""
        return [{"id": line.id, "text": line.text, **line.origin_figures()} for line in self.merged]

    def grid_figures(self) -> dict[str, str]:
        """Where the card lies in a grid, as JSON; only what there is."""
        return {key: value for key, value in (("when", self.occurred), ("outcome", self.outcome)) if value}

    def origin_figures(self) -> dict[str, str]:
        """Where the card came from, group or card, as JSON; only what there is."""
        told = {"origin": self.origin, "split_from": self.split_from}
        return {key: value for key, value in told.items() if value}


@dataclass(frozen=True, slots=True)
class Source:
    """The state of a workshop, the method it followed, and what this export is to tell."""

    state: State
    method: Method
    options: Options = USUAL

    def person(self, name: str) -> str:
        """A person's name, cleaned, as this export shows it."""
        return self.options.person(clean_line(name))

    def public_id(self, card: Card) -> str:
        """A card's public number, such as `t7`."""
        return self.method.card_number(card.deck, card.number)

    def shown(self, card: CardId | None) -> Card | None:
        """The card that stands in the minutes for the one with this internal id; None if none does.

        A merged card is represented by the one it was merged into.
        """
        row = self.state.cards.get(card)
        seen: set[str] = set()
        while row is not None and row.merged_into and row.id not in seen:
            seen.add(row.id)
            row = self.state.cards.get(row.merged_into)
        if row is None or row.hidden or row.withdrawn or row.merged_into:
            return None
        return row

    def number_of(self, card: CardId) -> str:
        """The number of the card that stands for `card`; empty where none is shown."""
        found = self.shown(card)
        return self.public_id(found) if found is not None else ""

    def approach(self, key: str | None) -> str:
        """The sign and the title of a category; empty for one that the method does not have."""
        found = (category for category in self.method.categories if category.key == key)
        return next((signed(category.sign, category.title) for category in found), "")

    def card_line(self, card: Card) -> CardLine:
        """`card` as shown in the minutes."""
        theme = self.state.themes.get(card.theme)
        merged = tuple(self._absorbed(card.id, {card.id}))
        status, status_key = self._status((card, *merged))
        return CardLine(
            id=self.public_id(card),
            text=clean(card.text),
            status=status,
            status_key=status_key,
            theme=clean(theme.name) if theme else "",
            occurred=card.occurred,
            outcome=card.outcome,
            merged=tuple(
                CardLine(self.public_id(row), clean(row.text), origin=clean_line(row.origin))
                for row in merged
            ),
            meeting=card.meeting,
            origin=clean_line(card.origin),
            split_from=self.number_of(card.split_from) if card.split_from else "",
        )

    def cards(self, deck: str) -> tuple[CardLine, ...]:
        """The cards of `deck` that stand for themselves, by number."""
        return tuple(self.card_line(card) for card in shown_cards(self.state, deck))

    def scheduled(self, kind: Kind) -> tuple[tuple[ScheduledActivity, Activity], ...]:
        """Every activity of `kind` in the run sheets of all meetings, the first meeting first."""
        known = {activity.key: activity for activity in self.method.activities if activity.kind is kind}
        rows = sorted(self.state.scheduled, key=lambda row: (row.meeting, row.position))
        return tuple((row, known[row.activity]) for row in rows if row.activity in known)

    def last_held(self, *kinds: Kind, deck: str = "") -> int:
        """The latest meeting that had an activity of these kinds (on `deck`) on the projector; 0 for none."""
        return max(
            (
                row.meeting
                for kind in kinds
                for row, activity in self.scheduled(kind)
                if row.status in _HELD and deck in ("", activity.deck)
            ),
            default=0,
        )

    def decks_of(self, *kinds: Kind) -> tuple[str, ...]:
        """The decks that activities of these kinds work on, in the order of the method."""
        decks = (activity.deck for activity in self.method.activities if activity.kind in kinds)
        return tuple(dict.fromkeys(deck for deck in decks if deck))

    def main_deck(self) -> str:
        """The deck that is placed in the method's own categories; empty for a method that places none."""
        return next(
            (
                each.deck
                for each in self.method.activities
                if each.kind is Kind.PLACE and each.deck and not each.category_set.key
            ),
            "",
        )

    def was_held(self, activity: str) -> bool:
        """Whether the activity with the key `activity` has been on the projector in this meeting."""
        now = self.state.workshop.meeting
        rows = (row for row in self.state.scheduled if (row.activity, row.meeting) == (activity, now))
        return any(row.status in _HELD for row in rows)

    def at_meeting(self, meeting: int) -> State:
        """The same state as if `meeting` were the current one, for the tallies of that meeting."""
        if meeting == self.state.workshop.meeting:
            return self.state
        picture = self.state.copy()
        picture.workshops.put(replace(picture.workshop, meeting=meeting))
        return picture

    def _status(self, cards: tuple[Card, ...]) -> tuple[str, str]:
        """The furthest status of a card and those merged into it, as title and key.

        Without a title for the deck's first one: phones send that where nobody chose.
        """
        keys = {card.status for card in cards}
        statuses = next((deck.statuses for deck in self.method.decks if deck.key == cards[0].deck), ())
        known = [choice for choice in statuses if choice.key in keys]
        if not known:
            return "", cards[0].status or ""
        return (known[-1].title if known[-1] != statuses[0] else ""), known[-1].key

    def _absorbed(self, card: CardId, seen: set[str]) -> Iterator[Card]:
        for row in self.state.merged_cards(card):
            if row.id in seen:
                continue
            seen.add(row.id)
            if not (row.hidden or row.withdrawn):
                yield row
            yield from self._absorbed(row.id, seen)


@runtime_checkable
class KindSection(Protocol):
    """The interface of a kind's module for the minutes."""

    def build(self, source: Source) -> Part:
        """The part of the minutes for all activities of the kind."""


SECTIONS = KindModules(KindSection, "exports.sections", "section")


def build_parts(source: Source) -> tuple[tuple[Kind, Part], ...]:
    """The parts of all kinds: every built-in one, also if this workshop did not use it, and external ones."""
    return tuple((kind, SECTIONS.of(kind).build(source)) for kind in kinds_for(source.method))


def _alike(one: CardLine, other: CardLine) -> bool:
    return one.told.casefold().strip(" .") == other.told.casefold().strip(" .")
