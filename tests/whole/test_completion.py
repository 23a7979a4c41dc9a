"""`workshop completion` puts one line into the shell, which completes, and takes it out again."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from command_line import workshop

FILES = {"bash": ".bashrc", "zsh": ".zshrc", "fish": ".config/fish/completions/workshop.fish"}
BEFORE = "alias ll='ls -l'\nexport X=\"blå\""


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("SHELL", "/bin/bash")
    for name in ("ZDOTDIR", "XDG_CONFIG_HOME"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path


@pytest.mark.parametrize("shell", FILES)
def test_what_is_put_in_twice_stands_once_and_comes_out_whole(home: Path, shell: str) -> None:
    file = home / FILES[shell]
    if shell != "fish":
        file.write_bytes(BEFORE.encode("latin-1"))  # a start file need not be UTF-8
    for told in ("lagt ind", "allerede"):
        code, said, _ = workshop(home, "completion", shell)
        assert code == 0
        assert told in said
        assert str(file) in said
    assert file.read_bytes().count(f"_WORKSHOP_COMPLETE={shell}_source".encode()) == 1
    assert workshop(home, "completion", shell, "--remove")[0] == 0
    if shell == "fish":
        assert not file.exists()
    else:
        assert file.read_bytes() == BEFORE.encode("latin-1") + b"\n"
    assert "Intet er ændret" in workshop(home, "completion", shell, "--remove")[1]


def test_the_shell_in_use_is_meant_and_another_is_asked_for(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert str(home / ".bashrc") in workshop(home, "completion")[1]
    monkeypatch.setenv("SHELL", "/bin/dash")
    code, _, complained = workshop(home, "completion")
    assert code == 2
    assert "bash, zsh, fish" in complained


def test_a_start_file_that_cannot_be_changed_is_named(home: Path) -> None:
    (home / ".bashrc").mkdir()
    code, _, complained = workshop(home, "completion")
    assert code not in (0, 70)
    assert str(home / ".bashrc") in complained
    assert "Intet er ændret" in complained


@pytest.mark.skipif(shutil.which("bash") is None, reason="bash is not installed")
def test_bash_completes_a_command_after_it(home: Path) -> None:
    """A new bash reads its start file, and what it then does for Tab after `workshop reh` is called."""
    programs = home / "bin"
    programs.mkdir()
    command = programs / "workshop"
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m workshop "$@"\n')
    command.chmod(0o755)
    workshop(home, "completion", "bash")
    script = (
        '. "$HOME/.bashrc"; f=$(complete -p workshop | sed "s/.*-F \\([^ ]*\\).*/\\1/"); '
        'COMP_WORDS=(workshop reh); COMP_CWORD=1; "$f" workshop reh workshop; echo "${COMPREPLY[@]}"'
    )
    done = subprocess.run(
        ["bash", "--norc", "-c", script],
        env={**os.environ, "PATH": f"{programs}:{os.environ['PATH']}"},
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    assert done.stdout.strip() == "rehearse"
    assert done.stderr == ""
