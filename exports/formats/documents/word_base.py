"""The empty Word file that minutes are written into: ours, or the organisation's own."""

from __future__ import annotations

import zipfile
from pathlib import Path

from docx import Document
from docx.document import Document as WordDocument
from docx.opc.exceptions import OpcError

from exports.errors import BaseStylesError, BrokenBaseError
from exports.formats.documents.word_styles import add_own_styles, empty_body, hyphenate, set_page, set_styles

NEEDED = ("Title", "Subtitle", "Heading 1", "Heading 2", "List Bullet", "Normal")
"""Styles that a base must have, by the names that Word stores in every language."""
_EMU_OF_MM = 36_000


def new_file(base: Path | None) -> WordDocument:
    """An empty file with every style that is used; `base` keeps its page, its header and its own looks.

    Raises:
        BrokenBaseError: `base` cannot be opened.
        BaseStylesError: `base` lacks a style.
    """
    if base is None:
        file = Document()
        set_page(file)
        set_styles(file)
    else:
        file = _opened(base)
        empty_body(file)
        add_own_styles(file)
    hyphenate(file)
    return file


def width_of(file: WordDocument) -> float:
    """The width between the margins, in millimetres."""
    page = file.sections[0]
    edges = (page.page_width, page.left_margin, page.right_margin)
    if None in edges:
        return 170.0
    across, left, right = (int(edge or 0) for edge in edges)
    return (across - left - right) / _EMU_OF_MM


def _opened(base: Path) -> WordDocument:
    try:
        file = Document(str(base))
    except (OSError, KeyError, ValueError, OpcError, zipfile.BadZipFile) as problem:
        raise BrokenBaseError(file=base.name) from problem
    there = {style.name for style in file.styles}
    missing = [name for name in NEEDED if name not in there]
    if missing:
        raise BaseStylesError(file=base.name, styles=", ".join(missing))
    return file
