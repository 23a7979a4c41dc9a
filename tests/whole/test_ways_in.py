"""The ways in that README and IT paper name first: uv and pipx install the folder and remove it. Long."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
WAYS = {
    "uv": (["uv", "tool", "install", "."], ["uv", "tool", "uninstall", "tre-skridt"]),
    "pipx": (["pipx", "install", "."], ["pipx", "uninstall", "tre-skridt"]),
}


@pytest.mark.long
@pytest.mark.timeout(600)
@pytest.mark.parametrize("way", WAYS)
def test_the_folder_is_installed_and_removed_with_one_command_each(tmp_path: Path, way: str) -> None:
    if shutil.which(way) is None:
        pytest.fail(f"{way} is not installed: python -m pip install {way}")
    programs = tmp_path / "bin"
    environment = os.environ | {
        "UV_TOOL_DIR": str(tmp_path / "uv"),
        "UV_TOOL_BIN_DIR": str(programs),
        "PIPX_HOME": str(tmp_path / "pipx"),
        "PIPX_BIN_DIR": str(programs),
        "PIPX_MAN_DIR": str(tmp_path / "man"),
    }
    install, remove = WAYS[way]
    subprocess.run(install, cwd=ROOT, env=environment, check=True)
    said = subprocess.run(
        [programs / "workshop", "--version"], env=environment, capture_output=True, text=True, check=True
    )
    assert said.stdout.startswith("Tre skridt ")
    subprocess.run(remove, cwd=ROOT, env=environment, check=True)
    assert not (programs / "workshop").exists()
