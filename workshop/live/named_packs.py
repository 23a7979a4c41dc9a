"""A pack that is asked for by itself, by its key, its folder or its path: shown, printed, previewed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from prompts.methods.files.packs import PACK_FILE, PACKS_FOLDER
from prompts.methods.loading import PackListing, list_methods, list_packs, load_method
from prompts.methods.model import Method
from workshop.live.method_files import problems_in


@dataclass(frozen=True, slots=True)
class NamedPack:
    """A pack without fault: its key, its folder and its method's, and whether it lies outside that."""

    key: str
    place: Path
    method_folder: Path
    is_beside: bool

    def load(self, language: str) -> Method:
        """The method that the pack is for, with it. Raises MethodError."""
        beside = (self.place,) if self.is_beside else ()
        return load_method(str(self.method_folder), language, beside)


def named_pack(own: Path, wanted: str) -> NamedPack | None:
    """The pack that is `wanted`, among those in the folder `own`, those of every method, or by its path.

    None where a method is called so, or nothing is. Raises MethodError, the first problem, for a faulty pack.
    """
    methods = list_methods(own)
    if any(wanted in (each.key, each.path.name) for each in methods):
        return None
    listing = next(_by_path(wanted), None) or _by_name(
        (own, *(each.path / PACKS_FOLDER for each in methods)), wanted
    )
    if listing is None:
        return None
    for problem in problems_in(own, listing.path)[:1]:
        raise problem
    inside = listing.path.resolve().parent
    is_beside = inside.name != PACKS_FOLDER
    folder = inside.parent
    if is_beside:
        folder = next(each.path for each in methods if each.key == listing.method)
    return NamedPack(listing.key, listing.path, folder, is_beside)


def _by_path(wanted: str) -> Iterator[PackListing]:
    path = Path(wanted)
    place = path.parent if path.name == PACK_FILE else path
    try:
        yield from (each for each in list_packs(place.parent) if each.path.name == place.name)
    except ValueError:  # a null character: no path at all
        return


def _by_name(folders: Iterable[Path], wanted: str) -> PackListing | None:
    found = (each for folder in folders for each in list_packs(folder))
    return next((each for each in found if wanted in (each.key, each.path.name)), None)
