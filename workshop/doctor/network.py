"""The port and the addresses, as far as they can be checked from this computer alone."""

from __future__ import annotations

import socket
from collections.abc import Iterator

from prompts.language.words import Words
from workshop.doctor.finding import Finding
from workshop.machine.addresses import choose, list_addresses
from workshop.machine.wsl_and_containers import surroundings


def port_finding(port: int, words: Words) -> Finding:
    """Whether `port` can be listened on."""
    free = port_is_free(port)
    key = "doctor.port-free" if free else "doctor.port-taken"
    return Finding("port", words("doctor.port"), words(key, port=port), free)


def port_is_free(port: int) -> bool:
    """Whether `port` can be bound on all addresses now."""
    with socket.socket() as probe:
        try:
            probe.bind(("", port))
        except OSError:
            return False
    return True


def address_findings(bind: str | None, words: Words) -> Iterator[Finding]:
    """Every address that a phone could use; `bind` is the requested one, else the best is in the QR code."""
    topic = words("doctor.addresses")
    reachable = tuple(address for address in list_addresses() if not address.is_loopback)
    if not reachable:
        yield Finding("address", topic, words("doctor.no-address"), fine=False)
    choice = choose(reachable, surroundings())
    for address in reachable:
        in_code = address.ip == (bind or choice.ip)
        if not in_code:
            yield Finding("address", topic, str(address))
        elif bind or choice.doubt is None:
            yield Finding("address", topic, words("doctor.in-code", address=address))
        else:
            others = ", ".join(map(str, choice.others))
            text = words(f"doctor.{choice.doubt.value}", address=address, others=others)
            yield Finding("address", topic, text, fine=False)
