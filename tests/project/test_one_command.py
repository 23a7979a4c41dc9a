"""`make check`, `.ci/run`, the README's test command and the pre-commit hooks run the same things."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

TARGET = re.compile(r"^([a-z-]+):([^#\n]*)##.*\n((?:\t.+\n)*)", re.M)


@pytest.fixture(scope="module")
def targets(root: Path) -> dict[str, tuple[list[str], list[str]]]:
    """Each target of the Makefile: what it needs first, and its commands."""
    found = TARGET.findall((root / "Makefile").read_text("utf-8"))
    return {
        name: (first.split(), [line.strip() for line in lines.splitlines()]) for name, first, lines in found
    }


@pytest.fixture(scope="module")
def ci(root: Path) -> str:
    return (root / ".ci" / "run").read_text("utf-8")


def made(script: str) -> list[str]:
    return [target for line in re.findall(r"^make (.+)$", script, re.M) for target in line.split()]


def readme_command(root: Path) -> str:
    """Found as .ci/run finds it."""
    block = (
        (root / "README.md")
        .read_text("utf-8")
        .split("<!-- the test command -->", 1)[1]
        .split("\n```\n", 1)[0]
    )
    (line,) = [line for line in block.splitlines() if line.startswith("python3 ")]
    return line


def test_one_command_runs_what_the_build_machine_runs(root: Path, targets, ci: str) -> None:
    """The build machine takes the ordinary tests from the README: its command is tried as it stands."""
    check, _ = targets["check"]
    assert set(check) - {"test"} == set(made(ci))
    assert len(check) == len(set(check))
    assert 'eval "$TWICE ${readme_test#* && }"' in ci
    assert targets["test"] == ([], ["$(TWICE) $(PYTHON) -m pytest"])
    assert readme_command(root) == "python3 -m pip install -e '.[test]' && python3 -m pytest"


def test_the_build_machine_does_nothing_else_but_set_up(ci: str) -> None:
    """Every step is one of the targets, or installs what they need."""
    setting_up = (
        "apt-get ",
        "python3 -m venv ",
        "python3 -m pip install ",
        "eval ",
        "echo ",
        "step ",
        "make ",
    )
    commands = [line for line in ci.split("\nstep ", 1)[1].splitlines() if line and not line.startswith("#")]
    odd = [
        line
        for line in commands[1:]
        if not line.startswith(setting_up) and line not in ('. "$work/venv/bin/activate"',)
    ]
    assert [line for line in odd if not line.startswith("readme_test=")] == []


@pytest.mark.skipif(shutil.which("make") is None, reason="make is not installed")
@pytest.mark.parametrize(
    "target", ["install", "check", "lint", "types", "contracts", "test", "bench-short", "demo"]
)
def test_a_developers_targets_are_there_and_make_accepts_them(root: Path, targets, target: str) -> None:
    assert target in targets
    said = subprocess.run(["make", "-n", target], cwd=root, capture_output=True, text=True, check=True).stdout
    assert said.strip()


def test_the_hooks_are_local_and_run_what_make_runs(root: Path, targets) -> None:
    text = (root / ".pre-commit-config.yaml").read_text("utf-8")
    assert re.findall(r"^\s*- repo: (.+)$", text, re.M) == ["local"]
    hooks = {entry.replace(" --force-exclude", "") for entry in re.findall(r"^\s*entry: (.+)$", text, re.M)}
    commands = [command for target in ("lint", "types", "contracts") for command in targets[target][1]]
    assert hooks == {command.removesuffix(" .") for command in commands}
    assert "http" not in text


def test_what_make_offers_is_what_is_written_about_it(root: Path, targets) -> None:
    """Every `make …` in the papers is a target, and every part of `make check` is explained."""
    papers = {
        name: (root / name).read_text("utf-8") for name in ("CONTRIBUTING.md", "README.md", "docs/index.md")
    }
    named = {
        target
        for text in papers.values()
        for call in re.findall(r"(?:^|`)make ((?:[a-z-]+ ?)+)", text, re.M)
        for target in call.split()
    }
    assert named - {"-n"} <= set(targets)
    assert set(targets["check"][0]) <= named
