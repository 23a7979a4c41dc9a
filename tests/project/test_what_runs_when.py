"""The ordinary run shows a case or two of what is wide; the wheel's run shows all of it."""

import re
import subprocess
import sys
from pathlib import Path

FILE, TEST = "tests/web/test_posts.py", "test_a_post_is_refused_with_its_reason"


def collected(root: Path, *options: str) -> list[str]:
    command = [sys.executable, "-m", "pytest", "--collect-only", "-q", "-n", "0", *options, FILE]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, timeout=60, check=True)
    return [line for line in done.stdout.splitlines() if f"::{TEST}[" in line]


def test_the_first_cases_of_a_wide_test_are_ordinary_and_none_is_lost(root: Path) -> None:
    (short,) = re.findall(
        rf"wide\(short=(\d+)\)(?:(?!def ).)*def {TEST}\b", (root / FILE).read_text("utf-8"), re.S
    )
    ordinary, everything = collected(root), collected(root, "-m", "not long")
    assert len(ordinary) == int(short) < len(everything)
    assert ordinary == everything[: len(ordinary)]


def test_the_wheel_is_tested_with_all_but_the_long_forms(root: Path) -> None:
    assert "-m pytest -q -m 'not long'" in (root / ".ci" / "wheel").read_text("utf-8")
