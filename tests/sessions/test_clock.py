"""The clock that a room is handed: it only goes forward, and it knows how long the computer slept."""

import sys
import time
from datetime import datetime, timedelta

import pytest

from sessions import clock as clocks
from sessions.clock import SteadyClock


def test_a_wall_clock_set_back_or_ahead_moves_nothing(monkeypatch):
    steady = SteadyClock()
    before = steady.now()

    class Tomorrow(datetime):
        @classmethod
        def now(cls, tz=None):
            return datetime.now(tz) + timedelta(days=1)

    monkeypatch.setattr(clocks, "datetime", Tomorrow)
    assert timedelta(0) <= steady.now() - before < timedelta(minutes=1)


@pytest.mark.skipif(sys.platform != "linux", reason="what is taken for the sleeping clock is Linux' own")
def test_an_hour_with_the_lid_closed_is_an_hour(monkeypatch):
    steady = SteadyClock()
    before = steady.now()
    awake = time.clock_gettime

    def slept(which):
        return awake(which) + (3_600 if which == time.CLOCK_BOOTTIME else 0)

    monkeypatch.setattr(time, "clock_gettime", slept)
    assert timedelta(hours=1) <= steady.now() - before < timedelta(hours=1, minutes=1)
