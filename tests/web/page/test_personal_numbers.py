"""The page finds personal numbers by the same rule as the minutes."""

from __future__ import annotations

import json
from pathlib import Path

import workshop.web.page

TEXTS = json.loads((Path(__file__).parents[2] / "data" / "personal_numbers.json").read_text(encoding="utf-8"))


async def test_the_page_finds_the_numbers_that_the_minutes_find(browser) -> None:
    source = (Path(workshop.web.page.__path__[0]) / "fields.js").read_text(encoding="utf-8")
    rule = source[source.index("const CPR_BETWEEN") : source.index("function textLength")].replace(
        "export ", ""
    )
    page = await browser.new_page()
    try:
        script = f"texts => {{ {rule} return texts.map(looksLikeCpr) }}"
        found = await page.evaluate(script, TEXTS["numbers"])
        found_elsewhere = await page.evaluate(script, TEXTS["others"])
    finally:
        await page.close()
    assert list(zip(TEXTS["numbers"], found, strict=True)) == [(text, True) for text in TEXTS["numbers"]]
    assert list(zip(TEXTS["others"], found_elsewhere, strict=True)) == [
        (text, False) for text in TEXTS["others"]
    ]
