"""Checks a method's folder against every rule and collects all problems, for authors and the loader.

The loader refuses a method with a single problem; `workshop methods check` shows them all.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources.abc import Traversable
from pathlib import Path

from prompts.language.words import DEFAULT_LANGUAGE
from prompts.methods.checks.findings import Findings
from prompts.methods.checks.structure_checks import check_structure
from prompts.methods.checks.text_checks import check_texts
from prompts.methods.errors import (
    MethodError,
    MissingFileError,
    MissingKeyError,
    MissingTextError,
    WrongValueError,
)
from prompts.methods.files.packs import PACK_FILE, PACKS_FOLDER, ReadPack, read_packs
from prompts.methods.files.raw import RawMethod
from prompts.methods.files.raw_texts import MethodTexts
from prompts.methods.files.shape_reader import ShapeReader
from prompts.methods.files.source_file import read_source
from prompts.methods.languages import is_language, languages_of
from prompts.methods.look import LARGEST_LOGO, LOGO_FILE, is_picture, logo_in

STRUCTURE_FILE = "method.toml"


@dataclass(frozen=True, slots=True)
class Examined:
    """A method's files as far as they could be read, and the problems found in them."""

    structure: RawMethod | None
    texts: MethodTexts | None
    problems: tuple[MethodError, ...]
    packs: tuple[ReadPack, ...] = ()


def check_method_folder(path: Path, beside: Sequence[Path] = ()) -> tuple[MethodError, ...]:
    """Every problem of the method in the folder `path`, file by file, in all its languages.

    A `method.toml` may be given instead of its folder, and a pack instead of its method; `beside` are
    folders of packs that lie elsewhere. An empty result means that the method can be used.
    """
    folder = method_folder(path)
    problems: dict[tuple[object, ...], MethodError] = {}
    for language in languages_of(folder) or (DEFAULT_LANGUAGE,):
        for problem in examine(folder, language, beside).problems:
            # The structure is examined once for each language; its problems are shown once.
            problems.setdefault((problem.file, problem.place, problem.sentence()), problem)
    return tuple(problems.values())


def method_folder(path: Path) -> Path:
    """The folder of the method that `path` is, or is a file or a pack of."""
    folder = path.parent if path.name in (STRUCTURE_FILE, PACK_FILE) else path
    of_pack = folder.resolve().parent
    if of_pack.name == PACKS_FOLDER and (folder / PACK_FILE).is_file():
        return of_pack.parent
    return folder


def examine(folder: Traversable, language: str, beside: Sequence[Traversable] = ()) -> Examined:
    """Read and check the structure and the words of one language, as far as that goes."""
    structure, problems = _examine_structure(folder)
    if not is_language(language):
        fault = WrongValueError(f"{language}.toml", expects="language", value=language)
        return Examined(structure, None, (*problems, fault))
    texts, text_problems = _examine_texts(folder, language, structure)
    if structure is None or problems:
        # Packs refer to the method: checking them against a broken one would report its problems twice.
        return Examined(structure, texts, (*problems, *text_problems))
    added = read_packs(folder, structure, language, beside)
    return Examined(structure, texts, (*problems, *text_problems, *added.problems), added.packs)


def _examine_structure(folder: Traversable) -> tuple[RawMethod | None, tuple[MethodError, ...]]:
    try:
        findings = Findings(read_source(folder / STRUCTURE_FILE))
    except MethodError as problem:
        return None, (problem,)
    structure = ShapeReader(findings, MissingKeyError).read(RawMethod)
    check_structure(structure, findings)
    logo = logo_in(folder)
    if logo and not is_picture(logo):
        fault = WrongValueError(LOGO_FILE, expects="logo", value=LOGO_FILE, limit=LARGEST_LOGO // 1024)
        return structure, (*findings.in_order(), fault)
    return structure, findings.in_order()


def _examine_texts(
    folder: Traversable, language: str, structure: RawMethod | None
) -> tuple[MethodTexts | None, tuple[MethodError, ...]]:
    try:
        findings = Findings(read_source(folder / f"{language}.toml"))
    except MethodError as problem:
        # Without a folder there is one problem, and method.toml has reported it.
        absent = structure is None and isinstance(problem, MissingFileError)
        return None, () if absent else (problem,)
    texts = ShapeReader(findings, MissingTextError).read(MethodTexts)
    if structure is not None:
        check_texts(structure, texts, findings)
    return texts, findings.in_order()
