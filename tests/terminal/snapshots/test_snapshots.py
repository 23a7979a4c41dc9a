"""Every screen in three sizes and three themes, with few cards, many, and hostile ones.

A stored snapshot is the text of the screen and a short mark of all its colours and where they stand.
Each group of cards has another theme in each size, so that the three of them together show every screen
in every theme in every size. A difference in text can be read in the diff; where only a mark differs,
look at the picture. One size of each group is compared in every run, the others by `pytest -m long`.
To renew, after looking at what differs:

    RENEW_SNAPSHOTS=1 python -m pytest -m "long or not long" tests/terminal/snapshots/test_snapshots.py
"""

import os
from pathlib import Path

import pytest
from pictures.casts import CASTS
from pictures.scenes import danish_time
from pictures.tour import before_a_workshop, in_a_workshop
from pictures.versions import FILE, now, skip_elsewhere

from workshop.terminal.screens import workshop_screen
from workshop.terminal.theme.themes import THEME_NAMES

STORED = Path(__file__).parent / "stored"
SIZES = ((80, 24), (120, 30), (60, 18))
RENEW = bool(os.environ.get("RENEW_SNAPSHOTS"))


def looks():
    """Each group of cards in each size, with its theme."""
    for first, cast in enumerate(CASTS):
        for number, size in enumerate(SIZES):
            theme = THEME_NAMES[(first + number) % len(THEME_NAMES)]
            marks = () if number == first else (pytest.mark.long,)
            yield pytest.param(cast, size, theme, id=f"{cast}-{size[0]}x{size[1]}-{theme}", marks=marks)


@pytest.mark.wide(short=1)
@pytest.mark.timeout(400)
@pytest.mark.parametrize("tour", [before_a_workshop, in_a_workshop])
@pytest.mark.parametrize(("cast", "size", "theme"), looks())
async def test_every_screen_looks_as_it_did(tmp_path, monkeypatch, cast, size, theme, tour):
    if not RENEW:
        skip_elsewhere()
    monkeypatch.setattr(workshop_screen, "REDRAW_SECONDS", 0)
    folder = STORED / cast / f"{size[0]}x{size[1]}"
    different = []

    async def look(name, stage):
        await stage.settle()
        file, made = folder / f"{name}.txt", f"{stage.text()}\n{theme} {stage.colours()}\n"
        if RENEW:
            folder.mkdir(parents=True, exist_ok=True)
            file.write_text(made, encoding="utf-8")
        elif not file.exists() or file.read_text(encoding="utf-8") != made:
            different.append(first_difference(file, made))

    with danish_time():
        await tour(tmp_path, CASTS[cast](), look, size, theme)
    if RENEW:
        FILE.write_text(now(), encoding="utf-8")
    assert not different, "\n\n".join(different)


def first_difference(file, made):
    """Where a snapshot differs first, so that a person can see what happened."""
    before = file.read_text(encoding="utf-8").split("\n") if file.exists() else []
    after = made.split("\n")
    for number, (old, new) in enumerate(zip(before, after, strict=False), start=1):
        if old != new:
            return f"{cast_of(file)}, line {number}:\n- {old}\n+ {new}"
    return f"{cast_of(file)}: {len(before)} lines stored, {len(after)} now"


def cast_of(file):
    return file.relative_to(STORED)
