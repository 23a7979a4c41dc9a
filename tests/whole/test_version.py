"""`workshop --version` is enough for a fault report, and version, changelog and session files keep step."""

from __future__ import annotations

import platform
import re
import sqlite3
import sys
import tomllib
from pathlib import Path

import pytest
from command_line import workshop

from prompts.language.words import LANGUAGES
from sessions.storage.schema_version import SCHEMA_VERSION
from workshop.attaching import host_starting
from workshop.machine.single_file import RUN_HOST

ROOT = Path(__file__).parents[2]
VERSION = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_version_says_what_a_fault_report_needs_and_names_nobody(tmp_path: Path, language: str) -> None:
    code, said, complained = workshop(tmp_path, "--version", language=language)
    assert (code, complained) == (0, "")
    assert said.splitlines()[0] == f"Tre skridt {VERSION}"
    for needed in (
        platform.python_version(),
        sqlite3.sqlite_version,
        "textual ",
        "aiohttp ",
        platform.system(),
    ):
        assert needed in said
    assert re.search(rf"\D{SCHEMA_VERSION}$", said.strip())
    assert str(Path.home()) not in said
    assert platform.node() not in said


def test_the_newest_version_of_the_changelog_is_the_program_s_and_says_how_to_upgrade() -> None:
    text = (ROOT / "CHANGELOG.md").read_text("utf-8")
    newest = next(part for part in text.split("\n## ")[1:] if not part.startswith("Unreleased"))
    assert newest.split()[0] == VERSION
    upgrading = newest.split("### Upgrading", 1)[1].split("\n### ")[0]
    assert f"schema {SCHEMA_VERSION}" in upgrading


def test_the_checklist_tags_this_version() -> None:
    text = (ROOT / "docs" / "release-checklist.md").read_text("utf-8")
    assert f"v{VERSION}" in text
    assert f"Tre skridt {VERSION}" in text


def test_the_single_file_starts_its_host_from_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    """It has no `python -m`, and the folder that it runs from goes when the screen does."""
    asked: dict[str, object] = {}

    def started(command: list[str], **options: object) -> None:
        asked.update(options, command=command)

    monkeypatch.setattr(host_starting.subprocess, "Popen", started)
    host_starting._started()
    assert asked["command"] == [sys.executable, "-m", "workshop.launch.host_process"]
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    host_starting._started()
    assert asked["command"] == [sys.executable, RUN_HOST]
    assert asked["env"]["PYINSTALLER_RESET_ENVIRONMENT"] == "1"
