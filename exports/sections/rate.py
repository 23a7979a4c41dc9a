"""Ratings as a distribution, never as a mean alone, and withheld if few answered anonymously."""

from __future__ import annotations

from dataclasses import dataclass, replace

from exports.blocks import (
    Bar,
    Bars,
    Bullets,
    Cell,
    Column,
    Group,
    Highlight,
    Item,
    Paragraph,
    Section,
    Segment,
    Table,
    single,
)
from exports.contents.held_beside import held_tables
from exports.section_source import Part, Source
from prompts.language.cleaning import clean
from prompts.language.formatting import mean as shown_mean
from prompts.language.words import Words
from prompts.methods.model import Kind, Scale
from sessions.model import CardId
from sessions.queries.comparing import Held, held_beside
from sessions.queries.ratings import distances, measures_of, spread_of
from sessions.tallies.vote_tally import Spread
from sessions.visibility import LEAST_ANSWERS, least_answers, spread_is_shown

_VALUE_WIDTH = 4
"""Of a hundred: room for “10”; what is left goes to the statement."""


@dataclass(frozen=True, slots=True)
class RatedStatement:
    """A statement or card, one scale and how it was rated. `spread` is None if it must not be shown.

    `card` is the public number of a card, and `deck` the title of its deck. `second` says that the scale is
    the second of two, where `apart` is the distance to it from the first.
    """

    activity: str
    title: str
    meeting: int
    key: str
    text: str
    scale: Scale
    answers: int
    spread: Spread | None
    least: int = LEAST_ANSWERS
    """From how many answers this workshop shows a spread."""
    card: str = ""
    second: bool = False
    apart: float | None = None
    deck: str = ""

    @property
    def supporting(self) -> int:
        """How many chose the scale's threshold or more."""
        lowest = self.scale.threshold if self.scale.threshold is not None else self.scale.lowest
        counts = self.spread.counts if self.spread else ()
        return sum(count for value, count in counts if value >= lowest)

    def reservations(self, words: Words) -> str:
        """How many gave which answer below the threshold: `1 “I have a reservation”`, the lowest last."""
        lowest = self.scale.threshold if self.scale.threshold is not None else self.scale.lowest
        below = [(value, count) for value, count in (self.spread.counts if self.spread else ()) if count]
        return ", ".join(
            words("plan.reserved-label", n=count, label=label)
            if (label := self.scale.label(value))
            else words("plan.reserved-value", n=count, value=value)
            for value, count in sorted(below, reverse=True)
            if value < lowest
        )

    def counts(self) -> dict[str, int]:
        """How many chose each value, keyed by the value as text; empty if it must not be shown."""
        return {str(value): count for value, count in self.spread.counts} if self.spread else {}

    def figures(self) -> dict[str, object]:
        """The rating as JSON."""
        spread = self.spread
        return {
            "activity": self.activity,
            "title": self.title,
            "meeting": self.meeting,
            "statement": self.key,
            "text": self.text,
            "n": self.answers,
            "min": spread.lowest if spread else None,
            "max": spread.highest if spread else None,
            "mean": round(spread.mean, 2) if spread and spread.mean is not None else None,
            "counts": self.counts(),
            "suppressed": spread is None,
            **({"card": self.card} if self.card else {}),
            **({"scale": self.scale.title} if self.scale.title else {}),
            **({"distance": self.apart} if self.apart is not None else {}),
        }


@dataclass(frozen=True, slots=True)
class Ratings(Part):
    """Every statement that anybody rated, the first meeting first."""

    statements: tuple[RatedStatement, ...]
    meeting: int = 1
    beside: tuple[tuple[str, tuple[Held, ...]], ...] = ()
    """By rating of this meeting, what its numbers are held against."""

    @property
    def support(self) -> RatedStatement | None:
        """The latest rating on a scale with a threshold: how far the group supports it."""
        with_threshold = [rated for rated in self.statements if rated.scale.threshold is not None]
        return with_threshold[-1] if with_threshold else None

    def figures(self) -> dict[str, object]:
        support = self.support
        spread = support.spread if support else None
        return {
            "ratings": [rated.figures() for rated in self.statements],
            "support": {
                "n": support.answers if support else 0,
                "min": spread.lowest if spread else None,
                "counts": support.counts() if support else {},
            },
            "support_meeting": support.meeting if support else None,
        }

    def highlights(self, words: Words) -> tuple[Highlight, ...]:
        support = self.support
        if support is None or support.spread is None or support.meeting != self.meeting:
            return ()
        line = words(
            "minutes.rate.support",
            supporting=support.supporting,
            answers=support.answers,
            threshold=support.scale.threshold,
            lowest=support.spread.lowest,
        )
        return (Highlight(22, Item(line)),)

    def support_lines(self, words: Words) -> tuple[str, ...]:
        """How far the group supports what it agreed, if this meeting asked; a small group's is held back."""
        support = self.support
        if support is None or support.meeting != self.meeting:
            return ()
        if support.spread is None:
            return (words("plan.support-held-back", least=LEAST_ANSWERS),)
        reserved = support.answers - support.supporting
        key = "plan.support-some" if reserved else "plan.support-all"
        line = words(key, n=support.supporting, answers=support.answers)
        if not reserved:
            return (line,)
        return (line, words("plan.reserved", n=reserved, told=support.reservations(words)))

    def sections(self, words: Words) -> tuple[Section, ...]:
        return (*self._support_section(words), *self._rated_sections(words))

    def _support_section(self, words: Words) -> tuple[Section, ...]:
        lines = tuple(Item(line) for line in self.support_lines(words))
        return (Section(22, "support", words("plan.support"), (Bullets(lines),)),) if lines else ()

    def _rated_sections(self, words: Words) -> tuple[Section, ...]:
        groups: dict[tuple[str, int], list[RatedStatement]] = {}
        for rated in self.statements:
            if rated.meeting != self.meeting:
                continue
            groups.setdefault((rated.activity, rated.meeting), []).append(rated)
        # What only this meeting rated stands in a table of its own above: a second one would repeat it.
        told = {activity for activity, _ in groups}
        beside = {
            activity: tuple(each for each in held if each.activity not in told or len(each.means) > 1)
            for activity, held in self.beside
        }
        blocks = tuple(
            Group(
                rated[0].title,
                (*_blocks(tuple(rated), words), *held_tables(beside.get(activity, ()), words)),
            )
            for (activity, _), rated in groups.items()
        )
        return (Section(70, "ratings", words("minutes.rate.title"), blocks),) if blocks else ()


def build(source: Source) -> Ratings:
    """Count every statement of every rating activity that has answers."""
    found = []
    for row, activity in source.scheduled(Kind.RATE):
        apart = {each.statement.key: each.apart for each in distances(source.state, source.method, row)}
        for measure in measures_of(source.state, replace(activity, input=None)):
            spread, statement = spread_of(source.state, source.method, row, measure), measure.statement
            if not spread.answers:
                continue
            found.append(
                RatedStatement(
                    activity=activity.key,
                    title=activity.title,
                    meeting=row.meeting,
                    key=statement.key if not activity.deck else "",
                    text=clean(statement.text),
                    scale=measure.scale,
                    answers=spread.answers,
                    spread=spread if spread_is_shown(source.state, spread.answers) else None,
                    least=least_answers(source.state),
                    card=source.number_of(CardId(statement.key)) if activity.deck else "",
                    second=bool(measure.number),
                    apart=apart.get(statement.key) if measure.number else None,
                    deck=source.method.deck(activity.deck).title if activity.deck else "",
                )
            )
    now = source.state.workshop.meeting
    beside = tuple(
        (activity.key, held_beside(source.state, source.method, row))
        for row, activity in source.scheduled(Kind.RATE)
        if row.meeting == now
    )
    return Ratings(tuple(found), now, beside)


def _blocks(
    rated: tuple[RatedStatement, ...], words: Words
) -> tuple[Paragraph | Bars | Table | Bullets, ...]:
    shown = tuple(statement for statement in rated if statement.spread)
    held_back = _held_back(tuple(statement for statement in rated if not statement.spread), words)
    if any(statement.second for statement in rated):
        return (*_apart(shown, words), *held_back)
    if len(shown) == 1 and all(shown[0].scale.label(value) for value in _values(shown[0].scale)):
        return (Paragraph(shown[0].text), _labelled_bars(shown[0], words), *held_back)
    return (_table(shown, words), *_ends(shown[0].scale), *held_back) if shown else held_back


def _held_back(rated: tuple[RatedStatement, ...], words: Words) -> tuple[Paragraph | Bullets, ...]:
    """Why the numbers of `rated` are not told, once for all of them."""
    if len(rated) == 1:
        each = rated[0]
        told = words("minutes.rate.held-back", text=each.text, n=each.answers, least=each.least)
        return (Paragraph(told),)
    lines = tuple(
        Item(words("minutes.rate.held-back-line", text=each.text, n=each.answers)) for each in rated
    )
    return (
        (Paragraph(words("minutes.rate.held-back-many", least=rated[0].least)), Bullets(lines))
        if rated
        else ()
    )


def _labelled_bars(rated: RatedStatement, words: Words) -> Bars:
    counts = rated.counts()
    most = max(counts.values())
    return Bars(
        caption=rated.text,
        columns=(words("minutes.rate.value"), words("minutes.rate.spread"), words("minutes.rate.count")),
        bars=tuple(
            Bar(
                Item(rated.scale.label(value), str(value)),
                (Segment(counts[str(value)]),),
                most,
                str(counts[str(value)]),
            )
            for value in reversed(_values(rated.scale))
        ),
    )


def _table(rated: tuple[RatedStatement, ...], words: Words) -> Table:
    values = _values(rated[0].scale)
    columns = (
        Column(rated[0].deck or words("minutes.rate.statement"), 80 - _VALUE_WIDTH * len(values)),
        *(Column(str(value), _VALUE_WIDTH, numeric=True) for value in values),
        Column(words("minutes.rate.count"), 8, numeric=True),
        Column(words("minutes.rate.mean"), 12, numeric=True),
    )
    return Table(words("minutes.rate.title"), columns, tuple(_row(statement, words) for statement in rated))


def _apart(rated: tuple[RatedStatement, ...], words: Words) -> tuple[Paragraph | Table, ...]:
    """What was rated on two scales: a table for each, then what the numbers mean and the distances."""
    found: list[Paragraph | Table] = []
    for second in (False, True):
        here = tuple(each for each in rated if each.second is second)
        if here:
            found += [Paragraph(here[0].scale.title, strong=True), _table(here, words), *_ends(here[0].scale)]
    far = sorted((each for each in rated if each.apart is not None), key=lambda each: -(each.apart or 0.0))
    if far:
        columns = (
            Column(far[0].deck or words("minutes.rate.statement"), 80),
            Column(words("minutes.rate.distance"), 20, numeric=True),
        )
        rows = tuple((_head(each), single(shown_mean(each.apart or 0.0, words.language))) for each in far)
        found += [
            Table(words("minutes.rate.distance"), columns, rows),
            Paragraph(words("minutes.rate.distance-explained"), quiet=True),
        ]
    return tuple(found)


def _head(rated: RatedStatement) -> Cell:
    return single(f"{rated.card} {rated.text}" if rated.card else rated.text)


def _row(rated: RatedStatement, words: Words) -> tuple[Cell, ...]:
    mean = rated.spread.mean if rated.spread else None
    return (
        _head(rated),
        *(single(str(count) if count else "") for count in rated.counts().values()),
        single(str(rated.answers)),
        single(shown_mean(mean, words.language) if mean is not None else ""),
    )


def _ends(scale: Scale) -> tuple[Paragraph, ...]:
    labels = " · ".join(f"{value}: {label}" for value in _values(scale) if (label := scale.label(value)))
    return (Paragraph(labels, quiet=True),) if labels else ()


def _values(scale: Scale) -> range:
    return range(scale.lowest, scale.highest + 1)
