"""Tables and bar charts of the Word file: real tables with a head row that repeats."""

from __future__ import annotations

from docx.document import Document as WordDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm
from docx.table import Table as WordTable
from docx.text.paragraph import Paragraph as WordParagraph

from exports.blocks import Bar, Bars, Cell, Column, Item, Table, signed, single
from exports.formats.bar_picture import bar_picture
from exports.formats.documents.word_styles import (
    CELL_LIST_STYLE,
    CELL_STYLE,
    GAP_STYLE,
    QUIET_STYLE,
    Pictures,
    WordCell,
    add_note,
    describe_table,
    keep_row_together,
    mark_heading_row,
    narrow_margins,
    style_paragraph,
    style_rules,
)
from prompts.language.cleaning import clean

PAGE_WIDTH_MM = 170
_LABEL_WIDTH, _BAR_WIDTH, _FIGURE_WIDTH, _TEXT_WIDTH = 40, 25, 13, 17
_ROWS_KEPT_TOGETHER = 8
_PADDING_MM = 4


def write_item(paragraph: WordParagraph, item: Item) -> None:
    """Write the item to a paragraph: its lead in bold, its notes on a line of their own."""
    if item.lead:
        paragraph.add_run(f"{clean(item.lead)} ").bold = True
    paragraph.add_run(clean(item.text))
    notes = " · ".join(clean(note) for note in item.notes if note)
    if notes:
        paragraph.add_run().add_break()
        add_note(paragraph, notes)


def write_table(file: WordDocument, table: Table, width_mm: float = PAGE_WIDTH_MM) -> None:
    """Write a table with its heads, and the first cell of each row as the row's head."""
    grid = _new_table(file, table.caption, table.columns, width_mm)
    for row in table.rows:
        cells = _add_row(grid)
        for place, content in enumerate(row):
            _write_cell(cells[place], content, table.columns[place].numeric, bold=place == 0)
    _finish(file, grid)


def write_bars(file: WordDocument, bars: Bars, pictures: Pictures, width_mm: float = PAGE_WIDTH_MM) -> None:
    """Write a chart as a table: label, bar, figure and further cells."""
    figures = bars.figures
    texts = len(bars.columns) - 2 - figures
    label = _LABEL_WIDTH if bars.legend else _LABEL_WIDTH - 4
    widths = (label, _BAR_WIDTH, *([_FIGURE_WIDTH] * figures), *([_TEXT_WIDTH] * texts))
    columns = tuple(
        Column(title, width, numeric=2 <= place < 2 + figures)
        for place, (title, width) in enumerate(zip(bars.columns, widths, strict=True))
    )
    bar_mm = width_mm * _BAR_WIDTH / sum(widths) - _PADDING_MM
    if bars.legend:
        legend = " · ".join(signed(segment.sign, segment.title) for segment in bars.legend)
        told = f"{legend}. {bars.line_note}" if bars.line_note else legend
        style_paragraph(file.add_paragraph(clean(told)), QUIET_STYLE)
    grid = _new_table(file, bars.caption, columns, width_mm)
    for bar in bars.bars:
        cells = _add_row(grid)
        write_item(style_paragraph(cells[0].paragraphs[0], CELL_STYLE), bar.label)
        _draw(cells[1], bar, bars, bar_mm, pictures)
        for place, text in enumerate((bar.value, *bar.cells), start=2):
            _write_cell(cells[place], single(text), columns[place].numeric)
    _finish(file, grid)


def _draw(cell: WordCell, bar: Bar, bars: Bars, width_mm: float, pictures: Pictures) -> None:
    """The bar as a picture that a screen reader is told of, and the figures under it where it has parts."""
    paragraph = style_paragraph(cell.paragraphs[0], CELL_STYLE)
    named = [f"{segment.title} {segment.value}" for segment in bar.segments if segment.title]
    told = clean(", ".join(named) or bar.value)
    pictures.add(paragraph, bar_picture(bar, bars.line), width_mm, told)
    if len(bar.segments) > 1 or bar.cells:
        told = " · ".join(signed(segment.sign, str(segment.value)) for segment in bar.segments)
        add_note(style_paragraph(cell.add_paragraph(), CELL_STYLE), clean(told))


def _new_table(
    file: WordDocument, caption: str, columns: tuple[Column, ...], width_mm: float = PAGE_WIDTH_MM
) -> WordTable:
    grid: WordTable = file.add_table(rows=1, cols=len(columns))
    grid.autofit = False
    style_rules(grid)
    describe_table(grid, clean(caption))
    whole = sum(column.width for column in columns)
    for place, (cell, column) in enumerate(zip(grid.rows[0].cells, columns, strict=True)):
        # Rows added later take their widths from the grid.
        cell.width = grid.columns[place].width = Mm(width_mm * column.width / whole)
        _write_cell(cell, Cell((column.title,)), column.numeric, bold=True)
    keep_row_together(grid.rows[0])
    mark_heading_row(grid.rows[0])
    return grid


def _add_row(grid: WordTable) -> tuple[WordCell, ...]:
    row = grid.add_row()  # type: ignore[no-untyped-call]  # the library has no types here
    keep_row_together(row)
    return tuple(row.cells)


def _write_cell(cell: WordCell, content: Cell, numeric: bool, bold: bool = False) -> None:
    if numeric:
        narrow_margins(cell)
    style = CELL_LIST_STYLE if content.listed else CELL_STYLE
    for place, line in enumerate(content.lines):
        paragraph = cell.paragraphs[0] if place == 0 else cell.add_paragraph()
        style_paragraph(paragraph, style)
        paragraph.add_run(clean(line)).bold = bold or None
        if numeric:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    if content.note:
        add_note(style_paragraph(cell.add_paragraph(), CELL_STYLE), clean(content.note))


def _finish(file: WordDocument, grid: WordTable) -> None:
    if len(grid.rows) <= _ROWS_KEPT_TOGETHER:
        _keep_together(grid)
    # Two tables that touch would become one.
    style_paragraph(file.add_paragraph(), GAP_STYLE)


def _keep_together(grid: WordTable) -> None:
    """Keep a small table on one page, by keeping every row but the last with the next."""
    for row in tuple(grid.rows)[:-1]:
        for cell in row.cells:
            for paragraph in cell.paragraphs:
                paragraph.paragraph_format.keep_with_next = True
