"""The formats that can be written, each with its file name and its renderer.

Renderers are imported on first use, so that a workshop that writes no Word file never loads
the library for it.
"""

from __future__ import annotations

import importlib
import importlib.util
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from prompts.language.words import Words

if TYPE_CHECKING:
    from exports.minutes import Minutes

Renderer = Callable[["Minutes"], bytes]


@dataclass(frozen=True, slots=True)
class Format:
    """A format, by the name used to select it. `module` is the module whose `render` makes the bytes.

    `needs` is a library that is not installed with the program unless it was asked for; mostly empty.
    """

    name: str
    file_name: str
    module: str
    needs: str = ""

    def is_available(self) -> bool:
        """Whether everything it needs is installed."""
        return not self.needs or importlib.util.find_spec(self.needs) is not None

    def file_name_in(self, words: Words) -> str:
        """The file's name in that language: `referat.docx`, `minutes.docx`."""
        stem, _, ending = self.file_name.rpartition(".")
        return f"{words(f'minutes.file.{stem}')}.{ending}"

    def renderer(self) -> Renderer:
        """The function that renders minutes in this format."""
        return cast(Renderer, importlib.import_module(self.module).render)


def _by_name(*formats: Format) -> dict[str, Format]:
    return {entry.name: entry for entry in formats}


FORMATS: dict[str, Format] = _by_name(
    Format("docx", "referat.docx", "exports.formats.documents.word"),
    Format("pdf", "referat.pdf", "exports.formats.pdf", needs="typst"),
    Format("html", "referat.html", "exports.formats.html"),
    Format("md", "referat.md", "exports.formats.markdown"),
    Format("json", "referat.json", "exports.formats.json_format"),
)
"""The minutes themselves."""
COMPANIONS: dict[str, Format] = _by_name(
    Format("plan", "handleplan.docx", "exports.formats.plans.plan_word"),
    Format("plan-pdf", "handleplan.pdf", "exports.formats.plans.plan_pdf", needs="typst"),
    Format("xlsx", "handleplan.xlsx", "exports.formats.plans.plan_xlsx"),
    Format("pptx", "lysbilleder.pptx", "exports.formats.powerpoint", needs="pptx"),
    Format("csv", "handleplan.csv", "exports.formats.plans.plan_csv"),
    Format("ics", "datoer.ics", "exports.formats.calendar"),
    Format("mail", "mail.txt", "exports.formats.mail"),
    Format("zip", "samlet.zip", "exports.formats.bundle"),
)
"""What is taken home beside them. They tell parts of the minutes, for the programs people work in."""
EVERY_FORMAT: dict[str, Format] = FORMATS | COMPANIONS
