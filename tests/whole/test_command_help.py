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
GENERAL = {"--data-dir", "--lang", "--port", "--bind", "--public-url", "--tls-cert", "--tls-key"}
GENERAL |= {"--wifi-name", "--wifi-password"}
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
def test_the_readme_s_lines_for_completion_are_the_program_s(readme: str) -> None:
    text = (ROOT / readme).read_text(encoding="utf-8")
    shells = re.findall(r"_WORKSHOP_COMPLETE=(\w+)_source workshop", text)
    assert shells == ["bash", "zsh", "fish"]


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
