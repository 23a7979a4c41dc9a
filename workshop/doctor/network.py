"""The port and the addresses, as far as they can be checked from this computer alone."""

from __future__ import annotations

import socket
from collections.abc import Iterator

from prompts.language.words import Words
from workshop.doctor.finding import Finding
from workshop.machine.addresses import Address, best_address, list_addresses


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
    reachable = [address for address in list_addresses() if not address.ip.startswith("127.")]
    if not reachable:
        yield Finding("address", topic, words("doctor.no-address"), fine=False)
    chosen = bind or best_address(tuple(reachable))
    for address in reachable:
        yield _address(address, words, in_code=address.ip == chosen)


def _address(address: Address, words: Words, *, in_code: bool) -> Finding:
    topic, shown = words("doctor.addresses"), f"{address.ip} ({address.interface})"
    if not in_code:
        return Finding("address", topic, shown)
    # A phone in the room can reach neither a tunnel nor, usually, a public address.
    for wrong, key in (
        (address.virtual, "doctor.only-tunnel"),
        (not address.private, "doctor.public-address"),
    ):
        if wrong:
            return Finding("address", topic, words(key, address=shown), fine=False)
    return Finding("address", topic, words("doctor.in-code", address=shown))
