"""Whose request it is, for limits per address: the peer, or whom a reverse proxy on this computer names."""

from __future__ import annotations

from collections.abc import Sequence
from ipaddress import IPv6Address, IPv6Network, ip_address

FORWARDED_FOR = "X-Forwarded-For"
_NETWORK_BITS = 64


def client_address(peer: str, forwarded: Sequence[str], proxies: frozenset[str]) -> str:
    """The address that a request is counted under; `forwarded` are its X-Forwarded-For headers.

    Only one of `proxies` is believed, and only the last address, which it added itself: those before it
    are what the client claims. An IPv6 client is counted by its network, because each has 2^64 addresses.
    """
    if peer not in proxies or not forwarded:
        return peer
    try:
        named = ip_address(forwarded[-1].rpartition(",")[2].strip())
    except ValueError:
        return peer
    if not isinstance(named, IPv6Address):
        return str(named)
    if named.ipv4_mapped is not None:
        return str(named.ipv4_mapped)
    return str(IPv6Network((int(named), _NETWORK_BITS), strict=False))
