"""What one person has promised, as a mail to that person: plain text that can be pasted into any program."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from exports.shortening import cut_text
from prompts.language.cleaning import clean_line
from prompts.language.formatting import long_date
from prompts.language.personal_numbers import without_cpr
from prompts.language.words import Words
from sessions.queries.agreements import aliases, names_in, open_steps
from sessions.state import State

LONGEST = 300
"""Characters of one line."""


@dataclass(frozen=True, slots=True)
class Promise:
    """An open agreement of the person's; `due_words` is what was said where there is no date."""

    what: str
    due: date | None
    due_words: str
    first_visible_result: str
    workshop: str


def people_with_promises(state: State) -> tuple[str, ...]:
    """The names in open agreements, each once, in the order of their dates."""
    known = aliases(state)
    names = (name for step in open_steps(state) for name in names_in(step.who, known))
    return tuple({name.casefold(): name for name in names}.values())


def promises_of(state: State, person: str) -> tuple[Promise, ...]:
    """The open agreements that name `person`, alone or among others, by date."""
    title, wanted = state.workshop.title, person.casefold()
    return tuple(
        Promise(step.what, step.due, step.due_words, step.first_visible_result, title)
        for step in open_steps(state)
        if wanted in map(str.casefold, names_in(step.who, (person,)))
    )


def reminder_text(person: str, promises: Iterable[Promise], today: date, words: Words) -> str:
    """The mail: a line for the subject, then what was promised; empty lines where a mail has them.

    Personal numbers are masked, as in all that is written without asking about them.
    """
    lines = [words("reminder.subject"), "", words("reminder.greeting", name=clean_line(person)), ""]
    lines += [words("reminder.opening"), ""]
    for promise in promises:
        lines.append(f"- {_line(promise, today, words)}")
        if promise.first_visible_result:
            seen = words("reminder.result", text=promise.first_visible_result)
            lines.append(f"  {cut_text(clean_line(seen), LONGEST)}")
        lines.append(f"  {clean_line(promise.workshop)}")
    lines += ["", words("reminder.closing")]
    return without_cpr("\n".join(lines) + "\n")


def _line(promise: Promise, today: date, words: Words) -> str:
    if promise.due is None:
        when = promise.due_words
    else:
        late = "reminder.late" if promise.due < today else "reminder.by"
        when = words(late, date=long_date(promise.due, words.language))
    return cut_text(clean_line(", ".join(part for part in (promise.what, when) if part)), LONGEST)
