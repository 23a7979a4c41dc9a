"""The ways in that README and IT paper name: uv, pipx and pip install, uv and pipx remove. Long."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
WAYS = {
    "uv": (["uv", "tool", "install", "."], ["uv", "tool", "uninstall", "tre-skridt"]),
    "uv, the versions that were tried": (
        ["uv", "tool", "install", "-c", "constraints.txt", "."],
        ["uv", "tool", "uninstall", "tre-skridt"],
    ),
    "pipx": (["pipx", "install", "."], ["pipx", "uninstall", "tre-skridt"]),
}
WHERE = {"uv": ["uv", "tool", "dir"], "pipx": ["pipx", "environment"]}
"""How the IT paper finds out where the program is."""
INTO_THE_PATH = {"uv": ["uv", "tool", "update-shell"], "pipx": ["pipx", "ensurepath"]}


@pytest.mark.long
@pytest.mark.timeout(600)
@pytest.mark.parametrize("way", WAYS)
def test_the_folder_is_installed_and_removed_with_one_command_each(tmp_path: Path, way: str) -> None:
    install, remove = WAYS[way]
    tool = install[0]
    if shutil.which(tool) is None:
        pytest.fail(f"{tool} is not installed: python -m pip install {tool}")
    programs = tmp_path / "bin"
    environment = os.environ | {
        "HOME": str(tmp_path),
        "SHELL": "/bin/bash",
        "UV_TOOL_DIR": str(tmp_path / "uv"),
        "UV_TOOL_BIN_DIR": str(programs),
        "PIPX_HOME": str(tmp_path / "pipx"),
        "PIPX_BIN_DIR": str(programs),
        "PIPX_MAN_DIR": str(tmp_path / "man"),
    }
    subprocess.run(install, cwd=ROOT, env=environment, check=True)
    told = subprocess.run(WHERE[tool], env=environment, capture_output=True, text=True, check=True).stdout
    assert str(tmp_path / tool) in told
    subprocess.run(INTO_THE_PATH[tool], env=environment, check=True)
    assert str(programs) in "".join(file.read_text() for file in tmp_path.glob(".*") if file.is_file())
    if tool == "pipx":
        assert (tmp_path / "man" / "man1" / "workshop.1").exists()
    said = subprocess.run(
        [programs / "workshop", "--version"], env=environment, capture_output=True, text=True, check=True
    )
    assert said.stdout.startswith("Tre skridt ")
    subprocess.run(remove, cwd=ROOT, env=environment, check=True)
    assert not (programs / "workshop").exists()


@pytest.mark.long
@pytest.mark.timeout(600)
def test_the_files_that_were_tried_are_installed_by_their_hashes(tmp_path: Path) -> None:
    subprocess.run([sys.executable, "-m", "venv", tmp_path], check=True)
    python = tmp_path / "bin" / "python"
    build = [sys.executable, "-m", "build", "--wheel", "--outdir", tmp_path / "dist", ROOT]
    subprocess.run(build, check=True, capture_output=True)
    (wheel,) = (tmp_path / "dist").glob("*.whl")
    pip = [python, "-m", "pip", "install", "-q"]
    subprocess.run([*pip, "--require-hashes", "-r", ROOT / "constraints-hashed.txt"], check=True)
    subprocess.run([*pip, "--no-deps", wheel], check=True)
    done = subprocess.run([tmp_path / "bin" / "workshop", "demo", "--headless", "--out", tmp_path / "out"],
        env=os.environ | {"WORKSHOP_DATA_DIR": str(tmp_path / "data")}, check=False)  # fmt: skip
    assert done.returncode == 0
    assert any((tmp_path / "out").rglob("*.docx"))
