"""One thing the facilitator can do, declared once: words, keys, when it makes sense, how it is done."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from workshop.facilitating.conversation import Conversation
    from workshop.facilitating.situation import Situation


def always(situation: Situation) -> bool:
    """An act that is never out of place."""
    return True


@dataclass(frozen=True, slots=True)
class Act:
    """An act of the facilitator.

    Attributes:
        name: `<group>.<act>`; its words stand under `acts.<name>`: `label` (one or two words for footer
            and menu), `help` (a sentence), `palette` (more words to search by).
        do: Asks what it has to ask and sends its commands. May raise `LeftError`.
        when: Whether it makes sense now.
        keys: Keys on the screen, as Textual names them; the first is the one that is shown.
        typed: What is typed in plain mode; empty where only the screen offers the act.
        shown: Whether it stands in the screen's footer.
        rank: Where in the footer; low comes first and is dropped last.
        ends: Whether a list or menu has served its purpose when this was done.
        once: Whether the repeats of a held key do nothing.
        public: Whether it stays in sight where only the group's part is shown.
    """

    name: str
    do: Callable[[Conversation], Awaitable[None]]
    when: Callable[[Situation], bool] = always
    keys: tuple[str, ...] = ()
    typed: str = ""
    shown: bool = True
    rank: int = 50
    public: bool = False
    ends: bool = False
    once: bool = False

    @property
    def words_key(self) -> str:
        """Where the words of the act stand."""
        return f"acts.{self.name}"

    @property
    def method(self) -> str:
        """The last part of its name: what a face calls it by."""
        return self.name.rpartition(".")[2]
