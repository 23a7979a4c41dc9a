"""The host names this server answers to, and the pages that may post to it.

An exact list: a site that points its own name at this laptop (DNS rebinding) gets 421.
"""

from __future__ import annotations

from urllib.parse import urlsplit

from workshop.web.contract.server_settings import ServerSettings

LOCAL_NAMES = ("localhost", "127.0.0.1", "[::1]")
_DEFAULT_PORTS = {"http": 80, "https": 443}


class Origins:
    """Our own hosts and origins on one port."""

    def __init__(self, settings: ServerSettings, port: int) -> None:
        """`port` is the listening port."""
        names = (*map(_literal, settings.bound_hosts), *LOCAL_NAMES, *settings.allowed_hosts)
        own = {spelling for name in names for spelling in _with_port(name.lower(), port, settings.scheme)}
        public = urlsplit(settings.public_url)
        self._hosts = frozenset(own | ({public.netloc.lower()} if public.netloc else set()))
        self._scheme = settings.scheme
        self._public = f"{public.scheme}://{public.netloc}".lower() if public.netloc else ""

    def knows(self, host: str) -> bool:
        """Whether a `Host` header names this server."""
        return host.lower() in self._hosts

    def is_own_page(self, origin: str, host: str) -> bool:
        """Whether an `Origin` header is that of our own page, requested under `host`."""
        given = origin.lower()
        return given == f"{self._scheme}://{host.lower()}" or (given != "" and given == self._public)


def _literal(host: str) -> str:
    return f"[{host}]" if ":" in host else host


def _with_port(name: str, port: int, scheme: str) -> tuple[str, ...]:
    has_port = name.rsplit("]", 1)[-1].count(":") == 1
    if has_port:
        return (name,)
    numbered = f"{name}:{port}"
    return (numbered, name) if _DEFAULT_PORTS[scheme] == port else (numbered,)
