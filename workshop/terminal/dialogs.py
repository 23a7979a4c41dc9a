"""Questions to the facilitator, each one awaitable line: fields, one choice, many, yes or no, a text.

To be awaited in a worker (every async action of a panel is one). Leaving with Esc gives None,
which always means: change nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from textual.app import App
from textual.content import Content

from prompts.cleaning import LONGEST_TEXT
from workshop.terminal.waiting import answer_of


class FieldKind(StrEnum):
    """What a field takes. A date is checked by who asked; a number lets only digits in."""

    TEXT = "text"
    NUMBER = "number"
    DATE = "date"


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a form. `label` is a sentence for people, `value` what stands there already.

    `wanted` fields may be left empty, but are not offered as something one can do without.
    """

    key: str
    label: str
    value: str = ""
    multiline: bool = False
    optional: bool = False
    kind: FieldKind = FieldKind.TEXT
    longest: int = LONGEST_TEXT
    placeholder: str = ""
    wanted: bool = False


Choices = Sequence[tuple[str, str]]
"""Keys with the labels people see, in order."""


async def ask_fields(
    app: App[Any], title: str, fields: tuple[Field, ...], note: str = ""
) -> dict[str, str] | None:
    """Ask for texts. Returns every field's text by key; None when left."""
    from workshop.terminal.dialog_fields import FieldsDialog

    return await answer_of(app, FieldsDialog(title, fields, note))


async def ask_choice(
    app: App[Any], title: str, choices: Choices, note: str = "", current: str = ""
) -> str | None:
    """Ask for one of `choices`: digits, arrows with Enter, or the mouse. Returns its key."""
    from workshop.terminal.dialog_choice import ChoiceDialog

    return await answer_of(app, ChoiceDialog(title, choices, note, current))


async def ask_many(
    app: App[Any], title: str, choices: Choices, chosen: Sequence[str] = (), note: str = ""
) -> tuple[str, ...] | None:
    """Ask for any number of `choices`: space marks, Enter takes. Returns the keys in their order."""
    from workshop.terminal.dialog_choice import ManyDialog

    return await answer_of(app, ManyDialog(title, choices, chosen, note))


async def confirm(app: App[Any], question: str, detail: str = "") -> bool:
    """Ask yes or no. Enter and `j` say yes, Esc and `n` no."""
    from workshop.terminal.dialog_text import ConfirmDialog

    answer = await answer_of(app, ConfirmDialog(question, detail))
    return answer is True


async def show_text(app: App[Any], title: str, lines: Sequence[str | Content]) -> None:
    """Show a text that may be scrolled, until a key closes it."""
    from workshop.terminal.dialog_text import TextDialog

    await answer_of(app, TextDialog(title, lines))
