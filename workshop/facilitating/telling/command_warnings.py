"""The text of a command's warning, the same in every user interface."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:  # the first screen is painted before the core is loaded
    from prompts.language.words import Words
    from sessions.command_answers import CommandWarning


def warning_sentence(words: Words, warning: CommandWarning) -> str:
    """The warning in words; the next step's fields that it lists are named as in the form."""
    said: dict[str, object] = dict(warning.fields)
    if "fields" in said:
        names = (name for name in str(said["fields"]).split(",") if name)
        said["fields"] = ", ".join(words(f"panels.agree.{name}_name") for name in names)
    return words(f"warned.{warning.key}", **said)
