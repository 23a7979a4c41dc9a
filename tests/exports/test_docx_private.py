"""Names that python-docx does not promise to keep: the installed one has them, and one module uses them."""

import ast
from pathlib import Path

import pytest
from docx import Document

import exports.formats
from exports.blocks import Bar, Item
from exports.formats.bar_picture import bar_picture
from exports.formats.documents import word_styles
from exports.formats.documents.word_styles import (
    CELL_STYLE,
    NOTE_STYLE,
    Pictures,
    add_note,
    describe_table,
    keep_row_together,
    mark_heading_row,
    set_styles,
    style_paragraph,
)

FORMATS = [*Path(exports.formats.__file__).parent.glob("*.py")]
ELEMENTS = {"_p", "_r", "_tbl", "_tr", "_tc"}


def uses(file):
    """Private names imported from python-docx, and the elements behind its objects."""
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        match node:
            case ast.ImportFrom(module=str(module), names=names) if module.split(".")[0] == "docx":
                yield from (each.name for each in names if each.name.startswith("_"))
            case ast.Attribute(attr=name) if name in ELEMENTS:
                yield name


@pytest.mark.parametrize("file", FORMATS, ids=lambda file: file.stem)
def test_no_other_module_uses_a_private_name_of_python_docx(file):
    assert file == Path(word_styles.__file__) or set(uses(file)) == set()


def test_the_one_module_uses_what_this_test_looks_for():
    assert set(uses(Path(word_styles.__file__))) == ELEMENTS | {"_Cell", "_Row"}


@pytest.fixture
def document():
    made = Document()
    set_styles(made)
    return made


def test_a_style_set_by_its_id_is_the_one_of_that_name(document):
    paragraph = style_paragraph(document.add_paragraph("text"), CELL_STYLE)
    add_note(paragraph, "note")
    assert paragraph.style.name == CELL_STYLE
    assert paragraph.runs[-1].style.name == NOTE_STYLE


def test_what_is_put_into_rows_and_cells_arrives_in_the_file(document):
    table = document.add_table(rows=1, cols=1)
    row, cell = table.rows[0], table.rows[0].cells[0]
    describe_table(table, "what it holds")
    mark_heading_row(row)
    keep_row_together(row)
    pictures = Pictures(document)
    for _ in range(2):
        pictures.add(cell.paragraphs[0], bar_picture(Bar(Item(""), (), 1, "")), 40, "half")

    written = table._tbl.xml

    for element in ("w:tblCaption", "w:tblHeader", "w:cantSplit", 'descr="half"'):
        assert element in written
