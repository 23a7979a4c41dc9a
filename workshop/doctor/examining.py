"""All checks that take a few seconds and need no phone."""

from __future__ import annotations

import platform
import sqlite3
import sys
from collections.abc import Iterator

from prompts.language.words import Words
from workshop.doctor.clock import Watch, clock_finding
from workshop.doctor.disk import folder_finding, space_finding, sync_finding
from workshop.doctor.finding import Finding
from workshop.doctor.firewall import firewall_finding
from workshop.doctor.network import address_findings, port_finding
from workshop.doctor.terminal import terminal_findings
from workshop.machine.folders import Folders
from workshop.machine.python_fixes import fixed_version_here

LEAST_PYTHON = (3, 11)
LEAST_SQLITE = (3, 37)
"""The first version with STRICT tables."""


def examine(folders: Folders, port: int, words: Words, bind: str | None = None) -> tuple[Finding, ...]:
    """The findings, in the order of the report."""
    return tuple(_findings(folders, port, words, bind))


def _findings(folders: Folders, port: int, words: Words, bind: str | None) -> Iterator[Finding]:
    watch = Watch()
    yield Finding("system", words("doctor.system"), f"{platform.system()} {platform.release()}")
    yield _python(words)
    yield _version("sqlite", sqlite3.sqlite_version, sqlite3.sqlite_version_info >= LEAST_SQLITE, words)
    yield folder_finding(folders.sessions, words)
    yield space_finding(folders.sessions, words)
    yield sync_finding(folders.sessions, words)
    yield port_finding(port, words)
    yield from address_findings(bind, words)
    yield firewall_finding(words)
    yield from terminal_findings(words)
    yield clock_finding(watch, folders.sessions, words)


def _python(words: Words) -> Finding:
    finding = _version("python", platform.python_version(), sys.version_info[:2] >= LEAST_PYTHON, words)
    if finding.fine and (fixed := fixed_version_here()):
        text = words("doctor.unfixed", version=platform.python_version(), fixed=fixed)
        return Finding("python", words("doctor.python"), text, fine=False)
    return finding


def _version(key: str, version: str, fine: bool, words: Words) -> Finding:
    text = version if fine else words("doctor.too-old", version=version)
    return Finding(key, words(f"doctor.{key}"), text, fine)
