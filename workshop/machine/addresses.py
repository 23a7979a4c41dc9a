"""Which of this computer's addresses a phone in the room can reach.

Asking the system for "the" address returns a VPN's under a full tunnel and fails without a default
route (on a hotspot). So all interfaces are listed and ranked: wireless and wired before bridges
and tunnels, private ranges first.
"""

from __future__ import annotations

import ipaddress
import re
from dataclasses import dataclass

LOOPBACK = "127.0.0.1"

_VIRTUAL = re.compile(
    r"docker|br-|virbr|vbox|vmnet|veth|lxc|podman|vethernet|hyper-v|wsl|tun|tap|wg|tailscale|zt|utun|ppp|ipsec|nord|vpn",
    re.IGNORECASE,
)
_WIRELESS = re.compile(r"^wl|wi-?fi|wlan|airport|wireless|trådløs", re.IGNORECASE)
_WIRED = re.compile(r"^e(n|th)|ethernet|^en\d", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Address:
    """One IPv4 address of this computer and the name of its interface."""

    ip: str
    interface: str
    private: bool
    virtual: bool


def list_addresses() -> tuple[Address, ...]:
    """This computer's IPv4 addresses, the most likely one first; loopback last."""
    import ifaddr

    found = [
        _address(str(entry.ip), adapter.nice_name or adapter.name)
        for adapter in ifaddr.get_adapters()
        for entry in adapter.ips
        if isinstance(entry.ip, str)
    ]
    return rank(tuple(found))


def rank(addresses: tuple[Address, ...]) -> tuple[Address, ...]:
    """Sort the addresses by how likely a phone can reach them, likeliest first. Stable."""
    return tuple(sorted(addresses, key=_rank))


def best_address(addresses: tuple[Address, ...]) -> str:
    """The address for the QR code; loopback if there is no network."""
    usable = [address for address in addresses if not ipaddress.ip_address(address.ip).is_loopback]
    return usable[0].ip if usable else LOOPBACK


def _address(ip: str, interface: str) -> Address:
    return Address(
        ip=ip,
        interface=interface,
        private=ipaddress.ip_address(ip).is_private,
        virtual=bool(_VIRTUAL.search(interface)),
    )


def _rank(address: Address) -> tuple[int, ...]:
    ip = ipaddress.ip_address(address.ip)
    kind = 0 if _WIRELESS.search(address.interface) else 1 if _WIRED.search(address.interface) else 2
    return (ip.is_loopback, address.virtual, ip.is_link_local, not address.private, kind)
