"""Which checkout is measured: every process of the product that a benchmark starts belongs to one commit.

A script finds what is installed, `python -m` what lies in the folder it is started from. Where the two are
not the same, "with the screen" and "server alone" would be two programs. So both are told where to look, and
asked where they found it.
"""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

PACKAGES = ("workshop", "exports", "sessions", "prompts")
WHERE = (
    "import sys, importlib.util as util; sys.path[0] = sys.argv[1]; "
    f"print(*(util.find_spec(name).origin for name in {PACKAGES}), sep='\\n')"
)


class OtherCheckoutError(Exception):
    """What would be measured is not the checkout that was meant."""


@dataclass(frozen=True, slots=True)
class Checkout:
    """A working tree of the product, with its own `benchmarks` folder."""

    root: Path

    @property
    def benchmarks(self) -> Path:
        """Its own benchmarks: `host.py` and `prepared.py` know the product they lie beside."""
        return self.root / "benchmarks"

    def environment(self) -> dict[str, str]:
        """What a process must know to be this checkout's, however it is started."""
        return {**os.environ, "PYTHONPATH": str(self.root), "PYTHONSAFEPATH": ""}

    def commit(self) -> str:
        """The commit, and whether anything was changed since. Raises OSError, CalledProcessError."""
        if not (self.root / ".git").exists():
            return "no commit known"
        commit = self._git("rev-parse", "--short", "HEAD")
        changed = self._git("status", "--porcelain", "--untracked-files=no", "--", *PACKAGES)
        return f"{commit} and changes" if changed else commit

    def require(self) -> None:
        """Raises OtherCheckoutError where a process of the product would come from elsewhere."""
        if self == OWN and _lies_apart():
            return
        # As `python -m workshop` is started, and as the script `host.py` is.
        for first in (str(self.root), str(self.benchmarks)):
            found = subprocess.run(
                [sys.executable, "-c", WHERE, first],
                cwd=self.root,
                env=self.environment(),
                capture_output=True,
                text=True,
                check=True,
            ).stdout.split("\n")
            _require_inside(self.root, found[: len(PACKAGES)])

    def _git(self, *arguments: str) -> str:
        done = subprocess.run(
            ["git", "-C", str(self.root), *arguments], capture_output=True, text=True, check=True
        )
        return done.stdout.strip()


OWN = Checkout(Path(__file__).resolve().parent.parent)
_measured = [OWN]


def measured() -> Checkout:
    """The checkout whose processes are started now."""
    return _measured[-1]


@contextlib.contextmanager
def measuring(checkout: Checkout) -> Iterator[None]:
    """Start the processes of another checkout meanwhile."""
    _measured.append(checkout)
    try:
        yield
    finally:
        _measured.pop()


def require_own_process() -> None:
    """Raises OtherCheckoutError where this process, which prepares the files, has another program loaded."""
    if _lies_apart():
        return
    _require_inside(OWN.root, [str(spec.origin) for spec in map(find_spec, PACKAGES) if spec is not None])


def _lies_apart() -> bool:
    """Whether these benchmarks lie without the product's sources: then what is installed is measured."""
    return not any((OWN.root / name).is_dir() for name in PACKAGES)


def _require_inside(root: Path, files: list[str]) -> None:
    for file in files:
        if not Path(file).resolve().is_relative_to(root.resolve()):
            raise OtherCheckoutError(f"{file} is not in {root}: install the checkout with `pip install -e`")
