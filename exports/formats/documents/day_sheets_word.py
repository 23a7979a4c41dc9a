"""The sheets for the day as a Word file: three pages of A4, the second with two halves to cut apart."""

from __future__ import annotations

from io import BytesIO

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.table import WD_ROW_HEIGHT_RULE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph

from exports.blocks import Cell, Column, Item, Table
from exports.day_sheets import DaySheets
from exports.formats.documents.word import LANGUAGE_TAGS
from exports.formats.documents.word_package import tidy_package
from exports.formats.documents.word_styles import WordCell, set_language, set_page, set_styles
from exports.formats.documents.word_tables import write_item, write_table
from exports.formats.qr_picture import qr_png
from prompts.language.cleaning import clean
from prompts.language.words import Words, load_words

_HALF_MM, _QR_MM = 122, 120
_ADDRESS_POINTS, _CODE_POINTS = 24, 48
_SLIP_LINES, _SLIP_MM = 10, 13


def render(sheets: DaySheets) -> bytes:
    """The sheets as the bytes of a .docx file."""
    words, file = load_words(sheets.language), Document()
    tag = LANGUAGE_TAGS.get(sheets.language, sheets.language)
    set_page(file)
    set_styles(file)
    set_language(file, tag)
    tidy_package(file, tag)
    properties = file.core_properties
    properties.title = clean(sheets.title)[:255]
    properties.author = properties.last_modified_by = clean(sheets.organisation)[:255]
    properties.comments, properties.language = "", tag
    _guide(file, sheets, words)
    _two_halves(file, sheets, words)
    _table_sheet(file, sheets, words)
    if sheets.slip:
        _slip(file, sheets, words)
    stream = BytesIO()
    file.save(stream)
    return stream.getvalue()


def _kicker(sheets: DaySheets) -> str:
    return " · ".join(clean(part) for part in (sheets.organisation, sheets.group, sheets.day) if part)


def _guide(file: WordDocument, sheets: DaySheets, words: Words) -> None:
    file.add_paragraph(_kicker(sheets), style="Subtitle")
    file.add_heading(clean(sheets.title), level=1)
    for key in ("before", "keys", "trouble", "after"):
        file.add_paragraph(style="Heading 2").add_run(words(f"day.{key}-title"))
        for line in words(f"day.{key}").strip().splitlines():
            lead, _, text = line.partition(" – ")
            paragraph = file.add_paragraph(style="List Bullet")
            paragraph.paragraph_format.space_after = Pt(0)
            write_item(paragraph, Item(text, lead) if text else Item(lead))
    columns = (
        Column(words("day.activity"), 8),
        Column(words("day.minutes"), 2, numeric=True),
    ) * 2
    half = -(-len(sheets.plan) // 2)
    cells = [(Cell((title,)), Cell((str(minutes),))) for title, minutes in sheets.plan]
    cells += [(Cell(("",)), Cell(("",)))] * (2 * half - len(cells))
    rows = tuple((*cells[place], *cells[place + half]) for place in range(half))
    write_table(file, Table(words("day.plan"), columns, rows))


def _two_halves(file: WordDocument, sheets: DaySheets, words: Words) -> None:
    apart = file.add_paragraph()
    apart.paragraph_format.page_break_before, apart.paragraph_format.space_after = True, Pt(0)
    grid = file.add_table(rows=2, cols=1)
    for row in grid.rows:
        row.height, row.height_rule = Mm(_HALF_MM), WD_ROW_HEIGHT_RULE.EXACTLY
        _half(row.cells[0], sheets, words)


def _half(cell: WordCell, sheets: DaySheets, words: Words) -> None:
    """What a participant is asked for, who sees what, and what the phone's page says of the data."""
    title = cell.paragraphs[0]
    title.add_run(words("day.participants-title")).bold = True
    for line in words("day.participants", address=sheets.address, code=sheets.code).strip().splitlines():
        cell.add_paragraph(clean(line), style="List Bullet").paragraph_format.space_after = Pt(2)
    organisation = clean(sheets.organisation) or words("phone.join.some_organisation")
    cell.add_paragraph(words("phone.join.privacy", organisation=organisation))


def _table_sheet(file: WordDocument, sheets: DaySheets, words: Words) -> None:
    first = _centred(file, clean(sheets.title), 20)
    first.paragraph_format.page_break_before = True
    _centred(file, words("day.scan"), 16)
    place = file.add_paragraph()
    place.alignment = WD_ALIGN_PARAGRAPH.CENTER
    picture = place.add_run().add_picture(BytesIO(qr_png(sheets.qr)), width=Mm(_QR_MM))
    described = words("day.qr-described", address=sheets.address, code=sheets.code)
    picture._inline.docPr.set("descr", described)
    _centred(file, sheets.address, _ADDRESS_POINTS)
    _centred(file, sheets.code, _CODE_POINTS)
    if sheets.sign:
        _centred(file, words("day.sign", sign=sheets.sign), 14)


def _slip(file: WordDocument, sheets: DaySheets, words: Words) -> None:
    """A page for an employees' group: what is asked, its name, and lines to write on."""
    kicker = file.add_paragraph(_kicker(sheets), style="Subtitle")
    kicker.paragraph_format.page_break_before = True
    file.add_heading(words("day.slip-title"), level=1)
    file.add_paragraph(clean(sheets.slip))
    for line in words("day.slip").strip().splitlines():
        file.add_paragraph(clean(line), style="List Bullet").paragraph_format.space_after = Pt(0)
    columns = (Column(words("day.slip-initiative"), 78), Column(words("day.slip-status"), 22))
    file.add_paragraph(words("day.slip-group")).paragraph_format.space_before = Pt(12)
    rows = tuple((Cell((f"{number}.",)), Cell(("",))) for number in range(1, _SLIP_LINES + 1))
    write_table(file, Table(words("day.slip-title"), columns, rows))
    for row in file.tables[-1].rows[-_SLIP_LINES:]:
        row.height, row.height_rule = Mm(_SLIP_MM), WD_ROW_HEIGHT_RULE.EXACTLY


def _centred(file: WordDocument, text: str, points: int) -> Paragraph:
    paragraph = file.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.add_run(text).font.size = Pt(points)
    return paragraph
