"""Lists in: each kind of file is read as what it is, or refused with a sentence."""

from __future__ import annotations

import csv
import io
import json
import struct
import zipfile
from datetime import date

import pytest
import xlsxwriter
from case_state import MADE, METHOD, VERSION, read_case, state_of_case

from exports.errors import ExportError
from exports.formats.plans import plan_csv, plan_xlsx
from exports.minutes import build_minutes
from exports.reading.list_entries import ListKind, entries_of
from exports.reading.list_source import LARGEST_LIST, MOST_LINES, read_list, read_pasted
from prompts.language.words import load_words
from workshop.facilitating.telling.list_lines import command_of, preview_lines

TODAY = date(2026, 3, 4)
DA = load_words("da")
TEXTS = ["Færre vikarer i weekenden", "Faste teams i hjemmeplejen", "Måltider med nærvær"]


def read(content, name, kind=ListKind.INITIATIVES):
    content = content.encode() if isinstance(content, str) else content
    return entries_of(read_list(content, name), kind, TODAY)


def initiatives(content, name):
    return [entry["initiative"] for entry in read(content, name).entries]


def workbook(*rows, sheets=("Ark1",), formats=None):
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True})
    for name in sheets:
        sheet = book.add_worksheet(name)
    day = book.add_format({"num_format": "d. mmmm yyyy"})
    for y, row in enumerate(rows):
        for x, cell in enumerate(row):
            if isinstance(cell, date):
                sheet.write_datetime(y, x, cell, day)
            elif cell is not None:
                sheet.write(y, x, cell)
    book.close()
    return file.getvalue()


@pytest.mark.parametrize(
    ("content", "name"),
    [
        ("\n".join(TEXTS), "liste.txt"),
        ("\r\n".join(f"- {text}" for text in TEXTS), "liste.md"),
        ("| Nr. | Tiltag |\n|---|---|\n" + "\n".join(f"| {n} | {t} |" for n, t in enumerate(TEXTS)), "l.md"),
        ("Nr.;Tiltag\r\n" + "\r\n".join(f"{n};{text}" for n, text in enumerate(TEXTS)), "liste.csv"),
        ("sep=,\nTiltag,Note\n" + "\n".join(f"{text}," for text in TEXTS), "liste.csv"),
        ("Tiltag\tEjer\n" + "\n".join(f"{text}\tHR" for text in TEXTS), "liste.tsv"),
        (("Tiltag;Ejer\n" + "\n".join(f"{text};HR" for text in TEXTS)).encode("cp1252"), "liste.csv"),
        (("\ufeff" + "\n".join(TEXTS)).encode(), "liste.txt"),
        ("\n".join(TEXTS).encode("utf-16"), "liste.txt"),
        (workbook(("", "", "Tiltag"), *(("", n, text) for n, text in enumerate(TEXTS))), "liste.xlsx"),
        (workbook(*((text,) for text in TEXTS), sheets=("Tomt", "Tiltag")), "liste.xlsx"),
    ],
    ids=["text", "marks", "table", "csv", "sep", "tsv", "windows-1252", "bom", "utf-16", "xlsx", "2nd sheet"],
)
def test_each_kind_of_file_gives_the_same_list(content, name):
    assert initiatives(content, name) == TEXTS


def test_a_board_from_scrumlr_is_read_in_its_order_without_authors_or_votes():
    board = {
        "board": {"id": "b", "name": "Retro"},
        "columns": [{"id": "c2", "name": "Nyt", "index": 1}, {"id": "c1", "name": "I gang", "index": 0}],
        "notes": [
            {"id": "1", "author": "anna", "text": TEXTS[2], "position": {"column": "c2", "rank": 0}},
            {"id": "2", "author": "bo", "text": TEXTS[1], "position": {"column": "c1", "rank": 0}},
            {"id": "3", "author": "bo", "text": TEXTS[0], "position": {"column": "c1", "rank": 1}},
        ],
        "votes": [{"note": "1"}],
        "participants": [],
    }
    assert initiatives(json.dumps(board), "tavle.json") == TEXTS


def test_the_preview_says_what_was_taken_for_what_and_what_is_left_out():
    rows = [
        "Nr.;Indsats;Ejer",
        *(f"{n};{text};HR" for n, text in enumerate(TEXTS)),
        f"4;{TEXTS[0]};",
        "5;;",
        ";;",
    ]
    rows.append(f"6;{'x' * 5_000};")
    told = list(preview_lines(read("\n".join(rows).encode("cp1252"), "liste.csv"), DA))
    assert told[:6] == [
        "3 tiltag.",
        "Filen er læst som Windows-1252.",
        "Tiltag: fra kolonnen “Indsats”.",
        "2 tomme linjer er sprunget over.",
        "1 linje står der to gange og kommer med én gang.",
        "1 linje er for lang og kommer ikke med.",
    ]
    assert told[6:] == [f"– {text}" for text in TEXTS]


def test_names_come_with_their_tables_and_agreements_with_their_dates():
    people = read(workbook(("Navn", "Bord"), ("Anne", 1), ("Bo", 2.0), (None, 3)), "n.xlsx", ListKind.NAMES)
    assert command_of(people, METHOD, TODAY).people == (("Anne", "1"), ("Bo", "2"))
    rows = (
        ("Hvem", "Hvad", "Frist"),
        ("BK", "Ringer til skolerne", date(2026, 3, 18)),
        ("HR", "Måler", "snart"),
    )
    found = read(workbook(*rows), "aftaler.xlsx", ListKind.AGREEMENTS)
    steps = command_of(found, METHOD, TODAY).steps
    assert [(step.who, step.what, step.due, step.due_words) for step in steps] == [
        ("BK", "Ringer til skolerne", date(2026, 3, 18), ""),
        ("HR", "Måler", None, "snart"),
    ]


@pytest.mark.parametrize("form", [plan_csv, plan_xlsx], ids=["csv", "xlsx"])
def test_an_action_plan_of_ours_comes_back_as_the_same_agreements(form):
    minutes = build_minutes(state_of_case(read_case()), METHOD, MADE, VERSION)
    ending = "csv" if form is plan_csv else "xlsx"
    found = read(form.render(minutes), f"handleplan.{ending}", ListKind.AGREEMENTS)
    back = [(s.who, s.what, s.due, s.help) for s in command_of(found, METHOD, TODAY).steps]
    case = read_case()["next_steps"]
    assert sorted(back) == sorted(
        (step["who"], step["what"], date.fromisoformat(step["when"]), step["help"]) for step in case
    )


def test_three_thousand_lines_are_read_and_one_more_is_refused():
    lines = [f"Tiltag nummer {n}" for n in range(MOST_LINES)]
    assert initiatives("Tiltag;Ejer\n" + "\n".join(f"{line};" for line in lines), "l.csv") == lines
    with pytest.raises(ExportError) as refused:
        read("\n".join([*lines, "en", "to"]), "l.txt")
    assert "højst 3000" in refused.value.sentence(DA)


FAR = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'


def far_out(row=FAR, folder="worksheets"):
    """A workbook with a cell in the last row and column: as a rectangle it has 17 billion cells."""
    source = zipfile.ZipFile(io.BytesIO(workbook(("Tiltag",), (TEXTS[0],))))
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as target:
        for item in source.infolist():
            content = source.read(item).replace(b"worksheets/sheet1", f"{folder}/sheet1".encode())
            if item.filename == "xl/worksheets/sheet1.xml":
                content = content.replace(b"</sheetData>", row + b"</sheetData>")
            target.writestr(item.filename.replace("worksheets/sheet1", f"{folder}/sheet1"), content)
    return made.getvalue()


def open_document(rows):
    made = io.BytesIO()
    spaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ("office", "table", "text")
    )
    with zipfile.ZipFile(made, "w") as target:
        target.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        target.writestr(
            "META-INF/manifest.xml", '<manifest xmlns="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
        )
        target.writestr(
            "content.xml",
            f"<office:document-content {spaces}><office:body><office:spreadsheet>"
            f'<table:table table:name="A">{rows}</table:table></office:spreadsheet></office:body>'
            "</office:document-content>",
        )
    return made.getvalue()


EMPTY_TO_THE_LAST = (
    "<table:table-row>{cell}"
    '<table:table-cell table:number-columns-repeated="16383"/></table:table-row>'
    '<table:table-row table:number-rows-repeated="1048575">'
    '<table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
)
"""As office programs write a sheet: what is empty reaches to the last row and column."""


def open_cell(times):
    repeated = f'table:number-columns-repeated="{times}"'
    text = f"<text:p>{TEXTS[0]}</text:p>"
    return f'<table:table-cell office:value-type="string" {repeated}>{text}</table:table-cell>'


def understated():
    """A bomb whose package says that it is small."""
    size = struct.pack("<I", 70_000_000)
    return bomb().replace(size, struct.pack("<I", 100))


def package(name):
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as out:
        out.writestr(name, "<x/>")
    return made.getvalue()


def bomb():
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as target:
        target.writestr("xl/workbook.xml", "<workbook/>")
        target.writestr("xl/worksheets/sheet1.xml", b" " * 70_000_000)
    return made.getvalue()


@pytest.mark.parametrize(
    ("content", "name", "told"),
    [
        (lambda: b"\x89PNG\r\n\0\0", "billede.csv", "hverken tekst eller et regneark"),
        (lambda: b"%PDF-1.7 only letters", "referat.pdf", "hverken tekst eller et regneark"),
        (lambda: package("word/document.xml"), "referat.docx", "hverken tekst eller et regneark"),
        (lambda: b"\x81\x8d\x9d", "liste.txt", "tegnsættet er ukendt"),
        (lambda: b"PK\x03\x04" + b"x" * 100, "liste.xlsx", "regnearket er beskadiget"),
        (lambda: workbook(("Tiltag",))[:-200], "liste.xlsx", "regnearket er beskadiget"),
        (lambda: b"{" * 100_000, "tavle.json", "ikke en tavle fra scrumlr"),
        (lambda: b'{"notes": []}', "tavle.json", "ikke en tavle fra scrumlr"),
        (lambda: b"Tiltag;Ejer\n;\n;\n", "liste.csv", "ingen linjer at hente"),
        (lambda: b"", "liste.txt", "ingen linjer at hente"),
        (lambda: workbook(("Tiltag",)), "liste.xlsx", "ingen linjer at hente"),
        (lambda: b"x" * (LARGEST_LIST + 1), "liste.txt", "fylder mere end 10 MB"),
        (far_out, "liste.xlsx", "spredt over et kæmpe ark"),
        (lambda: far_out(FAR.replace(b'"', b"'")), "liste.xlsx", "spredt over et kæmpe ark"),
        (lambda: far_out(FAR.replace(b"=", b" = ")), "liste.xlsx", "spredt over et kæmpe ark"),
        (lambda: far_out(FAR.replace(b"XFD", b"&#88;FD")), "liste.xlsx", "spredt over et kæmpe ark"),
        (lambda: far_out(folder="ark"), "liste.xlsx", "spredt over et kæmpe ark"),
        (lambda: far_out(b"<row"), "liste.xlsx", "regnearket er beskadiget"),
        (
            lambda: open_document(EMPTY_TO_THE_LAST.format(cell=open_cell(1_000_001))),
            "liste.ods",
            "kæmpe ark",
        ),
        (bomb, "liste.xlsx", "spredt over et kæmpe ark"),
        (understated, "liste.xlsx", "spredt over et kæmpe ark"),
    ],
)
def test_what_is_no_list_is_refused_with_a_sentence(content, name, told):
    with pytest.raises(ExportError) as refused:
        read(content(), name)
    sentence = refused.value.sentence(DA)
    assert told in sentence
    assert name in sentence
    assert sentence.count(". ") >= 1, "what happened, and what to do"


def test_an_open_document_whose_empty_cells_reach_to_the_last_one_is_a_list():
    content = open_document(EMPTY_TO_THE_LAST.format(cell=open_cell(1)))
    assert initiatives(content, "liste.ods") == [TEXTS[0]]


def test_a_formula_and_markup_in_a_list_stay_text():
    evil = ["=HYPERLINK(1)", "<script>alert(1)</script>", "@SUM(1+1)"]
    told = io.StringIO()
    csv.writer(told, delimiter=";").writerows([["Tiltag", "Ejer"], *([text, ""] for text in evil)])
    assert initiatives(told.getvalue(), "l.csv") == evil
    assert [
        e["initiative"] for e in entries_of(read_pasted("\n".join(evil)), ListKind.INITIATIVES, TODAY).entries
    ] == evil
