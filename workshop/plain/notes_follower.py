"""The facilitator's notes in a second terminal: only reads the session file."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

from prompts.language.cleaning import clean_line
from prompts.language.words import Words
from prompts.methods.model import Method
from sessions.clock import SteadyClock
from sessions.model import WorkshopStatus
from sessions.state import State
from sessions.storage.session_file import peek
from sessions.storage.store import read_state
from workshop.facilitating.clock_reading import level
from workshop.live.method_files import load_method_of
from workshop.plain.leading.clock_words import left_words
from workshop.plain.leading.status import note_lines

SECONDS_BETWEEN_LOOKS = 1.0


def follow(path: Path, words: Words, echo: Callable[[str], None]) -> None:
    """Print the notes whenever another activity is opened, until the workshop has ended.

    Raises StorageError if the file cannot be read.
    """
    shown = peek(path)
    method = load_method_of(path, shown.method, shown.language)
    before: tuple[str, str] = ("", "")
    clock = SteadyClock()
    while True:
        state = read_state(path)
        if state.workshop.status is WorkshopStatus.CLOSED:
            echo(words("plain.notes.closed"))
            return
        now = _moment(state, clock)
        if now[0] != before[0]:
            echo("")
            _print_notes(state, method, words, echo)
        if now != before and state.current() is not None:
            echo(_clock_line(state, words, clock))
        before = now
        time.sleep(SECONDS_BETWEEN_LOOKS)


def _moment(state: State, clock: SteadyClock) -> tuple[str, str]:
    """A value that changes when something is to be printed: the activity, or its clock's urgency."""
    row = state.current()
    if row is None:
        return ("lobby", "")
    now = clock.now()
    return (row.id, f"{level(row, now)}/{row.extra_minutes}/{bool(row.running_since)}")


def _print_notes(state: State, method: Method, words: Words, echo: Callable[[str], None]) -> None:
    row = state.current() or next(iter(state.run_sheet()), None)
    if row is None:
        return
    activity = method.activity(row.activity)
    echo(clean_line(words("plain.notes.follows", title=activity.title)))
    for line in note_lines(activity, words):
        echo(clean_line(line))


def _clock_line(state: State, words: Words, clock: SteadyClock) -> str:
    row = state.current()
    return words("plain.time", left=left_words(row, words, clock.now())) if row is not None else ""
