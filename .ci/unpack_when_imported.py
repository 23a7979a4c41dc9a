"""Runs first in the single file: a module that lies there as `….xz` is unpacked when it is imported.

The single file unpacks itself at every start. What is large and seldom used would cost every start its
second; packed, it costs one only where it is used. It lies in the folder that goes when the program ends.
"""

from __future__ import annotations

import lzma
import os
import sys
from collections.abc import Sequence
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec
from importlib.util import spec_from_file_location
from pathlib import Path
from types import ModuleType


class PackedModules(MetaPathFinder):
    """Finds compiled modules that lie packed in `folder`, as `NAME.SUFFIX.xz`."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._packed = {file.name.split(".")[0]: file for file in folder.glob("*.xz")}

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """Unpack the module's file unless it has been. Raises OSError where the disk is full."""
        packed = self._packed.get(fullname.rpartition(".")[2])
        if packed is None:
            return None
        unpacked = packed.with_suffix("")
        if not unpacked.exists():
            whole = unpacked.with_name(f"{unpacked.name}.{os.getpid()}")
            whole.write_bytes(lzma.decompress(packed.read_bytes()))
            whole.replace(unpacked)
        return spec_from_file_location(fullname, unpacked)


if getattr(sys, "frozen", False):
    sys.meta_path.insert(0, PackedModules(Path(sys._MEIPASS)))  # type: ignore[attr-defined]
