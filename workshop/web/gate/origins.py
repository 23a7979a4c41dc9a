"""The host names this server answers to, and the pages that may post to it.

An exact list: a site that points its own name at this laptop (DNS rebinding) gets 421.
"""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlsplit

from workshop.web.contract.server_settings import ServerSettings

LOCAL_NAMES = ("localhost", "127.0.0.1", "[::1]")
_DEFAULT_PORTS = {"http": 80, "https": 443}


def own_pages(settings: ServerSettings, port: int) -> Mapping[str, frozenset[str]]:
    """By each `Host` that names this server on `port`: the `Origin` of the pages of ours that may post there.

    Both are in lower case.
    """
    names = (*map(_literal, settings.bound_hosts), *LOCAL_NAMES, *settings.allowed_hosts)
    hosts = {spelling for name in names for spelling in _with_port(name.lower(), port, settings.scheme)}
    public = urlsplit(settings.public_url)
    pages: set[str] = set()
    if public.netloc:
        hosts.add(public.netloc.lower())
        pages.add(f"{public.scheme}://{public.netloc}".lower())
    return {host: frozenset({f"{settings.scheme}://{host}", *pages}) for host in hosts}


def _literal(host: str) -> str:
    return f"[{host}]" if ":" in host else host


def _with_port(name: str, port: int, scheme: str) -> tuple[str, ...]:
    has_port = name.rsplit("]", 1)[-1].count(":") == 1
    if has_port:
        return (name,)
    numbered = f"{name}:{port}"
    return (numbered, name) if _DEFAULT_PORTS[scheme] == port else (numbered,)
