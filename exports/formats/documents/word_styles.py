"""The look of the Word file, and the raw OOXML elements that python-docx has no API for.

python-docx keeps the elements behind its objects in private names. No other module uses them;
`tests/exports/test_docx_private.py` checks them against the installed version.
"""

from __future__ import annotations

from io import BytesIO
from typing import cast

from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.shape import CT_Inline
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Emu, Mm, Pt, RGBColor
from docx.styles.style import CharacterStyle, ParagraphStyle
from docx.table import Table as WordTable
from docx.table import _Cell, _Row
from docx.text.paragraph import Paragraph as WordParagraph

WordCell = _Cell
WordRow = _Row

QUIET_STYLE = "Quiet"
NOTE_STYLE = "Note"
CELL_STYLE = "Cell text"
CELL_LIST_STYLE = "Cell list"
GAP_STYLE = "Gap"
"""The empty paragraph that must stand between a table and what follows."""
FONT = "Calibri"
_ACCENT, _QUIET, _INK = RGBColor(0x0B, 0x55, 0x63), RGBColor(0x3C, 0x46, 0x50), RGBColor(0x1B, 0x1F, 0x24)
_HEAD_FILL, _RULE = "E8F0F1", "B4BCC4"
_NARROW_MARGIN = "45"
"""Twentieths of a point."""
_BEHIND_BORDERS = frozenset(
    qn(f"w:{name}") for name in ("shd", "tblLayout", "tblCellMar", "tblLook", "tblCaption", "tblDescription")
)
"""What the schema wants after a table's borders."""
_HEADINGS = (("Heading 1", 14, 8, 2), ("Heading 2", 11.5, 8, 2), ("Title", 24, 0, 3), ("Subtitle", 11, 0, 0))


def set_page(file: WordDocument) -> None:
    """Set A4 with margins wide enough for a ring binder."""
    page = file.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.left_margin = page.right_margin = Mm(20)
    page.top_margin, page.bottom_margin = Mm(18.5), Mm(18.5)


def set_landscape(file: WordDocument) -> None:
    """Turn the page of `set_page` on its side."""
    page = file.sections[0]
    page.orientation = WD_ORIENT.LANDSCAPE
    page.page_width, page.page_height = Mm(297), Mm(210)
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = Mm(18)


def begin_columns(file: WordDocument, count: int, gap_mm: float) -> None:
    """Let what follows stand in `count` columns on the same page."""
    section = file.add_section(WD_SECTION.CONTINUOUS)
    columns = section._sectPr.find(qn("w:cols"))
    if columns is None:
        columns = OxmlElement("w:cols")
        section._sectPr.append(columns)
    columns.set(qn("w:num"), str(count))
    columns.set(qn("w:space"), str(round(gap_mm / 25.4 * 1440)))


def hyphenate(file: WordDocument) -> None:
    """Let the reader's program break long words, such as those that fill a narrow column, with a hyphen."""
    before = file.settings.element.find(qn("w:defaultTabStop"))
    if before is not None:  # where the schema has it; a base file without one keeps its own way
        before.addnext(OxmlElement("w:autoHyphenation"))


def set_styles(file: WordDocument) -> None:
    """Set fonts, sizes and colours, all in styles so that a reader can change them in one place."""
    normal = _style(file, "Normal")
    _set_font(normal, 10.5, _INK)
    normal.paragraph_format.space_after, normal.paragraph_format.line_spacing = Pt(4), 1.0
    for name, size, before, after in _HEADINGS:
        style = _style(file, name)
        _set_font(style, size, _ACCENT, bold=name != "Subtitle")
        style.font.italic = False
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
        style.paragraph_format.keep_with_next = True
    for border in file.styles["Title"].element.xpath("w:pPr/w:pBdr"):
        border.getparent().remove(border)
    _style(file, "List Bullet").paragraph_format.space_after = Pt(1)
    add_own_styles(file)


def colour_headings(file: WordDocument, colour: str) -> None:
    """Give the headings the `colour`, `#rrggbb`; nothing where it is empty."""
    if colour:
        for name, *_ in _HEADINGS:
            _style(file, name).font.color.rgb = RGBColor.from_string(colour[1:].upper())


def add_own_styles(file: WordDocument) -> None:
    """Add the styles that Word does not come with, those that the file does not have already."""
    there = {style.name for style in file.styles}
    if QUIET_STYLE not in there:
        _set_font(_add_paragraph_style(file, QUIET_STYLE, "Normal"), 10, _QUIET)
    for name, base in ((CELL_STYLE, "Normal"), (CELL_LIST_STYLE, "List Bullet")):
        if name in there:
            continue
        style = _add_paragraph_style(file, name, base)
        _set_size(style, 10)
        style.paragraph_format.space_before = style.paragraph_format.space_after = Pt(1)
        style.paragraph_format.line_spacing = 1.0
    if GAP_STYLE not in there:
        gap = _add_paragraph_style(file, GAP_STYLE, "Normal")
        _set_size(gap, 4)
        gap.paragraph_format.space_after = Pt(0)
    if NOTE_STYLE not in there:
        note = cast(CharacterStyle, file.styles.add_style(NOTE_STYLE, WD_STYLE_TYPE.CHARACTER))
        note.font.color.rgb, note.font.size = _QUIET, Pt(10)


def empty_body(file: WordDocument) -> None:
    """Take away what a base file says, and keep its page with header and footer."""
    body = file.element.body
    for element in tuple(body):
        if element.tag != qn("w:sectPr"):
            body.remove(element)


def set_language(file: WordDocument, tag: str) -> None:
    """Set the language used by spelling checkers and screen readers."""
    for language in tuple(file.styles.element.iter(qn("w:lang"))):
        language.getparent().remove(language)
    defaults = file.styles.element.xpath("w:docDefaults/w:rPrDefault/w:rPr")
    for run_properties in (*defaults, file.styles["Normal"].element.get_or_add_rPr()):
        language = OxmlElement("w:lang")
        for name in ("val", "eastAsia", "bidi"):
            language.set(
                qn(f"w:{name}"), tag if name == "val" else {"eastAsia": "en-US", "bidi": "ar-SA"}[name]
            )
        run_properties.append(language)


def number_pages(file: WordDocument, page: str, of: str, before: str = "") -> None:
    """Add a footer such as “Side 2 af 5”, after the text `before` if there is one."""
    footer = file.sections[0].footer.paragraphs[0]
    footer.style = QUIET_STYLE
    footer.add_run(f"{before} · {page} " if before else f"{page} ")
    _add_field(footer, "PAGE")
    footer.add_run(f" {of} ")
    _add_field(footer, "NUMPAGES")


def style_paragraph(paragraph: WordParagraph, name: str) -> WordParagraph:
    """Set the style by its id: python-docx reads all styles for each paragraph (19 s for 2,000 cards)."""
    paragraph._p.style = name.replace(" ", "")
    return paragraph


def add_note(paragraph: WordParagraph, text: str) -> None:
    """Add a muted note at the end of a paragraph."""
    paragraph.add_run(text)._r.style = NOTE_STYLE


def describe_table(table: WordTable, text: str) -> None:
    """Set the table's alternative text, and mark its first row and column as heads."""
    properties = table._tbl.tblPr
    for name in ("w:tblCaption", "w:tblDescription"):
        element = OxmlElement(name)
        element.set(qn("w:val"), text)
        properties.append(element)


def style_rules(table: WordTable) -> None:
    """Draw thin lines between the rows, none between the columns."""
    borders = OxmlElement("w:tblBorders")
    for name in ("top", "bottom", "insideH"):
        line = OxmlElement(f"w:{name}")
        for key, value in (("val", "single"), ("sz", "4"), ("space", "0"), ("color", _RULE)):
            line.set(qn(f"w:{key}"), value)
        borders.append(line)
    properties = table._tbl.tblPr
    behind = next((element for element in properties if element.tag in _BEHIND_BORDERS), None)
    behind.addprevious(borders) if behind is not None else properties.append(borders)


def mark_heading_row(row: WordRow) -> None:
    """Repeat this row at the top of each page of the table."""
    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    for cell in row.cells:
        _shade(cell._tc.get_or_add_tcPr(), _HEAD_FILL)


def narrow_margins(cell: WordCell) -> None:
    """Leave less room beside a figure: a column of them is only as wide as they are."""
    margins = OxmlElement("w:tcMar")
    for side in ("left", "right"):
        margin = OxmlElement(f"w:{side}")
        margin.set(qn("w:w"), _NARROW_MARGIN)
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    cell._tc.get_or_add_tcPr().append(margins)


def keep_row_together(row: WordRow) -> None:
    """Keep this row on one page."""
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))


class Pictures:
    """Puts pictures into one Word file, each kept once however often it is shown.

    python-docx looks through the whole file for a free number and for an equal picture each time, which took
    two minutes for 2,000 bars.
    """

    def __init__(self, file: WordDocument) -> None:
        """Number the pictures of `file`."""
        self._file = file
        self._known: dict[bytes, tuple[str, int, int]] = {}
        self._number = 0

    def add(self, paragraph: WordParagraph, picture: bytes, width_mm: float, description: str) -> None:
        """Show the PNG `picture` at the end of `paragraph`, `description` being its alternative text."""
        if picture not in self._known:
            key, image = self._file.part.get_or_add_image(BytesIO(picture))
            self._known[picture] = key, image.px_width, image.px_height
        key, across, down = self._known[picture]
        self._number += 1
        width = Mm(width_mm)
        inline = CT_Inline.new_pic_inline(
            self._number, key, f"{self._number}.png", width, Emu(round(width * down / across))
        )
        inline.docPr.set("descr", description)
        paragraph.add_run()._r.add_drawing(inline)


def _shade(properties: BaseOxmlElement, fill: str) -> None:
    shading = OxmlElement("w:shd")
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", fill)):
        shading.set(qn(f"w:{name}"), value)
    found = (properties.find(qn(name)) for name in ("w:ind", "w:tcMar"))
    behind = next((element for element in found if element is not None), None)
    # The schema requires the shading before a paragraph's spacing and indent, and a cell's margins.
    behind.addprevious(shading) if behind is not None else properties.append(shading)


def _set_font(style: ParagraphStyle, points: float, colour: RGBColor, bold: bool | None = None) -> None:
    style.font.name, style.font.size, style.font.bold = FONT, Pt(points), bold
    style.font.color.rgb = colour
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for name in list(fonts.attrib):
        if name.endswith("Theme"):
            del fonts.attrib[name]
    for name in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{name}"), FONT)


def _set_size(style: ParagraphStyle, points: float) -> None:
    """The size only: font and colour are those of the style it is based on."""
    style.font.size = Pt(points)


def _style(file: WordDocument, name: str) -> ParagraphStyle:
    return cast(ParagraphStyle, file.styles[name])


def _add_paragraph_style(file: WordDocument, name: str, base: str) -> ParagraphStyle:
    style = cast(ParagraphStyle, file.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH))
    style.base_style = _style(file, base)
    return style


def _add_field(paragraph: WordParagraph, instruction: str) -> None:
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), instruction)
    run = OxmlElement("w:r")
    text = OxmlElement("w:t")
    text.text = "1"
    run.append(text)
    field.append(run)
    paragraph._p.append(field)
