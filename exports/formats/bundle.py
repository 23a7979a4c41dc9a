"""Everything in one file: a zip of all formats that can be made here."""

from __future__ import annotations

import zipfile
from io import BytesIO

from exports.errors import LibraryMissingError
from exports.formats.format_registry import EVERY_FORMAT
from exports.minutes import Minutes
from prompts.language.words import load_words

NAME = "zip"
_FIRST_YEAR = 1980
"""A zip file knows no earlier date."""


def render(minutes: Minutes) -> bytes:
    """The bytes of a .zip file. A format whose library is not installed is left out."""
    words, stream = load_words(minutes.language), BytesIO()
    made = minutes.generated_at
    when = (max(made.year, _FIRST_YEAR), made.month, made.day, made.hour, made.minute, made.second)
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for entry in EVERY_FORMAT.values():
            if entry.name == NAME or not entry.is_available():
                continue
            try:
                content = entry.renderer()(minutes)
            except LibraryMissingError:
                continue
            member = zipfile.ZipInfo(entry.file_name_in(words), when)
            member.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(member, content)
    return stream.getvalue()
