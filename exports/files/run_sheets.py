"""Writes a run sheet as files to read before the day, and never overwrites anything."""

from __future__ import annotations

import os
from pathlib import Path

from exports.formats import html
from exports.formats.documents import word
from exports.run_sheet import run_sheet_outline
from exports.run_sheet_keys import NO_KEYS, Keys
from prompts.language.words import load_words
from prompts.methods.model import Method
from prompts.methods.run_sheets import RunSheet
from sessions.files.atomic_files import write_new
from sessions.files.file_names import free_name, slug_of
from sessions.files.private_files import make_folder

_RENDERERS = {"docx": word.render_outline, "html": html.render_outline}


def write_run_sheet(method: Method, sheet: RunSheet, folder: Path, keys: Keys = NO_KEYS) -> tuple[Path, ...]:
    """Write `sheet` in the method's language as a Word file and a web page; both get the same name.

    Raises:
        OSError: the folder cannot be made, or a file not be written.
    """
    words = load_words(method.language)
    outlined = run_sheet_outline(method, sheet, words, keys)
    make_folder(folder)
    wanted = f"{words('sheet.file')}_{slug_of(method.title)}-{slug_of(sheet.key)}"
    name = free_name(
        wanted, lambda stem: any(os.path.lexists(folder / f"{stem}.{ending}") for ending in _RENDERERS)
    )
    files = []
    for ending, render in _RENDERERS.items():
        files.append(folder / f"{name}.{ending}")
        write_new(files[-1], render(outlined))
    return tuple(files)
