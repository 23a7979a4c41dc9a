"""What people write, and files that strangers made: texts stay texts, on the way in and on the way out."""

from __future__ import annotations

import base64
import contextlib
import json
import sqlite3
import sys
import time
import tracemalloc
import zipfile
from datetime import date, datetime
from io import BytesIO
from pathlib import Path

import docx
import openpyxl
import pytest
from icalendar import Calendar
from markdown_it import MarkdownIt

import exports
import prompts
import sessions
import workshop
from exports.errors import ExportError
from exports.files.writing import write_exports
from exports.formats.format_registry import EVERY_FORMAT, FORMATS
from exports.minutes import build_minutes
from prompts.language.cleaning import clean, clean_line
from prompts.methods.checks.checking import check_method_folder
from prompts.methods.errors import MissingFileError, TooLargeError
from prompts.methods.files.copies import folder_in
from prompts.methods.loading import load_method, load_method_in
from sessions.commands import AddNextStep, ParkItem, WriteCard
from sessions.rules.meeting.creation import NewWorkshop
from sessions.storage.session_file import DamagedFileError
from workshop.hosting.open_sessions import create_session, open_session

METHOD = load_method("tre-skridt", "da")
MADE = datetime.fromisoformat("2026-03-04T10:42:00+01:00")


def minutes_with(room, *texts: str):
    room.go_to("skriv-tiltag")
    for text in texts:
        room.ask(WriteCard(text))
        room.ask(ParkItem(text, ""))
    return build_minutes(room.state(), METHOD, MADE, "0")


def rendered(room, name: str, *texts: str) -> str:
    return FORMATS[name].renderer()(minutes_with(room, *texts)).decode()


@pytest.mark.parametrize(
    "raw",
    ["\u202egnp.exe", "a\u2066b\u2069", "P\u200ber", "\ufeffhej", "h\U000e0041ej", "e" + "\u0301" * 200],
    ids=["override", "isolate", "zero-width", "bom", "tags", "marks"],
)
def test_row_03_invisible_and_turning_signs_are_gone(raw) -> None:
    kept = clean(raw)
    assert not set(kept) & set("\u202e\u2066\u2069\u200b\ufeff\U000e0041")
    assert kept.count("\u0301") <= 3
    assert clean_line("P\u200ber") == clean_line("Per")


async def test_row_04_2000_characters_are_taken_and_one_more_is_not(house) -> None:
    phone = await house.phone()
    await house.open("collect")
    for text, status in (
        ("x" * 2_000, 200),
        ("x" * 2_001, 422),
        ("x\n" * 200, 200),
        ("x\n" * 201 + "x", 422),
        ("x" * 20_000, 422),
        ("x" * 1_000_000, 413),
    ):
        assert (await phone.post("/api/cards", {"text": text})).status == status, len(text)
    assert len(house.live.state.cards) == 2


def test_row_06_no_text_is_a_formula_to_a_spreadsheet(room) -> None:
    formula = "=cmd|' /C calc'!A0"
    room.ask(AddNextStep(formula, formula, None, formula))
    minutes = build_minutes(room.state(), METHOD, MADE, "0")
    listed = EVERY_FORMAT["csv"].renderer()(minutes).decode("utf-8-sig")
    assert f";'{formula};'{formula};" in listed
    sheets = openpyxl.load_workbook(BytesIO(EVERY_FORMAT["xlsx"].renderer()(minutes)))
    cells = [cell for sheet in sheets for row in sheet.iter_rows() for cell in row]
    assert formula in [cell.value for cell in cells]
    assert "f" not in {cell.data_type for cell in cells}
    assert formula in json.dumps(json.loads(rendered(room, "json", formula)), ensure_ascii=False)


def test_row_07_markdown_in_a_text_is_no_structure(room) -> None:
    hostile = "# Beslutning\n![](http://evil.example/x)\n| a |\n```\n---\n<b>x</b>"
    tokens = MarkdownIt("commonmark").enable("table").parse(rendered(room, "md", hostile))
    inside = [child.type for token in tokens for child in token.children or ()]
    assert not {"image", "html_inline", "code_inline", "link_open"} & set(inside)
    assert not {"fence", "html_block", "code_block"} & {token.type for token in tokens}
    headings = [
        tokens[place + 1].content for place, token in enumerate(tokens) if token.type == "heading_open"
    ]
    assert not [heading for heading in headings if "Beslutning\n" in heading or heading == "Beslutning"]


def test_row_08_no_character_breaks_the_word_file(room) -> None:
    minutes = minutes_with(room, "a\x00b\x0bc\x1bd\ufffee\ud800f")
    content = FORMATS["docx"].renderer()(minutes)
    assert zipfile.ZipFile(BytesIO(content)).testzip() is None
    texts = [paragraph.text for paragraph in docx.Document(BytesIO(content)).paragraphs]
    assert any("de\ufffdf" in text for text in texts)


def test_row_09_a_line_break_begins_nothing_in_a_calendar(room) -> None:
    injected = "Møde\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nSUMMARY:Hacket\r\nATTACH:http://evil.example/x"
    room.ask(AddNextStep("BK", injected, date(2026, 3, 18), injected * 4))
    content = EVERY_FORMAT["ics"].renderer()(build_minutes(room.state(), METHOD, MADE, "0"))
    (event,) = (each for each in Calendar.from_ical(content).walk("VEVENT") if "BK" in each["SUMMARY"])
    assert str(event["SUMMARY"]) == f"BK: {' '.join(injected.split())}"
    assert "ATTACH" not in event
    assert max(map(len, content.split(b"\r\n"))) <= 75


@pytest.mark.parametrize(
    "title", ["../../etc/passwd", "CON", "aux.txt", "a/b:c*", "å" * 120, "slut.", "☃", "C:\\x", "~", "-rf"]
)
def test_row_10_a_title_never_leads_out_of_the_folder(tmp_path: Path, rooms, title) -> None:
    session = create_session(tmp_path / "sessions", NewWorkshop(title))
    assert session.parent == tmp_path / "sessions"
    room = rooms.new(title=title)
    (written,) = write_exports(build_minutes(room.state(), METHOD, MADE, "0"), tmp_path / "out", ["md"])
    assert written.path is not None
    assert written.path.resolve().parent.parent == (tmp_path / "out").resolve()


def test_row_11_titles_that_look_alike_are_files_of_their_own(tmp_path: Path) -> None:
    titles = ["Økonomi", "Oekonomi", "økonomi", "Økonomi", "konomi"]
    paths = [create_session(tmp_path, NewWorkshop(title)) for title in titles]
    assert len(set(paths)) == len(list(tmp_path.glob("*.db"))) == len(titles)
    assert "oekonomi" in paths[0].stem


@pytest.mark.skipif(sys.platform == "win32", reason="links need a right of their own")
def test_row_12_a_linked_folder_is_refused_and_what_is_there_stays(tmp_path: Path, room) -> None:
    minutes = minutes_with(room, "Tekst")
    (first,) = write_exports(minutes, tmp_path / "out", ["md"])
    assert first.path is not None
    folder = first.path.parent
    before = first.path.read_bytes()
    (again,) = write_exports(minutes, tmp_path / "out", ["md"])
    assert again.path is not None
    assert again.path != first.path, "never written over"
    assert first.path.read_bytes() == before
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    moved = folder.with_name("moved")
    folder.rename(moved)
    folder.symlink_to(elsewhere)
    with contextlib.suppress(ExportError):
        write_exports(minutes, tmp_path / "out", ["md"])
    assert list(elsewhere.iterdir()) == []


@pytest.mark.parametrize(
    "bomb",
    ["a = " + "[" * 100_000, "a = 1\n" * 800_000, "!!python/object/apply:os.system ['true']"],
    ids=["deep", "long", "yaml"],
)
def test_row_13_a_bomb_of_a_method_file_is_refused_quickly(tmp_path: Path, bomb) -> None:
    (tmp_path / "method.toml").write_text(bomb, encoding="utf-8")
    (tmp_path / "da.toml").write_text("", encoding="utf-8")
    started = time.perf_counter()
    (problem, *_) = check_method_folder(tmp_path)
    assert time.perf_counter() - started < 2
    assert "method.toml" in problem.sentence()


ZIP_USERS = (
    "bundle.py",
    "word_base.py",
    "powerpoint.py",
    "copies.py",
    "list_workbook.py",
    "workbook_size.py",
)
"""One writes a zip of all that is taken home, two name the error of a template that is none. The others
read within bounds: the method that a session file keeps (the next test), a workbook that holds a list."""


def test_row_14_nothing_of_ours_unpacks_an_archive() -> None:
    """There is no import of packed sessions; the day there is one, it needs the limits of row 14."""
    houses = (Path(str(house.__file__)).parent for house in (prompts, sessions, exports, workshop))
    files = [file for house in houses for file in house.rglob("*.py")]
    assert len(files) > 100
    for file in files:
        source = file.read_text(encoding="utf-8")
        unpacking = ("import tarfile", "unpack_archive", ".extractall(", ".extract(", ".namelist(")
        assert not any(word in source for word in unpacking), file
        assert "import zipfile" not in source or file.name in ZIP_USERS, file


def packed(**files: bytes) -> str:
    archive = BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as written:
        for name, content in files.items():
            written.writestr(name.replace("_", "."), content)
    return base64.b64encode(archive.getvalue()).decode("ascii")


def test_row_14_a_packed_method_is_read_within_bounds() -> None:
    """A file that grows a thousandfold is cut at the limit of every method file; too many are not begun."""
    bomb = folder_in(packed(method_toml=b"#" * 50_000_000, da_toml=b""))
    tracemalloc.start()
    try:
        with pytest.raises(TooLargeError):
            load_method_in(bomb, "da")
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 20_000_000
    for many in (packed(**{f"f{number}": b"" for number in range(1_001)}), "A" * 32_000_004, "#", "AAAA"):
        with pytest.raises(MissingFileError):
            folder_in(many)


@pytest.mark.parametrize(
    "program",
    [
        "CREATE TRIGGER t AFTER INSERT ON journal BEGIN DELETE FROM cards; END",
        "CREATE VIEW v AS SELECT * FROM participants",
    ],
)
def test_row_15_a_session_file_with_a_program_in_it_is_refused(tmp_path: Path, program) -> None:
    path = create_session(tmp_path, NewWorkshop("Fremmed"))
    with sqlite3.connect(path) as file:
        file.execute(program)
    file.close()
    before = path.read_bytes()
    with pytest.raises(DamagedFileError):
        open_session(path)
    assert path.read_bytes() == before
