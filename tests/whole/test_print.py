"""`workshop print` writes the sheets for the day of one workshop, with a QR code that scans."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import pytest
import zxingcpp
from command_line import workshop
from docx import Document
from PIL import Image
from pypdf import PdfReader

from prompts.language.words import LANGUAGES, load_words
from prompts.methods.loading import load_method
from sessions.storage.store import read_state
from workshop.cli.main import COMMANDS


def printed(folder: Path, *arguments: str, language: str = "da") -> Path:
    code, said, complained = workshop(
        folder, "print", "--out", str(folder / "out"), *arguments, language=language
    )
    assert (code, complained) == (0, "")
    file, pdf = (Path(line.partition(": ")[2]) for line in said.splitlines()[:2])
    assert (file.suffix, pdf.suffix) == (".docx", ".pdf")
    assert file.is_file()
    assert pdf.is_file()
    return file


def texts(file: Path) -> list[str]:
    document = Document(str(file))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return [paragraph.text for paragraph in document.paragraphs] + cells


def without_gaps(text: str) -> str:
    """`text` without what a renderer puts in or takes out where a line ends."""
    return re.sub(r"[\s\u00ad_-]", "", text)


def scanned(file: Path) -> list[str]:
    with zipfile.ZipFile(file) as package:
        (name,) = [each for each in package.namelist() if each.endswith(".png")]
        picture = Image.open(io.BytesIO(package.read(name))).convert("L")
    return [found.text for found in zxingcpp.read_barcodes(picture)]


@pytest.mark.wide(short=1)
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_sheets_say_how_to_join_this_workshop_and_who_is_responsible(
    tmp_path: Path, language: str
) -> None:
    workshop(
        tmp_path, "new", "Dag <b> =1+1", "--organisation", "Eksempelby Kommune", "--run-sheet", "90",
        language=language,
    )  # fmt: skip
    (session,) = (tmp_path / "sessions").glob("*.db")
    file = printed(tmp_path, "--public-url", "https://dag.eksempelby.dk", language=language)
    state, words = read_state(session), load_words(language)
    assert scanned(file) == [f"https://dag.eksempelby.dk/#{state.workshop.join_secret}"]
    said = texts(file)
    assert "Dag <b> =1+1" in said
    assert state.workshop.join_code in said
    notice = words("phone.join.privacy", organisation="Eksempelby Kommune")
    assert sum(notice in text for text in said) == 2  # two halves to cut apart
    minutes = [row.minutes for row in state.run_sheet()]
    assert len(minutes) > 5
    assert all(str(each) in said for each in minutes)
    read = PdfReader(file.with_suffix(".pdf"))
    assert len(read.pages) == 4
    on_paper = [without_gaps(page.extract_text()) for page in read.pages]
    for place, text in enumerate(("Dag <b> =1+1", notice, state.workshop.join_code, words("day.slip-group"))):
        assert without_gaps(text) in on_paper[place]
    (picture,) = read.pages[2].images
    (code,) = zxingcpp.read_barcodes(picture.image.convert("L"))
    assert code.text == f"https://dag.eksempelby.dk/#{state.workshop.join_secret}"
    # The slip for a group that is not there: the question, and room for its name and ten initiatives.
    assert load_method("tre-skridt", language).activity("skriv-tiltag").body[0] in said
    assert words("day.slip-group") in said
    assert said.count("10.") == 1


def test_the_address_is_the_one_of_here_and_said_to_be_looked_at(tmp_path: Path) -> None:
    workshop(tmp_path, "new", "Lederdag")
    code, said, _ = workshop(
        tmp_path, "print", "lederdag", "--out", str(tmp_path), "--bind", "127.0.0.1", "--port", "8155"
    )
    assert code == 0
    assert "http://127.0.0.1:8155" in said.splitlines()[-1]


def test_nothing_is_written_over_and_without_a_workshop_it_is_said(tmp_path: Path) -> None:
    assert workshop(tmp_path, "print")[0] == 2
    workshop(tmp_path, "new", "Lederdag")
    first = printed(tmp_path)
    before = first.read_bytes()
    assert printed(tmp_path) != first
    assert first.read_bytes() == before


def test_a_folder_that_takes_no_file_is_named(tmp_path: Path) -> None:
    workshop(tmp_path, "new", "Lederdag")
    (tmp_path / "out").write_text("in the way")
    code, _, complained = workshop(tmp_path, "print", "--out", str(tmp_path / "out"))
    assert code != 0
    assert str(tmp_path / "out") in complained
    assert "Traceback" not in complained


def test_the_commands_and_keys_on_the_facilitator_s_page_are_the_program_s() -> None:
    words = load_words("da")
    for key in ("before", "trouble", "after"):
        for line in words(f"day.{key}").splitlines():
            if " – workshop " in line:
                assert line.split(" – workshop ")[1].split()[0].strip(",;") in COMMANDS


def test_the_day_is_written_as_people_write_it(tmp_path: Path) -> None:
    workshop(tmp_path, "new", "Lederdag", "--run-sheet", "60", "--date", "2027-03-04")
    told = "\n".join(texts(printed(tmp_path)))
    assert "4. marts 2027" in told
    assert "2027-03-04" not in told
