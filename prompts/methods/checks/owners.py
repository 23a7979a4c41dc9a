"""Whose a key is that a pack brings a second time: the method's, or that of another pack."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from prompts.methods.checks.findings import Findings
from prompts.methods.errors import TakenKeyError
from prompts.methods.files.line_numbers import Path
from prompts.methods.files.raw import RawMethod, RawPack

Keys = Callable[[RawMethod | RawPack], Iterable[str]]
"""The keys of one sort in a file."""


class Owners:
    """What a pack is read after: the method, and the packs before it by their folders."""

    def __init__(self, method: RawMethod, packs: Sequence[tuple[str, RawPack]] = ()) -> None:
        self._method = method
        self._packs = packs

    def has_pack(self, key: str) -> bool:
        """Whether a pack before has this key."""
        return any(pack.key == key for _, pack in self._packs)

    def tell(self, keys: Keys, value: str, place: Path, findings: Findings) -> None:
        """Record that `value`, one of `keys`, is taken, and by what."""
        folder = next((folder for folder, pack in self._packs if value in keys(pack)), "")
        by, owner = ("pack", folder) if folder else ("method", self._method.key)
        findings.add(TakenKeyError, place, value=value, by=by, owner=owner)
