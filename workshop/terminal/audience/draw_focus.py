"""Draws the card under discussion, what is known of it, and bars beside their labels."""

from __future__ import annotations

from dataclasses import replace

from workshop.terminal.audience.audience_view import Bar, Focus, Group, Wall
from workshop.terminal.audience.block_letters import LABEL, Set
from workshop.terminal.audience.cell_page import (
    PLAIN,
    VALUE,
    Box,
    Page,
    bar_text,
    large_beginning,
    largest,
    legible,
    own,
    set_at,
)
from workshop.terminal.audience.draw_wall import draw_wall

LONGEST_CARD = 120
"""Characters of a card under discussion that are sure to be readable from the last row."""
APPROACH_ROLES = ("ink", "approach-1", "approach-2", "approach-3", "approach-4")


def draw_focus(page: Page, box: Box, content: Focus) -> None:
    """The card first; its beginning large and the rest smaller where it is long."""
    least = legible(page.width)
    beside = page.width >= 100
    card, rest, below = _card(content, box, least, beside)
    y = box.y + page.part("card", box.x, box.y, card)
    y += page.rows_of(box.x, y, rest, "ink")
    end = box.y + box.height
    if y + 1 < end:
        y += 1
    y += _draw_facts(page, Box(box.x, y, box.width, min(below, end - y)), content, beside)
    for line in content.lines:
        said = own(line, box.width, max(0, min(2, end - y)))
        page.cut_off += not said.rows
        y += page.rows_of(box.x, y, said, "ink")
    if content.rest and end - y >= 3:
        y += 1
        draw_wall(page, Box(box.x, y, box.width, end - y), Wall((Group("", content.rest),)), "soft")


def _card(content: Focus, box: Box, least: int, beside: bool) -> tuple[Set, Set, int]:
    """The card's text, the rest of a long one, and the rows that are kept for what is known of it."""
    facts = _rows_of_facts(content, box, beside)
    lines = sum(len(own(line, box.width, 2).rows) for line in content.lines)
    others = 5 if content.rest and box.height >= 26 else 0
    empty = Set((), PLAIN)
    if len(content.text) > LONGEST_CARD:
        room = max(4, box.height - facts - lines - 1)
        card, left = large_beginning(content.text, max(least, LABEL), box.width, max(4, 2 * room // 3))
        return card, own(left, box.width, max(1, room - len(card.rows))) if left else empty, facts
    few = min(facts, 4)
    # What was said of the card goes before a large figure.
    kept_rows = ((facts, lines + others, 18), (facts, lines, 18), (few, lines, 12), (few, 0, 8), (1, 0, 8))
    for known, besides, most in kept_rows:
        card = largest(content.text, box.width, max(1, box.height - known - besides - 1), most)
        if card.points >= max(least, LABEL) or (known == 1 and least == PLAIN):
            return card, empty, known if besides else facts
    return set_at(content.text, least, box.width, box.height), empty, facts


def _rows_of_facts(content: Focus, box: Box, beside: bool) -> int:
    verdict = (5 if box.height >= 14 else 1) if content.verdict else 0
    verdict += 1 if content.before else 0
    bars = len(content.bars) * (4 if box.height >= 26 and beside else 1)
    return max(verdict, bars) if beside else verdict + bars


def _draw_facts(page: Page, box: Box, content: Focus, beside: bool) -> int:
    """How far people agree in words, and the bars: beside each other where there is room.

    Where there is hardly any, all of it is one sentence.
    """
    if content.bars and box.height < (len(content.bars) if beside else len(content.bars) + 1):
        counts = " · ".join(f"{bar.label} {bar.value}" for bar in content.bars)
        parts = (content.verdict, content.before, counts)
        said = own(" · ".join(part for part in parts if part), box.width, max(0, min(2, box.height)))
        return page.rows_of(box.x, box.y, said, "accent")
    if not content.bars:
        return _draw_verdict(page, box, content)
    if beside:
        left = replace(box, width=box.width * 2 // 5 - 3)
        right = replace(box, x=left.x + left.width + 3, width=box.width - left.width - 3)
        return max(_draw_verdict(page, left, content), draw_short_bars(page, right, content.bars)) + 1
    used = _draw_verdict(page, replace(box, height=box.height - len(content.bars)), content)
    return used + draw_short_bars(page, box.below(used), content.bars) + 1


def _draw_verdict(page: Page, box: Box, content: Focus) -> int:
    """How far people agree, large where there is room, and how it was before; returns the rows used."""
    before = 1 if content.before else 0
    found = largest(content.verdict, box.width, box.height - before, 12 if box.height >= 7 else 8)
    if found.points == PLAIN:
        parts = (content.verdict, content.before)
        said = own(" · ".join(part for part in parts if part), box.width, max(0, min(2, box.height)))
        return page.rows_of(box.x, box.y, said, "accent")
    rows = page.rows_of(box.x, box.y, found, "accent")
    return rows + page.rows_of(box.x, box.y + rows, own(content.before, box.width, 1), "soft")


def draw_short_bars(page: Page, box: Box, bars: tuple[Bar, ...]) -> int:
    """Label, bar and number beside each other, the bars of one length; returns the rows used."""
    size = LABEL if legible(page.width) and box.height >= 4 * len(bars) else PLAIN
    labels = [set_at(bar.label, size, 3 * box.width // 5, 4) for bar in bars]
    if size == PLAIN or any(label.points != size for label in labels):
        size, labels = PLAIN, [own(bar.label, 3 * box.width // 5, 1) for bar in bars]
    numbers = [set_at(str(bar.value), size, box.width) for bar in bars]
    high = 4 if size else max(1, min(3, box.height // len(bars)))
    start = box.x + max(label.width for label in labels) + 2
    room = max(4, box.x + box.width - start - max(number.width for number in numbers) - 1)
    for index, (bar, label, number) in enumerate(zip(bars, labels, numbers, strict=True)):
        y = box.y + index * high
        if y >= box.y + box.height:
            break
        role = APPROACH_ROLES[bar.approach] if bar.approach else "accent"
        page.rows_of(box.x, y, label, role if bar.approach else "ink")
        drawn = bar_text(bar.value, bar.most, room, "▆" if high == 1 else "█")
        page.signs(start, y, (drawn,) * max(1, high - 1), role)
        page.rows_of(box.x + box.width - number.width, y, number, "strong", VALUE)
    return min(box.height, high * len(bars))
