"""How phones are to reach the laptop, as the command line says it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Reach:
    """How phones reach the laptop. None and empty: choose well."""

    bind: str | None = None
    port: int | None = None
    public_url: str = ""
    tls_cert: Path | None = None
    tls_key: Path | None = None
