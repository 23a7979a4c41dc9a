"""A line chart as SVG, by hand: a few lines of markup need no library."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from math import ceil

WIDTH, HEIGHT = 720, 380
LEFT, RIGHT, TOP, BOTTOM = 64, 170, 48, 48
STEP = 20
"""The upper axis ends at a multiple of this, so that four lines stand at whole numbers."""
COLOURS = ("#00429d", "#b3420a", "#1b7837", "#6a3d9a")
DASHES = ("", "8 4", "2 4", "10 3 2 3")


@dataclass(frozen=True, slots=True)
class Curve:
    """A named line through points."""

    name: str
    points: tuple[tuple[float, float], ...]


def draw(title: str, unit: str, curves: Sequence[Curve]) -> str:
    """The chart; both axes begin at zero. Lines differ in colour, in dashes, and by name beside them."""
    widest = max(x for curve in curves for x, _ in curve.points)
    highest = ceil(max(y for curve in curves for _, y in curve.points) * 1.1 / STEP) * STEP

    def place(x: float, y: float) -> tuple[float, float]:
        across = LEFT + x / widest * (WIDTH - LEFT - RIGHT)
        return across, HEIGHT - BOTTOM - y / highest * (HEIGHT - TOP - BOTTOM)

    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" '
        f'font-family="sans-serif" font-size="13"><title>{escape(title)}</title>',
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#ffffff"/>',
        f'<text x="{LEFT}" y="26" font-size="15" font-weight="bold">{escape(title)}</text>',
    ]
    for step in range(5):
        value = highest * step / 4
        _, y = place(0, value)
        parts.append(f'<path d="M{LEFT} {y:.1f}H{WIDTH - RIGHT}" stroke="#d0d0d0"/>')
        parts.append(f'<text x="{LEFT - 8}" y="{y + 4:.1f}" text-anchor="end">{value:.0f} {unit}</text>')
        x, _ = place(widest * step / 4, 0)
        label = f"{widest * step / 4:,.0f}"
        parts.append(f'<text x="{x:.1f}" y="{HEIGHT - BOTTOM + 20}" text-anchor="middle">{label}</text>')
    for number, curve in enumerate(curves):
        parts += _line(curve, [place(x, y) for x, y in curve.points], number)
    return "\n".join([*parts, "</svg>\n"])


def _line(curve: Curve, points: list[tuple[float, float]], number: int) -> list[str]:
    colour, dashes = COLOURS[number % len(COLOURS)], DASHES[number % len(DASHES)]
    path = "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in points)
    x, y = points[-1]
    y += 16 if x < WIDTH - RIGHT - 1 else 0  # a shorter line's name must not lie on a longer line
    return [
        f'<path d="{path}" fill="none" stroke="{colour}" stroke-width="2.5" stroke-dasharray="{dashes}"/>',
        f'<text x="{x + 8:.1f}" y="{y + 4:.1f}" fill="{colour}">{escape(curve.name)}</text>',
    ]
