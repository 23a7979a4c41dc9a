"""The organisation's own Word file and slides as the base: its looks stay, and what is missing is named."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import docx
import pytest
from case_state import MADE, METHOD, VERSION
from docx.shared import Mm, RGBColor
from office import converted, facts_of_pdf, text_of_pdf
from pptx import Presentation
from pptx.util import Mm as SlideMm
from test_first_page import decided

from exports.errors import BaseSizeError, BaseStylesError, BaseTitleError, BrokenBaseError
from exports.files.writing import write_exports
from exports.formats import powerpoint
from exports.formats.documents import word
from exports.minutes import build_minutes
from exports.options import Options
from workshop.archive.write_minutes import own_bases

HOUSE = RGBColor(0x80, 0x00, 0x20)


def minutes_on(*bases):
    return build_minutes(decided(), METHOD, MADE, VERSION, Options(bases=bases))


def house_document(path: Path):
    file = docx.Document()
    file.sections[0].left_margin = file.sections[0].right_margin = Mm(30)
    file.sections[0].header.paragraphs[0].text = "Eksempelby Kommune, sag 26/1234"
    file.styles["Heading 1"].font.color.rgb = HOUSE
    file.add_paragraph("Slet mig")
    file.save(path)
    return path


def house_slides(path: Path, **size):
    file = Presentation()
    file.slide_width, file.slide_height = (
        SlideMm(size.get("width", 338.67)),
        SlideMm(size.get("height", 190.5)),
    )
    page = file.slides.add_slide(file.slide_layouts[5])
    page.shapes.title.text = "Slet mig"
    file.slide_master.name = "Eksempelby"
    file.save(path)
    return path


@pytest.mark.wide
def test_the_word_base_keeps_its_page_header_and_styles(tmp_path):
    content = word.render(minutes_on(house_document(tmp_path / "brev.docx")))
    file = docx.Document(BytesIO(content))
    texts = [paragraph.text for paragraph in file.paragraphs]
    assert "Slet mig" not in texts
    assert "Det besluttede vi" in texts
    assert file.sections[0].header.paragraphs[0].text == "Eksempelby Kommune, sag 26/1234"
    assert file.styles["Heading 1"].font.color.rgb == HOUSE
    assert file.sections[0].left_margin.mm == pytest.approx(30, abs=0.1)
    room = (file.sections[0].page_width - 2 * file.sections[0].left_margin) / Mm(1)
    for table in file.tables:
        assert sum(cell.width.mm for cell in table.rows[0].cells) == pytest.approx(room, abs=1)
    pdf = converted(tmp_path, "pdf", referat_docx=content)["referat_docx"]
    assert "sag 26/1234" in text_of_pdf(pdf, last=1)


def test_a_base_without_the_needed_styles_is_refused_by_name_and_the_rest_is_written(tmp_path):
    file = docx.Document()
    for name in ("Subtitle", "List Bullet"):
        file.styles[name].delete()
    file.save(tmp_path / "brev.docx")
    minutes = minutes_on(tmp_path / "brev.docx")
    with pytest.raises(BaseStylesError):
        word.render(minutes)
    written = {each.format: each for each in write_exports(minutes, tmp_path / "out", ["docx", "md"])}
    assert "mangler typografierne Subtitle, List Bullet" in written["docx"].problem.sentence()
    assert written["md"].path.is_file()


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 broken", b"<html>", b"\xd0\xcf\x11\xe0 an old file"])
def test_a_broken_base_is_a_sentence(tmp_path, content):
    for ending, render in ((".docx", word.render), (".pptx", powerpoint.render)):
        base = tmp_path / f"brev{ending}"
        base.write_bytes(content)
        with pytest.raises(BrokenBaseError) as refusal:
            render(minutes_on(base))
        assert base.name in refusal.value.sentence()


@pytest.mark.wide
def test_the_slides_base_keeps_its_master_and_loses_its_slides(tmp_path):
    content = powerpoint.render(minutes_on(house_slides(tmp_path / "dias.pptx")))
    file = Presentation(BytesIO(content))
    assert len(file.slides) == 5
    assert "Slet mig" not in [slide.shapes.title.text for slide in file.slides]
    assert file.slide_master.name == "Eksempelby"
    pdf = converted(tmp_path, "pdf", dias_pptx=content)["dias_pptx"]
    assert facts_of_pdf(pdf)["Pages"] == "5"


def test_slides_of_another_size_or_without_a_title_are_refused(tmp_path):
    with pytest.raises(BaseSizeError):
        powerpoint.render(minutes_on(house_slides(tmp_path / "a.pptx", width=254)))
    file = Presentation(house_slides(tmp_path / "b.pptx"))
    for layout in file.slide_layouts:
        for holder in tuple(layout.placeholders):
            if holder.placeholder_format.idx == 0:
                holder.element.getparent().remove(holder.element)
    file.save(tmp_path / "b.pptx")
    with pytest.raises(BaseTitleError):
        powerpoint.render(minutes_on(tmp_path / "b.pptx"))


def test_bases_are_found_beside_the_sessions(tmp_path):
    (tmp_path / "sessions").mkdir()
    assert own_bases(tmp_path / "sessions" / "x.db") == ()
    (tmp_path / "templates").mkdir()
    for name in ("b.docx", "a.docx", "dias.pptx", "noter.txt"):
        (tmp_path / "templates" / name).touch()
    assert [path.name for path in own_bases(tmp_path / "sessions" / "x.db")] == ["a.docx", "dias.pptx"]
