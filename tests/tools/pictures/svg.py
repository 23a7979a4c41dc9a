"""A screen as an SVG that needs nothing but itself: no font from elsewhere, no script, no id that changes.

Blocks and half blocks, which a QR code and bars are made of, are drawn as rectangles, because a font's
own leave gaps between the lines that a phone's camera trips over.
"""

from __future__ import annotations

from html import escape

from pictures.stage import hex_of
from rich.cells import cell_len

CELL, LINE, FONT_SIZE, BASELINE = 9, 20, 15, 15
MARGIN = 10
FONTS = "ui-monospace,'DejaVu Sans Mono',Menlo,Consolas,'Liberation Mono',monospace"

BLOCKS = {"█": (0, 0, 1, 1), "▀": (0, 0, 1, 0.5), "▄": (0, 0.5, 1, 0.5), "▌": (0, 0, 0.5, 1)}
EIGHTHS = {sign: (0, 0, (8 - index) / 8, 1) for index, sign in enumerate("█▉▊▋▌▍▎▏")}
LOWER = {sign: (0, 1 - (index + 1) / 8, 1, (index + 1) / 8) for index, sign in enumerate("▁▂▃▄▅▆▇█")}
DRAWN = LOWER | EIGHTHS | BLOCKS


def number(value):
    return f"{value:.3f}".rstrip("0").rstrip(".")


def looks(style, paper, ink):
    """Foreground, background and the words for bold and the like."""
    front, back = ink, paper
    marks = ""
    if style is not None:
        front, back = hex_of(style.color, ink), hex_of(style.bgcolor, paper)
        if style.reverse:
            front, back = back, front
        lines = [name for name, on in (("underline", style.underline), ("line-through", style.strike)) if on]
        marks += ' font-weight="bold"' if style.bold else ""
        marks += ' font-style="italic"' if style.italic else ""
        marks += f' text-decoration="{" ".join(lines)}"' if lines else ""
        marks += ' opacity="0.7"' if style.dim else ""
    return front, back, marks


def pieces(line, paper, ink):
    """The line's segments with their place, neighbours of one look joined."""
    at, found = 0, []
    for segment in line:
        width = cell_len(segment.text)
        if not width:
            continue
        look = looks(segment.style, paper, ink)
        if found and found[-1][2] == look:
            found[-1][1] += segment.text
        else:
            found.append([at, segment.text, look])
        at += width
    return found


def svg_of(strips, title, paper, ink):
    """The screen's lines as one SVG document."""
    columns = max(sum(cell_len(segment.text) for segment in line) for line in strips)
    width, height = columns * CELL + 2 * MARGIN, len(strips) * LINE + 2 * MARGIN
    out = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img">',
        f"<title>{escape(title)}</title>",
        f'<rect width="{width}" height="{height}" rx="8" fill="{paper}" stroke="#8a8a8a"/>',
        f'<g transform="translate({MARGIN} {MARGIN})" font-family="{FONTS}" font-size="{FONT_SIZE}" '
        'xml:space="preserve" shape-rendering="crispEdges">',
    ]
    for row, line in enumerate(strips):
        parts = pieces(line, paper, ink)
        for at, text, (_, back, _) in parts:
            if back != paper:
                out.append(
                    f'<rect x="{at * CELL}" y="{row * LINE}" width="{cell_len(text) * CELL}" '
                    f'height="{LINE}" fill="{back}"/>'
                )
        for at, text, (front, _, marks) in parts:
            out.extend(_drawn(at, row, text, front, marks))
    return "\n".join([*out, "</g>", "</svg>"]) + "\n"


def _drawn(at, row, text, front, marks):
    """A piece as words and rectangles; blanks are left out, as long as more than one stands together."""
    word, start = "", at
    for sign in f"{text}\0":
        wide = cell_len(sign)
        blank = sign in " \0" and (not word or word.endswith(" ") or sign == "\0")
        if sign in DRAWN or blank:
            if word.strip():
                yield _word(start, row, word.rstrip(), front, marks)
            word = ""
            if sign in DRAWN:
                left, top, width, height = DRAWN[sign]
                yield (
                    f'<rect x="{number((at + left) * CELL)}" y="{number((row + top) * LINE)}" '
                    f'width="{number(width * CELL)}" height="{number(height * LINE)}" fill="{front}"/>'
                )
            at += wide
            start = at
        else:
            word += sign
            at += wide


def _word(at, row, word, front, marks):
    return (
        f'<text x="{at * CELL}" y="{row * LINE + BASELINE}" textLength="{cell_len(word) * CELL}" '
        f'fill="{front}"{marks}>{escape(word)}</text>'
    )
