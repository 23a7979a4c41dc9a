"""What a list that is taken in would become: the lines of a preview, and the command that writes it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from sessions.commands import AddNextStep, AddNextSteps, AddPeople, WriteCards
from sessions.errors import BadDateError
from sessions.rules.dates import parsed_due
from sessions.rules.earlier_cards import initiatives_deck

if TYPE_CHECKING:  # a screen starts without what reads files
    from exports.reading.list_entries import ListEntries
    from prompts.language.words import Words
    from prompts.methods.model import Method
    from sessions.commands import FacilitatorCommand

LIST_KINDS = ("initiatives", "names", "agreements")
_SHOWN, _SHOWN_LENGTH = 5, 70


def preview_lines(found: ListEntries, words: Words) -> Iterator[str]:
    """How many there are, what was taken for what, what is left out, and the first of them."""
    yield words(f"lists.count-{found.kind.value}", n=len(found.entries))
    source = found.source
    if source.sheet:
        yield words("lists.sheet", sheet=source.sheet)
    if source.encoding:
        yield words("lists.encoding", encoding=source.encoding)
    if any(len(row) > 1 for row in source.rows):
        for name, head in found.columns:
            yield words("lists.column", field=words(f"lists.field-{name}"), head=_short(head))
    for name in ("empty", "repeated", "long"):
        if count := getattr(found, name):
            yield words(f"lists.{name}", n=count)
    for entry in found.entries[:_SHOWN]:
        yield "– " + " · ".join(_short(text) for text in entry.values())
    if len(found.entries) > _SHOWN:
        yield words("lists.more", n=len(found.entries) - _SHOWN)


def command_of(found: ListEntries, method: Method, reference: date) -> FacilitatorCommand:
    """The one command that writes all of it; dates are read from the day `reference`."""
    if found.kind.value == "names":
        return AddPeople(tuple((entry["name"], entry.get("table", "")) for entry in found.entries))
    if found.kind.value == "agreements":
        return AddNextSteps(tuple(_agreement(entry, reference) for entry in found.entries))
    texts = tuple(entry["initiative"] for entry in found.entries)
    return WriteCards(texts, deck=initiatives_deck(method))


def _agreement(entry: dict[str, str], reference: date) -> AddNextStep:
    typed = entry.get("due", "")
    try:
        due, said = parsed_due(typed, reference)
    except BadDateError:
        due, said = None, typed
    return AddNextStep(
        who=entry.get("who", ""),
        what=entry["what"],
        due=due,
        first_visible_result=entry.get("result", ""),
        resources=entry.get("resources", ""),
        help=entry.get("help", ""),
        due_words=said,
    )


def _short(text: str) -> str:
    return text if len(text) <= _SHOWN_LENGTH else f"{text[: _SHOWN_LENGTH - 1]}…"
