"""Minutes as a Word file: real headings and tables, and the document language set.

Its author is the organisation, never the user account it was made with.
"""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

from docx.document import Document as WordDocument

from exports.action_plan import status_of_minutes
from exports.blocks import Bars, Block, Bullets, Group, Paragraph, Table
from exports.formats.documents.word_base import new_file, width_of
from exports.formats.documents.word_package import tidy_package
from exports.formats.documents.word_styles import (
    QUIET_STYLE,
    Pictures,
    colour_headings,
    number_pages,
    set_language,
    style_paragraph,
)
from exports.formats.documents.word_tables import write_bars, write_item, write_table
from exports.formats.logo_size import logo_width
from exports.minutes import Minutes
from exports.minutes_document import Outline, outline
from prompts.language.cleaning import clean
from prompts.language.words import load_words

LANGUAGE_TAGS = {"da": "da-DK", "en": "en-GB", "nb": "nb-NO"}
"""The full language tag that Word requires, by the language of the minutes."""
LONGEST_PROPERTY = 255


def render(minutes: Minutes) -> bytes:
    """The minutes as the bytes of a .docx file, A4."""
    outlined = outline(minutes)
    told = f"{outlined.kicker} · {status_of_minutes(minutes, load_words(minutes.language))}"
    file = _begun(outlined, minutes.options.base(".docx"), told)
    set_properties(file, minutes, outlined.title, outlined.kicker)
    return _written(file, outlined, has_base=minutes.options.base(".docx") is not None)


def render_outline(outlined: Outline) -> bytes:
    """Any document as the bytes of a .docx file, without an author."""
    file = _begun(outlined, None, outlined.kicker)
    properties = file.core_properties
    properties.title = clean(outlined.title)[:LONGEST_PROPERTY]
    properties.author = properties.last_modified_by = properties.comments = ""
    properties.language = LANGUAGE_TAGS.get(outlined.language, outlined.language)
    return _written(file, outlined)


def _begun(outlined: Outline, base: Path | None, told: str) -> WordDocument:
    """A file in the document's language, on the organisation's own `base` if it has one.

    `told` stands in the footer beside the page's number.
    """
    words, tag = load_words(outlined.language), LANGUAGE_TAGS.get(outlined.language, outlined.language)
    file = new_file(base)
    set_language(file, tag)
    if base is None:  # a base keeps its own parts, and has a footer of its own
        tidy_package(file, tag)
        number_pages(file, words("minutes.page"), words("minutes.page-of"), clean(told))
    return file


def _written(file: WordDocument, outlined: Outline, *, has_base: bool = False) -> bytes:
    pictures, width, look = Pictures(file), width_of(file), outlined.look
    if not has_base:  # an organisation's own file has its own letterhead and colours
        colour_headings(file, look.ink("#ffffff", ""))
        if look.logo:
            pictures.add(file.add_paragraph(), look.logo, logo_width(look.logo), look.name)
    _write_front(file, outlined)
    for section in outlined.sections:
        file.add_heading(clean(section.title), level=1)
        for block in section.blocks:
            _write_block(file, block, pictures, width)
    for line in outlined.closing:
        file.add_paragraph(clean(line), style=QUIET_STYLE)
    stream = BytesIO()
    file.save(stream)
    return stream.getvalue()


def language_tag(minutes: Minutes) -> str:
    """The language of `minutes` with its country."""
    return LANGUAGE_TAGS.get(minutes.language, minutes.language)


def set_properties(file: WordDocument, minutes: Minutes, title: str, subject: str) -> None:
    """Say what the file is and whose; the account it was made with is nowhere."""
    properties = file.core_properties
    organisation = clean(minutes.organisation)[:LONGEST_PROPERTY]
    properties.title = clean(title)[:LONGEST_PROPERTY]
    properties.subject = clean(subject)[:LONGEST_PROPERTY]
    properties.author = properties.last_modified_by = organisation
    properties.language = language_tag(minutes)
    properties.comments = ""
    properties.revision = 1
    properties.created = properties.modified = minutes.generated_at


def _write_front(file: WordDocument, outlined: Outline) -> None:
    file.add_paragraph(clean(outlined.kicker), style="Subtitle")
    file.add_paragraph(clean(outlined.title), style="Title")
    file.add_paragraph(clean(outlined.lead))
    facts = style_paragraph(file.add_paragraph(), QUIET_STYLE)
    for place, (name, text) in enumerate(outlined.facts):
        facts.add_run(f"{' · ' if place else ''}{clean(name)}: ").bold = True
        facts.add_run(clean(text))


def _write_block(file: WordDocument, block: Block, pictures: Pictures, width: float) -> None:
    if isinstance(block, Group):
        file.add_heading(clean(block.title), level=2)
        for inner in block.blocks:
            _write_block(file, inner, pictures, width)
    elif isinstance(block, Bullets):
        for item in block.items:
            write_item(style_paragraph(file.add_paragraph(), "List Bullet"), item)
    elif isinstance(block, Table):
        write_table(file, block, width)
    elif isinstance(block, Bars):
        write_bars(file, block, pictures, width)
    else:
        _write_paragraph(file, block)


def _write_paragraph(file: WordDocument, block: Paragraph) -> None:
    paragraph = file.add_paragraph(style=QUIET_STYLE if block.quiet else "Normal")
    paragraph.add_run(clean(block.text)).bold = block.strong or None
    paragraph.paragraph_format.keep_with_next = block.strong or None
