"""What only looks answers at once: it loads nothing of what makes, opens, serves or exports a workshop."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from sessions.rules.meeting.creation import NewWorkshop
from workshop.hosting.open_sessions import create_session

HEAVY = (
    "aiohttp", "asyncio", "babel", "docx", "email", "jinja2", "msgspec", "slugify", "socket", "sqlite_utils",
    "textual",
    "exports", "prompts.methods", "sessions.commands", "sessions.model", "sessions.room", "sessions.rules",
    "sessions.storage.store", "workshop.hosting.open_sessions", "workshop.launch.faces", "workshop.web",
)  # fmt: skip
PROGRAM = """
import json, sys
from workshop.cli.main import run_command
code = run_command(sys.argv[1:])
print(json.dumps([code, sorted(sys.modules)]), file=sys.stderr)
"""


@pytest.mark.parametrize(
    "arguments",
    [["list"], ["list", "--json"], ["--help"], ["run", "--help"], ["list", "--help"], ["doctor", "--help"]],
    ids=" ".join,
)
def test_a_command_that_only_looks_loads_nothing_heavy(tmp_path: Path, arguments: list[str]) -> None:
    create_session(tmp_path / "sessions", NewWorkshop("Den gode"))
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, "--data-dir", str(tmp_path), *arguments],
        capture_output=True, text=True, encoding="utf-8", timeout=60, check=True,
    )  # fmt: skip
    code, loaded = json.loads(done.stderr)
    assert code == 0
    assert "--help" in arguments or "Den gode" in done.stdout
    assert [name for name in HEAVY if name in loaded] == []


@pytest.mark.parametrize(
    ("module", "others"),
    [
        (
            "workshop.launch.host_process",
            {"textual", "rich", "slugify", "platformdirs", "qrcode", "PIL", "docx", "babel"},
        ),
        (
            "workshop.terminal.screens.workshop_screen",
            {"aiohttp", "slugify", "qrcode", "PIL", "docx", "jinja2", "babel"},
        ),
    ],
)
def test_nothing_is_loaded_that_is_not_needed_yet_or_ever(module: str, others: set[str]) -> None:
    code = f"import sys, {module}; print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True
    )
    assert others & set(done.stdout.split()) == set()
