"""Every benchmark runs in its short form and gives numbers. What they are is no test's business.

Those that start the product again and again take a minute or two together: `pytest -m long`, and a step
of its own on the build machine.
"""

import subprocess
import sys
from pathlib import Path

import pytest

BENCHMARKS = Path(__file__).parent.parent.parent / "benchmarks"
RUN = BENCHMARKS / "run.py"

pytestmark = [
    pytest.mark.skipif(not RUN.exists(), reason="the benchmarks are in the checkout only"),
    pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="memory is read from /proc"),
]


@pytest.mark.wide(short=1)
@pytest.mark.timeout(240)
@pytest.mark.parametrize(
    "name",
    [
        "near-duplicates",
        "growth",
        *(
            pytest.param(name, marks=pytest.mark.long)
            for name in (
                "phones",
                "throughput",
                "start",
                "screen",
                "screen-under-load",
                "page-weight",
                "many-workshops",
                "overview",
            )
        ),
    ],
)
def test_the_short_form_prints_a_table_of_numbers(name):
    done = subprocess.run(
        [sys.executable, str(RUN), "--quick", "--only", name],
        capture_output=True, text=True, timeout=230, check=False,
    )  # fmt: skip
    assert done.returncode in (0, 1), done.stderr  # 1: a target is missed, as on a busy machine
    head, *lines = done.stdout.splitlines()
    assert head.split() == ["figure", "ours", "bare", "ratio", "target", "reached"], done.stderr
    assert lines[:-1]
    assert all(
        any(part.replace(",", "").replace(".", "").isdigit() for part in line.split()) for line in lines
    )


@pytest.mark.long
@pytest.mark.timeout(240)
def test_a_soak_of_a_minute_loses_nothing():
    done = subprocess.run(
        [sys.executable, str(BENCHMARKS / "soak.py"), "--minutes", "1", "--phones", "6"],
        capture_output=True, text=True, timeout=230, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    assert "nothing lost, nothing left open" in done.stdout
