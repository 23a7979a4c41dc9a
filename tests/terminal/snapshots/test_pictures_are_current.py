"""The pictures in the documentation show the program as it is.

To renew them: python tests/tools/make_pictures.py
"""

import re
from pathlib import Path

import pytest
from make_keys_table import GUIDE, with_keys
from make_pictures import PICTURES, picture
from pictures.scenes import all_pictures, danish_time
from pictures.versions import skip_elsewhere

DOCUMENTS = [
    Path(__file__).parents[3] / name
    for name in ("README.md", "README.en.md", "docs/facilitator.md", "docs/tour.md", "docs/tour.en.md")
]


@pytest.mark.wide(short=1)
@pytest.mark.parametrize("name", all_pictures())
async def test_a_picture_is_what_the_program_shows(name):
    skip_elsewhere()
    with danish_time():
        made = await picture(name)
    # Compared outside of the assert: pytest would spend seconds on the difference of two drawings.
    is_current = made == (PICTURES / f"{name}.svg").read_text(encoding="utf-8")
    assert is_current, f"{name}.svg is out of date: python tests/tools/make_pictures.py"


def test_no_picture_refers_to_anything_outside_of_itself():
    for file in PICTURES.glob("*.svg"):
        text = file.read_text(encoding="utf-8").replace("http://www.w3.org/2000/svg", "")
        assert "url(" not in text
        assert "<script" not in text
        assert "href" not in text
        assert not re.search(r"https?://(?!192\.168\.1\.20)", text), file.name


def test_every_picture_is_used_and_every_used_picture_is_there():
    used = {
        name
        for document in DOCUMENTS
        for name in re.findall(r"pictures/([\w-]+)\.svg", document.read_text(encoding="utf-8"))
    }
    assert used == {file.stem for file in PICTURES.glob("*.svg")} == set(all_pictures())


def test_the_guide_has_the_keys_that_the_program_has():
    text = GUIDE.read_text(encoding="utf-8")
    assert with_keys(text) == text, "python tests/tools/make_keys_table.py"
