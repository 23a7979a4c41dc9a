"""Every pair of colours that the page puts on each other, computed: axe looks at text only, not at edges."""

from __future__ import annotations

import re
from importlib import resources
from itertools import product

import pytest

import workshop.web
from workshop.web.page.assets import styles

STYLE = "".join(file.read_text(encoding="utf-8") for file in styles(resources.files(workshop.web) / "page"))
LIGHT, DARK = STYLE.split("@media (prefers-color-scheme: dark)", 1)
DARK = DARK.split("\n}\n", 1)[0]
TEXTS = [
    *product(("ink", "soft", "accent", "bad", "tone-0", "tone-1", "tone-2", "tone-3"), ("ground", "paper")),
    ("ink", "wash"),
    ("warn-ink", "warn-ground"),
    ("on-accent", "accent"),
    *(("on-tone", f"tone-{number}") for number in range(4)),
]
EDGES = [
    *product(("edge", "accent", "bad", "tone-0", "tone-1", "tone-2", "tone-3"), ("ground", "paper")),
    ("accent", "wash"),
    ("accent", "line"),
]


def colours(part: str) -> dict[str, str]:
    found = dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6});", part))
    return found | {
        f"tone-{number}": value for number, value in re.findall(r"\.tone-(\d) { --tone: (#\w+)", part)
    }


def luminance(colour: str) -> float:
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("part", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("pairs", "least"), [(TEXTS, 4.5), (EDGES, 3.0)], ids=["texts", "edges"])
def test_everything_can_be_told_from_what_it_stands_on(part, pairs, least) -> None:
    known = colours(part)
    low = {pair: contrast(*(known[name] for name in pair)) for pair in pairs}
    assert {pair: round(value, 2) for pair, value in low.items() if value < least} == {}
