"""Items of a run sheet that are the facilitator's own, such as a lunch or a talk, and in no method.

Such an item is written where a row of the run sheet names its activity: as a key that holds what it is.
No key of a method looks like it, so a file with own items needs no table of its own.
"""

from __future__ import annotations

from prompts.methods.model import Activity, Kind, Notes

LONGEST_OWN_TITLE, LONGEST_OWN_TEXT = 80, 400
_TALK, _PAUSE = "own:", "own-pause:"


def own_key(title: str, text: str = "", *, pause: bool = False) -> str:
    """The key of an own item with a `title` of one line and a `text` of any number of them."""
    return f"{_PAUSE if pause else _TALK}{title}\n{text}".rstrip("\n")


def own_activity(key: str) -> Activity | None:
    """The activity that an own item's key holds; None for any other key."""
    mark = next((each for each in (_TALK, _PAUSE) if key.startswith(each)), "")
    if not mark:
        return None
    title, *lines = key.removeprefix(mark).split("\n")
    return Activity(
        key=key,
        kind=Kind.PRESENT,
        step="",
        title=title,
        purpose="",
        prompt=lines[0] if lines else title,
        body=tuple(lines[1:]),
        form="",
        notes=Notes((), (), ""),
        pause=mark == _PAUSE,
    )
