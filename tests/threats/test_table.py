"""The threat table in docs/security.md and the tests name each other, row by row."""

from __future__ import annotations

import re
from pathlib import Path

HERE = Path(__file__).parent
ROWS = re.findall(
    r"^\| (\d+) \|(.+)\|(.+)\|(.+)\|$", (HERE.parents[1] / "docs" / "security.md").read_text("utf-8"), re.M
)
TESTED = {
    int(number)
    for file in HERE.glob("test_*.py")
    for number in re.findall(r"^(?:async )?def test_row_(\d\d)_", file.read_text("utf-8"), re.M)
}


def test_the_table_has_its_44_rows_once_each() -> None:
    assert [int(number) for number, *_ in ROWS] == list(range(1, 45))


def test_every_row_names_its_test_or_says_why_there_is_none() -> None:
    for number, _, happens, named in ROWS:
        if int(number) in TESTED:
            assert named.strip() == f"`test_row_{int(number):02}`"
        else:
            assert named.strip() == "–"
            assert happens.strip().startswith("No test"), number


def test_every_test_stands_in_the_table() -> None:
    named = {int(number) for _, _, _, cell in ROWS for number in re.findall(r"test_row_(\d\d)", cell)}
    assert named == TESTED


def test_what_the_table_points_at_is_there() -> None:
    text = (HERE.parents[1] / "docs" / "security.md").read_text("utf-8")
    for path in set(re.findall(r"`((?:tests|docs)/[\w/.]+)`", text)):
        assert (HERE.parents[1] / path).exists(), path
