"""The web page prints as well as the other formats: few pages, numbered, small tables whole."""

from __future__ import annotations

import shutil

import pytest
from office import facts_of_pdf, text_of_pdf
from playwright.sync_api import sync_playwright
from test_first_page import FIRST_PAGE, decided, minutes_of

from exports.formats import html

pytestmark = pytest.mark.browser


@pytest.mark.wide
def test_the_page_is_printed_on_four_sheets_and_the_first_answers_everything(tmp_path):
    page = tmp_path / "referat.html"
    page.write_bytes(html.render(minutes_of(decided())))
    printed = tmp_path / "referat.pdf"
    with sync_playwright() as playwright:
        path = shutil.which("chromium") or playwright.chromium.executable_path
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        shown = browser.new_page()
        shown.goto(page.as_uri())
        shown.pdf(path=printed, prefer_css_page_size=True)
        browser.close()
    assert int(facts_of_pdf(printed)["Pages"]) <= 4
    first = text_of_pdf(printed, last=1)
    assert [head for head in FIRST_PAGE if head not in first] == []
    assert first.endswith("1/4")
