"""Finds methods, shipped or in the organisation's own folder, and returns them validated."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path

from prompts.language.words import DEFAULT_LANGUAGE
from prompts.methods.checks.checking import STRUCTURE_FILE, examine
from prompts.methods.checks.findings import names
from prompts.methods.errors import MethodError, UnknownMethodError
from prompts.methods.files.assembling import assemble
from prompts.methods.files.packs import PACK_FILE
from prompts.methods.files.source_file import read_source
from prompts.methods.languages import is_language, languages_of, nearest_language
from prompts.methods.look import logo_in
from prompts.methods.model import Method

DEFAULT_METHOD = "tre-skridt"


@dataclass(frozen=True, slots=True)
class MethodListing:
    """A method in the list to choose from. One that cannot be read is listed under its folder's name."""

    key: str
    title: str
    path: Path
    languages: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PackListing:
    """A pack in a folder of packs, with the key of the method it says it is for (empty: not said)."""

    key: str
    title: str
    path: Path
    languages: tuple[str, ...]
    method: str


def load_method(
    key_or_path: str = DEFAULT_METHOD, language: str = DEFAULT_LANGUAGE, beside: Sequence[Traversable] = ()
) -> Method:
    """The method with a key or in a folder, with the words of `language`.

    A method without that language is returned in Danish, or else in the first language it has;
    `Method.language` says which.

    Args:
        key_or_path: the key of a shipped method, or the path of a folder or of its `method.toml`.
        language: two letters, such as `da`.
        beside: folders of packs that lie elsewhere than beside the method.

    Raises:
        MethodError: the first problem. `prompts.methods.checks.checking.check_method_folder` gives them all.
    """
    folder = folder_of(key_or_path)
    if beside or not _is_shipped(key_or_path):
        return load_method_in(folder, language, beside)
    if is_language(language):
        language = nearest_language(languages_of(folder), language)
    return _shipped_method(key_or_path, language)


def load_method_in(
    folder: Traversable, language: str = DEFAULT_LANGUAGE, beside: Sequence[Traversable] = ()
) -> Method:
    """The method in a folder that need not lie on the disk. As `load_method`."""
    if is_language(language):
        language = nearest_language(languages_of(folder), language)
    return _read(folder, language, beside)


@functools.cache
def _shipped_method(key: str, language: str) -> Method:
    """Read once: the program's own files do not change while it runs, and a method is frozen."""
    return _read(folder_of(key), language)


def _read(folder: Traversable, language: str, beside: Sequence[Traversable] = ()) -> Method:
    examined = examine(folder, language, beside)
    if examined.problems:
        raise examined.problems[0]
    assert examined.structure is not None  # noqa: S101 - without problems both were read
    assert examined.texts is not None  # noqa: S101
    return assemble(examined.structure, examined.texts, language, examined.packs, logo_in(folder))


def list_methods(own_folder: Path | None = None) -> tuple[MethodListing, ...]:
    """The shipped methods, the usual one first, then those in the folders inside `own_folder`, by name."""
    folders = sorted(_folders_in(_shipped()), key=lambda folder: folder.name != DEFAULT_METHOD)
    if own_folder is not None:
        folders += _folders_in(own_folder)
    return tuple(_listing(folder) for folder in folders)


def packs_beside(own_folder: Path) -> dict[Path, str]:
    """The packs that lie by themselves in `own_folder`, each with the key of the method it is for."""
    return {pack.path: pack.method for pack in list_packs(own_folder)}


def list_packs(folder: Path) -> tuple[PackListing, ...]:
    """The packs in the folders inside `folder`, by the folder's name. A faulty one is listed too."""
    try:
        found = sorted(place for place in folder.iterdir() if (place / PACK_FILE).is_file())
    except OSError:
        return ()
    return tuple(map(_pack_listing, found))


def sample_pack() -> Traversable:
    """The folder of a small pack that one's own can be a copy of; it is offered nowhere itself."""
    return _shipped() / "egen-pakke"


def _shipped() -> Traversable:
    return resources.files("prompts") / "methods"


@functools.cache
def _shipped_folders() -> dict[str, Traversable]:
    return {folder.name: folder for folder in _folders_in(_shipped())}


def _is_shipped(key: str) -> bool:
    return key in _shipped_folders()


def folder_of(key_or_path: str) -> Traversable:
    """The folder of a shipped method, or of one by its path. Raises UnknownMethodError."""
    shipped = _shipped_folders()
    if key_or_path in shipped:
        return shipped[key_or_path]
    path = Path(key_or_path)
    if path.name == STRUCTURE_FILE:
        path = path.parent
    if not key_or_path or "\0" in key_or_path or not _is_folder(path):
        raise UnknownMethodError(key_or_path, name=key_or_path, names=names(shipped))
    return path


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:  # such as a name that is longer than any file's
        return False


def _folders_in(parent: Traversable) -> Iterator[Traversable]:
    try:
        found = [folder for folder in parent.iterdir() if (folder / STRUCTURE_FILE).is_file()]
    except OSError:
        return
    yield from sorted(found, key=lambda folder: folder.name)


def _listing(folder: Traversable) -> MethodListing:
    languages = languages_of(folder)
    key = _text_in(folder / STRUCTURE_FILE, "key") or folder.name
    return MethodListing(key, _title_in(folder, languages), Path(str(folder)), languages)


def _pack_listing(folder: Path) -> PackListing:
    languages, file = languages_of(folder), folder / PACK_FILE
    key = _text_in(file, "key") or folder.name
    return PackListing(key, _title_in(folder, languages), folder, languages, _text_in(file, "method"))


def _title_in(folder: Traversable, languages: tuple[str, ...]) -> str:
    language = nearest_language(languages, DEFAULT_LANGUAGE)
    return _text_in(folder / f"{language}.toml", "title") or folder.name


def _text_in(file: Traversable, key: str) -> str:
    """One text of a file that may be invalid: a broken method must not hide the others."""
    try:
        value = read_source(file).tree.get(key)
    except MethodError:
        return ""
    return value if isinstance(value, str) and value.isprintable() else ""
