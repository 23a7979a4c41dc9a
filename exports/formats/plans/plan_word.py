"""The action plan as one page, A4 on its side, to hang on a wall or to hand out."""

from __future__ import annotations

from io import BytesIO

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.text import WD_BREAK
from docx.shared import Pt

from exports.action_plan import ActionPlan, action_plan
from exports.blocks import Item
from exports.formats.documents.word import language_tag, set_properties
from exports.formats.documents.word_styles import (
    QUIET_STYLE,
    begin_columns,
    hyphenate,
    number_pages,
    set_landscape,
    set_language,
    set_page,
    set_styles,
    style_paragraph,
)
from exports.formats.documents.word_tables import write_item, write_table
from exports.formats.plans.plan_table import plan_table
from exports.minutes import Minutes
from prompts.language.cleaning import clean
from prompts.language.words import Words, load_words

_WIDTH_MM, _GAP_MM = 261, 8


def render(minutes: Minutes) -> bytes:
    """The plan as the bytes of a .docx file."""
    words, plan = load_words(minutes.language), action_plan(minutes)
    file = Document()
    set_page(file)
    set_landscape(file)
    set_styles(file)
    hyphenate(file)
    set_language(file, language_tag(minutes))
    set_properties(file, minutes, f"{plan.title} – {minutes.title}", plan.title)
    number_pages(file, words("minutes.page"), words("minutes.page-of"))
    footer = file.sections[0].footer
    footer.add_paragraph(clean(plan.footer), style=QUIET_STYLE)
    file.add_paragraph(clean(plan.title), style="Title").paragraph_format.space_after = Pt(0)
    file.add_paragraph(clean(plan.subtitle), style=QUIET_STYLE)
    if plan.rows:
        write_table(file, plan_table(plan, words), _WIDTH_MM)
    else:
        file.add_paragraph(words("plan.none"))
    _write_boxes(file, plan, words)
    stream = BytesIO()
    file.save(stream)
    return stream.getvalue()


def _write_boxes(file: WordDocument, plan: ActionPlan, words: Words) -> None:
    boxes = plan.boxes(words)
    if not boxes:
        return
    begin_columns(file, len(boxes), _GAP_MM)
    for place, (title, sentences) in enumerate(boxes):
        heading = file.add_heading(level=2)
        # A column's first paragraph keeps its space before it, except in the first column.
        heading.paragraph_format.space_before = Pt(0)
        if place:
            heading.add_run().add_break(WD_BREAK.COLUMN)
        heading.add_run(clean(title))
        for sentence in sentences:
            write_item(style_paragraph(file.add_paragraph(), "List Bullet"), Item(sentence))
