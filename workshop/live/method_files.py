"""The method of a workshop: one that is shipped, or one of the organisation's own beside the session files.

A session file names its method by key. Own methods lie in the folder `methods` beside that of the sessions,
so that a workshop finds its method wherever the data folder is.
"""

from __future__ import annotations

from pathlib import Path

from prompts.language.words import Words, load_words
from prompts.methods.loading import list_methods, load_method
from prompts.methods.model import Method
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


class OutsideMethodsError(Exception):
    """A method's folder is not where a workshop would look for it. Nothing was made."""

    def __init__(self, folder: Path, own: Path) -> None:
        """`folder` is the method's, `own` where it should be."""
        super().__init__(str(folder))
        self.folder, self.own = folder, own

    def sentence(self, words: Words | None = None) -> str:
        """Where to put it."""
        return (words or load_words())("method-files.outside", folder=self.folder, own=self.own)


def load_method_of(session: Path, key: str, language: str) -> Method:
    """The method called `key` of the session file at `session`. Raises MethodError."""
    for listing in list_methods(session.resolve().parent.parent / METHODS):
        if listing.key == key:
            return load_method(str(listing.path), language)
    return load_method(key, language)


def method_to_keep(own: Path, wanted: str, language: str) -> Method:
    """As `chosen_method`, for a new workshop, which must find it again. Raises OutsideMethodsError too."""
    method = chosen_method(own, wanted, language)
    if not any(wanted in (listing.key, listing.path.name) for listing in list_methods(own)):
        raise OutsideMethodsError(Path(wanted), own)
    return method


def chosen_method(own: Path, wanted: str, language: str) -> Method:
    """The method that is `wanted` by its key or its folder's name, shipped or inside the folder `own`.

    Raises MethodError; SharedKeyError where a workshop would find another one by its key.
    """
    known = list_methods(own)
    for listing in known:
        if wanted in (listing.key, listing.path.name):
            first = next(other for other in known if other.key == listing.key)
            if first is not listing:
                raise SharedKeyError(listing.path, listing.key)
            return load_method(str(listing.path), language)
    return load_method(wanted, language)
