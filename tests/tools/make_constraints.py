"""Write constraints.txt: the installed version of every package that the program and its tools need.

And constraints-hashed.txt: of those, what the program itself needs, with the hashes of their files for every
system, for installs that take nothing but what was tried. That needs `uv`, which asks the package index;
where it is missing the file is left as it is and said to be old.

Usage: python tests/tools/make_constraints.py     (`make constraints`)

No addresses, so that the files hold for any package index. Packages that only
another system needs are not installed here; their old pin is kept, and one without a pin is an error.
Pip is left out, although a package asks for it: it is what does the installing.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterable, Iterator
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

INSTALLER = "pip"
ROOT = Path(__file__).parents[2]
CONSTRAINTS = ROOT / "constraints.txt"
HASHED = ROOT / "constraints-hashed.txt"
HEAD = """\
# The versions that the tests were last run with: pip install -c constraints.txt … makes installs alike.
# Written by `make constraints`.
"""
HASHED_HEAD = """\
# What the program needs, with hashes: pip install --require-hashes -r constraints-hashed.txt, and then the
# program's wheel with --no-deps. Written by `make constraints`.
"""
COMPILE = (
    "uv", "pip", "compile", "-q", "--universal", "--generate-hashes", "--no-header", "--no-annotate",
    "--no-emit-index-url", "--no-emit-find-links", "--no-emit-package", INSTALLER, "--python-version", "3.11",
)  # fmt: skip
SYSTEMS = (("linux", "posix", "Linux"), ("darwin", "posix", "Darwin"), ("win32", "nt", "Windows"))
PYTHONS = ("3.11", "3.12", "3.13", "3.14")
ENVIRONMENTS = tuple(
    {
        "sys_platform": platform, "os_name": os_name, "platform_system": system, "platform_machine": machine,
        "python_version": python, "python_full_version": f"{python}.0",
        "implementation_name": "cpython", "platform_python_implementation": "CPython",
    }
    for platform, os_name, system in SYSTEMS
    for machine in ("x86_64", "arm64")
    for python in PYTHONS
)  # fmt: skip
"""Every system the program is for: a package that one of them needs is part of the closure."""


def applies(requirement: Requirement, extras: Iterable[str]) -> bool:
    """Whether a requirement holds on any system we run on, with one of these extras or none."""
    marker = requirement.marker
    return marker is None or any(
        marker.evaluate({**environment, "extra": extra})
        for environment in ENVIRONMENTS
        for extra in ("", *extras)
    )


def closure(lines: Iterable[str]) -> dict[str, bool]:
    """Every package that `lines` lead to, and whether it is installed (and so could be followed)."""
    found: dict[str, bool] = {}
    seen: set[tuple[str, frozenset[str]]] = set()
    waiting = [Requirement(line) for line in lines]
    while waiting:
        requirement = waiting.pop()
        name, extras = canonicalize_name(requirement.name), frozenset(requirement.extras)
        if name == INSTALLER or (name, extras) in seen or not applies(requirement, ()):
            continue
        seen.add((name, extras))
        try:
            further = [Requirement(line) for line in requires(name) or ()]
        except PackageNotFoundError:
            found[name] = False
            continue
        found[name] = True
        for line in further:
            if applies(line, extras):
                line.marker = None
                waiting.append(line)
    return found


def declared() -> Iterator[str]:
    """What pyproject.toml asks for: the program, its tests, its tools."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    yield from project["dependencies"]
    for lines in project["optional-dependencies"].values():
        yield from lines


def pinned(text: str) -> dict[str, str]:
    """Name and version of each pin in a constraints file."""
    return dict(re.findall(r"^([a-z0-9-]+)==(\S+)$", text, re.M))


def main() -> None:
    """Write the file, or say which package has no version to pin."""
    old = pinned(CONSTRAINTS.read_text("utf-8")) if CONSTRAINTS.exists() else {}
    needed = closure(declared())
    pins = {name: version(name) if here else old.get(name, "") for name, here in needed.items()}
    if missing := sorted(name for name, pin in pins.items() if not pin):
        sys.exit(
            f"Neither installed here nor pinned before: {', '.join(missing)}. Add them as name==version."
        )
    CONSTRAINTS.write_text(HEAD + "".join(f"{name}=={pins[name]}\n" for name in sorted(pins)), "utf-8")
    write_hashed()


def write_hashed() -> None:
    """Write the file with hashes, or say that it is old."""
    if shutil.which("uv") is None:
        print(f"{HASHED.name} is left as it was: uv is not installed")
        return
    with tempfile.TemporaryDirectory() as folder:
        wanted = Path(folder) / "wanted.txt"
        project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
        wanted.write_text("\n".join(project["dependencies"]), "utf-8")
        command = [*COMPILE, "-c", str(CONSTRAINTS), str(wanted)]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
    HASHED.write_text(HASHED_HEAD + done.stdout, "utf-8")


if __name__ == "__main__":
    main()
