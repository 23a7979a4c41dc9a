"""Questions to the facilitator, each a single awaitable call: fields, choices, yes or no, a text.

Await them in a worker (every async action of a panel is one). Leaving with Esc returns None,
which always means: change nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from textual.app import App
from textual.content import Content

from workshop.facilitating.conversation import Choices, Field, Send
from workshop.terminal.driver.push_screen import answer_of

if TYPE_CHECKING:  # the first screen is painted before the core is loaded
    from sessions.command_answers import Accepted


async def ask_fields(
    app: App[Any], title: str, fields: tuple[Field, ...], note: str = ""
) -> dict[str, str] | None:
    """Ask for texts. Returns every field's text by key; None if cancelled."""
    from workshop.terminal.dialogs.form import FieldsDialog

    return await answer_of(app, FieldsDialog(title, fields, note))


async def fill_in(
    app: App[Any],
    title: str,
    fields: tuple[Field, ...],
    send: Send,
    note: str = "",
    *,
    only_changes: bool = False,
) -> Accepted | None:
    """Ask for texts and `send` them. None if cancelled; with `only_changes` also if nothing was changed.

    If refused, the form is shown again with everything that was entered.
    """
    before = {field.key: field.value for field in fields}
    while (filled := await ask_fields(app, title, fields, note)) is not None:
        if only_changes and filled == before:
            return None
        if (accepted := await send(filled)) is not None:
            return accepted
        fields = tuple(replace(field, value=filled[field.key]) for field in fields)
    return None


async def ask_choice(
    app: App[Any],
    title: str,
    choices: Choices,
    note: str = "",
    current: str = "",
    *,
    careful: bool = False,
    written: str = "",
) -> str | None:
    """Ask for one of `choices`: digits, arrows with Enter, or the mouse. Returns its key.

    Set `careful` if the answer may end something for the room: keys typed as part of a text are ignored.
    Letters choose `written`, where it is given, and go into the form that asks for the text.
    """
    from workshop.terminal.dialogs.choice import ChoiceDialog

    return await answer_of(app, ChoiceDialog(title, choices, note, current, careful=careful, written=written))


async def ask_many(
    app: App[Any], title: str, choices: Choices, chosen: Sequence[str] = (), note: str = ""
) -> tuple[str, ...] | None:
    """Ask for any number of `choices`: space marks, Enter confirms. Returns the keys in order."""
    from workshop.terminal.dialogs.choice import ManyDialog

    return await answer_of(app, ManyDialog(title, choices, chosen, note))


async def confirm(app: App[Any], question: str, detail: str = "", *, harmless: bool = True) -> bool:
    """Ask yes or no: `j` means yes, Esc and `n` no, and Enter yes unless that throws something away."""
    from workshop.terminal.dialogs.confirm import ConfirmDialog

    answer = await answer_of(app, ConfirmDialog(question, detail, harmless=harmless))
    return answer is True


async def show_text(app: App[Any], title: str, lines: Sequence[str | Content]) -> None:
    """Show a text that may be scrolled, until a key closes it."""
    from workshop.terminal.dialogs.confirm import TextDialog

    await answer_of(app, TextDialog(title, lines))
