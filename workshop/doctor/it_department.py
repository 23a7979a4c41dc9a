"""What an IT department needs to know, as lines to paste into a mail."""

from __future__ import annotations

import sys
from collections.abc import Iterator

from prompts.language.words import Words
from workshop.doctor.firewall import look, rule_for
from workshop.machine.addresses import best_address, list_addresses
from workshop.machine.folders import Folders
from workshop.machine.version import version
from workshop.web.contract.server_settings import PORTS_TO_TRY
from workshop.web.wire.listening import HIGHEST_PORT


def it_lines(folders: Folders, port: int, words: Words, *, chosen: bool) -> Iterator[str]:
    """Title, facts, the rule. `chosen`: the port was given, so no other is tried."""
    firewall, _ = look()
    last = port if chosen else min(port + PORTS_TO_TRY, HIGHEST_PORT)
    yield words("it.title", version=version())
    yield words("it.what")
    yield ""
    incoming = words("it.one-port", port=port) if chosen else words("it.ports", port=port, last=last)
    for key, text in (
        ("program", sys.executable),
        ("incoming", incoming),
        ("address", best_address(list_addresses())),
        ("outgoing", words("it.nothing-out")),
        ("wireless", words("it.no-isolation")),
        ("rights", words("it.no-admin")),
        ("data", words("it.kept-in", folder=folders.data)),
        ("log", words("it.log-holds", folder=folders.log)),
        ("encryption", words("it.plain-or-tls")),
    ):
        yield f"- {words(f'it.{key}')}: {text}"
    yield ""
    yield words("it.rule")
    yield f"  {rule_for(port, sys.executable, firewall)}"
