"""What the command line says of itself: help, its own options first, and completion by the shell."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from prompts.language.words import LANGUAGES, load_words
from workshop.cli.main import COMMANDS, run_command
from workshop.launch.settings import Settings

ROOT = Path(__file__).parents[2]
GENERAL = {"--data-dir", "--methods", "--lang", "--port", "--bind", "--public-url", "--tls-cert", "--tls-key"}
GENERAL |= {"--mirror", "--wifi-name", "--wifi-password"}
ONE_BY_ONE = sorted(COMMANDS.keys() - {"methods"})


def options_in(text: str) -> set[str]:
    return set(re.findall(r"(?m)^  (?:-\w, )?(--[a-z-]+)", text))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", ONE_BY_ONE)
def test_help_begins_with_the_command_s_own_options(name: str, language: str, capsys) -> None:
    assert run_command([name, "--help", "--lang", language]) == 0
    shown = capsys.readouterr().out
    heading = load_words(language)("cli.general-options")
    own, _, general = shown.partition(f"\n{heading}:\n")
    assert not options_in(own) & GENERAL
    assert "--help" in options_in(own)
    assert options_in(general) == GENERAL
    assert len(GENERAL) == len(Settings.__dataclass_fields__)


@pytest.mark.parametrize("readme", ["README.md", "README.en.md"])
def test_the_readme_asks_for_one_command_to_have_completion(readme: str) -> None:
    """Whoever had to edit a start file by hand did without."""
    text = (ROOT / readme).read_text(encoding="utf-8")
    assert "\nworkshop completion\n" in text
    assert "_WORKSHOP_COMPLETE" not in text


def test_the_man_pages_are_made_from_the_help_of_today(tmp_path: Path) -> None:
    made_by = ROOT / "tests" / "tools" / "make_man_pages.py"
    subprocess.run([sys.executable, made_by, tmp_path], timeout=60, check=True)
    kept = ROOT / "docs" / "man"
    pages = sorted(page.relative_to(tmp_path) for page in tmp_path.rglob("*.1"))
    assert pages == sorted(page.relative_to(kept) for page in kept.rglob("*.1"))
    for page in pages:
        told = (kept / page).read_text("utf-8")
        assert (tmp_path / page).read_text("utf-8") == told, f"python {made_by.relative_to(ROOT)}"
        assert all(f"\n.SS workshop {name.replace('-', chr(92) + '-')} " in told for name in COMMANDS)


@pytest.mark.parametrize(
    ("typed", "offered"),
    [("re", {"rescue", "rehearse"}), ("purge --y", {"--yes"}), ("doctor --ph", {"--phone"})],
)
def test_a_shell_is_told_what_may_come_next(typed: str, offered: set[str]) -> None:
    words = f"workshop {typed}"
    asked = {"COMP_WORDS": words, "COMP_CWORD": str(len(words.split()) - 1)}
    done = subprocess.run(
        [sys.executable, "-m", "workshop"],
        env=os.environ | asked | {"_WORKSHOP_COMPLETE": "bash_complete"},
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    assert {line.partition(",")[2] for line in done.stdout.splitlines()} == offered
