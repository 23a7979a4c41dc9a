"""The formats that minutes can be written in, each with its file name and its renderer.

Renderers are imported when they are used, so that a workshop that writes no Word file never
loads what makes one.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import cast

from exports.minutes import Minutes

Renderer = Callable[[Minutes], bytes]


@dataclass(frozen=True, slots=True)
class Format:
    """A format by the name people ask for. `module` is the module whose `render` makes the bytes."""

    name: str
    file_name: str
    module: str

    def renderer(self) -> Renderer:
        """The function that renders minutes in this format."""
        return cast(Renderer, importlib.import_module(self.module).render)


FORMATS: dict[str, Format] = {
    entry.name: entry
    for entry in (
        Format("docx", "referat.docx", "exports.word"),
        Format("html", "referat.html", "exports.html"),
        Format("md", "referat.md", "exports.markdown"),
        Format("json", "referat.json", "exports.json_format"),
    )
}
