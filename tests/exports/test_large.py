"""Two thousand cards and two hundred answers: every format is made in seconds."""

from __future__ import annotations

import functools
import time
from dataclasses import replace

import pytest
from case_state import MADE, METHOD, VERSION, card, next_step, read_case, run_sheet_rows, state_of, workshop

from exports.contents.initiative import Initiative
from exports.contents.placed_initiatives import Placing
from exports.formats.format_registry import EVERY_FORMAT
from exports.minutes import build_minutes
from sessions import model

SECONDS, PDF_SECONDS = 5, 15
CARDS, ANSWERS, PEOPLE = 2_000, 200, 5


@functools.cache
def large():
    keys = [category.key for category in METHOD.categories]
    rows = [
        card("initiatives", number, f"Tiltag nummer {number}, som har en tekst", agreed=keys[number % 4])
        for number in range(1, CARDS + 1)
    ]
    rows += [
        model.Placement(f"card-initiatives-{number}", f"id-{person}", 1, keys[(person + number) % 4])
        for number in range(1, CARDS + 1)
        for person in range(PEOPLE)
    ]
    rows += [
        model.Answer(f"a-{n}", keys[n % 4], METHOD.questions[n % 5].key, None, f"Svar {n}", 1, None)
        for n in range(ANSWERS)
    ]
    rows += [next_step(number, what=f"Skridt {number}") for number in range(1, 41)]
    state = state_of(workshop(read_case()), *run_sheet_rows(), *rows)
    return build_minutes(state, METHOD, MADE, VERSION)


@pytest.mark.wide(short=2)
@pytest.mark.parametrize("name", sorted(set(EVERY_FORMAT) - {"zip"}))
def test_a_large_workshop_is_written_in_seconds(name):
    minutes, render = large(), EVERY_FORMAT[name].renderer()
    started = time.process_time()
    assert render(minutes)
    assert time.process_time() - started < (PDF_SECONDS if "pdf" in name else SECONDS)


@pytest.mark.wide
def test_what_differs_is_found_in_one_pass(monkeypatch):
    placed = large().part(Placing)
    noted = [replace(item, disagreement="Ikke endnu") for item in placed.initiatives[::2]]
    placed = replace(placed, initiatives=(*noted, *placed.initiatives[1::2]))
    monkeypatch.setattr(Initiative, "__eq__", lambda one, other: pytest.fail("each compared with all others"))
    assert len(placed.differing) == CARDS
