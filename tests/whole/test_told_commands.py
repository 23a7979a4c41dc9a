"""Every command that README, IT paper, privacy paper and guide tell people to type is tried as it stands."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
from command_line import workshop

from prompts.language.words import load_words
from sessions import commands as do
from sessions.rules.meeting.creation import NewWorkshop
from workshop.hosting.open_sessions import create_session, opened

ROOT = Path(__file__).parents[2]
PAPERS = (
    "README.md", "README.en.md", "docs/it.md", "docs/it.en.md", "docs/privacy.md", "docs/privacy.en.md",
    "docs/facilitator.md", "docs/release-checklist.md",
)  # fmt: skip
NAMES = {"navn": "Lederdag", "name": "Lederdag", "titel": "Ny dag", "title": "Ny dag", "ledelse": "Lederdag"}
NAMES |= {"navn...": "Lederdag", "name...": "Lederdag"}
OTHERS = {"ledelsen": "Ledelsen", "nord": "Nord", "sidste-år": "Sidste år"}
"""Workshops that are there too where a command names them."""
TRIED_ELSEWHERE = {
    "workshop import": ("tests/whole/test_import_command.py", "import"),
    "workshop doctor --phone": ("tests/whole/test_doctor.py", '"--phone"'),
    "workshop host": ("tests/hosting/test_kept_hosts.py", "workshop host"),
    "workshop rescue navn --mirror": ("tests/hosting/test_another_laptop.py", '"--mirror"'),
    "workshop notes": ("tests/whole/test_c_locale_commands.py", '"notes"'),
    "workshop screen": ("tests/whole/test_audience_screen.py", '"screen"'),
    "workshop run --plain": ("tests/whole/test_c_locale_commands.py", '"--plain"'),
    "pipx install .": ("tests/whole/test_ways_in.py", "pipx"),
    "pipx uninstall tre-skridt": ("tests/whole/test_ways_in.py", "uninstall"),
    "uv tool install .": ("tests/whole/test_ways_in.py", "uv"),
    "uv tool uninstall tre-skridt": ("tests/whole/test_ways_in.py", "uninstall"),
    "python3 -m venv .venv": (".ci/wheel", "-m venv"),
    ". .venv/bin/activate": (".ci/run", "venv/bin/activate"),
    "python3 -m pip install .": (".ci/wheel", "-m pip install"),
}
"""What waits for a phone, hosts until it is stopped, or installs: which test does that."""
NEEDS_A_SCREEN = ("run", "demo", "rehearse", "follow-up")


def told(paper: str) -> set[str]:
    """The commands of one paper: lines of its blocks, and what stands between backquotes."""
    text = (ROOT / paper).read_text("utf-8").split("\n## For developers\n")[0]
    blocks = re.findall(r"```(?:sh|bash)\n(.*?)```", text, re.S)
    lines = [line.split("  #")[0].strip() for block in blocks for line in block.splitlines()]
    spans = [span for span in re.findall(r"`([^`\n]+)`", text) if re.match(r"workshop(?: |$)", span)]
    return {line.replace("\\|", "|") for line in [*lines, *spans] if line and not line.startswith("#")}


def elsewhere(command: str) -> tuple[str, str] | None:
    return next((place for start, place in TRIED_ELSEWHERE.items() if command.startswith(start)), None)


ALL = sorted({command for paper in PAPERS for command in told(paper)})


@pytest.mark.parametrize("command", [each for each in ALL if elsewhere(each)])
def test_what_is_tried_elsewhere_is_tried_there(command: str) -> None:
    place, sign = elsewhere(command) or ("", "")
    assert sign in (ROOT / place).read_text("utf-8")


def held(data: Path, title: str) -> Path:
    """A workshop that has written an initiative, and has agreed who does something about it."""
    path = create_session(data / "sessions", NewWorkshop(title, group_name=title))
    with opened(path) as session:
        written = do.WriteCards((f"Ny vagtplan i {title}",), deck="initiatives")
        for command in (written, do.AddNextStep("Anne", "Ringer til vagterne", None, "")):
            session.room.submit(command).result(timeout=20)
    return path


def sent_from_elsewhere(folder: Path, name: str) -> None:
    """The JSON of the minutes of a group that has a computer of its own lies in `folder`."""
    other = folder / "elsewhere"
    stem = held(other, Path(name).stem).stem
    code, _, complained = workshop(other, "export", stem, "--format", "json", "--out", str(other))
    assert code == 0, complained
    (file,) = other.rglob("*.json")
    file.rename(folder / name)


@pytest.mark.parametrize("command", [each for each in ALL if not elsewhere(each)])
def test_a_command_that_people_are_told_to_type_works(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    """It does what it says, or asks for the terminal that a test is not."""
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("SHELL", "/bin/bash")
    monkeypatch.setenv("WORKSHOP_EXPORT_DIR", str(tmp_path / "out"))
    monkeypatch.chdir(tmp_path)
    (program, *arguments) = shlex.split(re.sub(r"\[([\w-]+)[^\]]*\]", r"\1", command))
    assert program == "workshop", "neither ours nor in TRIED_ELSEWHERE"
    held(tmp_path, "Lederdag")
    for name in OTHERS.keys() & set(arguments):
        held(tmp_path, OTHERS[name])
    for file in (each for each in arguments if each.endswith(".json")):
        sent_from_elsewhere(tmp_path, file)
    code, said, complained = workshop(tmp_path, *[NAMES.get(each, each) for each in arguments])
    words = load_words("en" if "en" in arguments else "da")
    asks_for_a_screen = words("cli.not-a-terminal") in complained
    asks_first = arguments[:1] == ["purge"] and words("purge.kept") in said
    is_partial = arguments == ["re"]  # what is typed before Tab
    if asks_for_a_screen:
        assert not arguments or arguments[0] in NEEDS_A_SCREEN or arguments[0].startswith("--")
    elif not (asks_first or is_partial):
        assert code == 0, complained
        assert "join" not in arguments or not complained, "each group is taken in"
