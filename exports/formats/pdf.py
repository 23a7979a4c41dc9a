"""Minutes as a PDF for the journal: archivable (PDF/A-2a) and accessible (PDF/UA-1)."""

from __future__ import annotations

from exports.action_plan import status_of_minutes
from exports.formats.logo_size import logo_width
from exports.formats.typst_pdf import set_pages
from exports.minutes import Minutes
from exports.minutes_document import outline
from prompts.language.words import load_words

ACCENT = "#0b5563"
"""The colour of headings, unless the method has one of its own."""


def render(minutes: Minutes, masked: bool = False) -> bytes:
    """The minutes as a PDF, A4; `masked` without personal numbers. Raises LibraryMissingError."""
    words, document = load_words(minutes.language), outline(minutes)
    data: dict[str, object] = {
        "name": f"{document.title} – {document.kicker}",
        "kicker": document.kicker,
        "title": document.title,
        "lead": document.lead,
        "author": minutes.organisation,
        "language": words.language,
        "landscape": False,
        "facts": " · ".join(f"{name}: {text}" for name, text in document.facts),
        "sections": document.sections,
        "boxes": (),
        "closing": document.closing,
        "footer": f"{document.kicker} · {status_of_minutes(minutes, words)}",
        "page": words("minutes.page"),
        "page-of": words("minutes.page-of"),
        "accent": document.look.ink("#ffffff", ACCENT),
        "logo": list(document.look.logo),
        "logo-name": document.look.name or document.kicker,
        "logo-width": logo_width(document.look.logo),
    }
    return set_pages(data, minutes.generated_at, masked)
