"""The agreement form shared by several acts: its fields, its commands, and agreements as choices."""

from __future__ import annotations

from datetime import date

from prompts.language.typed_dates import LONGEST_DATE
from prompts.language.words import Words
from prompts.language.written import long_date, parsed
from sessions.agreements import REQUIRED
from sessions.commands import AddNextStep, EditNextStep
from sessions.limits import LONGEST_FIELD, LONGEST_WHO
from sessions.model import NextStep
from workshop.facilitating.conversation import Choices, Field

FIELDS = (*REQUIRED, "resources", "help")
"""In the order of the form, and of the commands that take it."""

_LONGEST = {"who": LONGEST_WHO, "due": LONGEST_DATE}


def due_in_words(step: NextStep, language: str) -> str:
    """A step's date in words, or the raw text if it is not a date."""
    day = parsed(step.due)
    return long_date(day, language) if day is not None else step.due


def in_short(step: NextStep, language: str) -> str:
    """Who, what, when."""
    return ", ".join(part for part in (step.who, step.what, due_in_words(step, language)) if part)


def step_choices(steps: tuple[NextStep, ...], language: str) -> Choices:
    """Agreements as choices."""
    return [(step.id, in_short(step, language)) for step in steps]


def fields_for(
    words: Words, reference: date, step: NextStep | None = None, what: str = ""
) -> tuple[Field, ...]:
    """The fields of an agreement. Only `what` is required: other gaps give a warning.

    Typed dates are read relative to `reference`.
    """
    return tuple(
        Field(
            name,
            words(f"panels.agree.{name}_field"),
            _value(step, name, words.language) if step is not None else what if name == "what" else "",
            optional=name != "what",
            longest=_LONGEST.get(name, LONGEST_FIELD),
            wanted=name in REQUIRED,
            reference=reference if name == "due" else None,
        )
        for name in FIELDS
    )


def _value(step: NextStep, name: str, language: str) -> str:
    return due_in_words(step, language) if name == "due" else str(getattr(step, name))


def add_command(filled: dict[str, str], card: str) -> AddNextStep:
    """The command for a filled form."""
    return AddNextStep(**{name: filled[name] for name in FIELDS}, card=card)


def edit_command(step: NextStep, filled: dict[str, str], card: str, language: str) -> EditNextStep:
    """The command for a filled form of `step`; an unchanged date keeps its stored form."""
    values = {name: filled[name] for name in FIELDS}
    if values["due"] == due_in_words(step, language):
        values["due"] = step.due
    return EditNextStep(step.id, **values, card=card)
