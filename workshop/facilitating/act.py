"""The declaration of one facilitator act: its words, its keys, when it is available, what it does."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from workshop.facilitating.conversation import Conversation
    from workshop.facilitating.situation import Situation


def always(situation: Situation) -> bool:
    """Condition of an act that is always available."""
    return True


@dataclass(frozen=True, slots=True)
class Act:
    """An act of the facilitator.

    Attributes:
        name: `<group>.<act>`; its words stand under `acts.<name>`: `label` (one or two words for footer
            and menu), `help` (a sentence), `palette` (more words to search by).
        do: Asks its questions and sends its commands. May raise `LeftError`.
        when: Whether it is available now.
        keys: Keys on the screen, as Textual names them; the first is the one that is shown.
        typed: What is typed in plain mode; empty where only the screen offers the act.
        shown: Whether it stands in the screen's footer.
        rank: Position in the footer; low ranks come first and are dropped last.
        ends: Whether the list or menu it was chosen from closes afterwards.
        once: Whether key repeats of a held key are ignored.
        at_once: Whether it changes something without asking; its letter waits to see if it begins a text.
        takes_text: Whether a text that is typed or pasted where nothing takes text belongs in its form.
    """

    name: str
    do: Callable[[Conversation], Awaitable[None]]
    when: Callable[[Situation], bool] = always
    keys: tuple[str, ...] = ()
    typed: str = ""
    shown: bool = True
    rank: int = 50
    ends: bool = False
    once: bool = False
    at_once: bool = False
    takes_text: bool = False

    @property
    def words_key(self) -> str:
        """The catalogue key under which the act's words are."""
        return f"acts.{self.name}"

    @property
    def method(self) -> str:
        """The last part of its name, by which user interfaces refer to it."""
        return self.name.rpartition(".")[2]
