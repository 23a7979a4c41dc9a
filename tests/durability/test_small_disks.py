"""A real file system of twelve megabytes: it fills up, it has room again, it can only be read."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from rooms import environment_of_children

CHILD = Path(__file__).parent.parent / "support" / "tight_disk_child.py"
NAMESPACES = (["unshare", "-m"], ["unshare", "-r", "-m"])
"""A mount that nobody else sees, as root or as a user who is root in there."""


@pytest.fixture(scope="module")
def namespace():
    """The command that opens a mount namespace. Where the system allows none this is said loudly."""
    for command in NAMESPACES if shutil.which("unshare") else ():
        tried = [*command, "sh", "-c", "mount -t tmpfs -o size=1m none /mnt"]
        if subprocess.run(tried, capture_output=True, check=False).returncode == 0:
            return command
    pytest.skip(
        "NOT TESTED: full and read-only file systems need a mount namespace, which is not allowed here"
    )


@pytest.fixture
def on_small_disk(namespace, tmp_path):
    """Run the child on a disk of its own and return what it says."""

    def run(what):
        script = 'mount -t tmpfs -o size=12m none "$1" && exec "$2" "$3" "$1" "$4"'
        command = [*namespace, "sh", "-c", script, "sh", str(tmp_path), sys.executable, str(CHILD), what]
        environment = environment_of_children() | {"PYTHONDONTWRITEBYTECODE": "1"}
        done = subprocess.run(
            command, capture_output=True, text=True, timeout=90, env=environment, check=False
        )
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    return run


@pytest.mark.wide
def test_a_full_disk_refuses_says_so_and_goes_on_by_itself_when_there_is_room(on_small_disk):
    said = on_small_disk("full")
    assert said["refused"] > 0, "the disk was never full"
    assert said["trouble"] == [True, False]
    assert said["little"]
    assert said["snapshot_refused"]
    assert said["unfinished"] == []
    assert said["snapshots"] == 1
    assert said["waited"] < 3
    assert said["each_once"]
    assert said["picture_is_the_file"]


@pytest.mark.wide
def test_a_read_only_disk_is_refused_with_a_sentence_and_can_still_be_read(on_small_disk):
    said = on_small_disk("read-only")
    assert said["listed"] == ["Kun til læsning", 1, ""]
    assert said["people"] == ["Anna"]
    assert [code for code, _ in said["refusals"]] == [5, 5]
    assert all("adgang til mappen" in sentence for _, sentence in said["refusals"])
    assert said["untouched"]
    assert said["people_after"] == 2


def test_a_machine_that_builds_releases_tests_this():
    """Where mounting is allowed nobody may skip what is above without being seen."""
    if os.environ.get("CI") and hasattr(os, "geteuid") and os.geteuid() == 0:
        assert shutil.which("unshare"), "install util-linux"
