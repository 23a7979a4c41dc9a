"""Finds what pictures, snapshots and long drives share, and drives the screen at a test's pace."""

import sys
from pathlib import Path

import pytest
import textual._wait

from workshop.terminal.driver import typing_guard as strokes
from workshop.terminal.screens import workshop_screen

# A test folder is no package.
sys.path.insert(0, str(Path(__file__).parents[1] / "tools"))


@pytest.fixture(autouse=True)
def _a_test_s_pace(monkeypatch):
    """Nobody reads these screens: look sooner whether a key was taken in, and draw more often.

    A test presses keys faster than any hand; each one is meant. What tells text from keys has its own tests.
    """
    monkeypatch.setattr(textual._wait, "SLEEP_GRANULARITY", 0.005)
    monkeypatch.setattr(workshop_screen, "REDRAW_SECONDS", 0.02)
    monkeypatch.setattr(strokes, "BURST_SECONDS", 0.0)
    monkeypatch.setattr(strokes, "HELD_SECONDS", 0.0)
