"""Settings of the phones' port, made by the composition root."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field
from pathlib import Path

from sessions.clock import Clock, SteadyClock
from workshop.live.shown_screen import ShownScreen
from workshop.web.contract.rate_limits import Limits

LOOPBACK = "127.0.0.1"
LOOPBACK_V6 = "::1"
PORTS_TO_TRY = 20


@dataclass(frozen=True, slots=True)
class ServerSettings:
    """Where to listen and which hosts to accept.

    `hosts` are IP literals; the first is used in the QR code, loopback is added.
    `port` 0 takes any free port. With `next_port_allowed` up to 20 ports after a taken one are
    tried. `allowed_hosts` are more names phones may use (`pc.kommune.dk`, with or without a
    port). `public_url` is the address behind a reverse proxy (`https://workshop.kommune.dk`).
    `tls_cert` and `tls_key` are PEM files; without them the port speaks plain HTTP.
    `minutes_html` makes the minutes as a self-contained page, in UTF-8, `minutes_pdf` as a PDF (None where
    none can be made), `calendar` the agreements' dates as an .ics file. `screen` tells what the projector
    shows at the moment.
    """

    hosts: tuple[str, ...] = (LOOPBACK,)
    port: int = 0
    next_port_allowed: bool = True
    allowed_hosts: tuple[str, ...] = ()
    public_url: str = ""
    tls_cert: Path | None = None
    tls_key: Path | None = None
    minutes_html: Callable[[], bytes] | None = None
    minutes_pdf: Callable[[], Coroutine[None, None, bytes]] | None = None
    calendar: Callable[[], bytes] | None = None
    screen: Callable[[], ShownScreen] | None = None
    clock: Clock = field(default_factory=SteadyClock)
    limits: Limits = field(default_factory=Limits)

    @property
    def scheme(self) -> str:
        """`https` with a certificate, else `http`."""
        return "https" if self.tls_cert else "http"

    @property
    def bound_hosts(self) -> tuple[str, ...]:
        """`hosts` and loopback, each once."""
        return tuple(dict.fromkeys((*self.hosts, LOOPBACK)))

    @property
    def proxies(self) -> frozenset[str]:
        """The peers that speak for many clients: with a `public_url`, a reverse proxy on this computer."""
        return frozenset({LOOPBACK, LOOPBACK_V6}) if self.public_url else frozenset()
