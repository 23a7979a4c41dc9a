"""Write the guide's table of what can be read from how far off, from the screens of a whole run sheet.

Usage, from the top of the checkout: python tests/tools/make_legibility_table.py
"""

from __future__ import annotations

import sys
import tempfile
from dataclasses import replace
from pathlib import Path

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE), str(HERE.parent / "support")]

from pictures.audience import walk  # noqa: E402
from pictures.played import Played, read_case  # noqa: E402
from pictures.scenes import danish_time  # noqa: E402

from workshop.terminal.audience.audience_view import Group, Item, Lobby, Wall  # noqa: E402
from workshop.terminal.audience.cell_page import MM_A_METRE, SCREEN_MM, cap_mm, legible, qr_rows  # noqa: E402
from workshop.terminal.audience.draw_frame import paint  # noqa: E402

GUIDE = HERE.parents[1] / "docs" / "facilitator.md"
ROOMS = ((80, 24), (120, 30), (200, 50))
PARTS = {"question": "spørgsmål", "clock": "ur", "code": "kode", "card": "kortet, der tales om"}
A_CARD = "Samarbejde mellem skole, dagtilbud og PPR"
QUIET_MODULES, QR_RULE = 4, 10
"""Modules of white on either side of a code, and how many times its own width away a phone can scan it."""
BEGIN, END = "<!-- legibility: made by tests/tools/make_legibility_table.py -->", "<!-- end of legibility -->"


def smallest_sizes(views, room):
    """The smallest size that each part is drawn in, over all states."""
    found = {}
    for view in views.values():
        for part, points in paint(view, *room).sizes.items():
            height = cap_mm(points, room[0])
            found[part] = min(found.get(part, height), height)
    return found


def scanned_from(views, room):
    """The metres from which the code in the lobby can be scanned."""
    page = paint(views["lobby"], *room)
    assert isinstance(views["lobby"].content, Lobby)
    runs = [text for y in range(page.height) for text, role in page.runs(y) if role == "qr"]
    cells = max(len(text.strip()) for text in runs)
    assert qr_rows(views["lobby"].join.url, *room)
    return cells * SCREEN_MM / room[0] * QR_RULE / 1000


def cards_on_a_wall(views, room):
    """How many cards of some forty characters the last row can read on a wall, none of them cut."""
    view = views["saml-i-grupper-shown"]
    items = tuple(Item(f"{number}. {A_CARD}") for number in range(1, 100))
    most = 0
    for count in range(1, len(items)):
        page = paint(replace(view, content=Wall((Group("", items[:count]),))), *room)
        if page.cut_off or (page.small and legible(room[0])):
            break
        most = count
    return most


def table(views):
    """The table in Danish."""
    lines = ["| vindue | " + " | ".join(PARTS.values()) + " | kort på en væg | QR-koden |"]
    lines.append("|---" * (len(PARTS) + 3) + "|")
    for room in ROOMS:
        heights = smallest_sizes(views, room)
        cells = [f"{heights[part] / 10:.1f} cm, {heights[part] / MM_A_METRE:.0f} m" for part in PARTS]
        cells.append(str(cards_on_a_wall(views, room)))
        cells.append(f"{scanned_from(views, room):.0f} m")
        lines.append(f"| {room[0]} × {room[1]} | " + " | ".join(cells).replace(".", ",") + " |")
    return "\n".join(lines)


def with_table(text):
    """The guide with the table as it is computed now."""
    with danish_time(), tempfile.TemporaryDirectory() as folder:
        played = Played(Path(folder), read_case())
        try:
            made = table(dict(walk(played)))
        finally:
            played.stop()
    before, _, rest = text.partition(BEGIN)
    _, _, after = rest.partition(END)
    return f"{before}{BEGIN}\n{made}\n{END}{after}"


if __name__ == "__main__":
    GUIDE.write_text(with_table(GUIDE.read_text(encoding="utf-8")), encoding="utf-8")
