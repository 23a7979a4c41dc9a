"""Packs: folders beside a method's own files, each adding activities that a run sheet can include.

A pack is read and checked like the method itself and then merged into it, so that the rest of the
program sees one method and no files.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from importlib.resources.abc import Traversable
from pathlib import Path

import msgspec

from prompts.methods.checks.findings import Findings
from prompts.methods.checks.owners import Owners
from prompts.methods.checks.structure_checks import check_pack
from prompts.methods.checks.text_checks import check_pack_texts
from prompts.methods.errors import (
    MethodError,
    MissingKeyError,
    MissingTextError,
    OtherMethodError,
)
from prompts.methods.files.raw import RawMethod, RawPack
from prompts.methods.files.raw_texts import MethodTexts, PackTexts
from prompts.methods.files.shape_reader import ShapeReader
from prompts.methods.files.source_file import read_source
from prompts.methods.languages import languages_of, nearest_language

PACKS_FOLDER = "packs"
PACK_FILE = "pack.toml"


@dataclass(frozen=True, slots=True)
class ReadPack:
    """A pack's structure, and its texts in `language`: the wanted one, or the nearest that it has."""

    structure: RawPack
    texts: PackTexts
    language: str


@dataclass(frozen=True, slots=True)
class ReadPacks:
    """The packs of a method that could be read, by their folders' names, and what is wrong with any."""

    packs: tuple[ReadPack, ...] = ()
    problems: tuple[MethodError, ...] = ()


def read_packs(
    folder: Traversable, method: RawMethod, language: str, beside: Sequence[Traversable] = ()
) -> ReadPacks:
    """Read every pack in the folder `packs` beside the method's files, with the texts of `language`.

    `beside` are folders of packs that lie elsewhere, such as one's own for a shipped method.
    """
    packs: list[ReadPack] = []
    problems: list[MethodError] = []
    own, before = method, list[tuple[str, RawPack]]()
    found = [(place, f"{PACKS_FOLDER}/{place.name}") for place in _pack_folders(folder)]
    for place, shown in (*found, *((place, place.name) for place in beside)):
        structure, faults = _read_structure(place, shown, method, Owners(own, before))
        problems += faults
        if structure is None:
            continue
        spoken = nearest_language(languages_of(place), language)
        texts, faults = _read_texts(place, shown, spoken, structure)
        problems += faults
        method = with_structures(method, [structure])
        before.append((str(place) if isinstance(place, Path) else shown, structure))
        if texts is not None:
            packs.append(ReadPack(structure, texts, spoken))
    return ReadPacks(tuple(packs), tuple(problems))


def with_structures(method: RawMethod, packs: Iterable[RawPack]) -> RawMethod:
    """The method merged with its packs' structures."""
    for pack in packs:
        method = msgspec.structs.replace(
            method,
            decks=(*method.decks, *pack.decks),
            scales=(*method.scales, *pack.scales),
            category_sets=(*method.category_sets, *pack.category_sets),
            question_sets=(*method.question_sets, *pack.question_sets),
            grids=(*method.grids, *pack.grids),
            records=(*method.records, *pack.records),
            activities=(*method.activities, *pack.activities),
        )
    return method


def with_texts(texts: MethodTexts, packs: Iterable[PackTexts]) -> MethodTexts:
    """The method's texts merged with its packs'."""
    for pack in packs:
        texts = msgspec.structs.replace(
            texts,
            decks=texts.decks | pack.decks,
            scales=texts.scales | pack.scales,
            category_sets=texts.category_sets | pack.category_sets,
            question_sets=texts.question_sets | pack.question_sets,
            grids=texts.grids | pack.grids,
            records=texts.records | pack.records,
            activities=texts.activities | pack.activities,
            statements=texts.statements | pack.statements,
        )
    return texts


def _pack_folders(folder: Traversable) -> Iterator[Traversable]:
    try:
        places = folder / PACKS_FOLDER
        found = [place for place in places.iterdir() if (place / PACK_FILE).is_file()]
    except OSError:
        return
    yield from sorted(found, key=lambda place: place.name)


def _read_structure(
    place: Traversable, shown: str, method: RawMethod, owners: Owners
) -> tuple[RawPack | None, tuple[MethodError, ...]]:
    try:
        findings = Findings(read_source(place / PACK_FILE, f"{shown}/{PACK_FILE}"))
    except MethodError as problem:
        return None, (problem,)
    pack = ShapeReader(findings, MissingKeyError).read(RawPack)
    if pack.method not in ("", method.key):
        findings.add(OtherMethodError, ("method",), value=pack.method, name=method.key)
    if owners.has_pack(pack.key):
        # Everything in a copy stands twice: one sentence says it.
        owners.tell(lambda file: [file.key], pack.key, ("key",), findings)
        return None, findings.in_order()
    check_pack(pack, with_structures(method, [pack]), findings, owners)
    return pack, findings.in_order()


def _read_texts(
    place: Traversable, shown: str, language: str, pack: RawPack
) -> tuple[PackTexts | None, tuple[MethodError, ...]]:
    name = f"{language}.toml"
    try:
        findings = Findings(read_source(place / name, f"{shown}/{name}"))
    except MethodError as problem:
        return None, (problem,)
    texts = ShapeReader(findings, MissingTextError).read(PackTexts)
    check_pack_texts(pack, texts, findings)
    return texts, findings.in_order()
