"""The tables of numbers that a rating is held against."""

from __future__ import annotations

from exports.blocks import Cell, Column, Paragraph, Table, single
from prompts.language.cleaning import clean
from prompts.language.formatting import mean
from prompts.language.words import Words
from sessions.queries.comparing import Held


def held_tables(held: tuple[Held, ...], words: Words) -> tuple[Paragraph | Table, ...]:
    """A table for each rating that these numbers are held against: a mean for each meeting that asked."""
    found: list[Paragraph | Table] = []
    for key in dict.fromkeys(each.activity for each in held):
        rows = [each for each in held if each.activity == key]
        meetings = sorted({meeting for each in rows for meeting, _ in each.means})
        share = 40 // len(meetings)
        columns = (
            Column(words("minutes.rate.statement"), 60),
            *(Column(words("minutes.rate.mean-in", n=n), share, numeric=True) for n in meetings),
        )
        title = words("minutes.rate.beside", title=rows[0].title, highest=rows[0].scale.highest)
        found += [
            Paragraph(title, strong=True),
            Table(title, columns, tuple(_means_row(each, meetings, words) for each in rows)),
        ]
    return tuple(found)


def _means_row(held: Held, meetings: list[int], words: Words) -> tuple[Cell, ...]:
    means = dict(held.means)
    told = (mean(means[n], words.language) if n in means else "" for n in meetings)
    return (single(clean(held.statement.text)), *map(single, told))
