"""The keys of a run sheet on paper: in short at each activity, and what each of them does at the end."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from exports.blocks import Column, Group, Paragraph, Section, Table, single
from exports.key_told import KeyTold
from prompts.language.words import Words
from prompts.methods.model import Activity, Method
from prompts.methods.run_sheets import RunSheet


@dataclass(frozen=True, slots=True)
class Keys:
    """What a face says of its keys: `of` an activity, and `everywhere`."""

    of: Callable[[Method, Activity, Words], tuple[KeyTold, ...]]
    everywhere: Callable[[Words], tuple[KeyTold, ...]]


NO_KEYS = Keys(lambda method, activity, words: (), lambda words: ())
"""For readers who lead nothing."""


def key_on_paper(key: str, words: Words) -> str:
    """A key as people say it: `^r` as `Ctrl+R`, the space bar by its name."""
    if key.startswith("^"):
        return f"Ctrl+{key[1:].upper()}"
    return {"␣": words("sheet.space"), "⏎": "Enter"}.get(key, key)


def keys_in_short(method: Method, activity: Activity, words: Words, keys: Keys) -> str:
    """The keys of an activity with one or two words each."""
    return " · ".join(
        f"{key_on_paper(told.key, words)} {told.label}" for told in keys.of(method, activity, words)
    )


def keys_section(order: int, method: Method, sheet: RunSheet, words: Words, keys: Keys) -> Section:
    """What each key does: those that always work, then those of the activities of one kind together."""
    everywhere = keys.everywhere(words)
    if not everywhere:
        return Section(order, "keys", words("sheet.keys"), ())
    known = {told.does for told in everywhere}
    groups = [Group(words("sheet.keys-everywhere"), (_table(everywhere, words),))]
    of_kind: dict[str, tuple[list[str], dict[str, KeyTold]]] = {}
    for planned in sheet.plan:
        activity = method.activity(planned.activity)
        titles, told = of_kind.setdefault(activity.kind, ([], {}))
        own = [each for each in keys.of(method, activity, words) if each.does not in known]
        if own:
            titles.append(activity.title)
        told |= {each.does: each for each in own if each.does not in told}
    groups += [
        Group(" · ".join(titles), (_table(tuple(told.values()), words),))
        for titles, told in of_kind.values()
        if told
    ]
    return Section(order, "keys", words("sheet.keys"), (Paragraph(words("sheet.keys-told")), *groups))


def _table(keys: tuple[KeyTold, ...], words: Words) -> Table:
    columns = (Column(words("sheet.key"), 14), Column(words("sheet.key-does"), 86))
    rows = tuple((single(key_on_paper(told.key, words)), single(told.does)) for told in keys)
    return Table(words("sheet.keys"), columns, rows)
