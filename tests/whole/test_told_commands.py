"""Every command that README, IT paper, privacy paper and guides tell people to type is tried as it stands."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
from command_line import workshop

from prompts.language.words import load_words
from sessions import commands as do
from sessions.rules.meeting.creation import NewWorkshop
from workshop.doctor.firewall import rule_for
from workshop.hosting.open_sessions import create_session, opened
from workshop.launch.settings import DEFAULT_PORT

ROOT = Path(__file__).parents[2]
PAPERS = (
    "README.md", "README.en.md", "docs/it.md", "docs/it.en.md", "docs/privacy.md", "docs/privacy.en.md",
    "docs/facilitator.md", "docs/own-texts.md", "docs/tour.md", "docs/tour.en.md",
    "docs/release-checklist.md",
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
    "uv tool install": ("tests/whole/test_ways_in.py", "constraints.txt"),
    "uv tool dir": ("tests/whole/test_ways_in.py", '"dir"'),
    "uv tool update-shell": ("tests/whole/test_ways_in.py", '"update-shell"'),
    "pipx install": ("tests/whole/test_ways_in.py", "pipx"),
    "pipx environment": ("tests/whole/test_ways_in.py", '"environment"'),
    "pipx ensurepath": ("tests/whole/test_ways_in.py", '"ensurepath"'),
    "pip install --require-hashes": ("tests/whole/test_ways_in.py", "--require-hashes"),
    "pip install --no-deps": ("tests/whole/test_ways_in.py", "--no-deps"),
    "pip install 'tre-skridt[pdf,slides]'": (".ci/single-file.yml", "[pdf,slides]"),
    "man workshop": ("tests/whole/test_command_help.py", '"man"'),
    "python3 -m venv .venv": (".ci/wheel", "-m venv"),
    ". .venv/bin/activate": (".ci/run", "venv/bin/activate"),
    "python3 -m pip install .": (".ci/wheel", "-m pip install"),
    "python3 -m pip install -e": ("tests/project/test_one_command.py", "readme_command"),
    "python3 -m build": (".ci/wheel", "-m build"),
    'python3 -m pytest -m "not long"': (".ci/wheel", "'not long'"),
    "python3 -m pytest -m long": ("Makefile", "-m long"),
    "python benchmarks/run.py": ("tests/benchmarks/test_figures.py", "run"),
    "apt-get install chromium": (".ci/run", "chromium"),
    "make check": ("tests/project/test_one_command.py", '"check"'),
    "make single": ("tests/whole/test_single_file.py", "single_file.py"),
}
"""What waits for a phone, hosts until it is stopped, or installs: which test does that."""
ELSEWHERE_ONLY = ("netsh ", "certutil ", "sudo ", "brew ", "git tag ")
"""Of another system, or for its administrator: no test can run them."""
NOT_OURS = r"(?:apt-get|brew|certutil|git|make|man|netsh|pip|pipx|python3?|sha256sum|shasum|sudo|uv) "
NEEDS_A_SCREEN = ("run", "demo", "rehearse", "follow-up")


def told(paper: str) -> set[str]:
    """The commands of one paper: lines of its blocks, and what stands between backquotes."""
    text = (ROOT / paper).read_text("utf-8")
    blocks = re.findall(r"```(?:sh|bash)\n(.*?)```", text, re.S)
    lines = [line.split("  #")[0].strip() for block in blocks for line in block.splitlines()]
    spans = [
        span for span in re.findall(r"`([^`\n]+)`", text) if re.match(rf"workshop(?: |$)|{NOT_OURS}", span)
    ]
    return {line.replace("\\|", "|") for line in [*lines, *spans] if line and not line.startswith("#")}


def elsewhere(command: str) -> tuple[str, str] | None:
    return next((place for start, place in TRIED_ELSEWHERE.items() if command.startswith(start)), None)


ALL = sorted(
    command
    for command in {command for paper in PAPERS for command in told(paper)}
    if not command.startswith(ELSEWHERE_ONLY)
)
SUMS = [command for command in ALL if re.match(r"make sums|sha256sum|shasum", command)]
OURS = [command for command in ALL if command not in SUMS and not elsewhere(command)]


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


@pytest.mark.parametrize("paper", ["docs/it.md", "docs/it.en.md"])
def test_the_rules_of_the_it_paper_are_those_that_doctor_prints(paper: str) -> None:
    given = {command for command in told(paper) if re.match(r"netsh|sudo", command)}
    (program,) = {name for command in given for name in re.findall(r'"([A-Z ]+)"', command)}
    firewalls = [("win32", ""), ("darwin", ""), ("linux", "firewalld"), ("linux", "ufw")]
    rules = " && ".join(rule_for(DEFAULT_PORT, program, name, system) for system, name in firewalls)
    unblocked = {rule for rule in rules.split(" && ") if "--unblockapp" not in rule}
    assert given == unblocked
    assert "`--unblockapp`" in (ROOT / paper).read_text("utf-8")


@pytest.mark.skipif(sys.platform == "win32", reason="make and shasum are not there")
def test_the_sums_of_a_release_are_made_and_compared(tmp_path: Path) -> None:
    """As the check list makes them, and as the IT paper compares them."""
    (tmp_path / "dist").mkdir()
    (tmp_path / "dist" / "FILEN").write_bytes(b"whole")
    (tmp_path / "dist" / "FILE").write_bytes(b"whole")
    made = next(command for command in SUMS if command.startswith("make"))
    subprocess.run([*shlex.split(made), "-f", ROOT / "Makefile"], cwd=tmp_path, check=True)
    sums = (tmp_path / "dist" / "SHA256SUMS").read_text("utf-8").splitlines()
    for command in SUMS:
        if command == made:
            continue
        done = subprocess.run(
            shlex.split(command), cwd=tmp_path / "dist", capture_output=True, text=True, check=True
        )
        assert "OK" in done.stdout if "-c" in command else done.stdout.strip() in sums
    (tmp_path / "dist" / "FILEN").write_bytes(b"changed")
    compared = next(command for command in SUMS if "-c" in command)
    assert subprocess.run(shlex.split(compared), cwd=tmp_path / "dist", check=False).returncode == 1


@pytest.mark.wide(short=20)
@pytest.mark.parametrize("command", OURS)
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
    if "nordlys" in arguments and "--like" not in arguments:
        workshop(tmp_path, "methods", "new", "nordlys", "--like", "tre-skridt")
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
