"""Memory that a moment needed is given back: measured in a process of its own, by what the system says."""

from __future__ import annotations

import platform
import subprocess
import sys

import pytest
from rooms import environment_of_children

PICTURES = """
import sys
from workshop.machine.malloc import keep_little_memory
if sys.argv[1] == "asked":
    assert keep_little_memory()
def resident():
    return int(open("/proc/self/statm").read().split()[1]) * 4
bytearray(30_000_000)  # from now on the library, left alone, keeps blocks of this size in its heap
kept = []
before = resident()
for _ in range(100):
    pictures = [bytearray(400_000) for _ in range(10)]
    kept.append(bytearray(2_000))
    del pictures[::2]
    kept.append(bytearray(2_000))
del pictures
print(resident() - before)
"""


def grown(how: str) -> int:
    """Kilobytes that are left after a thousand pictures came and went."""
    done = subprocess.run(
        [sys.executable, "-c", PICTURES, how],
        capture_output=True,
        text=True,
        env=environment_of_children(),
        check=True,
    )
    return int(done.stdout)


@pytest.mark.skipif(
    platform.libc_ver()[0] != "glibc", reason="only GNU's C library keeps large blocks in its heap"
)
def test_pictures_for_phones_that_come_back_leave_no_holes_behind() -> None:
    assert grown("asked") < 2_000
