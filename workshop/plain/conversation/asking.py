"""Line-by-line questions: one text, a number, one of several, some of several, yes or no, a form.

Each prompt says what may be typed. `/` alone cancels a question, `?` explains that. Text typed after
an action on its line answers the first question.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Sequence

from prompts.language.cleaning import LONGEST_TEXT, clean_line
from prompts.language.words import Words
from workshop.facilitating.conversation import Choices, Field, FieldKind, LeftError
from workshop.facilitating.field_reading import fault_in, read_back
from workshop.plain.conversation.console import Console

LEAVE = "/"
HELP = "?"
NOTHING = "-"
BACK = "0"
PROPOSED = "+"
NO_OPTION = "-"
CONTINUED = "\\"
"""At the end of a line: the text goes on in the next one."""


class Asking:
    """Asks questions on a console in one language."""

    def __init__(self, console: Console, words: Words) -> None:
        """Ask on `console`."""
        self.console = console
        self.words = words
        self.answers: deque[str] = deque()

    def say(self, key: str, **fields: object) -> None:
        """Print a sentence from the catalogue."""
        self.console.line(self.words(key, **fields))

    async def ask(self, prompt: str, helping: str = "plain.ask.help") -> str:
        """Print `prompt` and return what is typed. Raises LeftError, EndOfInput, Interrupted."""
        if self.answers:
            return self._left(self.answers.popleft())
        while True:
            self.console.line(prompt)
            typed = clean_line(await self.console.read())
            if typed != HELP:
                return self._left(typed)
            self.say(helping)

    def _left(self, typed: str) -> str:
        if typed == LEAVE:
            raise LeftError
        return typed

    async def text(
        self,
        label: str,
        value: str = "",
        *,
        needed: bool = False,
        longest: int = LONGEST_TEXT,
        several: bool = False,
    ) -> str:
        """Ask for one text. An empty line keeps `value`, or cancels if one is required; `-` clears it.

        It may have `several` lines, each but the last with a backslash at its end.
        """
        if value:
            self.say("plain.ask.now", text=value)
        hint = (
            "keep" if value and needed else "keep-or-empty" if value else "needed" if needed else "optional"
        )
        hints = [f"plain.ask.{hint}", *(["plain.ask.continued"] if several else [])]
        prompt = self.words("plain.ask.text", label=label, hint="; ".join(map(self.words, hints)))
        while True:
            typed = await self.ask(prompt)
            if len(typed) > longest:
                self.say("refused.text-too-long", length=len(typed), longest=longest)
                continue
            if typed == NOTHING and not needed:
                return ""
            if not typed and needed and not value:
                raise LeftError
            return typed or value

    async def form(self, fields: Iterable[Field]) -> dict[str, str]:
        """Ask for the fields one after the other. A number field accepts nothing else."""
        return {field.key: await self._field(field) for field in fields}

    async def _field(self, field: Field) -> str:
        """Ask for the field's text; an invalid date is asked for again at once."""
        if field.kind is FieldKind.NUMBER:
            value = int(field.value) if field.value.isdecimal() else 0
            return str(await self.count(field.label, value))
        if field.options:
            none = (NO_OPTION, field.none)
            try:
                key = await self.choose(field.label, (none, *field.options), current=field.value or NO_OPTION)
            except LeftError:  # what was answered before must not be lost with it
                key = field.value or NO_OPTION
            return "" if key == NO_OPTION else key
        needed = not field.optional
        while True:
            several = field.multiline or field.once_more
            typed = await self.text(
                field.label, field.value, needed=needed, longest=field.longest, several=several
            )
            if field.once_more or (several and typed != field.value):
                return await self._lines(typed)
            if typed == field.value:
                return typed
            fault = fault_in(typed, field, self.words)
            if fault:
                self.console.line(fault)
                continue
            said = read_back(typed, field, self.words)
            if said:
                self.console.line(said)
            return typed

    async def _lines(self, first: str) -> str:
        """`first` with the lines that go on from it; those of a paste belong to it, not to the next field."""
        lines = [first]
        while lines[-1].endswith(CONTINUED):
            lines[-1] = lines[-1].removesuffix(CONTINUED).rstrip()
            lines.append(self._left(clean_line(await self.console.read())))
        return "\n".join((*lines, *await self.console.pasted(lines[-1])))

    async def count(self, label: str, value: int = 0) -> int:
        """Ask for a whole number, at least 0; an empty line keeps `value`."""
        while True:
            typed = await self.ask(self.words("plain.ask.number", label=label, value=value))
            if not typed:
                return value
            if typed.isascii() and typed.isdecimal() and len(typed) < 6:
                return int(typed)
            self.say("plain.ask.no-number")

    async def choose(
        self,
        title: str,
        choices: Choices,
        *,
        note: str = "",
        current: str = "",
        careful: bool = False,
        written: str = "",
        listed: bool = False,
    ) -> str:
        """Ask for one of `choices`, by its number or its beginning; returns its key. `0` or an empty line
        cancels, except that an empty line takes `current` if there is one.

        `listed` says that they have just been printed.
        """
        if not self.answers:
            self.console.lines(line for line in (title, note) if line)
        if not self.answers and not listed:
            self.console.lines(f"{number} {label}" for number, (_, label) in enumerate(choices, start=1))
        while True:
            typed = await self.ask(self.words("plain.ask.choice", most=len(choices)), "plain.ask.choice-help")
            if not typed and current:
                return current
            if typed in ("", BACK):
                raise LeftError
            found = _chosen(typed, choices)
            if found is not None:
                return found
            self.say("plain.ask.no-choice", most=len(choices))

    async def choose_some(
        self,
        title: str,
        choices: Choices,
        *,
        proposed: Sequence[str] = (),
        note: str = "",
        may_be_none: bool = False,
    ) -> tuple[str, ...]:
        """Ask for some of `choices`, by numbers separated by spaces; returns their keys.

        `+` takes what is `proposed`. An empty line cancels, or means none if it `may_be_none`.
        """
        self.console.lines(line for line in (title, note) if line)
        self.console.lines(f"{number} {label}" for number, (_, label) in enumerate(choices, start=1))
        if proposed:
            numbers = [str(number) for number, (key, _) in enumerate(choices, start=1) if key in proposed]
            whole = self.words("plain.sheet.all") if len(numbers) == len(choices) else ""
            self.say("plain.sheet.propose", numbers=whole or " ".join(numbers))
        hint = "plain.ask.some-or-none" if may_be_none else "plain.ask.some"
        prompt = self.words("plain.sheet.propose-help" if proposed else hint)
        while True:
            typed = await self.ask(prompt)
            if typed == PROPOSED and proposed:
                return tuple(proposed)
            if not typed and may_be_none:
                return ()
            if typed in ("", BACK):
                raise LeftError
            found = [_chosen(part, choices) for part in typed.replace(",", " ").split()]
            if None not in found:
                return tuple(dict.fromkeys(key for key in found if key is not None))
            self.say("plain.ask.no-choice", most=len(choices))

    async def confirm(self, question: str, detail: str = "") -> bool:
        """Ask yes or no."""
        if not self.answers:
            self.console.line(question)
            self.console.lines(detail.splitlines())
        yes, no = self.words("plain.ask.yes"), self.words("plain.ask.no")
        while True:
            typed = (await self.ask(self.words("plain.ask.confirm", yes=yes, no=no))).casefold()
            if typed and (yes.startswith(typed) or no.startswith(typed)):
                return yes.startswith(typed)
            if typed in ("", BACK):
                return False
            self.say("plain.ask.confirm", yes=yes, no=no)


def _chosen(typed: str, choices: Choices) -> str | None:
    if typed.isascii() and typed.isdecimal():
        number = int(typed) if len(typed) < 6 else 0
        return choices[number - 1][0] if 1 <= number <= len(choices) else None
    wanted = typed.casefold()
    labels = {key: clean_line(label).lstrip("●■▲◆○ ").casefold() for key, label in choices}
    whole = [key for key, label in labels.items() if label.partition(" ")[0] == wanted]
    found = whole or [key for key, label in labels.items() if label.startswith(wanted)]
    return found[0] if len(found) == 1 else None
