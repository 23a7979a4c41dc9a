"""What commands print is in letters that the terminal has; what they hand to a pipe is UTF-8."""

import os
import subprocess
import sys

import pytest
from in_terminal import InTerminal

from prompts.language.words import load_words

ABOUT = "værktøj til den"


@pytest.mark.skipif(sys.platform == "win32", reason="made with pty; Windows' console takes Unicode")
@pytest.mark.parametrize(
    ("locale", "encoding", "said"),
    [
        ("C", "ascii", "vaerktoej til den"),
        ("da_DK.ISO-8859-1", "iso8859-1", ABOUT),
        ("da_DK.UTF-8", "utf-8", ABOUT),
    ],
)
def test_a_command_prints_what_its_terminal_can_show(locale, encoding, said):
    program = InTerminal("--help", LC_ALL=locale)
    printed = b""
    while program.process.poll() is None:
        printed += program.read()
    printed += program.read()
    assert said in printed.decode(encoding)


def test_a_pipe_gets_utf_8_whatever_the_terminal_is():
    assert "værktøj" in load_words()("cli.about")
    done = subprocess.run(
        [sys.executable, "-m", "workshop", "--help"], capture_output=True, env=os.environ | {"LC_ALL": "C"}
    )
    assert "værktøj" in done.stdout.decode("utf-8")
