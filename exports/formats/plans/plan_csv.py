"""The action plan as a list of values for a spreadsheet or a task board.

UTF-8 with a mark, semicolons and CRLF, because that is what a double click on the file needs in Danish and
Norwegian. Dates are ISO 8601. No cell can become a formula: one that begins like one gets an apostrophe.
"""

from __future__ import annotations

import csv
import re
from datetime import date
from io import StringIO

from exports.action_plan import action_plan
from exports.formats.plans.plan_table import Value, plan_heads, plan_rows
from exports.minutes import Minutes
from prompts.language.cleaning import clean_line
from prompts.language.words import load_words

_LIKE_A_FORMULA = re.compile(r"[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]")
"""What begins a formula, also in its full width, which some spreadsheets fold to the plain sign."""


def render(minutes: Minutes) -> bytes:
    """The plan as the bytes of a .csv file."""
    plan, words = action_plan(minutes), load_words(minutes.language)
    text = StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(plan_heads(words))
    writer.writerows([_cell(value) for value in row] for row in plan_rows(plan, words))
    return text.getvalue().encode("utf-8-sig")


def _cell(value: Value) -> str | int:
    if value is None:
        return ""
    if isinstance(value, int):
        return value
    if isinstance(value, date):
        return value.isoformat()
    # Line breaks inside a cell are allowed, and still torn apart by half of the programs that read it.
    line = clean_line(value)
    return f"'{line}" if _LIKE_A_FORMULA.match(line) else line
