"""How home asks in lines what to do with a whole workshop."""

from __future__ import annotations

from prompts.language.words import Words
from workshop.facilitating.conversation import Choices, Field, LeftError
from workshop.plain.conversation.asking import Asking


class AsksInLines:
    """`workshop.facilitating.home.managing.AsksAtHome` by questions in lines."""

    def __init__(self, asking: Asking) -> None:
        """Ask on the console of `asking`."""
        self._asking = asking

    @property
    def words(self) -> Words:
        return self._asking.words

    async def choose_one(
        self, title: str, choices: Choices, *, note: str = "", current: str = "", careful: bool = False
    ) -> str | None:
        try:
            return await self._asking.choose(title, choices, note=note, current=current, careful=careful)
        except LeftError:
            return None

    async def ask_text(self, title: str, field: Field, note: str) -> str | None:
        self._asking.console.lines((title, note))
        try:
            return (await self._asking.form((field,)))[field.key]
        except LeftError:
            return None

    def say_it(self, sentence: str, *, error: bool = False) -> None:
        self._asking.console.line(sentence)
