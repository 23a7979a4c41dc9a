"""Which of this computer's addresses a phone in the room can reach.

Asking the system for "the" address returns a VPN's under a full tunnel and fails without a default
route (on a hotspot). So all interfaces are listed and ranked by what they are: the laptop's own hotspot
and real cards before virtual ones and tunnels, private ranges first.
"""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass
from enum import Enum

from workshop.machine.adapters import Adapter, adapter_of
from workshop.machine.wsl_and_containers import Surroundings, surroundings

LOOPBACK = "127.0.0.1"

_OF_AN_OWN_HOTSPOT = (
    ipaddress.ip_network("192.168.137.0/24"),  # Windows
    ipaddress.ip_network("192.168.2.0/24"),  # macOS
)


@dataclass(frozen=True, slots=True)
class Address:
    """One IPv4 address of this computer and the name of its interface.

    Attributes:
        prefix: How many bits of it name the network; 24 where that is not known.
    """

    ip: str
    interface: str
    prefix: int = 24

    @property
    def adapter(self) -> Adapter:
        """What kind of interface has it."""
        kind = adapter_of(self.interface)
        number = ipaddress.ip_address(self.ip)
        if kind is Adapter.HOTSPOT and number not in _OF_AN_OWN_HOTSPOT[0]:
            return Adapter.VIRTUAL  # the adapter is there, the hotspot is off
        if self.interface.startswith("bridge") and number in _OF_AN_OWN_HOTSPOT[1]:
            return Adapter.HOTSPOT
        return kind

    @property
    def is_private(self) -> bool:
        """Whether it is of a range for local networks."""
        return ipaddress.ip_address(self.ip).is_private

    @property
    def is_link_local(self) -> bool:
        """Whether the computer gave it to itself, because no network did."""
        return ipaddress.ip_address(self.ip).is_link_local

    @property
    def is_loopback(self) -> bool:
        """Whether only this computer itself can reach it."""
        return ipaddress.ip_address(self.ip).is_loopback

    def is_beside(self, other: Address) -> bool:
        """Whether both are of one network."""
        network = ipaddress.ip_network(f"{self.ip}/{self.prefix}", strict=False)
        return ipaddress.ip_address(other.ip) in network

    def __str__(self) -> str:
        """As people are told of it."""
        return f"{self.ip} ({self.interface})"


class Doubt(Enum):
    """Why phones may not reach the chosen address. The values are keys of sentences."""

    NO_NETWORK = "no-network"
    TUNNEL = "only-tunnel"
    PUBLIC = "public-address"
    SEVERAL = "several-networks"
    WSL = "in-wsl"
    CONTAINER = "in-container"


@dataclass(frozen=True, slots=True)
class Choice:
    """The address for the QR code, and whether it is doubtful.

    Attributes:
        ip: The address; loopback if there is no network.
        named: The address and its interface, for people.
        doubt: Why the facilitator should look at it; None where it is clear.
        others: Addresses of other networks that phones may just as well be on.
    """

    ip: str
    named: str = ""
    doubt: Doubt | None = None
    others: tuple[Address, ...] = ()


def list_addresses() -> tuple[Address, ...]:
    """This computer's IPv4 addresses, the most likely one first; loopback last."""
    import ifaddr

    found = [
        Address(str(entry.ip), adapter.nice_name or adapter.name, entry.network_prefix)
        for adapter in ifaddr.get_adapters()
        for entry in adapter.ips
        if isinstance(entry.ip, str)
    ]
    return rank(tuple(found))


def rank(addresses: tuple[Address, ...]) -> tuple[Address, ...]:
    """Sort the addresses by how likely a phone can reach them, likeliest first. Stable."""
    return tuple(sorted(addresses, key=_rank))


def best_address(addresses: tuple[Address, ...]) -> str:
    """The address for the QR code, of ranked ones; loopback if there is no network."""
    return choose(addresses, Surroundings.COMPUTER).ip


def choose(addresses: tuple[Address, ...], around: Surroundings | None = None) -> Choice:
    """The address for the QR code, of ranked ones, and the doubt about it.

    `around` says what the program runs in; None: find out.
    """
    usable = [address for address in addresses if not address.is_loopback]
    if not usable:
        return Choice(LOOPBACK, doubt=Doubt.NO_NETWORK)
    best = usable[0]
    others = tuple(
        other for other in usable[1:] if _is_likely(other) and not best.is_beside(other) and _is_likely(best)
    )
    doubt = _doubt_about(best, surroundings() if around is None else around)
    if doubt is None and others and best.adapter is not Adapter.HOTSPOT:
        doubt = Doubt.SEVERAL
    return Choice(best.ip, str(best), doubt, others)


def _doubt_about(best: Address, around: Surroundings) -> Doubt | None:
    if around is Surroundings.WSL:
        return Doubt.WSL
    if around is Surroundings.CONTAINER:
        return Doubt.CONTAINER
    if best.is_link_local:
        return Doubt.NO_NETWORK
    if not best.adapter.is_real:
        return Doubt.TUNNEL
    return None if best.is_private else Doubt.PUBLIC


def _is_likely(address: Address) -> bool:
    return address.adapter.is_real and address.is_private and not address.is_link_local


def _rank(address: Address) -> tuple[int, ...]:
    kind = address.adapter
    of_a_card = Adapter.HOTSPOT if kind.is_real else kind
    return (address.is_loopback, of_a_card, address.is_link_local, not address.is_private, kind)
