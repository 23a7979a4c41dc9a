"""The program as one file, with no Python beside it. Long: it is built first."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SECONDS_TO_START = 3.0
BARE = {"PATH": "/nowhere", "LC_ALL": "C.UTF-8", "TERM": "xterm-256color"}


@pytest.fixture(scope="module")
def single_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    if importlib.util.find_spec("PyInstaller") is None:
        pytest.fail("PyInstaller is not installed: python -m pip install pyinstaller")
    folder = tmp_path_factory.mktemp("dist")
    subprocess.run([sys.executable, ROOT / ".ci" / "single_file.py", folder], check=True, capture_output=True)
    return next(folder.iterdir())


@pytest.mark.long
@pytest.mark.timeout(900)
def test_the_single_file_plays_the_demo_case_and_leaves_every_format(
    single_file: Path, tmp_path: Path
) -> None:
    """Word's templates, slugs and locales are found at run time only: each was missing once."""
    environment = BARE | {"HOME": str(tmp_path), "WORKSHOP_DATA_DIR": str(tmp_path / "data")}
    for _ in range(2):  # the first start of all fills the system's cache
        began = time.monotonic()
        done = subprocess.run([single_file, "--version"], env=environment, capture_output=True, text=True)
        took = time.monotonic() - began
    assert done.stdout.startswith("Tre skridt ")
    assert took < SECONDS_TO_START
    case = ROOT / "tests" / "data" / "cases" / "kommune"
    subprocess.run(
        [single_file, "demo", "--headless", "--case", f"{case}.json", "--out", tmp_path / "out"],
        env=environment,
        check=True,
    )
    assert {file.suffix for file in (tmp_path / "out").rglob("*.*")} == {".docx", ".html", ".md", ".json"}
    compare = ROOT / "tests" / "tools" / "compare_case.py"
    subprocess.run([sys.executable, compare, tmp_path / "out", f"{case}.expected.json"], check=True)
