"""Key timing: typed or pasted text must not answer a question, and a held key acts once.

Not every terminal marks pastes, and people type into the wrong window. Both arrive as single keys, which
only their timing distinguishes from intended ones.
"""

from __future__ import annotations

from dataclasses import dataclass

from textual.events import Key
from textual.message import Message

BURST_SECONDS = 0.4
"""A key sooner than this after a printable one belongs to the same text."""
HELD_SECONDS = 0.75
"""The same key sooner than this is a repeat: keyboards wait up to 0.7 seconds before the first one."""
REPEAT_SECONDS = 0.08
"""The same key sooner than this was sent by the keyboard: nobody presses a key that often."""
PASTE_SECONDS = 0.05
"""Another key sooner than this was not pressed by a person: an unmarked paste comes within milliseconds."""
_LAST_CONTROL = 0x9F
NEW_LINE = "ctrl+j"
"""What begins a new line in a text of several; elsewhere an Enter."""
ENTER = frozenset({"enter", NEW_LINE})
_BETWEEN_CELLS = ENTER | {"tab"}


@dataclass(frozen=True, slots=True)
class Stroke:
    """One key press. `at` is in seconds on the clock of `now`.

    `is_text` says that it is printable, `in_burst` that it belongs to the text typed just before, `is_held`
    that the same key came just before. `began` is when the first key of its text was pressed, `gap` the
    seconds since the key before it.
    """

    key: str
    at: float
    is_text: bool
    in_burst: bool
    is_held: bool
    began: float
    gap: float = float("inf")

    @property
    def in_text(self) -> bool:
        """Whether it can be part of a text: a printable key, Enter, or the Tab of a pasted table."""
        return self.is_text or self.key in ENTER or self.is_pasted

    @property
    def is_pasted(self) -> bool:
        """Whether it came too soon after another key to have been pressed, and can stand in a pasted text."""
        return self.gap < PASTE_SECONDS and (self.is_text or self.key in _BETWEEN_CELLS)

    @property
    def is_repeat(self) -> bool:
        """Whether a keyboard sent a letter again because it is held down."""
        return self.is_text and self.is_held and self.gap < REPEAT_SECONDS

    def ends_text_from_before(self, opened: float) -> bool:
        """Whether it is the Enter of a text that was already being typed at `opened`."""
        return self.key in ENTER and self.in_burst and self.began < opened

    def is_answer_since(self, opened: float) -> bool:
        """Whether it may answer a question opened at `opened`."""
        if self.is_text:
            return not self.in_burst and self.at - opened >= BURST_SECONDS
        return not (self.key in ENTER and self.in_burst)


class Strokes:
    """Compares each key with the ones before it."""

    def __init__(self) -> None:
        """Start without a previous key."""
        self._text_at = self._key_at = self._began = float("-inf")
        self._key = ""

    def of(self, event: Key) -> Stroke:
        """The stroke of `event`. An event passes from widget to widget, but is compared only once."""
        known = getattr(event, "stroke", None)
        if isinstance(known, Stroke):
            return known
        at = event.time
        is_text = event.is_printable or ord(event.character or "\0") > _LAST_CONTROL  # parts of emoji
        in_burst = at - self._text_at < BURST_SECONDS
        if not in_burst:
            self._began = at
        stroke = Stroke(
            event.key,
            at,
            is_text,
            in_burst,
            event.key == self._key and at - self._key_at < HELD_SECONDS,
            self._began,
            at - self._key_at,
        )
        event.stroke = stroke  # type: ignore[attr-defined]  # cached on the event
        self._key, self._key_at = event.key, at
        if is_text or (in_burst and (event.key in ENTER or stroke.is_pasted)):
            self._text_at = at
        return stroke


def now() -> float:
    """The time on the clock of key events, in seconds."""
    return Message().time
