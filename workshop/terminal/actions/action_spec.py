"""One declaration for each action: keys, footer, help, palette and the README table come from it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from workshop.facilitating.act import Act

_SHOWN_AS = {
    "plus": "+",
    "minus": "-",
    "full_stop": ".",
    "comma": ",",
    "slash": "/",
    "question_mark": "?",
    "space": "␣",
    "enter": "⏎",
    "escape": "Esc",
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
    "tab": "Tab",
    "delete": "Del",
    "f1": "F1",
    "f2": "F2",
    "f3": "F3",
    "f4": "F4",
    "f5": "F5",
    "pageup": "PgUp",
    "pagedown": "PgDn",
    "home": "Home",
    "end": "End",
    "backspace": "⌫",
    "shift+up": "⇧↑",
    "shift+down": "⇧↓",
}


@dataclass(frozen=True, slots=True)
class ActionSpec:
    """The declaration of one action.

    `method` names the action: the owner has a method `action_<method>`, plain or async. `keys`
    are Textual key names (`question_mark`, not `?`); the first is the one shown. `label` and
    `help` are catalogue keys: one or two words for the footer, a sentence for the help screen.
    `palette` is the catalogue key of more search terms (including English ones); if empty, only
    label and help are searched. `shown` puts it in the footer, where a lower `rank` comes first
    and is dropped last when there is no room.
    `once` says that key repeats of a held key are ignored, `at_once` that the action changes something
    without asking, so that its letter waits to see whether it begins a text. `act` is the act to carry
    out; without one the owner has the method.
    """

    method: str
    keys: tuple[str, ...]
    label: str
    help: str
    palette: str = ""
    shown: bool = True
    rank: int = 50
    once: bool = False
    at_once: bool = False
    act: Act | None = None

    @property
    def key_shown(self) -> str:
        """The first key as displayed; empty for an action without a key."""
        return key_shown(self.keys[0]) if self.keys else ""


def spec_of(act: Act) -> ActionSpec:
    """The screen's action for an act."""
    words = act.words_key
    return ActionSpec(
        act.method,
        act.keys,
        f"{words}.label",
        f"{words}.help",
        palette=f"{words}.palette",
        shown=act.shown,
        rank=act.rank,
        once=act.once,
        at_once=act.at_once,
        act=act,
    )


def specs_of(acts: Iterable[Act]) -> tuple[ActionSpec, ...]:
    """The screen's actions for acts, in order."""
    return tuple(map(spec_of, acts))


def key_shown(key: str) -> str:
    """A Textual key name as displayed: `question_mark` as `?`, `ctrl+p` as `^p`."""
    if key.startswith("ctrl+"):
        return f"^{key.removeprefix('ctrl+')}"
    return _SHOWN_AS.get(key, key)
