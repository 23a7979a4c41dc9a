"""Where phones found a workshop, kept beside its file: after a restart by hand they find it there again.

Kept is what somebody has said or chosen: `--bind`, an address at the QR code, `--public-url`, certificates.
The name and password of a wireless network are not: a password is not to lie about.
"""

from __future__ import annotations

import logging
from collections.abc import Collection
from dataclasses import replace
from pathlib import Path

import msgspec

from sessions.files.atomic_files import replace_file, write_new
from workshop.channel.network_options import NetworkOptions
from workshop.machine.addresses import LOOPBACK

REACH = ".reach"
EVERYWHERE = "0.0.0.0"  # noqa: S104 - what somebody may have bound to

log = logging.getLogger(__name__)


class _Kept(msgspec.Struct, frozen=True, omit_defaults=True):
    bind: str | None = None
    address: str = ""
    public_url: str = ""
    tls_cert: Path | None = None
    tls_key: Path | None = None


def keep_reach(session: Path, reach: NetworkOptions, address: str = "") -> None:
    """Keep what was said of the way of phones, and the `address` that was chosen for the QR code.

    A folder that cannot be written is logged only: the workshop goes on.
    """
    kept = _Kept(reach.bind, address, reach.public_url, reach.tls_cert, reach.tls_key)
    file = _file(session)
    unfinished = file.with_name(file.name + ".unfinished")
    try:
        if kept == _Kept():
            file.unlink(missing_ok=True)
            return
        unfinished.unlink(missing_ok=True)
        write_new(unfinished, msgspec.json.encode(kept, enc_hook=str))
        replace_file(unfinished, file)
    except OSError:
        log.exception("where phones find the workshop could not be kept")


def recalled(session: Path, reach: NetworkOptions, here: Collection[str]) -> tuple[NetworkOptions, str]:
    """How phones are to reach a workshop, and the address that was chosen for it; empty for none.

    What is said now comes before everything that was said earlier. An address that is no longer one of those
    this computer has `here` is let go, and so is a certificate whose files are gone.
    """
    if reach.bind or reach.public_url or reach.tls_cert:
        return reach, ""
    try:
        kept = msgspec.json.decode(_file(session).read_bytes(), type=_Kept, dec_hook=_path)
    except (OSError, msgspec.DecodeError):
        return reach, ""
    known = {LOOPBACK, EVERYWHERE, *here}
    has_certificate = all(file is not None and file.is_file() for file in (kept.tls_cert, kept.tls_key))
    again = replace(
        reach,
        bind=kept.bind if kept.bind in known else None,
        public_url=kept.public_url,
        tls_cert=kept.tls_cert if has_certificate else None,
        tls_key=kept.tls_key if has_certificate else None,
    )
    return again, kept.address if kept.address in known else ""


def _file(session: Path) -> Path:
    return session.with_name(session.name + REACH)


def _path(kind: type, value: object) -> object:
    return Path(str(value)) if kind is Path else value
