"""What a text typed in a field means: the same in every face."""

from __future__ import annotations

from string import ascii_letters

from prompts.language.formatting import long_date, weekday
from prompts.language.words import Words
from sessions.errors import Refused
from sessions.rules.dates import parsed_date, parsed_due
from workshop.facilitating.conversation import Choices, Field

_DIGITS = 5
_SEPARATORS = str.maketrans(",;/", "   ")


def fault_in(typed: str, field: Field, words: Words) -> str:
    """What is wrong with a text in its field; empty where nothing is."""
    if field.reference is not None:
        try:
            (parsed_due if field.may_be_words else parsed_date)(typed, field.reference)
        except Refused as refusal:
            return refusal.sentence(words)
    if field.options and option_meant(typed, field.options) is None:
        return words("terminal.dialog.no-option", text=typed.strip())
    return _fault_in_counts(typed, field, words) if field.counts else ""


def _fault_in_counts(typed: str, field: Field, words: Words) -> str:
    """What is wrong with the counts of a row, named by its label: the rows of a table look alike."""
    counts = counts_in(typed, len(field.counts))
    if counts is None:
        return words("terminal.dialog.no-counts", n=len(field.counts), row=field.label)
    before = counts_in(field.value, len(field.counts)) or ()
    raised = any(now > then for now, then in zip(counts, before, strict=False))
    if field.most_counted and raised and sum(counts) > field.most_counted:
        return words(
            "terminal.dialog.too-many-counts", n=sum(counts), most=field.most_counted, row=field.label
        )
    return ""


def read_back(typed: str, field: Field, words: Words) -> str:
    """What a text in its field is read as, where that is not just what stands there; otherwise empty."""
    if field.reference is not None:
        return date_read(typed, field, words)
    if field.options:
        label = label_of(option_meant(typed, field.options) or "", field.options)
        return f"= {label}" if label and label != typed else ""
    counts = counts_in(typed, len(field.counts)) if field.counts and typed.strip() else None
    if counts is None or len(counts) == 1:
        return ""
    if all(label[:1].isdecimal() for label in field.counts):  # a value and its count would be mixed up
        told = zip(field.counts, counts, strict=True)
        listed = (words("terminal.dialog.count-on", n=count, value=label) for label, count in told if count)
        return " · ".join(listed)
    return "= " + " · ".join(f"{label} {count}" for label, count in zip(field.counts, counts, strict=True))


def value_of(typed: str, field: Field) -> str:
    """What a form is filled with: the text, or the key of the option that it means."""
    return option_meant(typed, field.options) or "" if field.options else typed


def date_read(typed: str, field: Field, words: Words) -> str:
    """What a text typed in a date field means: weekday and date, or that it is words; empty for neither."""
    if field.reference is None or typed == field.value:
        return ""
    try:
        day, said = parsed_due(typed, field.reference)
    except Refused:
        return ""
    if day is not None:
        name, written = weekday(day, words.language), long_date(day, words.language)
        return words("terminal.dialog.date-read", weekday=name, date=written)
    return words("terminal.dialog.date-words", text=said) if said and field.may_be_words else ""


def option_meant(typed: str, options: Choices) -> str | None:
    """The key of the option that a text means: its label, its number, its beginning, or words of only one.

    Empty for an empty text, None where it is not clear.
    """
    wanted = " ".join(typed.casefold().split())
    if not wanted:
        return ""
    labels = {key: " ".join(label.casefold().split()) for key, label in options}
    numbers = {key: label.partition(" ")[0] for key, label in labels.items()}
    for found in (
        [key for key, label in labels.items() if label == wanted or _is_number(wanted, numbers[key])],
        [key for key, label in labels.items() if label.startswith(wanted)],
        [key for key, label in labels.items() if wanted in label],
    ):
        if found:
            return found[0] if len(found) == 1 else None
    return None


def label_of(key: str, options: Choices) -> str:
    """The label of an option; empty for none."""
    return next((label for known, label in options if known == key), "")


def counts_in(typed: str, columns: int) -> tuple[int, ...] | None:
    """One count for each of so many columns: `3 1 0 2`, or `3102` where all are below ten.

    Missing ones at the end are 0. None where it is not so many numbers.
    """
    parts = typed.translate(_SEPARATORS).split()
    if not all(part.isascii() and part.isdecimal() for part in parts):
        return None
    if len(parts) == 1 and columns > 1:
        parts = list(parts[0])
    if len(parts) > columns or any(len(part) > _DIGITS for part in parts):
        return None
    return tuple(map(int, parts)) + (0,) * (columns - len(parts))


def _is_number(wanted: str, number: str) -> bool:
    """Whether `7` or `t7` is what a label begins with."""
    return wanted in (number, number.lstrip(ascii_letters))
