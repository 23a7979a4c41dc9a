"""The program as one file, with no Python beside it. Long: it is built first."""

from __future__ import annotations

import importlib.util
import os
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SECONDS_TO_START = 3.0
BARE = {"PATH": "/nowhere", "LC_ALL": "C.UTF-8", "TERM": "xterm-256color"}
USUAL = {".docx", ".pdf", ".html", ".md", ".json", ".xlsx", ".ics"}
"""Endings of what the demo leaves."""
CASE = ROOT / "tests" / "data" / "cases" / "kommune"


@pytest.fixture(scope="module")
def single_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    if importlib.util.find_spec("PyInstaller") is None:
        pytest.fail("PyInstaller is not installed: python -m pip install '.[dev]'")
    folder = tmp_path_factory.mktemp("dist")
    subprocess.run([sys.executable, ROOT / ".ci" / "single_file.py", folder], check=True, capture_output=True)
    return next(folder.iterdir())


def endings(folder: Path) -> set[str]:
    return {file.suffix for file in folder.rglob("*.*")}


@pytest.mark.long
@pytest.mark.timeout(900)
def test_the_single_file_plays_the_demo_case_and_leaves_every_format(
    single_file: Path, tmp_path: Path
) -> None:
    """Word's templates, slugs and locales are found at run time only: each was missing once."""
    environment = BARE | {"HOME": str(tmp_path), "WORKSHOP_DATA_DIR": str(tmp_path / "data")}
    done = subprocess.run([single_file, "--version"], env=environment, capture_output=True, text=True)
    assert done.stdout.startswith("Tre skridt ")
    subprocess.run(
        [single_file, "demo", "--headless", "--case", f"{CASE}.json", "--out", tmp_path / "out"],
        env=environment,
        check=True,
    )
    assert endings(tmp_path / "out") == USUAL
    compare = ROOT / "tests" / "tools" / "compare_case.py"
    subprocess.run([sys.executable, compare, tmp_path / "out", f"{CASE}.expected.json"], check=True)
    (session,) = (tmp_path / "data" / "practice").glob("*.db")
    # Nothing can be installed into a single file afterwards: it has the libraries of the extras.
    subprocess.run(
        [single_file, "export", session, "--out", tmp_path / "more", "--format", "pptx", "--format", "csv"],
        env=environment,
        check=True,
    )
    assert endings(tmp_path / "more") == {".pptx", ".csv"}


def bare_root(folder: Path, program: Path) -> Path:
    """A root folder with the program, the system's C library, and nothing else: no Python, no shell."""
    told = subprocess.run(["ldd", program], capture_output=True, text=True, check=True).stdout
    for library in {Path(found) for found in re.findall(r"(/\S+)\s+\(0x", told)} | needed_later():
        inside = folder / str(library).lstrip("/")
        inside.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(library, inside)
    for name in ("tmp", "dev", "proc", "home"):
        (folder / name).mkdir()
    shutil.copy2(program, folder / "workshop")
    shutil.copy2(f"{CASE}.json", folder / "home" / "case.json")
    return folder


def needed_later() -> set[Path]:
    """Parts of the C library that what is unpacked at the start is linked to."""
    names = ("libc", "libm", "libdl", "libpthread", "librt", "libutil", "libz", "libgcc_s")
    told = subprocess.run(["/sbin/ldconfig", "-p"], capture_output=True, text=True, check=True).stdout
    found = re.findall(r"^\s+(\S+?)\.so\S* .*x86-64.* => (/\S+)$", told, re.M)
    return {Path(path) for name, path in found if name in names}


def in_root(root: Path, *arguments: str) -> list[str]:
    """The command that starts the program with `root` as its whole file system.

    With devices and processes where a name space can be had. In many containers only root's own `chroot` is
    left; the program needs no more.
    """
    mounts = f"mount --rbind /dev {root}/dev && mount -t proc proc {root}/proc"
    for flags in (["--user", "--map-root-user", "--mount"], ["--mount"]):
        way = ["unshare", *flags, "--pid", "--fork", "sh", "-c"]
        if subprocess.run([*way, mounts], capture_output=True).returncode == 0:
            return [*way, f'{mounts} && exec chroot {root} /workshop "$@"', "workshop", *arguments]
    return ["chroot", str(root), "/workshop", *arguments]


def seconds_to_home(root: Path) -> float:
    """Open home in a terminal, leave it with Ctrl+Q, and return how long it took until it stood there."""
    import pty

    environment = BARE | {"PATH": os.environ["PATH"], "HOME": "/home", "LINES": "30", "COLUMNS": "100"}
    command = in_root(root)
    master, slave = pty.openpty()
    began = time.monotonic()
    home = subprocess.Popen(
        command, stdin=slave, stdout=slave, stderr=slave, env=environment, start_new_session=True
    )
    os.close(slave)
    os.set_blocking(master, False)
    seen, until = b"", began + 60
    while b"Ny workshop" not in seen and home.poll() is None and time.monotonic() < until:
        time.sleep(0.02)
        try:
            seen += os.read(master, 65_536)
        except BlockingIOError:
            continue
    took = time.monotonic() - began
    os.write(master, b"\x11")  # Ctrl+Q
    assert home.wait(30) == 0
    os.close(master)
    assert b"Ny workshop" in seen
    return took


@pytest.mark.long
@pytest.mark.timeout(900)
@pytest.mark.skipif(sys.platform != "linux", reason="a root folder of its own is a matter of Linux")
def test_on_a_system_without_python_it_opens_home_in_time_and_plays_the_demo(
    single_file: Path, tmp_path: Path
) -> None:
    """The first start counts; only on a machine that does something else at the time, another may."""
    root = bare_root(tmp_path / "root", single_file)
    took = [seconds_to_home(root)]
    while took[-1] >= SECONDS_TO_START and len(took) < 3:
        took.append(seconds_to_home(root))
    print("seconds until home stands there:", [round(each, 2) for each in took])
    assert took[-1] < SECONDS_TO_START, took
    done = subprocess.run(
        in_root(root, "demo", "--headless", "--case", "/home/case.json", "--out", "/home/out"),
        env=BARE | {"PATH": os.environ["PATH"], "HOME": "/home"}, capture_output=True, text=True,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert endings(root / "home" / "out") == USUAL
