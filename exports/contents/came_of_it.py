"""What the group believed and what came of it, over all meetings, drawn and in figures."""

from __future__ import annotations

from dataclasses import asdict

from exports.blocks import (
    Bar,
    Bars,
    Block,
    Bullets,
    Cell,
    Column,
    Group,
    Item,
    Paragraph,
    Segment,
    Table,
    single,
)
from prompts.language.cleaning import clean
from prompts.language.formatting import long_date, mean
from prompts.language.words import Words
from prompts.methods.model import Scale
from sessions.queries.belief import Asked, Belief
from sessions.queries.outcome import Outcome, Tally

_FATES = (("done", "✓", 5), ("stopped", "×", 6), ("open", "○", 7))
"""What can have come of an agreement, its sign and its colour; the first four are the approaches'."""
_SHADES = (6, 4, 7, 0, 2)
"""The colours of a scale's values, from the lowest to the highest."""


def came_of_it(
    believed: tuple[Belief, ...],
    found: Outcome | None,
    approaches: tuple[tuple[str, str, str], ...],
    words: Words,
) -> tuple[Block, ...]:
    """How the group saw itself, what came of its agreements beside that, and what stands still.

    `approaches` are the key, sign and title of each. Nothing here is told of a person.
    """
    drawn = tuple(_belief(each, words) for each in believed)
    if found is None or not found.whole.agreed:
        return drawn
    titles = {key: f"{sign} {title}" for key, sign, title in approaches}
    titles[""] = words("history.no-approach")
    meetings = [(words("history.agreed-in", n=meeting), tally) for meeting, tally in found.by_meeting]
    by_approach = [(titles[key], tally) for key, tally in found.by_approach]
    agreed = words("history.head.agreed")
    blocks: list[Block] = [
        *drawn,
        _fates(words("history.by-meeting"), agreed, meetings, words),
        _fates(words("history.by-approach"), words("minutes.place.approach"), by_approach, words),
        Paragraph(words("history.outcome-explained"), quiet=True),
        _figures(agreed, [(words("history.all"), found.whole), *meetings], words),
        _figures(words("minutes.place.approach"), by_approach, words),
    ]
    if found.stuck:
        blocks.append(Group(words("history.stuck"), (Bullets(tuple(_stuck(found, words))),)))
    return tuple(blocks)


def _belief(belief: Belief, words: Words) -> Bars:
    """A bar for each meeting: how many answers lie where on the scale."""
    scale = belief.scale
    heads = (
        words("history.head.meeting"),
        words("learned.belief", title=belief.title, lowest=scale.lowest, highest=scale.highest),
        words("minutes.rate.mean"),
        words("learned.answers"),
    )
    bars = tuple(
        Bar(
            Item(words("history.meeting", n=asked.meeting)),
            tuple(each for each in _bands(asked, scale) if each.value),
            asked.answers,
            mean(asked.mean, words.language),
            (str(asked.answers),),
        )
        for asked in belief.meetings
    )
    bands = _bands(belief.meetings[0], scale)
    legend = tuple(Segment(0, each.title.rstrip(":"), "", each.colour) for each in bands)
    return Bars(belief.title, heads, bars, legend=legend, figures=2)


def _bands(asked: Asked, scale: Scale) -> list[Segment]:
    """The answers value by value; two values together where the scale is too long to be told apart."""
    step = 1 if scale.highest - scale.lowest < len(_SHADES) else 2
    starts = range(scale.lowest, scale.highest + 1, step)
    found = []
    for place, start in enumerate(starts):
        end = min(start + step - 1, scale.highest)
        count = sum(n for value, n in asked.counts if start <= value <= end)
        colour = _SHADES[place * (len(_SHADES) - 1) // max(1, len(starts) - 1)]
        title = f"{start}:" if start == end else f"{start}–{end}:"
        found.append(Segment(count, title, title, colour))
    return found


def _fates(caption: str, head: str, tallies: list[tuple[str, Tally]], words: Words) -> Bars:
    most = max(tally.agreed for _, tally in tallies)
    bars = tuple(
        Bar(
            Item(name),
            tuple(
                Segment(getattr(tally, key), words(f"history.head.{key}"), sign, colour)
                for key, sign, colour in _FATES
                if getattr(tally, key)
            ),
            most,
            str(tally.agreed),
        )
        for name, tally in tallies
    )
    legend = tuple(Segment(0, words(f"history.head.{key}"), sign, colour) for key, sign, colour in _FATES)
    return Bars(
        caption, (head, words("history.head.became"), words("history.head.count")), bars, legend=legend
    )


def _figures(head: str, tallies: list[tuple[str, Tally]], words: Words) -> Table:
    heads = ("count", "done", "stopped", "open", "held", "moved", "late")
    counts = tuple(Column(words(f"history.head.{each}"), 11, numeric=True) for each in heads)
    return Table(
        words("history.in-figures"),
        (Column(head, 23), *counts),
        tuple(_row(name, tally, words) for name, tally in tallies),
    )


def _row(name: str, tally: Tally, words: Words) -> tuple[Cell, ...]:
    of_dated = (tally.held, tally.moved) if tally.dated else ()
    dates = [words("history.of", n=count, of=tally.dated) for count in of_dated] or ["", ""]
    counts = (tally.agreed, tally.done, tally.stopped, tally.open)
    figures = (*map(str, counts), *dates, str(tally.late))
    return (single(name), *map(single, figures))


def _stuck(found: Outcome, words: Words) -> list[Item]:
    return [
        Item(
            clean(each.what),
            notes=(
                words(
                    "history.stuck-since",
                    n=each.meeting,
                    date=long_date(each.since, words.language) if each.since else "–",
                ),
            ),
        )
        for each in found.stuck
    ]


def outcome_figures(found: Outcome | None) -> dict[str, object] | None:
    """The outcome as JSON; `approach` is null for agreements about no placed initiative."""
    if found is None:
        return None
    return {
        "all": asdict(found.whole),
        "by_meeting": [{"meeting": meeting, **asdict(tally)} for meeting, tally in found.by_meeting],
        "by_approach": [{"approach": key or None, **asdict(tally)} for key, tally in found.by_approach],
        "stuck": [{"number": each.number, "since_meeting": each.meeting} for each in found.stuck],
    }


def belief_figures(found: tuple[Belief, ...]) -> list[dict[str, object]]:
    """What the group believed as JSON: by rating and meeting, how many gave which value."""
    return [
        {
            "activity": each.activity,
            "title": each.title,
            "meetings": [
                {
                    "meeting": asked.meeting,
                    "n": asked.answers,
                    "mean": round(asked.mean, 2),
                    "counts": {str(value): count for value, count in asked.counts},
                }
                for asked in each.meetings
            ],
        }
        for each in found
    ]
