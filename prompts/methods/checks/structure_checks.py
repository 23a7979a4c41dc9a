"""What `method.toml` must satisfy beyond its types: keys, references, kinds, numbers and sums."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import partial

from prompts.language.cleaning import LONGEST_NAME
from prompts.methods.checks.findings import Findings, names
from prompts.methods.checks.link_checks import check_link
from prompts.methods.checks.owners import Keys, Owners
from prompts.methods.checks.plan_checks import check_order, written_decks
from prompts.methods.checks.set_checks import check_format, check_rating, check_sets, keys_of_sets
from prompts.methods.errors import (
    DuplicateKeyError,
    MissingKeyError,
    UnknownReferenceError,
    WrongSumError,
    WrongValueError,
)
from prompts.methods.files.line_numbers import Path
from prompts.methods.files.raw import RawActivity, RawMethod, RawPack, RawPlanned, RawRunSheet, RawScale
from prompts.methods.kinds import OPTIONAL_FIELDS, traits_of
from prompts.methods.look import COLOUR
from prompts.methods.model import Phase

LONGEST_ACTIVITY = 1440
HIGHEST_RATING = 100

SETS = ("category_sets", "question_sets", "grids", "records")
NAMED = {
    "categories": "category_sets",
    "questions": "question_sets",
    "grid": "grids",
    "scale": "scales",
    "second_scale": "scales",
    "record": "records",
    "beside": "activities",
}
"""By the field of an activity, the section that what it names stands in."""

_KEY = re.compile(r"[a-z0-9][a-z0-9-]{0,59}")
_PREFIX = re.compile(r"[a-z]{1,3}")


def check_structure(method: RawMethod, findings: Findings) -> None:
    """Add every problem in `method` to `findings`."""
    check_format(method, findings)
    _check_key(method.key, ("key",), findings)
    _check_keys(method, findings)
    _check_decks(method, findings)
    check_sets(method, method, findings, Owners(method))
    for number, scale in enumerate(method.scales):
        _check_scale(scale, ("scales", number), findings)
    for number, activity in enumerate(method.activities):
        _check_activity(method, activity, ("activities", number), findings)
    for number, sheet in enumerate(method.run_sheets):
        _check_run_sheet(method, sheet, ("run_sheets", number), findings)
    _check_days(method.follow_up_days, findings)
    look = method.look
    if look.colour and not COLOUR.fullmatch(look.colour):
        findings.add(WrongValueError, ("look", "colour"), expects="colour", value=look.colour)
    if not look.name.isprintable() or len(look.name) > LONGEST_NAME:
        findings.add(WrongValueError, ("look", "name"), expects="look_name", value=look.name[:LONGEST_NAME])


def check_pack(pack: RawPack, method: RawMethod, findings: Findings, owners: Owners) -> None:
    """Add every problem in `pack` to `findings`. `method` already includes the pack's entries.

    `owners` are what the pack is read after.
    """
    check_format(pack, findings)
    _check_key(pack.key, ("key",), findings)
    for section in (*SETS, "decks", "scales", "activities"):
        entries: Sequence[RawActivity] = getattr(pack, section)
        places: list[Path] = [(section, number, "key") for number in range(len(entries))]
        _check_unique_keys([entry.key for entry in entries], places, findings)
        _check_new(partial(_keys_in, section), pack, method, places, findings, owners)
    for key, place in keys_of_sets(pack):
        _check_key(key, place, findings)
    _check_statements(pack, findings)
    check_sets(pack, method, findings, owners)
    _check_axes(pack, findings)
    _check_decks(pack, findings)
    prefixes: list[Path] = [("decks", number, "prefix") for number in range(len(pack.decks))]
    _check_new(_prefixes, pack, method, prefixes, findings, owners)
    for number, scale in enumerate(pack.scales):
        _check_scale(scale, ("scales", number), findings)
    for number, activity in enumerate(pack.activities):
        _check_activity(method, activity, ("activities", number), findings)
    _check_plan(pack.plan, method, ("plan",), findings)
    # Cards of the method's own decks are written in the run sheet that the pack stands in, or before it.
    check_order(
        pack.plan, method, ("plan",), findings, written_decks(method) - {deck.key for deck in pack.decks}
    )
    for number, key in enumerate(pack.after):
        _check_reference(key, _keys_in("activities", method), ("after", number), findings)


def _keys_in(section: str, file: RawMethod | RawPack) -> list[str]:
    entries: Sequence[RawActivity] = getattr(file, section)
    return [entry.key for entry in entries]


def _prefixes(file: RawMethod | RawPack) -> list[str]:
    return [deck.prefix for deck in file.decks]


def _check_new(
    keys: Keys,
    pack: RawPack,
    method: RawMethod,
    places: Sequence[Path],
    findings: Findings,
    owners: Owners,
) -> None:
    """A pack may only add: each of its keys must be unique in the method it was merged into."""
    values, known = list(keys(pack)), list(keys(method))
    for value, place in zip(values, places, strict=True):
        if known.count(value) > values.count(value):
            owners.tell(keys, value, place, findings)


def _check_keys(method: RawMethod, findings: Findings) -> None:
    for section in (*SETS, "decks", "scales", "activities", "run_sheets"):
        entries: Sequence[RawActivity] = getattr(method, section)
        places: list[Path] = [(section, number, "key") for number in range(len(entries))]
        _check_unique_keys([entry.key for entry in entries], places, findings)
    _check_list(method.steps, ("steps",), findings)
    for key, place in keys_of_sets(method):
        _check_key(key, place, findings)
    _check_list(method.grid.whens, ("grid", "whens"), findings)
    _check_list(method.grid.outcomes, ("grid", "outcomes"), findings)
    _check_axes(method, findings)
    for section in ("activities", "run_sheets"):
        if not getattr(method, section):
            findings.add(MissingKeyError, (section,), expects="at_least_one", name=section)
    _check_statements(method, findings)


def _check_axes(file: RawMethod | RawPack, findings: Findings) -> None:
    for number, grid in enumerate(file.grids):
        _check_list(grid.whens, ("grids", number, "whens"), findings)
        _check_list(grid.outcomes, ("grids", number, "outcomes"), findings)


def _check_statements(method: RawMethod | RawPack, findings: Findings) -> None:
    """A statement belongs to one activity, because ratings are stored under its key."""
    places: list[Path] = []
    keys: list[str] = []
    for number, activity in enumerate(method.activities):
        keys += activity.statements
        places += [("activities", number, "statements", entry) for entry in range(len(activity.statements))]
    _check_unique_keys(keys, places, findings)


def _check_list(keys: Sequence[str], path: Path, findings: Findings) -> None:
    _check_unique_keys(keys, [(*path, number) for number in range(len(keys))], findings)


def _check_unique_keys(keys: Sequence[str], places: Sequence[Path], findings: Findings) -> None:
    for key, place in zip(keys, places, strict=True):
        _check_key(key, place, findings)
    _check_unique(keys, places, findings)


def _check_key(key: str, place: Path, findings: Findings) -> None:
    if not _KEY.fullmatch(key):
        findings.add(WrongValueError, place, expects="key", value=key)


def _check_unique(values: Iterable[str], places: Iterable[Path], findings: Findings) -> None:
    seen: set[str] = set()
    for value, place in zip(values, places, strict=True):
        if value in seen:
            findings.add(DuplicateKeyError, place, value=value)
        seen.add(value)


def _check_decks(method: RawMethod | RawPack, findings: Findings) -> None:
    places: list[Path] = [("decks", number, "prefix") for number in range(len(method.decks))]
    for number, deck in enumerate(method.decks):
        if not _PREFIX.fullmatch(deck.prefix):
            findings.add(WrongValueError, places[number], expects="prefix", value=deck.prefix)
        _check_list(deck.statuses, ("decks", number, "statuses"), findings)
    _check_unique([deck.prefix for deck in method.decks], places, findings)


def _check_scale(scale: RawScale, path: Path, findings: Findings) -> None:
    if findings.is_broken_within(path):
        return
    if not 0 <= scale.lowest < scale.highest <= HIGHEST_RATING:
        shown = f"{scale.lowest}–{scale.highest}"
        findings.add(WrongValueError, path, expects="scale_range", value=shown)
    if scale.threshold is not None and not scale.lowest <= scale.threshold <= scale.highest:
        findings.add(WrongValueError, (*path, "threshold"), expects="threshold", value=scale.threshold)


def _check_activity(method: RawMethod, activity: RawActivity, path: Path, findings: Findings) -> None:
    if activity.step:
        _check_reference(activity.step, method.steps, (*path, "step"), findings)
    if activity.deck:
        _check_reference(activity.deck, [deck.key for deck in method.decks], (*path, "deck"), findings)
    for name, section in NAMED.items():
        named = getattr(activity, name)
        if named and isinstance(named, str):
            _check_reference(named, _keys_in(section, method), (*path, name), findings)
    for name in ("cut_order", "narrow_order"):
        if (order := getattr(activity, name)) < 0:
            findings.add(WrongValueError, (*path, name), expects="cut_order", value=order)
    for number, minutes in enumerate(activity.parts):
        _check_minutes(minutes, (*path, "parts", number), findings)
    if not findings.is_broken((*path, "kind")):
        _check_kind(activity, path, findings)
        _check_what_kind_uses(method, activity, path, findings)
        check_rating(method, activity, path, findings)
        check_link(method, activity, path, findings)


def _check_reference(key: str, known: Iterable[str], place: Path, findings: Findings) -> None:
    known = list(known)
    if key not in known:
        findings.add(UnknownReferenceError, place, value=key, names=names(known))


def _check_kind(activity: RawActivity, path: Path, findings: Findings) -> None:
    """Each kind has required fields and fields that do not apply to it."""
    traits = traits_of(activity.kind)
    for name in OPTIONAL_FIELDS:
        place, is_set = (*path, name), bool(getattr(activity, name))
        fields = {"name": name, "kind": activity.kind}
        if is_set and name not in traits.needs | traits.may_have:
            findings.add(WrongValueError, place, expects="not_for_kind", value=name, **fields)
        elif not is_set and name in traits.needs:
            findings.add(MissingKeyError, place, expects="needed_by_kind", **fields)
    if activity.phase is not None and traits.phases and activity.phase not in traits.phases:
        known = names(phase.value for phase in traits.phases)
        place = (*path, "phase")
        findings.add(WrongValueError, place, expects="one_of", value=activity.phase.value, names=known)


def _check_what_kind_uses(method: RawMethod, activity: RawActivity, path: Path, findings: Findings) -> None:
    uses = () if activity.phase is Phase.GOALS else traits_of(activity.kind).uses
    needed: list[tuple[str, object]] = [
        (section, getattr(method, section))
        for section in uses
        if not getattr(activity, section, "") and not (activity.per_card and section == "categories")
    ]
    if activity.grid is True:
        needed.append(("grid", method.grid.whens and method.grid.outcomes))
    for section, content in needed:
        if not content:
            fields = {"name": section, "kind": activity.kind}
            findings.add(MissingKeyError, (section,), expects="needed_by_kind", **fields)


def _check_run_sheet(method: RawMethod, sheet: RawRunSheet, path: Path, findings: Findings) -> None:
    _check_plan(sheet.plan, method, (*path, "plan"), findings)
    earlier = written_decks(method) if sheet.follow_up else frozenset()
    check_order(sheet.plan, method, (*path, "plan"), findings, earlier)
    _check_sum(sheet, path, findings)
    if sheet.initiatives < 0:
        findings.add(WrongValueError, (*path, "initiatives"), expects="cut_order", value=sheet.initiatives)


def _check_plan(plan: Sequence[RawPlanned], method: RawMethod, path: Path, findings: Findings) -> None:
    if not plan:
        findings.add(MissingKeyError, path, expects="at_least_one", name="plan")
    activities = {activity.key for activity in method.activities}
    for number, planned in enumerate(plan):
        _check_minutes(planned.minutes, (*path, number, "minutes"), findings)
        if planned.activity not in activities:
            place, known = (*path, number, "activity"), names(sorted(activities))
            findings.add(UnknownReferenceError, place, value=planned.activity, names=known)
    places: list[Path] = [(*path, number, "activity") for number in range(len(plan))]
    _check_unique([planned.activity for planned in plan], places, findings)


def _check_minutes(minutes: int, place: Path, findings: Findings) -> None:
    if not 1 <= minutes <= LONGEST_ACTIVITY:
        findings.add(WrongValueError, place, expects="minutes", value=minutes)


def _check_sum(sheet: RawRunSheet, path: Path, findings: Findings) -> None:
    _check_minutes(sheet.minutes, (*path, "minutes"), findings)
    if any(findings.is_broken_within((*path, part)) for part in ("minutes", "plan")):
        return
    total = sum(planned.minutes for planned in sheet.plan)
    if total != sheet.minutes:
        findings.add(WrongSumError, (*path, "minutes"), sum=total, minutes=sheet.minutes)


def _check_days(days: Sequence[int], findings: Findings) -> None:
    if any(later <= earlier for earlier, later in zip((0, *days), days, strict=False)):
        value = ", ".join(str(day) for day in days)
        findings.add(WrongValueError, ("follow_up_days",), expects="days", value=value)
