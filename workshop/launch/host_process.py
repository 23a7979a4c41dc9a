"""The host's process, run with `python -m`: the host, and what it cannot know itself.

What the projector shows is decided among the faces, which the host does not know: it is handed the one
function that tells it in words. Its modules are read when somebody asks for the first time.
"""

from __future__ import annotations

import sys
from datetime import datetime

from workshop.hosting.host_main import main as host
from workshop.live.live_workshop import LiveWorkshop
from workshop.live.shown_screen import ShownScreen


def told_in_words(live: LiveWorkshop, now: datetime) -> ShownScreen:
    """What the projector shows of `live` at `now`."""
    from workshop.terminal.audience.screen_in_words import screen_in_words

    return screen_in_words(live, now)


def main() -> int:
    """Host until the end; returns the exit code."""
    return host(told_in_words)


if __name__ == "__main__":
    sys.exit(main())
