"""What can be chosen for a new workshop: its method, its packs, and how long it becomes with them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from workshop.facilitating.conversation import Choices
from workshop.facilitating.ports import MethodChoice

if TYPE_CHECKING:  # the first screen is painted before methods are read
    from prompts.language.words import Words
    from prompts.methods.model import Method
    from prompts.methods.run_sheets import Pack, RunSheet


def method_choices(methods: Sequence[MethodChoice]) -> Choices:
    """The methods by their titles; where two have the same, their keys tell them apart."""
    titles = [method.title for method in methods]
    return [
        (each.key, f"{each.title} ({each.key})" if titles.count(each.title) > 1 else each.title)
        for each in methods
    ]


def offered_packs(method: Method, sheet: RunSheet) -> tuple[Pack, ...]:
    """The packs of the method that have a place in the run sheet and add something to it."""
    there = {planned.activity for planned in sheet.plan}
    return tuple(
        pack
        for pack in method.packs
        if (there.intersection(pack.after) or not sheet.for_employees)
        and any(part.activity not in there for part in pack.plan)
    )


def only_packs(method: Method, packs: Collection[str], words: Words) -> RunSheet:
    """The first of `packs` as a run sheet; an empty one that says what to do where none is chosen."""
    from prompts.methods.run_sheets import RunSheet

    first = next((pack.key for pack in method.packs if pack.key in packs), "")
    if first:
        return method.run_sheet(first)
    return RunSheet("", 0, words("terminal.new.only-packs"), words("terminal.new.choose-packs"), ())


def follow_up_choices(method: Method) -> Choices:
    """The run sheets for a follow-up by their titles."""
    return [(sheet.key, sheet.title) for sheet in method.follow_up_sheets()]


def minutes_with(method: Method, sheet: RunSheet, packs: Collection[str]) -> int:
    """The minutes of the run sheet with these packs; an activity that two of them have counts once."""
    plan = list(sheet.plan)
    for pack in offered_packs(method, sheet):
        there = {planned.activity for planned in plan}
        if pack.key in packs:
            plan += [planned for planned in pack.plan if planned.activity not in there]
    return sum(planned.minutes for planned in plan)
