"""Draw the cockpit in every state, to be looked at.

Usage, from the top of the checkout:
    python tests/tools/look_at_cockpit.py FOLDER [COLUMNSxROWS ...] [NAME ...]
"""

from __future__ import annotations

import asyncio
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE), str(HERE.parent / "support")]

from look_at_audience import draw_sign, fonts_of  # noqa: E402
from pictures.cockpit import walk  # noqa: E402
from pictures.scenes import danish_time, ground_of  # noqa: E402
from pictures.stage import hex_of  # noqa: E402
from PIL import Image, ImageDraw  # noqa: E402
from rich.cells import cell_len  # noqa: E402

from workshop.terminal.theme.themes import DARK, PROJECTOR  # noqa: E402

SIZES = ((80, 24), (100, 30), (120, 30), (200, 50))


def picture(stage, cell=10):
    """The whole screen as an image."""
    paper, ink = ground_of(stage)
    columns, rows = stage.app.size
    image = Image.new("RGB", (columns * cell, rows * cell * 2), paper)
    draw, fonts = ImageDraw.Draw(image), fonts_of(cell)
    for y, line in enumerate(stage.strips()):
        x = 0
        for segment in line:
            style = segment.style
            front, back = (hex_of(style.color, ink), hex_of(style.bgcolor, paper)) if style else (ink, paper)
            if style and style.reverse:
                front, back = back, front
            if not segment.text:
                continue
            right = (x + cell_len(segment.text)) * cell - 1
            draw.rectangle((x * cell, y * cell * 2, right, (y + 1) * cell * 2 - 1), back)
            for sign in segment.text:
                draw_sign(draw, sign, x * cell, y * cell * 2, cell, front, fonts[bool(style and style.bold)])
                x += cell_len(sign)
    return image


async def draw(folder, sizes, names):
    """Write a PNG for every state, size and theme."""
    for size in sizes:
        with tempfile.TemporaryDirectory() as place:
            async for name, stage in walk(Path(place), size):
                if names and name not in names:
                    continue
                for theme in (PROJECTOR, DARK):
                    stage.app.theme = theme
                    await stage.settle()
                    file = folder / f"{name}_{size[0]}x{size[1]}_{theme}.png"
                    picture(stage, cell=max(5, 1200 // size[0])).save(file)


def main():
    """Draw what is asked for."""
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    sizes = [tuple(map(int, word.split("x"))) for word in sys.argv[2:] if word[:1].isdecimal()] or SIZES
    names = [word for word in sys.argv[2:] if not word[:1].isdecimal()]
    with danish_time():
        asyncio.run(draw(folder, sizes, names))


if __name__ == "__main__":
    main()
