"""The method of a workshop: one that is shipped, or one of the organisation's own.

A session file names its method by key. Own methods lie in the folder `methods` beside that of the sessions,
or anywhere; the session file keeps a copy, so that a workshop opens and exports whatever becomes of them.
"""

from __future__ import annotations

import contextlib
from dataclasses import dataclass
from pathlib import Path

from prompts.language.words import Words, load_words
from prompts.methods.checks.checking import STRUCTURE_FILE, check_method_folder, method_folder
from prompts.methods.checks.findings import Findings, names
from prompts.methods.errors import MethodError, MissingKeyError, PackNamedError, UnknownMethodError
from prompts.methods.files.copies import copy_of, folder_in, packs_in, structure_of
from prompts.methods.files.packs import PACK_FILE, PACKS_FOLDER
from prompts.methods.files.source_file import read_source
from prompts.methods.loading import (
    MethodListing,
    list_methods,
    list_packs,
    load_method,
    load_method_in,
    packs_beside,
)
from prompts.methods.model import Method
from sessions.command_answers import CommandWarning
from sessions.model import MethodCopy
from sessions.storage.method_copies import method_copy
from sessions.storage.session_file import StorageError
from workshop.machine.folders import METHODS


class SharedKeyError(Exception):
    """An own method has the key of another one, by which a workshop would find that one. Nothing was made."""

    def __init__(self, folder: Path, key: str) -> None:
        """`folder` is the method's, `key` what its `method.toml` says."""
        super().__init__(key)
        self.folder, self.key = folder, key

    def sentence(self, words: Words | None = None) -> str:
        """Which file to correct."""
        return (words or load_words())("method-files.shared-key", folder=self.folder, name=self.key)


@dataclass(frozen=True, slots=True)
class FoundMethod:
    """A workshop's method, and what the facilitator should know of where it was found."""

    method: Method
    remark: CommandWarning | None = None


@dataclass(frozen=True, slots=True)
class ChosenMethod:
    """A method for a new workshop. `files` is the copy to keep of it; empty for a shipped one."""

    method: Method
    files: str = ""

    @property
    def kept(self) -> tuple[MethodCopy, ...]:
        """The row that a new workshop keeps of it, if any."""
        return (MethodCopy(self.method.key, self.files),) if self.files else ()


def load_method_of(session: Path, key: str, language: str) -> Method:
    """The method called `key` of the session file at `session`. Raises MethodError."""
    return find_method_of(session, key, language).method


def find_method_of(session: Path, key: str, language: str) -> FoundMethod:
    """As `load_method_of`, with a remark where the copy in the session file stands in for its folder.

    The words of an own method are those in its folder, as long as its keys are those of the copy: a word that
    was corrected since is read, and an activity that was removed since is not missed. Raises MethodError.
    """
    own = session.resolve().parent.parent / METHODS
    copy = copy_in(session, key)
    if not copy:
        listing = _called(own, key)
        return FoundMethod(load_method(key if listing is None else str(listing.path), language))
    kept, listing = folder_in(copy), _called(own, key)
    if not (kept / STRUCTURE_FILE).is_file():
        return FoundMethod(load_method(key, language, packs_in(kept)))
    if listing is None:
        remark = CommandWarning("method-gone", (("name", key), ("own", str(own))))
    else:
        remark = CommandWarning("method-changed", (("folder", str(listing.path)),))
        try:
            beside = packs_for(own, key, listing.path)
            if structure_of(listing.path, beside) == structure_of(kept):
                return FoundMethod(load_method(str(listing.path), language, beside))
        except MethodError as problem:
            told = problem.sentence(load_words(language))
            remark = CommandWarning("method-faulty", (("folder", str(listing.path)), ("problem", told)))
        except OSError:  # it may be about to be moved or written
            pass
    return FoundMethod(load_method_in(kept, language), remark)


def copy_in(session: Path, key: str) -> str:
    """The copy of the method called `key` in a session file; empty where there is none, or no such file."""
    with contextlib.suppress(StorageError):
        return method_copy(session, key)
    return ""


def chosen_method(own: Path, wanted: str, language: str) -> Method:
    """The method that is `wanted` by its key, its folder's name or its path. Raises as `method_to_keep`."""
    return method_to_keep(own, wanted, language).method


def method_to_keep(own: Path, wanted: str, language: str) -> ChosenMethod:
    """The method for a new workshop: `wanted` by key or folder, shipped, in the folder `own`, or elsewhere.

    Raises MethodError; SharedKeyError where another method has the same key.
    """
    known = list_methods(own)
    listing = next((each for each in known if wanted in (each.key, each.path.name)), None)
    if listing is not None:
        first = next(other for other in known if other.key == listing.key)
        if first is not listing:
            raise SharedKeyError(listing.path, listing.key)
        is_own = own in listing.path.parents
        beside = packs_for(own, listing.key, listing.path)
        method = load_method(str(listing.path) if is_own else listing.key, language, beside)
        files = copy_of(listing.path if is_own else None, beside) if is_own or beside else ""
        return ChosenMethod(method, files)
    try:
        method, folder = load_method(wanted, language), method_folder(Path(wanted))
    except UnknownMethodError:
        if pack_of := method_of_pack(own, wanted):
            raise PackNamedError(wanted, name=wanted, method=pack_of) from None
        raise
    require_key_of_its_own(own, folder)
    try:
        return ChosenMethod(method, copy_of(folder))
    except OSError:
        raise UnknownMethodError(wanted, name=wanted, names="") from None


def method_of_pack(own: Path, key: str) -> str:
    """The key of the method that the pack with this key is for; empty where no pack has it."""
    beside = (each.method for each in list_packs(own) if each.key == key)
    inside = (
        method.key
        for method in list_methods(own)
        for each in list_packs(method.path / PACKS_FOLDER)
        if each.key == key
    )
    return next((found for found in (*beside, *inside) if found), "")


def packs_for(own: Path, key: str, folder: Path) -> tuple[Path, ...]:
    """The packs in the folder `own` that are for the method called `key`, as far as they have no fault.

    A pack that is being written must not keep anybody from the method: the check tells its faults.
    """
    fine: list[Path] = []
    for place, wanted in packs_beside(own).items():
        if wanted == key and not check_method_folder(folder, (*fine, place)):
            fine.append(place)
    return tuple(fine)


def problems_in(own: Path, path: Path) -> tuple[MethodError, ...]:
    """Every problem of a method, or of a pack that lies by itself together with the method it is for."""
    place = path.parent if path.name == PACK_FILE else path
    alone = (place / PACK_FILE).is_file() and place.resolve().parent.name != PACKS_FOLDER
    if not alone:
        return check_method_folder(path)
    try:
        findings = Findings(read_source(place / PACK_FILE))
    except MethodError as problem:
        return (problem,)
    wanted = findings.source.tree.get("method", "")
    listing = _called(own, wanted) if isinstance(wanted, str) else None
    if listing is not None:
        others = (other for other in packs_for(own, listing.key, listing.path) if not _same(other, place))
        by_itself = check_method_folder(listing.path, (place,))
        return by_itself or check_method_folder(listing.path, (*others, place))
    known = names(each.key for each in list_methods(own))
    error = UnknownMethodError if wanted else MissingKeyError
    findings.add(error, ("method",), expects="one_of", name=wanted or "method", names=known)
    return findings.in_order()


def require_key_of_its_own(own: Path, path: Path) -> None:
    """Raise SharedKeyError if the method in `path`, which is without fault, has another one's key."""
    folder = method_folder(path)
    key = load_method(str(folder)).key
    if any(key == each.key and not _same(each.path, folder) for each in list_methods(own)):
        raise SharedKeyError(folder, key)


def _same(one: Path, other: Path) -> bool:
    try:
        return one.resolve() == other.resolve()
    except OSError:
        return False


def _called(own: Path, key: str) -> MethodListing | None:
    return next((listing for listing in list_methods(own) if listing.key == key), None)
