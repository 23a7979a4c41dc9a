"""The grid of visible result × resources: nine boxes, each with its number key and proposals. Pure."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from prompts.language.words import Words
from sessions.model import Card
from sessions.queries.result_and_resources import HIGHEST, LOWEST, Weighed
from workshop.terminal.canvas.blocks import Block, CardBlock, TextBlock
from workshop.terminal.canvas.drawing import Line, Span
from workshop.terminal.canvas.layout import Columns, Flow, Section, Stack

Box = tuple[int, int]
"""Visible result and resources."""

STEPS = range(LOWEST, HIGHEST + 1)
BOXES: tuple[Box, ...] = tuple((result, resources) for result in reversed(STEPS) for resources in STEPS)
"""All boxes in reading order: the most visible result on top, most resources to the right."""

BEST: Box = (HIGHEST, HIGHEST)


def key_of(box: Box) -> str:
    """The key of a box as a drop target."""
    return f"{box[0]}|{box[1]}"


def box_of(key: str) -> Box | None:
    """The box under a key; None for anything else."""
    return next((box for box in BOXES if key_of(box) == key), None)


def picture(
    items: Sequence[Weighed],
    words: Words,
    card_block: Callable[[Card], CardBlock],
    *,
    roomy: bool,
) -> tuple[Section, ...]:
    """The boxes with their number keys, then the proposals in none."""
    legend = TextBlock(words("panels.vote.axes_legend"), "muted", below=1)
    sections: list[Section] = [Flow((legend,), spacing=0)] if roomy else []
    for result in reversed(STEPS):
        title = words(f"panels.vote.result-{result}")
        lead: Line = (Span("★" * result + "☆" * (HIGHEST - result) + " ", "number"),)
        sections.append(Flow((TextBlock(title, "accent", lead=lead),), spacing=0))
        row = (box for box in BOXES if box[0] == result)
        stacks = tuple(_stack(box, items, words, card_block, roomy=roomy) for box in row)
        sections.append(Columns(stacks, least_width=16, spacing=0))
    rest = tuple(card_block(item.card) for item in items if not item.placed)
    if rest:
        head = TextBlock(words("panels.vote.in_no_box", n=len(rest)), "muted")
        sections += [Flow((head,), spacing=0), Flow(rest, spacing=0)]
    return tuple(sections)


def _stack(
    box: Box,
    items: Sequence[Weighed],
    words: Words,
    card_block: Callable[[Card], CardBlock],
    *,
    roomy: bool,
) -> Stack:
    own = tuple(card_block(item.card) for item in items if (item.result, item.resources) == box)
    number = Span(f"{BOXES.index(box) + 1} ", "number")
    lead: Line = (number, Span("▮" * box[1] + "▯" * (HIGHEST - box[1]) + " ", "text"))
    title = words(f"panels.vote.resources-{box[1]}")
    if box == BEST and roomy:
        title = words("panels.vote.begin_here", title=title)
    blocks: tuple[Block, ...] = (TextBlock(title, "strong" if box == BEST else "muted", lead=lead), *own)
    return Stack(key_of(box), blocks if own else (*blocks, TextBlock("–", "muted")))
