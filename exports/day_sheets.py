"""What is printed for the day: the facilitator's page, the participants' half page, the table sheet."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DaySheets:
    """All that stands on the sheets. `qr` is the QR code's modules with its quiet zone, True is dark.

    `plan` holds each activity's title and its minutes; `address`, `code` and `sign` are how people join.
    """

    title: str
    organisation: str
    group: str
    day: str
    language: str
    plan: tuple[tuple[str, int], ...]
    address: str
    code: str
    sign: str
    qr: tuple[tuple[bool, ...], ...]
    slip: str = ""
    """What a group that is not there is asked to write on a slip; empty for no slip."""
