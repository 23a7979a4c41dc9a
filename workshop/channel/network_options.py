"""How phones are to reach the laptop, as the command line says it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from workshop.live.wifi_qr import Wifi


class SaysHow(Protocol):
    """The command line's options about phones; None where nothing was said."""

    @property
    def bind(self) -> str | None: ...
    @property
    def port(self) -> int | None: ...
    @property
    def public_url(self) -> str | None: ...
    @property
    def tls_cert(self) -> Path | None: ...
    @property
    def tls_key(self) -> Path | None: ...
    @property
    def wifi_name(self) -> str | None: ...
    @property
    def wifi_password(self) -> str | None: ...


@dataclass(frozen=True, slots=True)
class NetworkOptions:
    """How phones reach the laptop. None and empty: choose well."""

    bind: str | None = None
    port: int | None = None
    public_url: str = ""
    tls_cert: Path | None = None
    tls_key: Path | None = None
    wifi: Wifi | None = None

    @classmethod
    def from_settings(cls, settings: SaysHow) -> NetworkOptions:
        """What the options add up to; they were checked when they were read."""
        wifi = Wifi(settings.wifi_name, settings.wifi_password or "") if settings.wifi_name else None
        return cls(
            bind=settings.bind,
            port=settings.port,
            public_url=settings.public_url or "",
            tls_cert=settings.tls_cert,
            tls_key=settings.tls_key,
            wifi=wifi,
        )
