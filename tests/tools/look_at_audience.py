"""Draw the audience's screen in every state, to be looked at.

Usage, from the top of the checkout:
    python tests/tools/look_at_audience.py FOLDER [COLUMNSxROWS ...] [NAME ...]
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE), str(HERE.parent / "support")]

from pictures.audience import walk  # noqa: E402
from pictures.played import Played, read_case  # noqa: E402
from pictures.scenes import danish_time  # noqa: E402
from PIL import Image, ImageDraw, ImageFont  # noqa: E402
from rich.cells import cell_len  # noqa: E402

from workshop.terminal.audience.audience_colours import looks_of  # noqa: E402
from workshop.terminal.audience.draw_frame import paint  # noqa: E402
from workshop.terminal.theme.themes import DARK, PROJECTOR  # noqa: E402

FONTS = Path("/usr/share/fonts/truetype/dejavu")
SIZES = ((80, 24), (120, 30), (200, 50))
QUARTERS = " ▘▝▀▖▌▞▛▗▚▐▜▄▙▟█"
EIGHTHS = "▏▎▍▌▋▊▉"
LOWER = "▁▂▃▄▅▆▇"


def picture(page, theme, cell=10):
    """A sheet as an image, its blocks exactly in their cells."""
    looks = looks_of(theme)
    image = Image.new("RGB", (page.width * cell, page.height * cell * 2), looks["ink"][1])
    draw = ImageDraw.Draw(image)
    fonts = [
        ImageFont.truetype(str(FONTS / name), int(cell / 0.602))
        for name in ("DejaVuSansMono.ttf", "DejaVuSansMono-Bold.ttf")
    ]
    for y in range(page.height):
        x = 0
        for text, role in page.runs(y):
            front, back, bold = looks[role]
            wide = cell_len(text)
            draw.rectangle((x * cell, y * cell * 2, (x + wide) * cell - 1, (y + 1) * cell * 2 - 1), back)
            for sign in text:
                _draw_sign(draw, sign, x * cell, y * cell * 2, cell, front, fonts[bold])
                x += cell_len(sign)
    return image


def _draw_sign(draw, sign, x, y, cell, colour, font):
    if sign == " ":
        return
    if sign in QUARTERS:
        bits = QUARTERS.index(sign)
        for number in range(4):
            if bits >> number & 1:
                left, top = x + number % 2 * cell / 2, y + number // 2 * cell
                draw.rectangle((left, top, left + cell / 2 - 1, top + cell - 1), colour)
    elif sign in EIGHTHS:
        wide = cell * (EIGHTHS.index(sign) + 1) / 8
        draw.rectangle((x, y, x + max(0, wide - 1), y + 2 * cell - 1), colour)
    elif sign in LOWER:
        high = 2 * cell * (LOWER.index(sign) + 1) / 8
        draw.rectangle((x, y + 2 * cell - high, x + cell - 1, y + 2 * cell - 1), colour)
    else:
        draw.text((x, y), sign, colour, font=font)


def main():
    """Write a PNG for every state, size and theme."""
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    sizes = [tuple(map(int, word.split("x"))) for word in sys.argv[2:] if word[:1].isdecimal()] or SIZES
    names = [word for word in sys.argv[2:] if not word[:1].isdecimal()]
    with danish_time(), tempfile.TemporaryDirectory() as place:
        played = Played(Path(place), read_case())
        try:
            for name, view in walk(played):
                for columns, rows in sizes:
                    if names and name not in names:
                        continue
                    page = paint(view, columns, rows)
                    for theme in (PROJECTOR, DARK):
                        image = picture(page, theme, cell=max(4, 960 // columns))
                        image.save(folder / f"{name}_{columns}x{rows}_{theme}.png")
        finally:
            played.stop()


if __name__ == "__main__":
    main()
